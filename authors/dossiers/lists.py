"""What stands at the end of a biography: the timeline, people, places and terms, each with where it is told."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from authors.contract import Plain
from authors.dossiers.runs import Run
from authors.facts.model import Dossier, Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_EVENTS: frozenset[FactKind] = frozenset({"description", "other", "money"})
_LONGEST_EVENT = 180
"""Characters of an entry of the timeline; a longer sentence is cut between words."""
_DESCRIBED = re.compile(r"^,? (?P<words>(?:an?|the) [a-z][^,.;:()“”]{4,70})(?=[,.;])")
_OTHERWISE = re.compile(r"\b(?:and|who|which|that|when|where|of whom)$")


class Event(Plain):
    """An entry of a timeline. `disputed` says that sources contradict one another about it."""

    earliest: str
    latest: str
    date: str
    words: str
    kind: FactKind
    facts: tuple[str, ...]
    passages: tuple[str, ...]
    disputed: bool = False

    @property
    def year(self) -> int:
        """The year that it stands under."""
        return int(self.earliest[:4]) if self.earliest > "0001-01-01" else int(self.latest[:4])


class Entry(Plain):
    """Somebody, a place or a term: what a source says they are, word for word, and the years that name them."""

    name: str
    described: str = ""
    passages: tuple[str, ...] = ()
    mentions: int = 0
    years: tuple[int, ...] = ()


def events_of_life(dossier: Dossier, ids: Iterable[str] | None = None) -> list[Event]:
    """Return the timeline: sentences about the subject that date an event, once where several sources tell the same."""
    wanted = set(dossier.facts) if ids is None else set(ids)
    disputed = {
        key
        for question in dossier.contradictions.values()
        if not question.dismissed and question.kind == "date" and question.followed is None
        for claim in question.claims
        for key in claim.facts
    }
    overruled = {
        key
        for question in dossier.contradictions.values()
        if question.followed is not None and not question.dismissed and question.kind == "date"
        for index, claim in enumerate(question.claims)
        if index != question.followed
        for key in claim.facts
    }
    facts = [
        fact
        for fact in dossier.facts.values()
        if fact.id in wanted
        and fact.id not in overruled
        and fact.about
        and fact.date is not None
        and not fact.date.inferred
        and fact.kind not in _NO_EVENTS
        and fact.passage in dossier.passages
    ]
    events: list[tuple[Run, Event]] = []
    by_year: dict[int, list[int]] = defaultdict(list)  # sentences of other years cannot tell the same
    for fact in sorted(facts, key=_order):
        run = Run((fact,), dossier.passages[fact.passage], dossier.sources[fact.source])
        years = _years(fact)
        near = sorted({at for year in years for at in by_year[year]})
        index = next((at for at in near if _is_same(run, events[at][0])), None)
        if index is None:
            for year in years:
                by_year[year].append(len(events))
            events.append((run, _event_of(fact, is_disputed=fact.id in disputed)))
        else:
            other, event = events[index]
            more = {"facts": (*event.facts, fact.id), "passages": (*event.passages, fact.passage)}
            events[index] = (other, event.model_copy(update=more | {"disputed": event.disputed or fact.id in disputed}))
    return [event for _run, event in events]


def _order(fact: Fact) -> tuple[str, str, str]:
    assert fact.date is not None
    first = fact.date.latest if fact.date.qualifier == "before" else fact.date.earliest
    return first, fact.date.latest, fact.id


def _years(fact: Fact) -> range:
    """Return the years in which a dated fact may have been."""
    assert fact.date is not None
    return range(fact.date.year, fact.date.last_year + 1)


def _is_same(run: Run, other: Run) -> bool:
    mine, theirs = run.facts[0], other.facts[0]
    once = mine.kind == theirs.kind and mine.kind in ("birth", "death", "marriage")
    return run.says_the_same(other) or (once and mine.date == theirs.date)


def _event_of(fact: Fact, *, is_disputed: bool) -> Event:
    assert fact.date is not None
    words = " ".join(fact.text.split())
    if len(words) > _LONGEST_EVENT:
        words = f"{words[:_LONGEST_EVENT].rsplit(' ', 1)[0]} …"
    return Event(
        earliest=fact.date.earliest,
        latest=fact.date.latest,
        date=fact.date.words,
        words=words,
        kind=fact.kind,
        facts=(fact.id,),
        passages=(fact.passage,),
        disputed=is_disputed,
    )


def entries_of(dossier: Dossier, field: str, ids: Iterable[str] | None = None, *, fewest: int = 1) -> list[Entry]:
    """Return people, places, works or other names (`field` of facts) with what a source calls them, by the alphabet."""
    wanted = set(dossier.facts) if ids is None else set(ids)
    facts = [fact for fact in dossier.facts.values() if fact.id in wanted]
    named: dict[str, list[Fact]] = {}
    for fact in facts:
        for name in getattr(fact, field):
            named.setdefault(name, []).append(fact)
    entries = [_entry(name, found) for name, found in named.items() if len(found) >= fewest]
    return sorted(entries, key=lambda entry: entry.name.casefold())


def _entry(name: str, facts: Sequence[Fact]) -> Entry:
    years = sorted({fact.date.year for fact in facts if fact.date and not fact.date.qualifier})
    for fact in facts:
        if words := described(name, fact.text):
            return Entry(name=name, described=words, passages=(fact.passage,), mentions=len(facts), years=tuple(years))
    return Entry(name=name, mentions=len(facts), years=tuple(years))


def described(name: str, text: str) -> str:
    """Return what a sentence says somebody or something is, in its words: “Johan Askeland, a surveyor”."""
    for match in re.finditer(re.escape(name), text):
        found = _DESCRIBED.match(text[match.end() :])
        if found and text[match.end()] == "," and not _OTHERWISE.search(found["words"]):
            return found["words"]
    return ""


def glossary_of(dossier: Dossier, ids: Iterable[str] | None = None) -> list[Entry]:
    """Return the terms that the sources themselves explain: names of things, and what they are."""
    explained = [*entries_of(dossier, "names", ids), *entries_of(dossier, "works", ids)]
    return sorted((entry for entry in explained if entry.described), key=lambda entry: entry.name.casefold())
