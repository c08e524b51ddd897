"""Stage a moment: everybody and everything of it, with their places in the world."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.plan import plan_for
from sketch.figures.poses import pose_named
from sketch.staging.actors import SPOTS, Actor, Reach, Staged, middle_of
from sketch.staging.apart import ROOM, kept_in, out_of_furniture, room_of, shifted_in
from sketch.staging.bystanders import crowd_of, others_of
from sketch.staging.casting import (
    BED,
    CARRIED_BY,
    CHAIR,
    HIP,
    SITTING,
    Cast,
    Staging,
    by_deed,
    cast_of,
    held_by,
    plan_in,
    pose_in,
    varied,
)
from sketch.staging.ground import Ground, ground_for
from sketch.staging.sea import put_to_sea
from sketch.staging.setting import aimed, not_shown, pieces_of
from sketch.staging.things import furniture_of, put_down_of, standing_of

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.plans.plan import Plan
    from sketch.plans.plan import Spot as PlanSpot
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Floor, Spot
    from sketch.staging.formations import Formation, Place


_ON_FOOT = frozenset({"walking", "running"})
"""Kinds of poses for which a boat or a cart has no room."""
_CHAIR_AT, _BED_AT = 20.0, 40.0
"""How far from a spot at a table, and from one in a bed, the chair and the bed that belong to it stand at most."""


def stage(scene: DepictedScene, plan: Plan, seed: int) -> Staged:
    """Put the people and things of a scene on the floor of a plan. The same arguments give the same places.

    Actors have the numbers of the scene's people.
    """
    cast = cast_of(scene)
    rng = Random(f"{seed}/staging")
    if cast is None:
        return Staged("unknown", (), things=standing_of(scene, plan, (0.0, 0.0), [], rng), shots=("long",))
    staging = Staging(scene, plan, cast, rng, held_by(scene, cast))
    placed = _placed(staging)
    ground = ground_for(cast.formation, plan, sum(1 for _, place in placed if place.on in ("chair", "bench")), rng)
    actors: dict[int, Actor] = {}
    for order, (number, place) in enumerate(placed):
        actors[number] = _actor(staging, ground, number, place, order)
    actors, shift = _moved_in(staging, _spaced(cast, actors), ground)
    pieces = pieces_of(staging, ground, shift)
    actors[cast.first] = aimed(staging, ground, actors[cast.first], pieces)
    middle = middle_of([actor.at for actor in actors.values()])
    rest = others_of(staging, actors, middle, ground.turn, [piece.at for piece in pieces])
    actors.update(rest)
    ordered = put_to_sea(scene, plan, [actors[number] for number in range(len(scene.people))], middle)
    crowd = tuple(crowd_of(staging, ordered, middle, ground.turn))
    things = (*furniture_of(staging, ground, ordered, placed), *pieces, *put_down_of(staging, ordered))
    standing = standing_of(scene, plan, middle, [*(a.at for a in (*ordered, *crowd)), *(p.at for p in pieces)], rng)
    return Staged(
        cast.formation.name,
        ordered,
        crowd,
        (*things, *not_shown(standing, scene, pieces, things)),
        cast.formation.shots,
        tuple(number for number in (cast.first, cast.second) if number is not None),
        ground.turn,
        cast.formation.behind,
    )


def _placed(staging: Staging) -> list[tuple[int, Place]]:
    """Return who takes which place of the formation."""
    cast, formation = staging.cast, staging.formation
    placed = [(cast.first, formation.first)]
    if cast.second is not None:
        placed.append((cast.second, formation.second))
    placed += zip(cast.others, formation.more, strict=False)
    if formation.others == "same":
        people = staging.scene.people
        rest = cast.others[len(formation.more) :]
        doing = [number for number in rest if people[number].part == "actor" or not by_deed(staging.scene)]
        placed += [(number, _same(formation, order)) for order, number in enumerate(doing)]
    return placed


def _same(formation: Formation, order: int) -> Place:
    """Return a place for one who does what the first does."""
    x, z = formation.first.at
    side = -1 if order % 2 else 1
    return replace(
        formation.first, at=(x - 26 - 24 * (order // 2), z + side * (30 + 8 * order)), near="", far="", held=""
    )


def _actor(staging: Staging, ground: Ground, number: int, place: Place, order: int) -> Actor:
    person = staging.scene.people[number]
    acts = staging.formation.acts and number == staging.cast.first
    pose = pose_in(place, person, acts=acts)
    own = pose != place.pose
    seat = ground.seats[order] if order < len(ground.seats) else None
    spot = seat or (ground.spot if place is ground.anchor else None)
    if spot is not None and spot.kind == "bed" and not _stands_at(spot, staging.plan, _BED_AT):
        spot = None
    if seat is not None and pose not in SITTING and (seat.kind == "seat" or pose_named(pose).kind in _ON_FOOT):
        pose = "sitting"
    at = ground.at(place) if seat is None else (seat.at[0], seat.at[2])
    on = place.on if not own else CARRIED_BY.get(pose, "")
    if not (acts or place.near or place.far):
        pose = varied(pose, staging.scene, person, holds=number in staging.held or place.arms != "rest")
    other = _other(staging.cast, number)
    plan = plan_in(person, staging.plan, pose, on=on)
    return Actor(
        key=person.key,
        plan=plan,
        at=at,
        heading=ground.heading(place.to) if seat is None else seat.heading,
        pose=pose,
        arms=place.arms,
        near=None if own and not acts else _reach(place.near, other),
        far=None if own and not acts else _reach(place.far, other),
        look=other if place.look == "other" else None,
        held=staging.held.get(number, ""),
        on=_seat_of(spot, on, staging.plan),
        abed=pose == "lying" and on == "bed" and is_in_bed(spot, plan, roofed=staging.plan.roofed),
        seat=place.seat or _height(spot, on, pose, plan.tall, roofed=staging.plan.roofed),
        sunk=place.sunk,
        lift=place.lift * _carrier(staging, number),
        mood=place.face or staging.scene.mood,
        weight=1.6 if number == 0 else 1.25,
        acts=acts,
        person=person,
    )


def _carrier(staging: Staging, number: int) -> float:
    """Return by how much less high one is lifted whom somebody small carries: by their height, as a factor."""
    if staging.formation.name != "carrying" or number == staging.cast.first:
        return 1.0
    return min(1.0, plan_for(staging.scene.people[staging.cast.first]).tall)


def _other(cast: Cast, number: int) -> int | None:
    if cast.second is None:
        return None
    return cast.second if number == cast.first else cast.first


def _stands_at(spot: PlanSpot, plan: Plan, reach: float) -> bool:
    """Say whether the plan has a seat or a bed at a spot: many tables have no chairs, and a bunk is but a picture."""
    return any(math.dist((piece.at[0], piece.at[2]), (spot.at[0], spot.at[2])) < reach for piece in plan.pieces)


def is_in_bed(spot: PlanSpot | None, plan: PersonPlan, *, roofed: bool) -> bool:
    """Say whether one who lies at a spot has a bed: beasts on bodies of their own lie upon it."""
    return (roofed or (spot is not None and spot.kind == "bed")) and (plan.creature is None or plan.creature.upright)


def _seat_of(spot: PlanSpot | None, on: str, plan: Plan) -> str:
    """Return what is put under somebody: nothing where the plan has it, and no bed under the sky."""
    roofed = plan.roofed
    if spot is not None and spot.kind == "table" and not _stands_at(spot, plan, _CHAIR_AT):
        return "chair" if roofed else "log"
    if on == "bed":
        return "bed" if roofed and (spot is None or spot.kind != "bed") else ""
    if on == "sofa":
        return "sofa" if roofed else ""
    if on in ("chair", "seat"):
        return "" if spot is not None and spot.seat else "chair" if roofed else "log"
    return "" if on == "bench" else on


def _height(spot: PlanSpot | None, on: str, pose: str, tall: float, *, roofed: bool) -> float:
    """Return how high above the floor the feet of somebody's measure are: at its seat, one's hip is."""
    if on == "bed":
        return spot.at[1] + spot.seat if spot is not None and spot.kind == "bed" else BED if roofed else 0.0
    if on == "sofa" and roofed:
        return CHAIR
    base = spot.at[1] if spot is not None else 0.0
    if pose not in SITTING or not (on or (spot is not None and spot.seat)):
        return base
    high = spot.seat if spot is not None and spot.seat else CHAIR
    return base + high - HIP * tall


def _reach(words: str, other: int | None) -> Reach | None:
    if not words:
        return None
    if words == "thing":
        return Reach(None)
    whose, spot = words.split()
    if whose == "self":
        return Reach(_spot(spot))
    return Reach(_spot(spot), other) if other is not None else None


def _spot(word: str) -> Spot:
    return next(spot for spot in SPOTS if spot == word)


def _spaced(cast: Cast, actors: dict[int, Actor]) -> dict[int, Actor]:
    """Move two who deal with each other as far apart as their bodies are large: a lion takes more room than a man."""
    if cast.second is None or any(actors[n].lift or actors[n].on for n in (cast.first, cast.second)):
        return actors
    one, other = actors[cast.first], actors[cast.second]
    more = sum(max(0.0, room_of(actor.plan) - ROOM * 1.2) for actor in (one, other))
    far = math.dist(one.at, other.at)
    if not more or far > 3 * ROOM + more:
        return actors
    dx, dz = ((other.at[0] - one.at[0]) / far, (other.at[1] - one.at[1]) / far) if far else (1.0, 0.0)
    away = (other.at[0] + dx * more, other.at[1] + dz * more)
    return {**actors, cast.second: replace(other, at=away)}


def _moved_in(staging: Staging, actors: dict[int, Actor], ground: Ground) -> tuple[dict[int, Actor], Floor]:
    """Move the whole formation onto the floor, out of the furniture, and return how far.

    Who is at a spot of the plan stays there.
    """
    still = (0.0, 0.0)
    if ground.seats:
        return actors, still
    plan = staging.plan
    if ground.spot is None:
        places = [*(a.at for a in actors.values()), *(ground.turned(piece.at) for piece in staging.formation.pieces)]
        dx, dz = shifted_in(places, plan.floor, plan.pieces)
        moved = {n: replace(actor, at=(actor.at[0] + dx, actor.at[1] + dz)) for n, actor in actors.items()}
        return moved, (dx, dz)
    spot = (ground.spot.at[0], ground.spot.at[2])
    return {
        n: actor
        if math.dist(actor.at, spot) < 1
        else replace(actor, at=out_of_furniture(kept_in(actor.at, plan.floor), plan.floor, plan.pieces))
        for n, actor in actors.items()
    }, still
