"""Beasts of the sea: they are in water, at a distance from people ashore or aboard, or not in the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.creatures.plan import creature_for
from sketch.plans.landscapes.rows import LANDSCAPE_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.plans.plan import Plan
    from sketch.scene import DepictedPerson, DepictedScene
    from sketch.staging.actors import Actor, Floor

BEASTS = frozenset({"whale", "dolphin", "shark", "octopus"})
WITHIN = frozenset({"water", "underwater"})
"""Plans whose people are in the water themselves."""
_AWAY = {"ship": 760.0, "beach": 620.0, "harbour": 700.0, "cliff": 900.0, "island": 700.0, "ice": 620.0}
_BESIDE_A_BOAT = {"rowing-boat": 420.0, "sailing-boat": 460.0, "raft": 420.0, "sea": 520.0}
WATERS = _AWAY | _BESIDE_A_BOAT
"""Plans from which one looks out over water, with how far off a whale shows itself."""
_SUNK = 0.42
_ASIDE = 150.0


def of_the_sea(person: DepictedPerson) -> bool:
    """Say whether somebody is a beast that lives in the sea."""
    creature = creature_for(person)
    return creature is not None and creature.name in BEASTS and not creature.upright


def without_stranded(scene: DepictedScene, plan: Plan) -> DepictedScene:
    """Return a scene without the beasts of the sea for which there is no water at its place."""
    if plan.kind in WITHIN or plan.kind in WATERS:
        return scene
    return replace(scene, people=tuple(person for person in scene.people if not of_the_sea(person)))


def put_to_sea(scene: DepictedScene, plan: Plan, actors: Sequence[Actor], middle: Floor) -> tuple[Actor, ...]:
    """Return the actors with the beasts of the sea out on the water."""
    if plan.kind not in WATERS:
        return tuple(actors)
    out = 0
    placed: list[Actor] = []
    for person, actor in zip(scene.people, actors, strict=True):
        if of_the_sea(person):
            placed.append(_afloat(actor, plan, middle, out))
            out += 1
        else:
            placed.append(actor)
    return tuple(placed)


def _afloat(actor: Actor, plan: Plan, middle: Floor, order: int) -> Actor:
    side = 1 if order % 2 else -1
    return replace(
        actor,
        at=(middle[0] + side * _ASIDE * (1 + order // 2), max(middle[1], 0.0) + WATERS[plan.kind]),
        heading=0.0 if side < 0 else 180.0,
        seat=LANDSCAPE_ROWS[plan.kind].level,
        sunk=_SUNK,
        lift=0.0,
        on="",
        near=None,
        far=None,
        pose="swim",
        weight=min(actor.weight, 0.9),
    )
