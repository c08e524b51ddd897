"""What somebody cannot do, or never does: "was blind", "had never learned to swim", "did not eat meat"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note
from authors.continuations.reading.people.being import who_is
from authors.continuations.reading.people.habits import habits_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

UNABLE = {
    "blind": "see",
    "deaf": "hear",
    "mute": "speak",
    "dumb": "speak",
    "lame": "climb",
    "paralysed": "walk",
    "paralyzed": "walk",
    "vegetarian": "eat meat",
    "illiterate": "read",
    "wheelchair": "walk",
}
_LEARNT = words(
    "swim read write walk see hear speak talk fly ride climb leave dance sing drive smoke eat drink row sail"
)
_SKILLS = words("drive swim ride dance smoke drink sing fly")
_SENSES = words("see hear read write")
_PASSING = words("see hear speak eat leave walk")
"""What "never" says of one time only: "she never spoke a word"."""
_NEVER = words("not n't n’t never neither nor no cannot")
_BOTH = re.compile(r"\bneither (\w+) nor (\w+)")


def limits_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield what a clause says that somebody cannot do, and what they like in spite of it."""
    frame = clause.frame
    who = clause.actors[0] if clause.actors else who_is(one, frame.verb)
    if not who or one.is_aside or is_spoken(one, frame.verb):
        return
    around = {one.tree.words[i] for i in range(max(0, frame.verb - 5), frame.verb)}
    if frame.is_state:
        yield from _said_to_be(one, clause, who, around)
    else:
        yield from _never_learned(one, clause, who, around)
        yield from _cannot(one, clause, who, around)
        yield from _does_not(one, clause, who, around)
        yield from _likings(one, clause, who, around)


def _unable(word: str) -> tuple[str, ...]:
    """Return all that somebody so called cannot do; whoever cannot see cannot read."""
    return {
        "blind": ("see", "read"),
        "lame": ("climb", "run"),
        "mute": ("speak", "sing"),
        "dumb": ("speak", "sing"),
    }.get(word, (UNABLE[word],))


TRAITS = words(
    "shy brave kind curious stubborn proud clever careful reckless gentle greedy lazy patient impatient cheerful "
    "gloomy stern timid clumsy bold honest vain polite fearless grumpy nervous"
)
"""Words for what somebody is like that a scene can show."""


def attributes_in(one: ReadSentence) -> Iterator[Note]:
    """Yield what an adjective or a noun says by itself: "a blind storyteller", "was a vegetarian", "was kind"."""
    yield from _traits(one)
    yield from habits_in(one)
    for at, token in enumerate(one.tree.tokens):
        if one.tree.words[at] in UNABLE and token.relation in ("amod", "compound") and (who := who_is(one, token.head)):
            yield from (note(one, at, "cannot", who, value) for value in _unable(one.tree.words[at]))


def _traits(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        if tree.words[at] not in TRAITS or is_spoken(one, at) or set(tree.words[max(0, at - 3) : at]) & _NEVER:
            continue
        subjects = [one.mentions[c] for c in tree.children(at, "nsubj") if c in one.mentions]
        noun = token.head if token.relation == "amod" else None
        if noun is not None and tree.is_noun(noun):
            who = one.mentions.get(noun) or who_is(one, noun)
        else:
            who = subjects[0] if subjects and tree.children(at, "cop") else None
        if who:
            yield note(one, at, "trait", who, tree.words[at])


def _said_to_be(one: ReadSentence, clause: Clause, who: str, around: set[str]) -> Iterator[Note]:
    tree, verb = one.tree, clause.frame.verb
    denied = bool(around & _NEVER)
    for at in (verb, *tree.children(verb, "conj")):
        word = tree.tokens[at].lemma.lower()
        of = [tree.tokens[c].lemma for c in tree.children(at, "obl", "nmod")]
        part = {tree.words[i] for i in range(at + 1, min(at + 4, len(tree)))}
        before = tree.words[at - 1] if at else ""
        if word == "deaf" and (before == "tone" or tree.words[max(0, at - 2) : at] == ["tone", "-"]):
            yield note(one, at, "cannot", who, "sing")
        elif word in UNABLE and not denied and not (word in ("blind", "deaf") and {"one", "left", "right"} & part):
            yield from (note(one, at, "cannot", who, value) for value in _unable(word))
        elif word == "allergic":
            yield from (note(one, at, "cannot", who, f"eat {each}") for each in of)
        elif word in ("afraid", "frightened", "terrified"):
            yield from (_fear(one, at, who, each, denied=denied) for each in of)
        elif word == "fond":
            yield from (note(one, at, "likes", who, each) for each in of)


def _fear(one: ReadSentence, at: int, who: str, what: str, *, denied: bool) -> Note:
    return note(one, at, "likes", who, what) if denied else note(one, at, "cannot", who, f"like {what}")


def _never_learned(one: ReadSentence, clause: Clause, who: str, around: set[str]) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    if frame.lemma == "learn" and around & _NEVER:
        yield from (note(one, c, "cannot", who, tree.tokens[c].lemma) for c in tree.children(frame.verb, "xcomp"))
    both = _BOTH.search(one.text)
    if both and frame.lemma == both[1]:
        yield from (note(one, frame.verb, "cannot", who, each) for each in both.groups() if each in _LEARNT)


def _cannot(one: ReadSentence, clause: Clause, who: str, around: set[str]) -> Iterator[Note]:
    """Find "could not swim", "never drank wine"; not "could not see the door", which passes."""
    tree, frame = one.tree, clause.frame
    cannot = bool(around & {"could", "can", "ca"} and around & _NEVER) or "cannot" in around
    if not (cannot or "never" in around) or frame.lemma not in _LEARNT:
        return
    value = "speak" if frame.lemma == "talk" else frame.lemma
    objects = [tree.tokens[o].lemma for o in frame.objects]
    if value in ("eat", "drink") and objects:
        yield note(one, frame.verb, "cannot", who, f"{value} {objects[0]}")
    elif value in _SENSES and objects and "never" not in around:
        return
    elif cannot or value not in _PASSING:
        yield note(one, frame.verb, "cannot", who, value)


def _does_not(one: ReadSentence, clause: Clause, who: str, around: set[str]) -> Iterator[Note]:
    """Find "did not eat meat", and "did not speak" where somebody is described."""
    tree, frame = one.tree, clause.frame
    if frame.lemma == "give" and frame.particle == "up":
        given = [tree.tokens[c].lemma for c in (*frame.objects, *tree.children(frame.verb, "xcomp"))]
        yield from (note(one, frame.verb, "cannot", who, "smoke") for each in given if each in ("smoke", "smoking"))
    if around & _NEVER and around & {"do", "does"} and frame.lemma in _SKILLS and not frame.objects:
        yield note(one, frame.verb, "cannot", who, frame.lemma)
    if not (around & _NEVER and "did" in around) or frame.lemma not in ("speak", "eat", "drink", "smoke"):
        return
    described = any(each.frame.is_state or each.frame.lemma == "have" for each in one.clauses if each is not clause)
    objects = [tree.tokens[o].lemma for o in frame.objects]
    if objects and frame.lemma in ("eat", "drink"):
        yield note(one, frame.verb, "cannot", who, f"{frame.lemma} {objects[0]}")
    elif described and not tree.children(frame.verb, "obl"):
        yield note(one, frame.verb, "cannot", who, frame.lemma)


def _likings(one: ReadSentence, clause: Clause, who: str, around: set[str]) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    denied = bool(around & _NEVER)
    hates = (frame.lemma == "hate" and not denied) or (frame.lemma == "stand" and denied and bool(frame.objects))
    for o in (each for each in frame.objects if tree.is_noun(each)):
        if hates:
            yield note(one, frame.verb, "cannot", who, f"like {tree.tokens[o].lemma}")
        elif frame.lemma in ("love", "like", "adore", "enjoy") and clause.is_real:
            yield note(one, frame.verb, "likes", who, tree.tokens[o].lemma)
