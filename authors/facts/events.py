"""Events that a sentence states by a word of their own, with the date and place that belong to that word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon.word_file import WordFile
from authors.facts.dates import FoundDate, find_dates
from authors.facts.words import DATA, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from authors.facts.model import Fact, FactKind, FuzzyDate
    from authors.facts.subject import Subject

KIN = WordFile("names", DATA).words("kin")
"""Words for relatives and friends."""

_OF_KIN = re.compile(
    rf"\b(?:her|his|my|their|the)(?: \w+)? (?:{'|'.join(sorted(KIN))})(?:['’]s)?(?: \w+)?\s$", re.IGNORECASE
)
_EVENTS: dict[FactKind, re.Pattern[str]] = {
    "birth": re.compile(r"\bborn\b|\bbirth\b"),
    "death": re.compile(r"\bdied\b|\bdeath\b|\bpassed away\b"),
    "burial": re.compile(r"\bburied\b"),
    "marriage": re.compile(r"\bmarri(?:ed|age)\b|\bwedding\b|\bwed\b"),
}
"""What is compared by its own word, date and place, whatever else the sentence says."""
_IN_PLACE = re.compile(r"\b(?:in|at|on|near)\s+(?:the |her |his )?(?:[a-z]+ (?:in|on|at|of) )?(?:the )?$")
_PLACE_NOUN = re.compile(
    r"\b(?:in|at) (?:the |her |his )?(?:own )?(?P<noun>hospital|house|home|bed|workshop|street|hotel|station)\b"
)
_AT_HOME = frozenset({"house", "home", "bed"})
_NEAR = 110
"""Characters after the word in which its place stands."""


class Told(NamedTuple):
    """What a sentence says of an event: when, where, and with whom."""

    date: FuzzyDate | None
    places: frozenset[str]
    people: frozenset[str]


def events_of(fact: Fact, subject: Subject) -> dict[FactKind, Told]:
    """Return what a sentence about the subject states of their birth, marriage, death and burial."""
    if not fact.about:
        return {}
    places = {
        kind: match.start()
        for kind, pattern in _EVENTS.items()
        if (match := pattern.search(fact.text)) and _is_subjects(fact, match.start(), kind)
    }
    if not places:  # nearly all sentences of a long life: their dates are not looked for
        return {}
    found = [one for one in find_dates(fact.text) if not one.date.inferred]
    return {kind: _told(fact, at, found, subject) for kind, at in places.items()}


def birth_of(facts: Iterable[Fact], subject: Subject) -> FuzzyDate | None:
    """Return the subject's birth as most sources, and those the most exactly, date it."""
    return _most_said("birth", facts, subject)


def death_of(facts: Iterable[Fact], subject: Subject) -> FuzzyDate | None:
    """Return the subject's death as most sources, and those the most exactly, date it."""
    return _most_said("death", facts, subject)


def _most_said(kind: FactKind, facts: Iterable[Fact], subject: Subject) -> FuzzyDate | None:
    told = [events_of(fact, subject).get(kind) for fact in facts if _EVENTS[kind].search(fact.text)]
    dates = [one.date for one in told if one and one.date and not one.date.qualifier]
    if not dates:
        return None
    agreeing = {date: sum(date.may_be(other) for other in dates) for date in dates}
    return max(dates, key=lambda date: (agreeing[date], date.precision == "day", date.earliest))


def _is_subjects(fact: Fact, at: int, kind: FactKind) -> bool:
    """Say whether the word of an event is said of the subject, not of somebody named between."""
    before = fact.text[:at]
    if _OF_KIN.search(before) or re.search(r"\bwho (?:was|is) $", before):
        return False
    return kind == "marriage" or not any(person in before for person in fact.people)


def _told(fact: Fact, at: int, found: Sequence[FoundDate], subject: Subject) -> Told:
    nearest = min(found, key=lambda one: abs(one.start - at), default=None)
    after = fact.text[at:]
    places = set()
    for place in fact.places:
        where = after.find(place)
        if 0 <= where < _NEAR and _IN_PLACE.search(after[:where]):
            places.add(folded(place))
    if noun := _PLACE_NOUN.search(after[:_NEAR]):
        places.add("at home" if noun["noun"] in _AT_HOME else noun["noun"])
    people = frozenset(folded(person).split()[-1] for person in fact.people if not subject.is_meant(person))
    return Told(nearest.date if nearest else None, frozenset(places), people)
