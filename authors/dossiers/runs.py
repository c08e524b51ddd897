"""Runs: sentences that stand together in a source and are quoted together; what a dossier is made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from authors.facts.model import Dossier, Fact, FactKind, FuzzyDate, Passage, Source
from authors.facts.words import content, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 110
"""Words of a run; a longer stretch is quoted in several."""
SAME = 0.72
"""Two runs of the same time say the same if they share this much of the shorter one's words."""
FREE = frozenset({"own", "public domain", "free licence", "permitted"})
"""Rights of sources that may be quoted at any length."""
_WEIGHTS: dict[FactKind, float] = {
    "birth": 5,
    "death": 5,
    "marriage": 4,
    "child": 3,
    "founding": 3,
    "creation": 3,
    "award": 2,
    "work": 2,
    "education": 2,
    "residence": 2,
    "journey": 2,
    "family": 2,
}


@dataclass(frozen=True, eq=False)
class Run:
    """Sentences of one passage, in their order."""

    facts: tuple[Fact, ...]
    passage: Passage
    source: Source

    @cached_property
    def key(self) -> str:
        """The id of its first fact."""
        return self.facts[0].id

    @cached_property
    def text(self) -> str:
        """The words as they stand in the passage."""
        return self.passage.text[self.facts[0].start : self.facts[-1].end]

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def date(self) -> FuzzyDate | None:
        """When it plays: its first date, or the last one before it in its source."""
        first = self.facts[0]
        return first.date or first.near

    @property
    def is_dated(self) -> bool:
        """Whether it says its date itself."""
        return self.facts[0].date is not None

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is compared by."""
        return content(self.text)

    @property
    def is_free(self) -> bool:
        """Whether it may be quoted at any length."""
        return self.source.rights in FREE

    @cached_property
    def weight(self) -> float:
        """How much the book would miss it."""
        told = sum(_WEIGHTS.get(fact.kind, 1.0) * (1 + fact.about) for fact in self.facts)
        return (told + 2 * self.is_dated) * (0.5 + self.source.weight) / (1 + self.words / LONGEST)

    def says_the_same(self, other: Run) -> bool:
        """Say whether another run of the same time has nearly the same words."""
        if self.date and other.date and not self.date.may_be(other.date):
            return False
        return min(len(self.stems), len(other.stems)) >= 3 and likeness(self.stems, other.stems) >= SAME


def runs_of(dossier: Dossier, ids: Iterable[str] | None = None) -> list[Run]:
    """Gather facts (all, or those of `ids`) into runs, in order of time; those without any date come last."""
    wanted = set(dossier.facts) if ids is None else set(ids)
    by_passage: dict[str, list[Fact]] = {}
    for fact in dossier.facts.values():
        if fact.id in wanted and fact.passage in dossier.passages and fact.source in dossier.sources:
            by_passage.setdefault(fact.passage, []).append(fact)
    runs = [
        Run(tuple(facts), dossier.passages[key], dossier.sources[dossier.passages[key].source])
        for key, found in by_passage.items()
        for facts in _cut(sorted(found, key=lambda fact: fact.start))
    ]
    return sorted(runs, key=_order)


def _order(run: Run) -> tuple[str, str, str, int, int]:
    date = run.date
    if date is None:
        return "9999", "", run.source.id, run.passage.number, run.facts[0].start
    first = date.latest if date.qualifier == "before" else date.earliest
    return first, date.latest, run.source.id, run.passage.number, run.facts[0].start


def _cut(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Cut the facts of a passage where another date begins, where sentences are left out, and at the longest."""
    runs: list[list[Fact]] = []
    words = 0
    for fact in facts:
        length = len(fact.text.split())
        last = runs[-1][-1] if runs else None
        follows = last is not None and 0 <= fact.start - last.end <= 2
        is_new = fact.date is not None and not fact.date.inferred and last is not None and fact.date != last.near
        if not follows or is_new or words + length > LONGEST:
            runs.append([])
            words = 0
        runs[-1].append(fact)
        words += length
    return runs


def most_named(runs: Iterable[Run], field: str, most: int, *, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the names of people or places (`field` of facts) that most runs have, the most named first."""
    counted: Counter[str] = Counter()
    for run in runs:
        counted.update({name for fact in run.facts for name in getattr(fact, field)} - without)
    return [name for name, _count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]]
