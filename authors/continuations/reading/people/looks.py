"""What a sentence says of looks: parts of somebody with their colours, lengths and sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

PARTS = {
    **dict.fromkeys(words("hair curl braid plait pigtail lock mane"), "hair"),
    **dict.fromkeys(words("eye"), "eyes"),
    **dict.fromkeys(words("beard moustache whisker"), "beard"),
    **{
        part: part
        for part in words("wig scar tooth spot burn wing feather fur nose skin earring ear eyebrow tail wing")
    },
}
COLOURS = {
    **dict.fromkeys(words("red ginger auburn copper ruby crimson scarlet"), "red"),
    **dict.fromkeys(words("black dark raven jet"), "black"),
    **dict.fromkeys(words("brown chestnut hazel"), "brown"),
    **dict.fromkeys(words("fair blond blonde golden gold yellow flaxen"), "fair"),
    **dict.fromkeys(words("grey gray silver"), "grey"),
    **dict.fromkeys(words("white snow-white"), "white"),
    **dict.fromkeys(words("blue"), "blue"),
    **dict.fromkeys(words("green"), "green"),
    **dict.fromkeys(words("pearl"), "pearl"),
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
_HAVING = frozenset({"with", "had", "has", "wore", "wears"})
_CHANGED = {"shave": "no", "lose": "no", "cut": "short", "crop": "short", "dye": ""}


def looks_in(one: ReadSentence) -> Iterator[Note]:
    """Yield what a sentence says of looks, and how they change."""
    for at, token in enumerate(one.tree.tokens):
        word = token.lemma.lower() if token.tag.startswith("NN") else one.tree.words[at]
        part = PARTS.get(word) if not token.tag.startswith("VB") else None
        whose = _owner(one, at) if part and not is_spoken(one, at) else None
        if part and whose:
            yield from _look(one, at, part, whose)
    yield from _bald(one)


def _look(one: ReadSentence, at: int, part: str, whose: str) -> Iterator[Note]:
    said = _said_of(one, at, part)
    kept = [word for word in said if word in SAID_OF_LOOKS or (part in ("eyes", "ear") and word in ("one", "both"))]
    value = "no" if "no" in one.tree.child_words(at, "det") else " ".join(dict.fromkeys(kept))
    changes = [
        clause.frame.lemma
        for clause in one.clauses
        if clause.actors and at in (*clause.frame.objects, *(o.token for o in clause.frame.obliques))
    ]
    change = next((lemma for lemma in changes if lemma in _CHANGED), None)
    if change is not None:
        yield note(one, at, "look", whose, f"changed {_CHANGED[change] or value}".strip(), part)
    elif value or part in ("beard", "hair"):
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
    if part in ("scar", "burn"):
        said += [word for word in tree.words[at + 1 : at + 6] if word in ("left", "right")]
    return said


def _bald(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for clause in one.clauses:
        said = [clause.frame.verb, *tree.children(clause.frame.verb, "conj")]
        if clause.frame.is_state and clause.actors and any(tree.words[i] == "bald" for i in said):
            yield note(one, clause.frame.verb, "look", clause.actors[0], "no", "hair")


def _owner(one: ReadSentence, at: int) -> str | None:
    """Return whose a part of a body is."""
    tree = one.tree
    nouns = (at, *tree.children(at, "nmod"))
    owners = [child for noun in nouns for child in tree.children(noun, "nmod:poss")]
    if owners:
        return one.mentions.get(owners[0])
    before = [t for t in sorted(one.mentions) if t < at]
    after = [t for t in range(at + 1, min(at + 5, len(tree))) if t in one.mentions]
    if after and tree.words[at] in ("scar", "burn"):  # "the burn on her hand"
        return one.mentions[after[0]]
    return one.mentions[before[-1]] if before and _is_had(one, before[-1], at) else None


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
