"""What a thing that stands about must say: how it is drawn, how much room it takes, and who may be at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.plans.plan import SpotKind

if TYPE_CHECKING:
    from random import Random

    from sketch.plans.solids import Solid

Paint = Callable[["Solid", "Random"], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody may be at a thing, in its own measure: x to the right of who looks at it, z out of its front.

    `turn` is added to the thing's own heading (0: they look the way it does; 180: at it from before).
    """

    x: float
    z: float
    turn: float
    kind: SpotKind
    seat: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that stands about. `lamp` is the height from which it sheds light, 0 for none.

    `depth` is how far its back is from its middle, where it stands against a wall.
    """

    radius: float
    paint: Paint
    places: tuple[Place, ...] = ()
    blocks: bool = True
    lamp: float = 0.0
    depth: float = 0.0

    @property
    def back(self) -> float:
        """How far from a wall its middle stands."""
        return self.depth or 0.62 * self.radius
