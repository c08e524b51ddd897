"""Things put into a plan: where each stands, what it becomes a piece of, and who may be at it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.identity import built
from sketch.plans.plan import Piece, Spot
from sketch.plans.solids import Solid
from sketch.world.vectors import Vector, heading_of

if TYPE_CHECKING:
    from sketch.plans.furniture.item import Item
    from sketch.scene import DepictedScene
    from sketch.world.view import View


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the catalogue that stands at a point of a place. `part` tells it from others of its name."""

    name: str
    at: Vector
    heading: float
    part: str

    @property
    def item(self) -> Item:
        """What it is."""
        return ITEMS[self.name]

    def piece(self, scene: DepictedScene) -> Piece:
        """Return how it is painted where it stands."""
        item = self.item

        def paint(view: View) -> None:
            item.paint(Solid.of(view, self.at, self.heading), built(scene, self.part))

        return Piece((self.at[0], 0.0, self.at[2]), item.radius, paint, item.blocks)

    def spots(self) -> list[Spot]:
        """Return where somebody may be at it."""
        ahead = heading_of(self.heading)
        across = (-ahead[2], 0.0, ahead[0])
        return [
            Spot(
                (
                    self.at[0] + place.x * across[0] + place.z * ahead[0],
                    self.at[1],
                    self.at[2] + place.x * across[2] + place.z * ahead[2],
                ),
                (self.heading + place.turn) % 360,
                place.kind,
                place.seat,
            )
            for place in self.item.places
        ]

    def keeps_off(self, others: list[Thing]) -> bool:
        """Say whether it stands clear of all others that take up room."""
        return not self.item.blocks or all(
            not other.item.blocks
            or math.dist((self.at[0], self.at[2]), (other.at[0], other.at[2]))
            >= 0.86 * (self.item.radius + other.item.radius)
            for other in others
        )
