"""Matrices and boxes, in points from the upper left corner of a page as it is seen."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]
"""As in ISO 32000-1, 8.3.3: a point x, y comes to a·x + c·y + e, b·x + d·y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAR = 1e7
"""Points: further away than anything on a page."""


class Box(NamedTuple):
    """A rectangle; `top` is the smaller of the two heights."""

    left: float
    top: float
    right: float
    foot: float

    @property
    def width(self) -> float:
        """Return points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return points."""
        return self.foot - self.top

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is left of it."""
        return self.right < self.left or self.foot < self.top

    def within(self, other: Box) -> Box:
        """Return what both have."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.foot, other.foot),
        )

    def joined(self, other: Box) -> Box:
        """Return the smallest that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.foot, other.foot),
        )

    def grown(self, by: float) -> Box:
        """Return one that is larger by so many points on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.foot + by)

    def holds(self, other: Box, tolerance: float = 0.0) -> bool:
        """Return whether the other lies in this one."""
        return (
            other.left >= self.left - tolerance
            and other.top >= self.top - tolerance
            and other.right <= self.right + tolerance
            and other.foot <= self.foot + tolerance
        )

    def meets(self, other: Box) -> bool:
        """Return whether the two have more than an edge in common."""
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot


EVERYWHERE = Box(-FAR, -FAR, FAR, FAR)


def multiplied(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does the first, then the second."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + q,
        e * m + f * p + r,
    )


def box_through(matrix: Matrix, left: float, top: float, right: float, foot: float) -> Box:
    """Return the box around a rectangle after a matrix."""
    a, b, c, d, e, f = matrix
    across = (a * left + c * top, a * right + c * top, a * left + c * foot, a * right + c * foot)
    down = (b * left + d * top, b * right + d * top, b * left + d * foot, b * right + d * foot)
    return Box(min(across) + e, min(down) + f, max(across) + e, max(down) + f)


def sides_of(matrix: Matrix) -> tuple[float, float]:
    """Return how long the sides of the unit square are after a matrix."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)


def scale_of(matrix: Matrix) -> float:
    """Return by how much a matrix makes lengths larger, in the mean of all directions."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def page_matrix(media: Box, rotation: int, unit: float) -> Matrix:
    """Return what brings a page's own coordinates to points from its upper left corner as it is seen.

    `media` is as the file has it: its `top` is the lower edge.
    """
    left, low, right, high = (value * unit for value in media)
    turned: dict[int, Matrix] = {
        90: (0.0, unit, unit, 0.0, -low, -left),
        180: (-unit, 0.0, 0.0, unit, right, -low),
        270: (0.0, -unit, -unit, 0.0, high, right),
    }
    return turned.get(rotation % 360, (unit, 0.0, 0.0, -unit, -left, high))


def matrix_from(numbers: Sequence[float]) -> Matrix:
    """Return a matrix of six numbers, or the one that changes nothing if they are fewer."""
    if len(numbers) < 6:
        return IDENTITY
    a, b, c, d, e, f = numbers[:6]
    return (a, b, c, d, e, f)
