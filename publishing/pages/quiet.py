"""Where little happens in a picture: how many edges its parts have, and how light they are.

The picture is shrunk to a grid; the edge density of a cell is the mean strength of the brightness's gradient in it (by
central differences), from 0 to 1. Text stands well where it is low and where the ink's contrast is that of WCAG 2.2,
1.4.3: 4.5 to 1 against nearly all of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray
from PIL import Image

from publishing.pages.heads import BELOW_HEADS, best_aim
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from publishing.pages.tree import Ink

GRID = 96
"""Cells on each side."""
CALM = 0.035
"""Edge density up to which text stands on the picture itself."""
OF_A_HEAD = 0.12
"""What covering a head counts, beside edge density."""
CONTRAST = 4.5
LIGHT_INK, DARK_INK = 0.99, 0.009
"""Relative luminance of the inks of passage.typ."""
_WORST = 4.0
"""Percent of the cells that may be worse than what counts."""


@dataclass(frozen=True, slots=True)
class Quietness:
    """The edges and the relative luminance of a picture, by cells from the upper left corner.

    `heads` are boxes of heads, the most important first, as parts of the picture; none where nobody knows.
    """

    edges: NDArray[numpy.float64]
    luminance: NDArray[numpy.float64]
    heads: tuple[Rectangle, ...] = field(default=())

    def unrest(self, part: Rectangle) -> float:
        """Return the mean edge density of a part of the picture, and more for each head that it covers."""
        covered = sum(_share(head, part) for head in self.heads)
        return float(_cells(self.edges, part).mean()) + covered * OF_A_HEAD

    def aim(self, width: float, height: float) -> tuple[float, float]:
        """Return the point that comes to the middle of a window of such a size, as parts of the picture.

        All heads are in it, or as many as can be without cutting others, somewhat above the middle; without heads
        what has most edges.
        """
        if not self.heads:
            return self.centre
        left, top = min(head.left for head in self.heads), min(head.top for head in self.heads)
        right, bottom = max(head.right for head in self.heads), max(head.bottom for head in self.heads)
        if right - left > width or bottom - top > height:
            return best_aim(self.heads, width, height)
        below = min(BELOW_HEADS * height, max(0.0, (height - (bottom - top)) / 2))
        return (left + right) / 2, (top + bottom) / 2 + below

    def is_calm(self, part: Rectangle) -> bool:
        """Whether text can stand on that part without a panel."""
        return self.unrest(part) <= CALM and self.ink_on(part) is not None

    def ink_on(self, part: Rectangle) -> Ink | None:
        """Return the ink that can be read there; None if neither can."""
        cells = _cells(self.luminance, part)
        darkest, lightest = numpy.percentile(cells, _WORST), numpy.percentile(cells, 100 - _WORST)
        if _contrast(float(darkest), DARK_INK) >= CONTRAST:
            return "dark"
        return "light" if _contrast(float(lightest), LIGHT_INK) >= CONTRAST else None

    def better_ink(self, part: Rectangle) -> Ink:
        """Return the ink that has more contrast there on the whole, though it may be too little."""
        light = float(_cells(self.luminance, part).mean())
        return "dark" if _contrast(light, DARK_INK) >= _contrast(light, LIGHT_INK) else "light"

    @property
    def centre(self) -> tuple[float, float]:
        """Where most happens, as parts of width and height: the centre of its edges."""
        weights = self.edges**2
        total = float(weights.sum())
        if total == 0:
            return (0.5, 0.5)
        places = (numpy.arange(GRID) + 0.5) / GRID
        return float(weights.sum(axis=0) @ places) / total, float(weights.sum(axis=1) @ places) / total


EVEN = Quietness(numpy.ones((GRID, GRID)), numpy.full((GRID, GRID), 0.5))
"""Of a picture that nobody can look at: text gets a panel."""


def quietness_of(data: bytes) -> Quietness:
    """Look at an encoded picture of ours; a small rendition suffices."""
    with Image.open(io.BytesIO(data)) as opened:
        pixels = numpy.asarray(opened.convert("RGB").resize((GRID, GRID), Image.Resampling.BOX), dtype=float) / 255
    grey = pixels @ numpy.array([0.299, 0.587, 0.114])
    down, across = numpy.gradient(grey)
    return Quietness(numpy.hypot(down, across), _linear(pixels) @ numpy.array([0.2126, 0.7152, 0.0722]))


def _linear(channels: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    low = channels <= 0.04045
    linear: NDArray[numpy.float64] = numpy.where(low, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _share(inner: Rectangle, outer: Rectangle) -> float:
    """Return which part of a box lies in another."""
    across = min(inner.right, outer.right) - max(inner.left, outer.left)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    return max(0.0, across) * max(0.0, down) / max(inner.width * inner.height, 1e-9)


def _cells(grid: NDArray[numpy.float64], part: Rectangle) -> NDArray[numpy.float64]:
    left, top = min(int(part.left * GRID), GRID - 1), min(int(part.top * GRID), GRID - 1)
    right, bottom = max(left + 1, round(part.right * GRID)), max(top + 1, round(part.bottom * GRID))
    return grid[top:bottom, left:right]
