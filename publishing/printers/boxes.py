"""Lengths and boxes on paper, in inches as exact decimals, measured from the left and the top."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

POINTS = Decimal(72)
"""PDF points in an inch."""


class Unprintable(ValueError):
    """A printer does not make this; the words are the reader's and say what to choose instead."""


def said(inches: Decimal) -> str:
    """Return a length as readers see it, without needless zeros."""
    return f"{inches.normalize():f}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper."""

    left: Decimal
    top: Decimal
    right: Decimal
    bottom: Decimal

    @property
    def width(self) -> Decimal:
        """Return the width in inches."""
        return self.right - self.left

    @property
    def height(self) -> Decimal:
        """Return the height in inches."""
        return self.bottom - self.top

    def inset(
        self,
        *,
        left: Decimal = Decimal(),
        top: Decimal = Decimal(),
        right: Decimal = Decimal(),
        bottom: Decimal = Decimal(),
    ) -> Box:
        """Return the box that lies so far inside of this one on each side."""
        return Box(self.left + left, self.top + top, self.right - right, self.bottom - bottom)

    def contains(self, other: Box) -> bool:
        """Say whether another box lies in this one; edges may touch."""
        within = self.left <= other.left and other.right <= self.right
        return within and self.top <= other.top and other.bottom <= self.bottom

    def in_points(self, sheet: Decimal) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Return the box as PDF has it: left, bottom, right, top in points from the lower left of a sheet so high."""
        return (
            self.left * POINTS,
            (sheet - self.bottom) * POINTS,
            self.right * POINTS,
            (sheet - self.top) * POINTS,
        )

    def pixels(self, dpi: int) -> tuple[int, int]:
        """Return how many pixels fill the box at a resolution, rounded up."""
        across, down = (int((side * dpi).to_integral_value(ROUND_CEILING)) for side in (self.width, self.height))
        return across, down
