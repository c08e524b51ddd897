"""Who goes far away, where to, and who is back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import noun_class
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.names import PRONOUNS
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_LEAVE = words(
    "leave depart travel sail move go fly drive ride run flee walk wander row march emigrate journey set start hurry "
    "head cross sneak slip ship"
)
_TAKEN = words("take carry send drive fly ship bring row lead put march transfer deport banish exile")
_VEHICLES = words("train plane aeroplane airplane bus coach boat ship ferry flight steamer tram shuttle rover car")
_BOARDING = words("catch take board")
_COME = words("come be run walk fly get drive ride sail row crawl limp")
_BACK = words("return arrive reappear")
_AWAY = frozenset({"away", "off", "home", "abroad", "ashore", "overseas", "upriver", "downriver", "inland", "north"})
_FAR = words(
    "city town capital hospital hill mountain south north east west sea moon earth home river wood abroad sister aunt "
    "brother uncle mother village country war station island camp parent grandmother grandfather cousin prison jail "
    "front pass coast border mainland convent monastery antenna frontier barracks university continent desert longboat"
)
_CASES = (
    "to",
    "for",
    "into",
    "down to",
    "up to",
    "home to",
    "on to",
    "back to",
    "off to",
    "out to",
    "over",
    "across",
    "beyond",
    "as far as",
)
_DISTANT = words("far distant next other neighbouring nearest foreign")
_FAR_AWAY = re.compile(
    r"\b(?:\w+ (?:miles|kilometres|leagues|days) (?:off|away)|over the (?:mountains|hills|sea|border)"
    r"|beyond the (?:mountains|hills|sea)|across the (?:sea|ocean|border))\b"
)
_NOT_BACK = re.compile(r"\bdid(?: not|n['’]t) (?:come back|return)|\bnever (?:came back|returned)")


def journeys_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who goes far away, and who is back."""
    frame = clause.frame
    if is_spoken(one, frame.verb) or one.is_aside:
        return
    if not clause.is_real:
        if "negated" in frame.reasons and _NOT_BACK.search(one.text) and frame.lemma in (*_BACK, "come"):
            yield from (note(one, frame.verb, "life", who, "away") for who in clause.actors)
        return
    particles = {frame.particle, *one.tree.child_words(frame.verb, "advmod", "compound:prt")}
    if _comes_back(clause, particles):
        yield from (note(one, frame.verb, "life", who, "alive", "back") for who in clause.actors)
        return
    destination = _destination(one, clause)
    for who in clause.objects if frame.lemma == "sell" else _goers(one, clause, particles):
        yield note(one, frame.verb, "life", who, "away", destination)


def _goers(one: ReadSentence, clause: Clause, particles: set[str]) -> tuple[str, ...]:
    """Return who is away after a clause: whoever is taken, takes a train, or leaves."""
    tree, frame = one.tree, clause.frame
    far = _is_far_off(one, clause)
    if frame.lemma in _TAKEN and (far or "away" in tree.words[frame.verb : frame.verb + 5] or "off" in particles):
        taken = tuple(who for who in clause.objects if who not in clause.actors or frame.is_passive)
        if taken:
            return taken
    if frame.lemma in _BOARDING and far and any(tree.tokens[o].lemma in _VEHICLES for o in frame.objects):
        return clause.actors
    if frame.lemma in _LEAVE and (far or _goes_off(clause, particles)):
        return (*clause.actors, *_company(one, clause))
    return ()


def _company(one: ReadSentence, clause: Clause) -> list[str]:
    """Return those with whom somebody goes: "The captain went ashore with Pell"."""
    return [one.mentions[o.token] for o in clause.frame.obliques if o.case == "with" and o.token in one.mentions]


def _destination(one: ReadSentence, clause: Clause) -> str:
    """Return the place that a journey goes to by its name, "" where it has none."""
    for oblique in clause.frame.obliques:
        if oblique.case in _CASES and _is_far(one, oblique.token):
            return one.tree.tokens[oblique.token].text
    named = re.search(r"\b(?:to|for|in) ([A-Z]\w+)", one.text)
    return named[1] if named else ""


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
    if frame.lemma in ("set", "start", "slip", "hurry", "head", "cross"):
        return False
    return bool(particles & _AWAY)


def _is_far_off(one: ReadSentence, clause: Clause) -> bool:
    if _FAR_AWAY.search(one.text):
        return True
    return any(o.case in _CASES and _is_far(one, o.token) for o in clause.frame.obliques) or _is_named_place(
        one, clause
    )


def _is_named_place(one: ReadSentence, clause: Clause) -> bool:
    """Say whether a verb is followed by "to" or "for" and a name that is nobody's: "set out for Rome"."""
    tree, verb = one.tree, clause.frame.verb
    for at in range(verb + 1, min(verb + 9, len(tree) - 1)):
        if tree.tokens[at].tag.startswith("VB") and tree.words[at - 1] != "to":
            return False
        proper = tree.tokens[at + 1]
        if tree.words[at] in ("to", "for") and proper.text[:1].isupper() and at + 1 not in one.named:
            return not proper.text.isupper() or len(proper.text) > 2
    return False


def _is_far(one: ReadSentence, at: int) -> bool:
    tree, token = one.tree, one.tree.tokens[at]
    if token.tag.startswith("NNP"):
        kinds = {e.kind for e in tree.sentence.entities if e.start <= at < e.end}
        return at not in one.named or bool(kinds & {"GPE", "LOC"})
    if tree.words[at] in PRONOUNS:
        return False
    if tree.child_words(at, "amod") & _DISTANT and noun_class(token.lemma) in ("building", "outdoors", "nature"):
        return True
    return token.lemma.lower() in _FAR
