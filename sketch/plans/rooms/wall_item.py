"""What something at a wall of a room must say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.plans.plan import SpotKind

if TYPE_CHECKING:
    from random import Random

    from sketch.paint.colours import RGB
    from sketch.world.view import View

Paint = Callable[["View", float, "Random"], None]
"""Draws on a wall around x, in its units."""
DRAPES: tuple[RGB, ...] = (m.CLOTH_RED, m.WALL_BLUE, m.LEAF_WARM, (118, 92, 132), (92, 116, 88))


@dataclass(frozen=True, slots=True)
class WallItem:
    """Something at a wall. `wide` is in units of the wall, `ahead` how far before it somebody stands there.

    `lamp` is the height in the world from which it sheds light, 0 for none.
    """

    wide: float
    paint: Paint
    spot: SpotKind | None = None
    ahead: float = 40.0
    lamp: float = 0.0
