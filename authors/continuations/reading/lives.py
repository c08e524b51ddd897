"""Whether somebody lives, and is here: deaths, journeys, and coming back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.names import PRONOUNS
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_DIE = words("die drown perish")
_KILL = words("kill murder slay execute behead crush strangle")
_LEAVE = words("leave depart travel sail move go fly drive ride run flee walk wander")
_COME = words("come be run walk fly get")
_BACK = words("return arrive reappear")
_FAR = words(
    "city town capital hospital hill mountain south north east west sea moon earth home river wood abroad sister aunt "
    "brother uncle mother village country war station island camp"
)
_NOT_SO = frozenset({"not yet", "condition", "modal", "question", "almost", "negated", "thought", "purpose"})
_FOUND_DEAD = re.compile(r"\bfound dead\b")


def life_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who dies in a clause, or is said to be dead."""
    frame = clause.frame
    if one.is_aside or _NOT_SO & set(frame.reasons) or (is_spoken(one, frame.verb) and not frame.is_state):
        return
    yield from (note(one, frame.verb, "life", who, "dead") for who in _dead(one, clause))


def found_dead(one: ReadSentence) -> Iterator[Note]:
    """Yield whoever is found dead, however long the sentence is that says so."""
    found = _FOUND_DEAD.search(one.text)
    if found:
        start = found.start() + one.tree.sentence.start
        before = [at for at in sorted(one.named) if one.tree.tokens[at].end <= start]
        yield from (note(one, at, "life", one.named[at], "dead") for at in before[-1:])


def _dead(one: ReadSentence, clause: Clause) -> tuple[str, ...]:
    tree, frame = one.tree, clause.frame
    if frame.lemma in _DIE or (frame.lemma == "freeze" and "death" in tree.words):
        return clause.actors or clause.objects
    if frame.lemma in _KILL or (frame.lemma == "shoot" and "dead" in tree.child_words(frame.verb, "xcomp")):
        is_self = any(tree.words[o].endswith("self") for o in frame.objects)
        return clause.actors if is_self else clause.objects
    if frame.lemma == "bury" and frame.objects and tree.words[frame.objects[0]] not in PRONOUNS:
        return clause.objects
    if frame.is_state or frame.lemma in ("find", "fall", "lie"):
        said = {frame.verb, *tree.children(frame.verb, "xcomp", "conj", "advcl")}
        return (clause.objects or clause.actors) if any(tree.words[i] == "dead" for i in said) else ()
    return ()


def journeys_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who goes far away, and who is back."""
    tree, frame = one.tree, clause.frame
    if not clause.is_real or is_spoken(one, frame.verb):
        return
    particles = {frame.particle, *tree.child_words(frame.verb, "advmod", "compound:prt")}
    if _comes_back(clause, particles):
        yield from (note(one, frame.verb, "life", who, "alive", "back") for who in clause.actors)
    elif frame.lemma == "send" and (_is_far_off(one, clause) or "away" in tree.words[frame.verb :]):
        yield from (note(one, frame.verb, "life", who, "away") for who in clause.objects)
    elif frame.lemma in _LEAVE and (_goes_off(clause, particles) or _is_far_off(one, clause)):
        yield from (note(one, frame.verb, "life", who, "away") for who in clause.actors)


def _comes_back(clause: Clause, particles: set[str]) -> bool:
    lemma = clause.frame.lemma
    return (
        lemma in _BACK
        or (lemma in _COME and bool(particles & {"back", "home"}))
        or (lemma in ("go",) and "back" in particles)
        or (lemma == "get" and "out" in particles)
    )


def _goes_off(clause: Clause, particles: set[str]) -> bool:
    frame = clause.frame
    if frame.lemma in ("leave", "depart"):
        return not frame.objects and frame.lemma == "depart"
    return bool(particles & {"away", "off", "home"})


def _is_far_off(one: ReadSentence, clause: Clause) -> bool:
    cases = ("to", "for", "into", "down to", "up to", "home to", "on to", "back to")
    return any(o.case in cases and _is_far(one, o.token) for o in clause.frame.obliques)


def _is_far(one: ReadSentence, at: int) -> bool:
    token = one.tree.tokens[at]
    if token.tag.startswith("NNP"):
        kinds = {e.kind for e in one.tree.sentence.entities if e.start <= at < e.end}
        return at not in one.named or bool(kinds & {"GPE", "LOC"})
    return token.lemma.lower() in _FAR
