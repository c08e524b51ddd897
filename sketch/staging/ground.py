"""Where on a plan a formation stands, and which way it is turned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sketch.plans.choosing import plan_for
from sketch.plans.plan import Spot
from sketch.staging.actors import Floor, moved
from sketch.staging.casting import formation_of
from sketch.staging.formations import Place

if TYPE_CHECKING:
    from random import Random

    from sketch.plans.plan import Plan, SpotKind
    from sketch.scene import DepictedScene
    from sketch.staging.formations import Formation

SEATS: dict[str, tuple[SpotKind, ...]] = {"table": ("table",), "bench": ("oar", "bench"), "saddle": ("saddle",)}
"""Spots of a plan that are taken one by one, by what a formation is at."""
_NEAR: dict[str, tuple[SpotKind, ...]] = {
    "deck": ("deck",),
    "seat": ("seat", "bench"),
    "fire": ("fire", "seat"),
}
_EARTHEN = frozenset({"cave", "cellar", "mine", "stable", "barn", "tent"})
"""What is roofed and has earth for a floor."""
_NARROW = 110.0
"""How deep the floor of a boat or a cart is at most: there one is at a spot, in world units."""
_ACROSS = 32.0
"""How far what is done with the hands is turned from straight across the ground at most, in degrees."""
_TOUCHING = 44.0
"""Two places of a formation that are nearer than this are of people who touch, in world units."""
_TURNS = (0.0, 40.0, -40.0, 80.0, -80.0, 120.0, -120.0)
"""By how many degrees a formation at a fire or a window is turned so that nobody stands in the wall."""
_ROAM = 130.0
"""How far from the middle of a wide ground people stand."""


def plan_of(scene: DepictedScene) -> Plan:
    """Return the plan of the scene's place, or that of what its deed needs: who swims is in the water."""
    plan, formation = plan_for(scene), formation_of(scene)
    if formation.outdoors and plan.roofed and plan.kind not in _EARTHEN:
        return plan_for(scene, formation.outdoors)
    if not formation.place or formation.place == plan.kind or _spots(formation, plan):
        return plan
    return plan_for(scene, formation.place)


def _spots(formation: Formation, plan: Plan) -> tuple[Spot, ...]:
    """Return the plan's spots for a formation; none where it may stand anywhere."""
    if formation.spot == "stand":
        return ()
    own = (cast("SpotKind", formation.spot),)
    return plan.spots_of(*(SEATS.get(formation.spot) or _NEAR.get(formation.spot, own)))


@dataclass(frozen=True, slots=True)
class Ground:
    """The place and turn (degrees) of a formation; `seats` are the plan's own, one for each who sits there."""

    origin: Floor
    turn: float
    seats: tuple[Spot, ...] = ()
    spot: Spot | None = None
    anchor: Place | None = None
    """The place of the formation that is at the `spot`."""
    mirrored: bool = False
    """Whether left and right of the formation are exchanged."""

    def at(self, place: Place) -> Floor:
        """Return where a place of the formation lies."""
        return self.turned(place.at)

    def turned(self, at: Floor) -> Floor:
        """Return where a point of the formation's measure lies."""
        return moved((-at[0], at[1]) if self.mirrored else at, self.origin, self.turn)

    def heading(self, to: float) -> float:
        """Return the heading of what looks along `to` in the formation's measure, in degrees."""
        return (180 - to if self.mirrored else to) + self.turn


def ground_for(formation: Formation, plan: Plan, sitting: int, rng: Random) -> Ground:
    """Choose where the formation stands: at the spot of the plan that it asks for, or anywhere on the floor.

    Where there is nothing but seats, as in an aeroplane, everybody has one.
    """
    spots = _spots(formation, plan)
    if formation.spot in SEATS and len(spots) >= sitting > 0:
        return Ground(
            (spots[0].at[0], spots[0].at[2]), spots[0].heading - formation.first.to, spots, spots[0], formation.first
        )
    if spots:
        return _at(spots[0] if formation.spot == "bed" else rng.choice(spots), formation, plan)
    aboard = plan.spots_of("seat", "bench")
    if aboard and not plan.spots_of("stand") and plan.floor.z1 - plan.floor.z0 < _NARROW:
        first = aboard[0]
        return Ground((first.at[0], first.at[2]), first.heading - formation.first.to, aboard, first, formation.first)
    return _somewhere(plan, rng, formation)


def _anchor(formation: Formation) -> Place:
    """Return the place of the formation that is at its spot: in a bed lies who lies."""
    if formation.spot == "bed":
        return next((place for place in formation.places if place.on == "bed"), formation.first)
    return formation.first


def _at(spot: Spot, formation: Formation, plan: Plan) -> Ground:
    """Return a formation at a spot, turned no more than it must be for all its places to lie on the floor."""
    anchor = _anchor(formation)
    turn = spot.heading - anchor.to + formation.aside
    if formation.aside:
        return Ground((spot.at[0], spot.at[2]), turn, (), spot, anchor)
    grounds = [_turned(spot, anchor, turn + more) for more in (_TURNS if not spot.seat else (0.0,))]
    return min(grounds, key=lambda ground: round(_beyond(ground, formation, plan)))


def _turned(spot: Spot, anchor: Place, turn: float) -> Ground:
    away = moved(anchor.at, (0.0, 0.0), turn)
    return Ground((spot.at[0] - away[0], spot.at[2] - away[1]), turn, (), spot, anchor)


def _beyond(ground: Ground, formation: Formation, plan: Plan) -> float:
    """Return how far the first two places of a formation lie beyond the floor, in world units."""
    return sum(math.dist(at, plan.floor.kept(*at)) for at in (ground.at(formation.first), ground.at(formation.second)))


def _somewhere(plan: Plan, rng: Random, formation: Formation) -> Ground:
    """Return a place anywhere.

    An act goes on across the ground, and so does what two do who touch: hands and both faces are seen from the side
    of the audience.
    """
    across = formation.acts or math.dist(formation.first.at, formation.second.at) < _TOUCHING
    turn = rng.uniform(-_ACROSS, _ACROSS) if across else rng.uniform(-180, 180)
    spots = plan.spots_of("stand")
    if spots and (rng.random() < 0.6 or plan.floor.z1 - plan.floor.z0 < _NARROW):
        spot = rng.choice(spots)
        x, z = spot.at[0], spot.at[2]
    else:
        x, z = plan.floor.middle
        x += rng.uniform(-0.5, 0.5) * min(plan.floor.x1 - plan.floor.x0, 2 * _ROAM)
        z += rng.uniform(-0.5, 0.5) * min(plan.floor.z1 - plan.floor.z0, 2 * _ROAM)
    return Ground((x, z), turn, mirrored=across and rng.random() < 0.5)
