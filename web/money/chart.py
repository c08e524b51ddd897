"""A month of spending as a chart of bars."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CHART_WIDTH, CHART_HEIGHT = 620, 160
"""In units of the chart, of which a narrow screen shows fewer pixels than a wide one."""
GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the chart, `height` units high and standing at `y`."""

    day: date
    amount: Decimal
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x + self.width / 2

    @property
    def is_labelled(self) -> bool:
        """Whether the day's number is written below: those that are easy to count from."""
        return self.day.day == 1 or self.day.day % 5 == 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A month as bars, the tallest of which is `most` USD."""

    bars: list[Bar]
    most: Decimal
    width: int = CHART_WIDTH
    height: int = CHART_HEIGHT


def chart_of(first_day: date, days: Mapping[date, Decimal]) -> Chart:
    """Draw a bar for each day of the month, those without cost too."""
    count = calendar.monthrange(first_day.year, first_day.month)[1]
    most = max(days.values(), default=Decimal(0))
    step = CHART_WIDTH / count
    bars = []
    for number in range(count):
        day = first_day.replace(day=number + 1)
        amount = days.get(day, Decimal(0))
        # What cost anything is seen, however little it is beside the rest.
        height = max(2.0, float(amount / most) * CHART_HEIGHT) if amount else 0.0
        bars.append(
            Bar(day, amount, round(number * step + GAP / 2, 2), CHART_HEIGHT - height, round(step - GAP, 2), height)
        )
    return Chart(bars, most)
