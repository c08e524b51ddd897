"""Lines over a day or a week, as points of an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.sampling import Span

WIDTH, HEIGHT = 420, 110
"""In units of the chart."""
LABELS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A time below the chart, at `x`; `anchor` says on which side of it its text stands."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time in the table that says what the chart shows."""

    since: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One number over time. `lines` are runs of points without a gap; `most` is the highest, `now` the last, in words.

    A chart without lines has nothing to show yet.
    """

    title: str
    note: str
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    most: str
    now: str
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(
    spans: Sequence[Span],
    *,
    title: str,
    note: str,
    value: Callable[[Span], float | None],
    shown: Callable[[float], str],
    least_scale: float = 0.0,
) -> Chart:
    """Draw a value of each stretch; None leaves a gap. `least_scale` is the least that the whole height stands for."""
    values = [value(span) for span in spans]
    known = [number for number in values if number is not None]
    most = max([*known, least_scale]) or 1.0
    step = WIDTH / max(1, len(spans) - 1)
    runs: list[list[tuple[float, float]]] = [[]]
    for number, height in enumerate(values):
        if height is None:
            runs.append([])
        else:
            runs[-1].append((round(number * step, 1), round(HEIGHT - HEIGHT * min(height, most) / most, 1)))
    runs = [_widened(run) for run in runs if run]
    return Chart(
        title=title,
        note=note,
        lines=tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs),
        areas=tuple(" ".join(f"{x},{y}" for x, y in _closed(run)) for run in runs),
        most=shown(max(known)) if known else "",
        now=shown(known[-1]) if known else "",
        marks=_marks(spans, step),
        rows=tuple(
            Row(span.since, shown(number)) for span, number in zip(spans, values, strict=True) if number is not None
        ),
    )


def _widened(run: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a run of points that can be seen: one point alone becomes a short line."""
    (x, y), is_alone = run[0], len(run) == 1
    return [(max(0.0, x - 1.5), y), (min(float(WIDTH), x + 1.5), y)] if is_alone else run


def _closed(run: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(run[0][0], HEIGHT), *run, (run[-1][0], HEIGHT)]


def _marks(spans: Sequence[Span], step: float) -> tuple[Mark, ...]:
    if not spans:
        return ()
    is_long = (spans[-1].until - spans[0].since).days > 2
    last = len(spans) - 1
    numbers = sorted({round(last * part / (LABELS - 1)) for part in range(LABELS)})
    return tuple(
        Mark(
            round(number * step, 1),
            f"{localtime(spans[number].since):{'%d %b' if is_long else '%H:%M'}}",
            "start" if number == 0 else "end" if number == last else "middle",
        )
        for number in numbers
    )
