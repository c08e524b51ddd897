"""What a growth is: trees, shrubs, stones and all that stands about in the country, a few shapes each.

A shape is a growth of height 1 with its foot at (0, 0), y downwards. Masses of a kind at one distance are painted
together, tone by tone, so that a wood costs hardly more than a tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, scallops

if TYPE_CHECKING:
    from collections.abc import Sequence


Layer = tuple[RGB, list[Outline], float]
"""A colour, its shapes, and how strongly they darken downwards."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A kind of growth: how high it is in the world, how far it reaches to the sides, and its shapes."""

    low: float
    high: float
    reach: float
    shapes: Callable[[Random], list[Layer]]


def crown(rng: Random, places: Sequence[tuple[float, float, float, float]], leaf: RGB) -> list[Layer]:
    """Return lumps of leaves, the dark ones first: places are x, height, radius and how light."""
    tones: dict[float, list[Outline]] = {}
    for x, y, r, light in places:
        tones.setdefault(light, []).append(scallops(x, -y, r, r * 0.84, rng, lumps=9, depth=0.2))
    return [
        (lighter(leaf, light) if light > 0 else darker(leaf, -light), lumps, 0.55 if light < 0.1 else 0.0)
        for light, lumps in tones.items()
    ]
