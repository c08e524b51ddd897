"""A life as a drawing: years along a line, and what sources state of each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from authors.facts.model import Fact

WIDTH, MARGIN, TOP, ROW = 1000.0, 30.0, 56.0, 22.0
"""Of the drawing, in its own units; `ROW` is the height of a line of words."""
LETTER = 6.6
"""About the width of a letter."""
LONGEST = 64
"""Letters of a fact in the drawing."""
KINDS = ("birth", "death", "marriage", "education", "work", "creation", "founding", "award", "journey", "residence")
"""Kinds that are drawn before others where there is no room for all."""
MOST = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A year's mark on the line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the drawing: where its time begins and how long it is, and where its words stand."""

    id: str
    x: float
    width: float
    y: float
    text_x: float
    anchor: str
    words: str
    whole: str
    kind: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing. Lengths are units of its view box."""

    height: float
    axis: float
    marks: tuple[Mark, ...]
    events: tuple[Event, ...]
    left_out: int

    @property
    def view(self) -> str:
        """The view box."""
        return f"0 0 {WIDTH:g} {self.height:g}"


def timeline_of(facts: Iterable[Fact]) -> Timeline | None:
    """Draw the dated facts about a subject; None if there are none."""
    dated = [fact for fact in facts if fact.date is not None and fact.about]
    chosen = sorted(sorted(dated, key=_weight)[:MOST], key=lambda fact: fact.date.earliest if fact.date else "")
    if not chosen:
        return None
    first = min(fact.date.year for fact in chosen if fact.date)
    last = max(fact.date.last_year for fact in chosen if fact.date) + 1
    scale = (WIDTH - 2 * MARGIN) / max(1, last - first)
    events = tuple(_placed(chosen, first, scale))
    height = max((event.y for event in events), default=TOP) + ROW
    marks = tuple(Mark(MARGIN + (year - first) * scale, str(year)) for year in _years(first, last))
    return Timeline(height, TOP - ROW, marks, events, len(dated) - len(chosen))


def _weight(fact: Fact) -> tuple[int, str]:
    return (KINDS.index(fact.kind) if fact.kind in KINDS else len(KINDS), fact.date.earliest if fact.date else "")


def _years(first: int, last: int) -> range:
    """Return which years are marked: about ten."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 1000) if (last - first) / step <= 10 or step == 1000)
    return range(-(-first // step) * step, last + 1, step)


def _placed(facts: Sequence[Fact], first: int, scale: float) -> Iterable[Event]:
    """Put each fact on the highest row where its words have room."""
    free: list[float] = []
    for fact in facts:
        assert fact.date is not None
        x = MARGIN + (_moment(fact.date.earliest) - first) * scale
        width = max(4.0, (_moment(fact.date.latest) - _moment(fact.date.earliest)) * scale)
        words = f"{fact.date.words}: {fact.text}" if fact.date.words else fact.text
        shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
        reach = len(shown) * LETTER + 14
        ends_left = x + width + reach > WIDTH and x >= reach
        begin = x - reach if ends_left else x
        end = x + width if ends_left else x + width + reach
        row = next((at for at, taken in enumerate(free) if taken <= begin), len(free))
        free[row : row + 1] = [end + 8]
        y = TOP + row * ROW
        text_x = x - 6 if ends_left else x + width + 6
        yield Event(fact.id, x, width, y, text_x, "end" if ends_left else "start", shown, fact.text, fact.kind)


def _moment(date: str) -> float:
    """Return a date in years."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return int(year) + ((int(month or 1) - 1) * 30.4 + int(day or 1) - 1) / 365
