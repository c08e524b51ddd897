"""What a sentence says of people: looks, ages, kin, kinds, what they cannot do, whether they live, and what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.prose.frames.words import VERBS
from authors.continuations.reading.names import FEMALE_WORDS, KIN, MALE_WORDS, PRONOUNS, name_beside
from authors.continuations.reading.note import note
from authors.continuations.reading.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
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
"""Parts of somebody's looks by their lemma."""
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
_ABILITIES = {
    **dict.fromkeys(words("see look watch notice spot gaze stare glance peer examine"), ("see",)),
    "read": ("read", "see"),
    "write": ("write",),
    **dict.fromkeys(words("hear listen"), ("hear",)),
    **dict.fromkeys(words("walk run jump stride march dance skip stroll hop kick"), ("walk",)),
    "climb": ("climb", "walk"),
    "ride": ("ride",),
    "mount": ("ride",),
    "gallop": ("ride",),
    "swim": ("swim",),
    "fly": ("fly",),
    "soar": ("fly",),
    "leave": ("leave",),
    "smoke": ("smoke",),
    "sing": ("sing",),
    "drive": ("drive",),
    "steer": ("steer",),
}
_LEARNT = words(
    "swim read write walk see hear speak talk fly ride climb leave dance sing drive smoke eat drink row sail"
)
_EAT = words("eat devour chew swallow munch taste fry")
_MEAT = words("meat lamb beef pork steak ham bacon sausage chicken mutton veal goose duck turkey roast venison stew")
_UNABLE = {
    "blind": "see",
    "deaf": "hear",
    "mute": "speak",
    "dumb": "speak",
    "lame": "climb",
    "paralysed": "walk",
    "paralyzed": "walk",
    "crippled": "walk",
    "vegetarian": "eat meat",
    "illiterate": "read",
}
_NEVER = words("not n't n’t never neither nor no cannot")
_DIE = words("die drown perish")
_KILL = words("kill murder slay execute behead crush strangle")
_GONE_FROM = words("leave depart travel sail move go fly drive ride run flee walk")
_FAR = words(
    "city town capital hospital hill mountain south north east west sea moon earth home river wood abroad sister aunt "
    "brother uncle mother village country war station island camp city"
)
_BACK = words("return arrive reappear")
_SIGNS = words("hand finger sign slate eye gesture")
_STILL = words("be lie rest remain stay seem appear belong die drown perish")
_LIKING = words("love like adore enjoy")
_HUMAN_NOUNS = words("man woman boy girl human lad lady gentleman")
_AGE = re.compile(
    r"\b(?P<one>[a-z]+(?:-[a-z]+)?|\d+) years? old\b|\b(?:man|woman|boy|girl|child|person|widow|lady) of (?:only )?"
    r"(?P<two>[a-z]+(?:-[a-z]+)?|\d+)\b|\b(?:was|is|were|just|only|aged|perhaps|barely)(?: about| only| just)? "
    r"(?P<three>[a-z]+(?:-[a-z]+)?|\d+)(?=[,.;]| and\b| by\b)",
    re.IGNORECASE,
)


def of_people(one: ReadSentence) -> Iterator[Note]:
    """Yield what a sentence says of people."""
    yield from _looks(one)
    yield from _ages(one)
    yield from _kin(one)
    yield from _kinds(one)
    dead = re.search(r"\bfound dead\b", one.text)
    if dead:
        before = [t for t in sorted(one.named) if one.tree.tokens[t].end <= dead.start() + one.tree.sentence.start]
        yield from (note(one, t, "life", one.named[t], "dead") for t in before[-1:])
    for at, token in enumerate(one.tree.tokens):
        if token.relation == "amod" and one.tree.words[at] in _UNABLE and (who := _who_is(one, token.head)):
            yield note(one, at, "cannot", who, _UNABLE[one.tree.words[at]])
    for clause in one.clauses:
        yield from _limits(one, clause)
        yield from _life(one, clause)
        yield from _journeys(one, clause)
        yield from _deeds(one, clause)
    yield from _drifts(one)
    yield from _pronouns(one)


def _in_speech(one: ReadSentence, at: int) -> bool:
    token = one.tree.tokens[at]
    return any(a <= token.start and token.end <= b for a, b in one.quoted)


def _owner(one: ReadSentence, at: int) -> str | None:
    """Return whose a part of a body is."""
    tree = one.tree
    for child in tree.children(at, "nmod:poss"):
        return one.mentions.get(child)
    for noun in tree.children(at, "nmod"):
        for child in tree.children(noun, "nmod:poss"):
            return one.mentions.get(child)
    names = [t for t in sorted(one.mentions) if t < at]
    if names and "with" in tree.words[names[-1] : at] and not tree.is_verb(at - 1):
        return one.mentions[names[-1]]
    head = tree.tokens[at].head
    if tree.tokens[head].lemma in PARTS and tree.tokens[at].relation == "nmod":
        return next((one.mentions[t] for t in sorted(one.mentions)), None)
    if tree.tokens[at].relation == "conj" and tree.case(head) == "with":
        before = [t for t in sorted(one.mentions) if t < at]
        return one.mentions[before[-1]] if before else None
    if tree.case(at) in ("with",) or tree.tokens[at].relation in ("obj", "conj", "nmod", "obl"):
        before = [t for t in sorted(one.mentions) if t < at]
        verbs = {tree.tokens[h].lemma for h in tree.above(at)}
        if before and (tree.case(at) == "with" or verbs & {"have", "wear", "with", "'s"}):
            return one.mentions[before[-1]]
    return None


def _looks(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        part = PARTS.get(token.lemma.lower()) if token.tag.startswith("NN") else None
        if part is None or _in_speech(one, at):
            continue
        said = [tree.words[c] for c in tree.children(at, "amod", "compound", "det", "nummod")]
        said += [tree.words[c] for a in tree.children(at, "amod") for c in tree.children(a, "conj")]
        said += _predicates(one, at)
        said += [tree.words[c] for n in tree.children(at, "nmod") for c in tree.children(n, "amod")]
        said += [tree.words[at + 2]] if tree.words[at + 1 : at + 2] == [","] and at + 2 < len(tree) else []
        said += [tree.words[at + 4]] if tree.words[at + 2 : at + 4] == ["the", "left"] else []
        if part in ("scar", "burn"):
            said += [w for w in tree.words[at + 1 : at + 6] if w in ("left", "right")]
        kept = [word for word in said if word in SAID_OF_LOOKS or (part in ("eyes", "ear") and word in ("one", "both"))]
        whose = _owner(one, at)
        if whose is None:
            continue
        negated = bool(tree.child_words(at, "det") & {"no"})
        value = "no" if negated else " ".join(dict.fromkeys(kept))
        lost = [
            c.frame.lemma
            for c in one.clauses
            if c.actors and at in (*c.frame.objects, *(o.token for o in c.frame.obliques))
        ]
        if any(v in ("cut", "shave", "crop", "dye", "lose") for v in lost):
            new = "no" if {"shave", "lose"} & set(lost) else "short" if {"cut", "crop"} & set(lost) else value
            yield note(one, at, "look", whose, f"changed {new}".strip(), part)
        elif value or part in ("beard", "hair"):
            yield note(one, at, "look", whose, value or "some", part)
    for clause in one.clauses:
        lemma = tree.tokens[clause.frame.verb].lemma.lower()
        conj = [tree.tokens[c].lemma.lower() for c in tree.children(clause.frame.verb, "conj")]
        if clause.frame.is_state and clause.actors and "bald" in (lemma, *conj):
            yield note(one, clause.frame.verb, "look", clause.actors[0], "no", "hair")
        if clause.frame.lemma == "shave" and clause.actors:
            for o in clause.frame.objects:
                part = PARTS.get(tree.tokens[o].lemma.lower())
                if part:
                    yield note(one, o, "look", clause.actors[0], "changed no", part)


def _predicates(one: ReadSentence, at: int) -> list[str]:
    """Return what is said of a part by "is": "her eyes were grey"."""
    tree, token = one.tree, one.tree.tokens[at]
    if token.relation == "nsubj" and tree.children(token.head, "cop") and tree.tokens[token.head].tag == "JJ":
        if tree.children(token.head, "obl", "advcl", "ccomp"):
            return []
        return [tree.words[token.head], *(tree.words[c] for c in tree.children(token.head, "conj"))]
    return []


def _ages(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for found in _AGE.finditer(one.text):
        years = number_of(found["one"] or found["two"] or found["three"])
        start = found.start() + tree.sentence.start
        before = [t for t in sorted(one.mentions) if tree.tokens[t].start <= start and not _in_speech(one, t)]
        at = next((i for i, token in enumerate(tree.tokens) if token.end > start), 0)
        if years is None or not before or years < 3 or any(a <= start < b for a, b in one.quoted):
            continue
        yield note(one, at, "age", one.mentions[before[-1]], str(years))


def _kin(one: ReadSentence) -> Iterator[Note]:
    """Find "her brother Tom", "Anton, her father", "Arun was her cousin", "the son of Mr. Pym"."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        kin = token.lemma.lower()
        if kin not in KIN or not token.tag.startswith("NN"):
            continue
        owners = [one.mentions[c] for c in tree.children(at, "nmod:poss") if c in one.mentions]
        if token.relation == "compound":
            owners += [one.mentions[c] for c in tree.children(token.head, "nmod:poss") if c in one.mentions]
        owners += [one.mentions[c] for c in tree.children(at, "nmod") if tree.case(c) == "of" and c in one.mentions]
        who = _who_is(one, at)
        if owners and who and who != owners[0]:
            yield note(one, at, "relation", who, kin, owners[0])
    if "orphan" in tree.words:
        at = tree.words.index("orphan")
        who = _who_is(one, at)
        if who:
            yield note(one, at, "trait", who, "orphan")


def _who_is(one: ReadSentence, at: int) -> str | None:
    """Return who is said to be what a noun names: its apposition, its subject, or the name beside it."""
    tree, token = one.tree, one.tree.tokens[at]
    if at in one.named and not one.named[at].startswith("the "):
        return one.named[at]
    beside = name_beside(tree, at, one.named)
    if beside is not None:
        return one.named[beside]
    for child in tree.below[at]:
        if child in one.mentions and tree.tokens[child].relation == "nsubj":
            return one.mentions[child]
    if token.relation == "nsubj" and tree.children(token.head, "cop") and token.head in one.named:
        return one.named[token.head]
    if token.relation in ("appos", "conj") and token.head in one.mentions:
        return one.mentions[token.head]
    return None


def _kinds(one: ReadSentence) -> Iterator[Note]:
    """Find what kind of being somebody is said to be: "Hob was a young hedgehog", "Fern, a field mouse"."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        noun = token.lemma.lower()
        kind = "human" if noun in _HUMAN_NOUNS else SPECIES_OF_NOUN.get(noun) or ("robot" if noun == "android" else "")
        if not kind or not token.tag.startswith("NN") or _in_speech(one, at):
            continue
        if not tree.children(at, "det", "nmod:poss") or tree.child_words(at, "case") & {"like", "as", "than", "of"}:
            continue
        if "like" in tree.words[max(0, at - 4) : at]:
            continue
        who = _who_is(one, at) or one.named.get(at)
        if who and (kind != "human" or not who.startswith("the ")):
            yield note(one, at, "species", who, str(kind))


def _limits(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Find what somebody cannot do, or never does."""
    tree, frame = one.tree, clause.frame
    who = clause.actors[0] if clause.actors else _who_is(one, frame.verb)
    if not who or one.is_aside or _in_speech(one, frame.verb):
        return
    head = tree.tokens[frame.verb]
    both = re.search(r"\bneither (\w+) nor (\w+)", one.text)
    if both and frame.lemma == both[1]:
        yield from (note(one, frame.verb, "cannot", who, each) for each in both.groups() if each in _LEARNT)
    around = {tree.words[i] for i in range(max(0, frame.verb - 5), frame.verb)}
    can = around & {"could", "can", "ca"} and around & _NEVER or "cannot" in around
    never = "never" in around
    if frame.is_state:
        for at in (frame.verb, *tree.children(frame.verb, "conj")):
            word = tree.tokens[at].lemma.lower()
            if word in _UNABLE and not around & _NEVER:
                yield note(one, at, "cannot", who, _UNABLE[word])
            if word == "wheelchair":
                yield note(one, at, "cannot", who, "walk")
            if word == "allergic":
                for c in tree.children(at, "obl"):
                    yield note(one, at, "cannot", who, f"eat {tree.tokens[c].lemma}")
            if word in ("afraid", "frightened", "terrified"):
                for c in tree.children(at, "obl"):
                    kind = "likes" if around & _NEVER else "cannot"
                    value = tree.tokens[c].lemma if around & _NEVER else f"like {tree.tokens[c].lemma}"
                    yield note(one, at, kind, who, value)  # type: ignore[arg-type]
            if word == "fond":
                for c in tree.children(at, "obl"):
                    yield note(one, at, "likes", who, tree.tokens[c].lemma)
        return
    lemma = frame.lemma
    if lemma == "learn" and (never or around & _NEVER):
        for c in tree.children(frame.verb, "xcomp"):
            yield note(one, c, "cannot", who, tree.tokens[c].lemma)
    elif (can or never) and lemma in _LEARNT:
        values = [lemma, *(tree.tokens[c].lemma for c in tree.children(frame.verb, "conj") if tree.is_verb(c))]
        objects = [tree.tokens[o].lemma for o in frame.objects]
        for value in values:
            value = "speak" if value == "talk" else value
            if value in ("eat", "drink") and objects:
                value = f"{value} {objects[0]}"
            elif value in ("see", "hear", "read", "write", "leave") and objects and value != "leave" and not never:
                continue
            if value in _LEARNT or " " in value:
                if never and value in ("see", "hear", "speak", "eat", "leave", "walk"):
                    continue
                yield note(one, frame.verb, "cannot", who, value)
    elif around & _NEVER and "did" in around and lemma in ("speak", "eat", "drink", "smoke"):
        described = any(c.frame.is_state or c.frame.lemma == "have" for c in one.clauses if c is not clause)
        objects = [tree.tokens[o].lemma for o in frame.objects]
        if objects and lemma in ("eat", "drink"):
            yield note(one, frame.verb, "cannot", who, f"{lemma} {objects[0]}")
        elif described and not tree.children(frame.verb, "obl"):
            yield note(one, frame.verb, "cannot", who, lemma)
    elif lemma == "stand" and can or (lemma == "hate" and not around & _NEVER):
        for o in frame.objects:
            yield note(one, frame.verb, "cannot", who, f"like {tree.tokens[o].lemma}")
    elif lemma == "give" and frame.particle == "up":
        for c in (*frame.objects, *tree.children(frame.verb, "xcomp")):
            if tree.tokens[c].lemma in ("smoking", "smoke", "drinking", "drink"):
                yield note(one, c, "cannot", who, "smoke" if "smok" in tree.tokens[c].lemma else "drink")
    elif lemma in _LIKING and clause.is_real:
        for o in frame.objects:
            yield note(one, head.head if False else frame.verb, "likes", who, tree.tokens[o].lemma)


def _life(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    if {"not yet", "condition", "modal", "question", "almost", "negated", "thought", "purpose"} & set(frame.reasons):
        return
    if one.is_aside or (_in_speech(one, frame.verb) and not frame.is_state):
        return
    if frame.lemma in _DIE and not frame.is_passive:
        yield from (note(one, frame.verb, "life", who, "dead") for who in clause.actors)
    elif frame.lemma in _KILL or (frame.lemma == "shoot" and tree.child_words(frame.verb, "xcomp") & {"dead"}):
        for who in clause.objects:
            if "self" not in "".join(tree.words[o] for o in frame.objects):
                yield note(one, frame.verb, "life", who, "dead")
    elif frame.lemma == "freeze" and "death" in tree.words:
        yield from (note(one, frame.verb, "life", who, "dead") for who in clause.actors)
    elif frame.lemma == "bury":
        people = [who for who in clause.objects if tree.words[frame.objects[0]] not in PRONOUNS]
        yield from (note(one, frame.verb, "life", who, "dead") for who in people)
    elif frame.is_state or frame.lemma in ("find", "fall", "lie"):
        said = {frame.verb, *tree.children(frame.verb, "xcomp", "conj", "advcl")}
        dead = any(tree.words[i] == "dead" for i in said)
        for who in (clause.objects or clause.actors) if dead else ():
            yield note(one, frame.verb, "life", who, "dead")


def _journeys(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Find who goes far away, and who is back."""
    tree, frame = one.tree, clause.frame
    if not clause.is_real or _in_speech(one, frame.verb):
        return
    particles = {frame.particle, *tree.child_words(frame.verb, "advmod", "compound:prt")}
    goals = [o for o in frame.obliques if o.case in ("to", "for", "into", "down to", "up to", "in")]
    far = any(_is_far(one, o.token) for o in goals if o.case != "in" or frame.lemma != "go")
    if (
        frame.lemma in _BACK
        or (particles & {"back", "home"} and frame.lemma in ("come", "be", "run", "walk", "fly", "get"))
        or (frame.lemma == "get" and "out" in particles)
    ):
        yield from (note(one, frame.verb, "life", who, "alive", "back") for who in clause.actors)
    elif frame.lemma == "send" and clause.objects and (far or "away" in particles):
        yield from (note(one, frame.verb, "life", who, "away") for who in clause.objects)
    elif frame.lemma in _GONE_FROM and clause.actors and "home" not in {tree.words[c] for c in frame.actors}:
        leaves = frame.lemma in ("leave", "depart") and (far or not frame.objects)
        gone = far or leaves or bool(particles & {"away", "off", "home"} and frame.lemma != "leave")
        leads = frame.lemma == "leave" and frame.objects and "circus" in tree.words
        if gone or leads:
            yield from (note(one, frame.verb, "life", who, "away") for who in clause.actors)


def _is_far(one: ReadSentence, at: int) -> bool:
    token = one.tree.tokens[at]
    if token.tag.startswith("NNP"):
        kinds = {e.kind for e in one.tree.sentence.entities if e.start <= at < e.end}
        return at not in one.named or bool(kinds & {"GPE", "LOC"})
    return token.lemma.lower() in _FAR


def _deeds(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who acts, and what of that some cannot do."""
    tree, frame = one.tree, clause.frame
    if not clause.is_real or (_in_speech(one, frame.verb)):
        return
    if frame.is_passive and not clause.actors:
        return
    says = frame.lemma in VERBS["speaking"]
    tells = frame.lemma in ("write", "telephone", "call", "send", "wire")
    for who in clause.actors:
        if frame.lemma not in _STILL and not frame.is_state and not (one.has_message or tells):
            yield note(one, frame.verb, "acts", who, frame.lemma)
        elif frame.is_state and any(tree.words[i] in ("waiting", "sitting", "standing") for i in (frame.verb,)):
            yield note(one, frame.verb, "acts", who, frame.lemma)
        if says and not one.has_message and not any(tree.tokens[o.token].lemma in _SIGNS for o in frame.obliques):
            yield note(one, frame.verb, "does", who, "speak", frame.lemma)
        for ability in _ABILITIES.get(frame.lemma, ()):
            if ability == "fly" and frame.objects:
                continue
            if ability == "leave" and not frame.objects:
                continue
            yield note(one, frame.verb, "does", who, ability, frame.lemma)
        if frame.lemma in _EAT or frame.lemma == "drink":
            verb = "drink" if frame.lemma == "drink" else "eat"
            foods = [*frame.objects, *(o.token for o in frame.obliques if o.case == "of")]
            foods += [c for o in frame.objects for c in tree.children(o, "nmod")]
            for food in foods:
                lemma = tree.tokens[food].lemma.lower()
                yield note(one, frame.verb, "does", who, f"{verb} {lemma}", frame.lemma)
                if lemma in _MEAT:
                    yield note(one, frame.verb, "does", who, "eat meat", frame.lemma)
            yield note(one, frame.verb, "does", who, verb, frame.lemma)
        if frame.lemma == "empty" or frame.lemma == "sip":
            for c in (c for o in frame.objects for c in tree.children(o, "nmod")):
                yield note(one, frame.verb, "does", who, f"drink {tree.tokens[c].lemma}", frame.lemma)
    if frame.lemma in ("dine", "talk", "dance", "speak", "walk", "play", "sit", "eat") and clause.actors:
        for oblique in frame.obliques:
            if oblique.case == "with" and oblique.token in one.mentions:
                yield note(one, oblique.token, "acts", one.mentions[oblique.token], frame.lemma)


def _drifts(one: ReadSentence) -> Iterator[Note]:
    """Yield pronouns with everybody who could be meant: own limbs and clothes are nobody else's."""
    tree = one.tree
    for at, word in enumerate(tree.words):
        if word not in PRONOUNS or _in_speech(one, at):
            continue
        token = tree.tokens[at]
        subjects = [t for t in sorted(one.named) if t < at and tree.tokens[t].relation.startswith("nsubj")]
        if not subjects or any(tree.words[i] == "“" for i in range(subjects[-1], at)):
            continue
        is_own = token.relation == "nmod:poss" or word in ("himself", "herself")
        living = any(t not in one.named and _may_mean(tree, t, word) for t in range(at))
        if is_own and not living:
            head = tree.tokens[token.head].lemma.lower() if token.relation == "nmod:poss" else "self"
            yield note(one, at, "drifts", one.named[subjects[-1]], PRONOUNS[word], head)
        elif word in ("he", "she") and not living and token.relation.startswith("nsubj"):
            yield note(one, at, "drifts", one.named[subjects[-1]], PRONOUNS[word], "subject")


def _may_mean(tree: object, at: int, word: str) -> bool:
    words_ = FEMALE_WORDS if PRONOUNS[word] == "she" else MALE_WORDS
    return tree.words[at] in words_ or tree.words[at] in ("child", "baby", "friend", "person", "stranger")  # type: ignore[attr-defined]


def _pronouns(one: ReadSentence) -> Iterator[Note]:
    """Yield the pronoun that a name gets: from a noun beside it, or from its own limbs and clothes."""
    tree = one.tree
    for at, name in one.named.items():
        beside = [i for i in (at - 1, at - 2, *tree.below[at], tree.tokens[at].head) if 0 <= i < len(tree)]
        for i in beside:
            if i in one.named and one.named[i] != name:
                continue
            word = tree.words[i]
            if i == tree.tokens[at].head and not tree.children(i, "cop"):
                continue
            if word in FEMALE_WORDS and tree.tokens[i].tag.startswith("NN"):
                yield note(one, at, "pronoun", name, "she")
                break
            if word in MALE_WORDS and tree.tokens[i].tag.startswith("NN"):
                yield note(one, at, "pronoun", name, "he")
                break
    people = [t for t in sorted(one.named)]
    for at, word in enumerate(tree.words):
        before = {one.named[t] for t in people if t < at}
        subject = [t for t in people if t < at and tree.tokens[t].relation.startswith("nsubj")]
        if word in PRONOUNS and tree.tokens[at].relation == "nmod:poss" and len(before) == 1 and subject:
            yield note(one, at, "pronoun", next(iter(before)), PRONOUNS[word], "weak")
