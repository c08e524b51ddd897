"""What carries people under the open sky: boats, rafts, decks, carts, cars, baskets, wings, bridges.

Each has sides of its own, so that people in it are seen behind the near one and before the far one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.plans.plan import Area, Landmark, Piece, Spot
from sketch.world.view import View

if TYPE_CHECKING:
    from sketch.scene import DepictedScene


@dataclass(frozen=True, slots=True)
class Vessel:
    """What carries people: where they may be in it, its pieces, and where one moves in it.

    `eyes` is from where it is seen, where it is not drawn from all sides. `below` is how far below their feet there is
    something that tells it. `landmarks` are what of it tells it; where there are none, all of it does.
    """

    floor: Area
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]
    under: Callable[[View], None] | None = None
    eyes: Area | None = None
    below: float = 0.0
    landmarks: tuple[Landmark, ...] = ()


Build = Callable[["DepictedScene"], Vessel]
