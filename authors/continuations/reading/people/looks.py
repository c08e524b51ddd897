"""What a sentence says of looks: parts of somebody with their colours, lengths and sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import noun_class
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note
from authors.continuations.reading.people.being import who_is

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

PARTS = {
    **dict.fromkeys(
        words("hair curl braid plait pigtail lock mane dreadlock dreadlocks ponytail ringlet fringe bun tress"), "hair"
    ),
    **dict.fromkeys(words("eye"), "eyes"),
    **dict.fromkeys(words("beard moustache mustache whisker goatee stubble"), "beard"),
    **dict.fromkeys(words("spectacles spectacle glasses eyeglass"), "glasses"),
    **dict.fromkeys(words("chin cheek jaw"), "chin"),
    **dict.fromkeys(words("hand fist"), "hand"),
    **dict.fromkeys(words("arm"), "arm"),
    **dict.fromkeys(words("leg foot"), "leg"),
    **{
        part: part
        for part in words("wig scar tooth spot burn wing feather fur nose skin earring ear eyebrow tail wing")
    },
}
COLOURS = {
    **dict.fromkeys(words("red ginger auburn copper ruby crimson scarlet reddish carroty"), "red"),
    **dict.fromkeys(words("black dark raven jet ebony inky"), "black"),
    **dict.fromkeys(words("brown chestnut hazel chocolate"), "brown"),
    **dict.fromkeys(words("fair blond blonde golden gold yellow flaxen sandy straw"), "fair"),
    **dict.fromkeys(words("grey gray silver silvery greying grizzled"), "grey"),
    **dict.fromkeys(words("white snow-white"), "white"),
    **dict.fromkeys(words("blue"), "blue"),
    **dict.fromkeys(words("green"), "green"),
    **dict.fromkeys(words("pearl"), "pearl"),
    **dict.fromkeys(words("purple violet lilac mauve"), "violet"),
    **dict.fromkeys(words("orange amber"), "orange"),
    **dict.fromkeys(words("pink"), "pink"),
}
SHAPES = {
    **dict.fromkeys(words("long"), "long"),
    **dict.fromkeys(words("short cropped shaved"), "short"),
    **dict.fromkeys(words("curly wavy"), "curly"),
    **dict.fromkeys(words("straight"), "straight"),
    **dict.fromkeys(words("broken crooked"), "crooked"),
    "left": "left",
    "right": "right",
}
SAID_OF_LOOKS = frozenset({*COLOURS, *SHAPES})
_POSSESSIVES = frozenset({"his", "her", "my"})
_HAVING = frozenset({"with", "had", "has", "wore", "wears"})
_CHANGED = {
    "shave": "no",
    "lose": "no",
    "cut": "short",
    "crop": "short",
    "dye": "",
    "grow": "some",
    "bleach": "",
    "pluck": "no",
}
_LONG = words("braid plait dreadlock dreadlocks ponytail pigtail tress")
"""What cannot be made of short hair."""
_COUNTED = frozenset({"eyes", "ear", "hand", "arm", "leg"})
_COUNTS = {"both": "both", "two": "both"}
_BARE = words("bare smooth shaven clean-shaven smooth-shaven beardless hairless naked")
_TOUCHING = words(
    "shake comb brush stroke push tie toss scratch tug pull pluck wipe smooth twist run braid plait wring toy play"
)
_UNMARKED = re.compile(r"\b(?:without an? (?:\w+ )?(?:scar|mark|blemish)|unmarked|unscarred)\b", re.IGNORECASE)
_LOST_ONE = re.compile(
    r"\blost (?:\w+ ){0,2}?(?:an?|one|(?:his|her|their|its)(?: (?:left|right))?) (eye|ear|hand|arm|leg|foot)\b"
    r"|\b(?:left|right) (eye|ear|hand|arm|leg|foot) (?:had been|had|was|has) (?:been )?"
    r"(?:cut off|come off|torn off|shot off|lost|missing|taken off|amputated|bitten off)\b"
    r"|\bwith (?:only )?one (eye|ear|hand|arm|leg)(?=[,.;]| and\b)"
    r"|\bhad (?:only |but )?one (eye|ear|hand|arm|leg)(?=[,.;]| and\b)|\bone-(eye|ear|hand|arm|legg)ed\b"
    r"|\bmissing an? (eye|ear|hand|arm|leg)\b|\bhas? (?:only |but )?one (eye|ear|hand|arm|leg)(?=[,.;])",
    re.IGNORECASE,
)


def looks_in(one: ReadSentence) -> Iterator[Note]:
    """Yield what a sentence says of looks, and how they change."""
    for at, token in enumerate(one.tree.tokens):
        word = token.lemma.lower() if token.tag.startswith("NN") else one.tree.words[at]
        is_deed = token.tag.startswith("VB") and token.relation in ("root", "conj", "advcl", "xcomp", "ccomp")
        part = (PARTS.get(word) or PARTS.get(one.tree.words[at])) if not is_deed else None
        whose = _owner(one, at) if part and not is_spoken(one, at) else None
        if part and whose:
            yield from _look(one, at, part, whose)
    yield from _bald(one)
    yield from _single(one)
    yield from _unmarked(one)


def _single(one: ReadSentence) -> Iterator[Note]:
    """Yield who has only one of a pair: "a woman with one eye", "lost her left hand", "one-eyed"."""
    found = _LOST_ONE.search(one.text)
    if not found:
        return
    start = found.start() + one.tree.sentence.start
    limb = next(group for group in found.groups() if group).lower()
    part = {"eye": "eyes", "foot": "leg", "legg": "leg"}.get(limb, limb)
    before = [t for t in sorted(one.mentions) if one.tree.tokens[t].start <= start]
    after = [t for t in sorted(one.named) if one.tree.tokens[t].start > start]
    whose = one.mentions[before[-1]] if before else one.named[after[0]] if after else None
    at = next((i for i, token in enumerate(one.tree.tokens) if token.end > start), 0)
    if whose and not is_spoken(one, at):
        yield note(one, at, "look", whose, "one", part)


def _unmarked(one: ReadSentence) -> Iterator[Note]:
    found = _UNMARKED.search(one.text)
    before = [
        t for t in sorted(one.mentions) if found and one.tree.tokens[t].start < found.start() + one.tree.sentence.start
    ]
    if found and before and not is_spoken(one, before[0]):
        yield note(one, before[0], "look", one.mentions[before[0]], "no", "scar")


def _look(one: ReadSentence, at: int, part: str, whose: str) -> Iterator[Note]:
    said = _said_of(one, at, part)
    if part == "eyes" and "one" in said and {"blue", "brown", "green", "grey", "black"} & set(said):
        return  # "one blue eye and one brown"
    word = one.tree.tokens[at].lemma.lower()
    if part == "chin":
        if _BARE & set(said):
            yield note(one, at, "look", whose, "no", "beard")
        return
    kept = [each for each in said if each in SAID_OF_LOOKS]
    if part in _COUNTED:
        kept += [_COUNTS[each] for each in said if each in _COUNTS]
    if part in ("hand", "arm", "leg"):
        kept = [each for each in kept if each == "both"]
    if word in _LONG and "short" not in kept:
        kept.append("long")
    value = "no" if "no" in one.tree.child_words(at, "det") else " ".join(dict.fromkeys(kept))
    changes = [
        clause.frame.lemma
        for clause in one.clauses
        if clause.actors and at in (*clause.frame.objects, *(o.token for o in clause.frame.obliques))
    ]
    change = next((lemma for lemma in changes if lemma in _CHANGED), None)
    if change is not None and part in ("hair", "beard", "scar", "tail", "feather", "fur", "tooth", "glasses"):
        yield note(one, at, "look", whose, f"changed {_CHANGED[change] or value}".strip(), part)
    elif part == "beard" and "grow" in {token.lemma for token in one.tree.tokens}:
        yield note(one, at, "look", whose, "changed some", part)
    elif value or part in ("beard", "hair", "scar"):
        yield note(one, at, "look", whose, value or "some", part)


def _said_of(one: ReadSentence, at: int, part: str) -> list[str]:
    """Return the words that are said of a part."""
    tree = one.tree
    said = [tree.words[c] for c in tree.children(at, "amod", "compound", "det", "nummod")]
    said += [tree.words[c] for a in tree.children(at, "amod") for c in tree.children(a, "conj")]
    said += _predicates(one, at)
    said += [tree.words[c] for n in tree.children(at, "nmod") for c in tree.children(n, "amod")]
    said += tree.words[max(0, at - 2) : at]
    if tree.words[at + 1 : at + 3] == [",", "the"]:  # "her glass eye, the left one"
        said += tree.words[at + 3 : at + 4]
    said += [piece for word in said for piece in word.split("-")[-1:] if piece != word]
    if part in ("hair", "beard") and tree.words[at + 1 : at + 2] == ["as"]:  # "hair as yellow as butter"
        said += tree.words[at + 2 : at + 3]
    if part in ("scar", "burn"):
        said += [word for word in tree.words[at + 1 : at + 6] if word in ("left", "right")]
    return said


_PREDICATES = {
    "bald": ("no", "hair"),
    "beardless": ("no", "beard"),
    "clean-shaven": ("no", "beard"),
    "bearded": ("some", "beard"),
    "ginger": ("red", "hair"),
    "blond": ("fair", "hair"),
    "blonde": ("fair", "hair"),
    "red-haired": ("red", "hair"),
    "fair-haired": ("fair", "hair"),
    "dark-haired": ("black", "hair"),
    "grey-haired": ("grey", "hair"),
    "white-haired": ("white", "hair"),
    "black-haired": ("black", "hair"),
    **dict.fromkeys(words("fat stout plump portly obese chubby corpulent rotund tubby"), ("fat", "build")),
    **dict.fromkeys(words("thin skinny slim lean slender gaunt bony scrawny lanky"), ("thin", "build")),
}


def _bald(one: ReadSentence) -> Iterator[Note]:
    """Yield what an adjective says by itself: "was bald", "a stout man with …", "fat and ginger"."""
    tree = one.tree
    for at, last in enumerate(tree.words):
        word = f"{tree.words[at - 2]}-{last}" if at > 1 and tree.words[at - 1] == "-" else last
        if word in ("shaven", "shaved") and tree.words[at + 1 : at + 2] == ["head"] and (whose := _owner(one, at)):
            yield note(one, at, "look", whose, "no", "hair")
        if (
            word not in _PREDICATES
            or is_spoken(one, at)
            or {"not", "n't", "n’t", "never"} & set(tree.words[max(0, at - 3) : at])
        ):
            continue
        who = _described(one, at)
        if who and not who.startswith("the "):
            value, part = _PREDICATES[word]
            yield note(one, at, "look", who, value, part)


def _described(one: ReadSentence, at: int) -> str | None:
    """Return whom an adjective is said of: a subject with "was", a noun of a person, a name before its comma."""
    tree, token = one.tree, one.tree.tokens[at]
    head = at
    for _ in range(3):
        if tree.tokens[head].relation == "conj" and tree.tokens[head].head != head:
            head = tree.tokens[head].head
    if token.relation == "amod" and tree.is_noun(token.head):
        noun = token.head
        is_person = noun_class(tree.tokens[noun].lemma) == "person" or noun in one.named
        return (one.mentions.get(noun) or who_is(one, noun)) if is_person else None
    subjects = [one.mentions[c] for c in tree.children(head, "nsubj") if c in one.mentions]
    if subjects and tree.children(head, "cop"):
        return subjects[0]
    if at > 1 and tree.words[at - 1] == "," and at - 2 in one.named:
        return one.named[at - 2]
    return None


def _owner(one: ReadSentence, at: int) -> str | None:
    """Return whose a part of a body is."""
    tree = one.tree
    nouns = (at, *tree.children(at, "nmod"))
    owners = [child for noun in nouns for child in tree.children(noun, "nmod:poss")]
    if owners:
        return one.mentions.get(owners[0])
    for before_it in range(at - 1, max(-1, at - 5), -1):  # what the parser has hung elsewhere
        if tree.words[before_it] in _POSSESSIVES and before_it in one.mentions:
            return one.mentions[before_it]
        if tree.tokens[before_it].tag[:2] not in ("JJ", "NN", "RB", "CD", "VB", "HY") or tree.words[before_it] == ",":
            break
    touched = _touched(one, at)
    if touched:
        return touched
    before = [t for t in sorted(one.mentions) if t < at]
    after = [t for t in range(at + 1, min(at + 5, len(tree))) if t in one.mentions]
    if after and tree.words[at] in ("scar", "burn"):  # "the burn on her hand"
        return one.mentions[after[0]]
    return one.mentions[before[-1]] if before and _is_had(one, before[-1], at) else None


def _touched(one: ReadSentence, at: int) -> str | None:
    """Return who touches hair or a beard of which "the" alone is said: "Osei shook the braids out of his face"."""
    if PARTS.get(one.tree.tokens[at].lemma.lower()) not in ("hair", "beard"):
        return None
    for clause in one.clauses:
        if clause.frame.lemma in _TOUCHING and at in clause.frame.objects and len(clause.actors) == 1:
            return clause.actors[0] if not clause.objects else None
    return None


def _is_had(one: ReadSentence, who: int, at: int) -> bool:
    """Say whether a part is somebody's by the words between: "Mara had red hair", "a man with a scar"."""
    tree, token = one.tree, one.tree.tokens[at]
    if _HAVING & set(tree.words[who:at]) and not tree.is_verb(at - 1):
        return True
    if token.relation == "nmod" and tree.tokens[token.head].lemma in PARTS:
        return True
    verbs = {tree.tokens[head].lemma for head in tree.above(at)}
    return token.relation in ("obj", "conj", "nmod", "obl") and bool(verbs & {"have", "wear"})


def _predicates(one: ReadSentence, at: int) -> list[str]:
    """Return what is said of a part by "is": "her eyes were grey"."""
    tree, token = one.tree, one.tree.tokens[at]
    if token.relation == "nsubj" and tree.children(token.head, "cop") and tree.tokens[token.head].tag == "JJ":
        if tree.children(token.head, "obl", "advcl", "ccomp"):
            return []
        return [tree.words[token.head], *(tree.words[c] for c in tree.children(token.head, "conj"))]
    return []
