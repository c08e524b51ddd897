"""Contradictions: sentences of different sources that speak of the same event and cannot both be right about it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from authors.facts.dates import MONTHS, find_dates
from authors.facts.events import Told, events_of
from authors.facts.model import Claim, Contradiction, ContradictionKind, Fact, FactKind, FuzzyDate
from authors.facts.words import content, folded, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from authors.facts.subject import Subject

_SAME_WORDS = 0.5
_SAME_WORDS_OF_KINDS = 0.6
_FEWEST_SHARED = 3
_COMMON = 12
_NEGATED = re.compile(
    r"\b(?:(?:was|were|did|had|has|is) (?:not|never)|never|declined|refused|rejected|turned down|denied)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:who|that|which|whom|whose|although|because|if|whether|when|said|says|believe)\b[^,;]*$")
_CLOSE_DAYS = 10
_COMPARED_KINDS: frozenset[FactKind] = frozenset({"founding", "award", "education", "creation", "child"})
"""Of these there are few facts: all of them are compared with one another."""
_MOST_OF_A_KIND = 60
_QUESTIONS: dict[tuple[ContradictionKind, FactKind], str] = {
    ("date", "birth"): "When was {name} born?",
    ("place", "birth"): "Where was {name} born?",
    ("date", "death"): "When did {name} die?",
    ("place", "death"): "Where did {name} die?",
    ("date", "burial"): "When was {name} buried?",
    ("place", "burial"): "Where was {name} buried?",
    ("date", "marriage"): "When was the wedding?",
    ("person", "marriage"): "Whom did {name} marry?",
}
_GENERAL: dict[ContradictionKind, str] = {
    "date": "When was this?",
    "place": "Where was this?",
    "person": "Who was it?",
    "number": "How many?",
    "whether": "Did this happen?",
}


class _Difference(NamedTuple):
    kind: ContradictionKind
    about: FactKind
    one: Fact
    other: Fact
    values: tuple[str, str]


def find_contradictions(facts: Mapping[str, Fact], subject: Subject) -> dict[str, Contradiction]:
    """Find where sources differ, by the ids of the contradictions.

    An id follows from the kind and the facts, so that what a writer has settled is known again.
    """
    read = {fact.id: _Read.of(fact, subject) for fact in facts.values()}
    differences: list[_Difference] = []
    for one, other in _candidates([read[key] for key in facts]):
        differences.extend(_differences(one, other))
    return {found.id: found for found in _gathered(differences, subject)}


class _Read(NamedTuple):
    """A fact with what it is compared by: the stems that tell its event, its dates, its events."""

    fact: Fact
    stems: frozenset[str]
    dates: tuple[FuzzyDate, ...]
    events: dict[FactKind, Told]

    @classmethod
    def of(cls, fact: Fact, subject: Subject) -> _Read:
        found = [one for one in find_dates(fact.text) if not one.date.inferred]
        text = fact.text
        for one in reversed(found):
            text = text[: one.start] + text[one.end :]
        stems = frozenset(word for word in content(text) if word not in subject.words and word not in MONTHS)
        events = events_of(fact, subject)
        return cls(fact, stems, tuple(one.date for one in found), events)


def _candidates(read: Sequence[_Read]) -> Iterator[tuple[_Read, _Read]]:
    """Yield the pairs of different sources that can speak of the same: they share an event or two rarer words."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(read):
        for key in {*one.stems, *(f"!{kind}" for kind in one.events)}:
            by_key[key].append(index)
        if one.fact.kind in _COMPARED_KINDS:
            by_key[f"?{one.fact.kind}"].append(index)
    common = max(_COMMON, len(read) // 30)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for key, holders in by_key.items():
        is_kind = key.startswith("?") and len(holders) <= _MOST_OF_A_KIND
        if key.startswith("!") or is_kind or len(holders) <= common:
            for pair in combinations(holders, 2):
                shared[pair] += 2 if key[0] in "!?" else 1
    for first, second in sorted(pair for pair, count in shared.items() if count >= 2):
        if read[first].fact.source != read[second].fact.source:
            yield read[first], read[second]


def _differences(one: _Read, other: _Read) -> Iterator[_Difference]:
    """Yield every way in which two sentences cannot both be right."""
    of_events = False
    for kind in one.events.keys() & other.events.keys():
        for found in _of_event(kind, one, other):
            of_events = True
            yield found
    shared = one.stems & other.stems
    alike = likeness(one.stems, other.stems)
    for numbers in _other_numbers(one.fact, other.fact, shared, alike):
        yield _Difference("number", one.fact.kind, one.fact, other.fact, numbers)
    if not of_events and not one.events and not other.events and (dates := _differing_dates(one, other, shared, alike)):
        yield _Difference("date", one.fact.kind, one.fact, other.fact, dates)
    fewest = 2 if one.fact.kind == other.fact.kind == "award" else _FEWEST_SHARED
    if len(shared) < fewest or alike < _SAME_WORDS or not _could_be_same_time(one, other):
        return
    if _is_negated(one.fact) != _is_negated(other.fact):
        answers = ("It did not.", "It did.") if _is_negated(one.fact) else ("It did.", "It did not.")
        yield _Difference("whether", one.fact.kind, one.fact, other.fact, answers)


def _differing_dates(one: _Read, other: _Read, shared: frozenset[str], alike: float) -> tuple[str, str] | None:
    """Return the dates of one event, where they cannot be the same day.

    It is one event where the sentences share most of their words, or where they share some and are a few days apart.
    """
    dates = _other_dates(one.dates, other.dates)
    is_same = len(shared) >= _FEWEST_SHARED and alike >= _SAME_WORDS
    is_same = is_same and (one.fact.kind == other.fact.kind or alike >= _SAME_WORDS_OF_KINDS)
    return dates if is_same or (len(shared) >= 2 and _are_close(one, other)) else None


def _are_close(one: _Read, other: _Read) -> bool:
    if not one.dates or not other.dates or one.dates[0].precision != "day" or other.dates[0].precision != "day":
        return False
    mine, theirs = (date.fromisoformat(read.dates[0].earliest) for read in (one, other))
    return abs((mine - theirs).days) <= _CLOSE_DAYS


def _of_event(kind: FactKind, one: _Read, other: _Read) -> Iterator[_Difference]:
    mine, theirs = one.events[kind], other.events[kind]
    may_be_same = mine.date is None or theirs.date is None or mine.date.may_be(theirs.date)
    if kind == "marriage" and mine.people and theirs.people and not mine.people & theirs.people:
        if may_be_same and mine.date and theirs.date:
            words = (", ".join(one.fact.people), ", ".join(other.fact.people))
            yield _Difference("person", kind, one.fact, other.fact, words)
        return
    if mine.date and theirs.date and not may_be_same:
        yield _Difference("date", kind, one.fact, other.fact, (mine.date.words, theirs.date.words))
    if mine.places and theirs.places and not mine.places & theirs.places:
        yield _Difference("place", kind, one.fact, other.fact, (_listed(mine.places), _listed(theirs.places)))


def _listed(places: Iterable[str]) -> str:
    return ", ".join(sorted(place.title() if place != "at home" else place for place in places))


def _other_dates(mine: Sequence[FuzzyDate], theirs: Sequence[FuzzyDate]) -> tuple[str, str] | None:
    if not mine or not theirs or any(a.may_be(b) for a in mine for b in theirs):
        return None
    return mine[0].words, theirs[0].words


def _could_be_same_time(one: _Read, other: _Read) -> bool:
    mine, theirs = one.fact.near, other.fact.near
    return mine is None or theirs is None or mine.may_be(theirs)


def _other_numbers(one: Fact, other: Fact, shared: frozenset[str], alike: float) -> Iterator[tuple[str, str]]:
    for mine in one.quantities:
        for theirs in other.quantities:
            if mine.noun != theirs.noun or mine.value == theirs.value:
                continue
            if any(more.noun == mine.noun and more.value == mine.value for more in other.quantities):
                continue
            if len(shared - {mine.noun}) >= _FEWEST_SHARED - 1 and alike >= _SAME_WORDS:
                yield mine.words, theirs.words


def _is_negated(fact: Fact) -> bool:
    negated = _NEGATED.search(fact.text)
    return negated is not None and not _CLAUSE.search(fact.text[: negated.start()])


def _gathered(differences: Sequence[_Difference], subject: Subject) -> Iterator[Contradiction]:
    """Gather the pairs that speak of the same into one question with its claims."""
    groups: list[tuple[ContradictionKind, FactKind, dict[str, str], dict[str, Fact]]] = []
    for found in differences:
        own = {found.one.id: found.values[0], found.other.id: found.values[1]}
        for kind, about, values, facts in groups:
            if kind == found.kind and about == found.about and values.keys() & own.keys():
                values.update({key: value for key, value in own.items() if key not in values})
                facts.update({found.one.id: found.one, found.other.id: found.other})
                break
        else:
            groups.append((found.kind, found.about, own, {found.one.id: found.one, found.other.id: found.other}))
    for kind, about, values, facts in groups:
        yield _contradiction(kind, about, values, facts, subject)


def _contradiction(
    kind: ContradictionKind, about: FactKind, values: Mapping[str, str], facts: Mapping[str, Fact], subject: Subject
) -> Contradiction:
    claims: dict[str, list[str]] = {}
    for key, words in values.items():
        same = next((claim for claim in claims if _means_same(kind, claim, words)), words)
        claims.setdefault(same, []).append(key)
    question = _QUESTIONS.get((kind, about), _GENERAL[kind]).format(name=subject.name)
    if (kind, about) not in _QUESTIONS:
        shortest = min((fact.text for fact in facts.values()), key=len)
        question = f"{question} “{shortest}”"
    mark = sha256(f"{kind} {about} {' '.join(sorted(facts))}".encode()).hexdigest()[:12]
    return Contradiction(
        id=f"c{mark}",
        kind=kind,
        about=about,
        question=question,
        claims=tuple(Claim(words=words, facts=tuple(keys)) for words, keys in claims.items()),
    )


def _means_same(kind: ContradictionKind, one: str, other: str) -> bool:
    if kind == "date":
        mine, theirs = find_dates(one), find_dates(other)
        return bool(mine and theirs and mine[0].date.may_be(theirs[0].date))
    if kind == "place":
        return bool(set(folded(one).split(", ")) & set(folded(other).split(", ")))
    return folded(one) == folded(other)
