"""The periods of a life: where one chapter ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.dossiers.runs import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS_A_CHAPTER = 1_300
FEWEST, MOST = 3, 40
_LEEWAY = 0.4


@dataclass(frozen=True, slots=True)
class Period:
    """The runs of some years, in order of time."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> int:
        """The year that it begins in."""
        return min(run_year(run) for run in self.runs)

    @property
    def last(self) -> int:
        """The year that it ends in."""
        return max(run_year(run) for run in self.runs)


def run_year(run: Run) -> int:
    """Return the year that a dated run is put under."""
    assert run.date is not None
    return run.date.last_year if run.date.qualifier == "before" else run.date.year


def periods_of(runs: Sequence[Run], words: int) -> list[Period]:
    """Cut dated runs into periods of about the same length, between years, in the widest gaps near where one is due."""
    if not runs:
        return []
    total = sum(run.words for run in runs)
    wanted = max(FEWEST, min(MOST, round(min(words, total) / WORDS_A_CHAPTER)))
    share = total / wanted
    periods: list[Period] = []
    rest = list(runs)
    while rest:
        cut = _cut(rest, share) if len(periods) < wanted - 1 else len(rest)
        periods.append(Period(tuple(rest[:cut])))
        rest = rest[cut:]
    return periods


def _cut(runs: Sequence[Run], share: float) -> int:
    """Return how many of the runs the first period takes."""
    best, best_worth, passed = len(runs), 0.0, 0
    for index in range(1, len(runs)):
        passed += runs[index - 1].words
        if passed > share * (1 + _LEEWAY) and best < len(runs):
            break
        gap = run_year(runs[index]) - run_year(runs[index - 1])
        worth = (1 + min(gap, 5)) * max(0.05, 1 - abs(passed - share) / share) if gap > 0 else 0.0
        if worth > best_worth:
            best, best_worth = index, worth
    return best
