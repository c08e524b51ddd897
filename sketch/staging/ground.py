"""Where on a plan a formation stands, and which way it is turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sketch.plans.plan import Spot
from sketch.staging.actors import Floor, moved

if TYPE_CHECKING:
    from random import Random

    from sketch.plans.plan import Plan, SpotKind
    from sketch.staging.formations import Formation, Place

SEATS: dict[str, tuple[SpotKind, ...]] = {"table": ("table",), "bench": ("oar", "bench"), "saddle": ("saddle",)}
"""Spots of a plan that are taken one by one, by what a formation is at."""
_NEAR: dict[str, tuple[SpotKind, ...]] = {
    "deck": ("deck", "stand"),
    "seat": ("seat", "bench"),
    "fire": ("fire", "seat"),
}
_ROAM = 130.0
"""How far from the middle of a wide ground people stand."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The place and turn (degrees) of a formation; `seats` are the plan's own, one for each who sits there."""

    origin: Floor
    turn: float
    seats: tuple[Spot, ...] = ()
    spot: Spot | None = None

    def at(self, place: Place) -> Floor:
        """Return where a place of the formation lies."""
        return moved(place.at, self.origin, self.turn)


def ground_for(formation: Formation, plan: Plan, sitting: int, rng: Random) -> Ground:
    """Choose where the formation stands: at the spot of the plan that it asks for, or anywhere on the floor."""
    seats = plan.spots_of(*SEATS[formation.spot]) if formation.spot in SEATS else ()
    if len(seats) >= sitting > 0:
        first = seats[0]
        return Ground((first.at[0], first.at[2]), first.heading - formation.first.to, seats, first)
    if formation.spot != "stand":
        spots = plan.spots_of(*_NEAR.get(formation.spot, (cast("SpotKind", formation.spot),)))
        if spots:
            return _at(spots[0] if formation.spot == "bed" else rng.choice(spots), _anchor(formation))
    return _somewhere(plan, rng)


def _anchor(formation: Formation) -> Place:
    """Return the place of the formation that is at its spot: in a bed lies who lies."""
    if formation.spot == "bed":
        return next((place for place in formation.places if place.on == "bed"), formation.first)
    return formation.first


def _at(spot: Spot, anchor: Place) -> Ground:
    turn = spot.heading - anchor.to
    away = moved(anchor.at, (0.0, 0.0), turn)
    return Ground((spot.at[0] - away[0], spot.at[2] - away[1]), turn, (), spot)


def _somewhere(plan: Plan, rng: Random) -> Ground:
    turn = rng.uniform(-180, 180)
    spots = plan.spots_of("stand")
    if spots and rng.random() < 0.6:
        spot = rng.choice(spots)
        x, z = spot.at[0], spot.at[2]
    else:
        x, z = plan.floor.middle
        x += rng.uniform(-0.5, 0.5) * min(plan.floor.x1 - plan.floor.x0, 2 * _ROAM)
        z += rng.uniform(-0.5, 0.5) * min(plan.floor.z1 - plan.floor.z0, 2 * _ROAM)
    return Ground((x, z), turn)
