"""Stage a moment: everybody and everything of it, with their places in the world."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.plan import plan_for
from sketch.figures.poses import pose_named
from sketch.plans.plan import Plan
from sketch.props.vocabulary import PROPS, words_for_props
from sketch.scene import DepictedPerson, DepictedScene
from sketch.staging.actors import Actor, Floor, Reach, Staged, Thing, heading_to, moved
from sketch.staging.apart import ROOM, apart, kept_in, shifted_in
from sketch.staging.casting import Cast, cast_of, held_by, pose_in, put_down
from sketch.staging.ground import Ground, ground_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sketch.staging.actors import Spot
    from sketch.staging.formations import Formation, Place

MOST_THINGS = 3
_LISTENING = ("listen", "standing", "standing", "listen", "hark")
_BY_MOOD = {"violent": ("recoil", "listen", "recoil"), "joyful": ("laugh", "standing", "greet", "listen")}
_ARMS = ("rest", "clasp", "hip", "rest", "gesture", "chin")
_GROUP = 4
"""How many more show that a being is a group."""
_AGES, _SEXES = ("adult", "young", "adult", "old", "child"), ("female", "male")
SITTING = frozenset({"sitting", "feast", "toast", "read seated", "write", "tend seated", "weeping seated"})
"""Poses for which there must be something to sit on."""


@dataclass(frozen=True, slots=True)
class _Staging:
    scene: DepictedScene
    plan: Plan
    cast: Cast
    rng: Random
    held: dict[int, str]

    @property
    def formation(self) -> Formation:
        return self.cast.formation


def stage(scene: DepictedScene, plan: Plan, seed: int) -> Staged:
    """Put the people and things of a scene on the floor of a plan. The same arguments give the same places.

    Actors have the numbers of the scene's people.
    """
    cast = cast_of(scene)
    rng = Random(f"{seed}/staging")
    if cast is None:
        return Staged("unknown", (), things=_standing(scene, plan, (0.0, 0.0), [], rng), shots=("long",))
    staging = _Staging(scene, plan, cast, rng, held_by(scene, cast))
    placed = _placed(staging)
    taken = list(placed)
    ground = ground_for(cast.formation, plan, sum(1 for _, place in placed if place.on in ("chair", "thwart")), rng)
    actors: dict[int, Actor] = {}
    for order, (number, place) in enumerate(placed):
        actors[number] = _actor(staging, ground, number, place, order)
    actors = _moved_in(staging, actors, ground)
    middle = _middle([actor.at for actor in actors.values()])
    rest = _others(staging, actors, middle, ground.turn)
    actors.update(rest)
    ordered = tuple(actors[number] for number in range(len(scene.people)))
    crowd = tuple(_crowd(staging, ordered, middle, ground.turn))
    things = (*_furniture(staging, ground, ordered, taken), *_put_down(staging, ordered))
    standing = _standing(scene, plan, middle, [actor.at for actor in (*ordered, *crowd)], rng)
    return Staged(
        cast.formation.name,
        ordered,
        crowd,
        (*things, *standing),
        cast.formation.shots,
        tuple(number for number in (cast.first, cast.second) if number is not None),
        ground.turn,
        cast.formation.behind,
    )


def _placed(staging: _Staging) -> list[tuple[int, Place]]:
    """Return who takes which place of the formation."""
    cast, formation = staging.cast, staging.formation
    placed = [(cast.first, formation.first)]
    if cast.second is not None:
        placed.append((cast.second, formation.second))
    placed += zip(cast.others, formation.more, strict=False)
    if formation.others == "same":
        placed += [(number, _same(formation, order)) for order, number in enumerate(cast.others[len(formation.more) :])]
    return placed


def _same(formation: Formation, order: int) -> Place:
    """Return a place for one who does what the first does."""
    x, z = formation.first.at
    side = -1 if order % 2 else 1
    return replace(
        formation.first, at=(x - 26 - 24 * (order // 2), z + side * (30 + 8 * order)), near="", far="", held=""
    )


def _actor(staging: _Staging, ground: Ground, number: int, place: Place, order: int) -> Actor:
    person = staging.scene.people[number]
    pose = pose_in(place, person)
    own = pose != place.pose
    seat = ground.seats[order] if order < len(ground.seats) else None
    at = ground.at(place) if seat is None else (seat.at[0], seat.at[2])
    on = place.on if not own else {"riding": "horse", "sitting": "chair"}.get(pose, "")
    other = _other(staging.cast, number)
    return Actor(
        key=person.key,
        plan=plan_for(person),
        at=at,
        heading=place.to + ground.turn if seat is None else seat.heading,
        pose=pose,
        arms=place.arms,
        near=None if own else _reach(place.near, other),
        far=None if own else _reach(place.far, other),
        look=other if place.look == "other" else None,
        held=staging.held.get(number, ""),
        on="" if seat is not None else _seat_of(staging, ground, on),
        seat=_height(staging, ground, place, on),
        sunk=place.sunk,
        lift=place.lift,
        mood=place.face or staging.scene.mood,
        weight=1.6 if number == 0 else 1.25,
        person=person,
    )


def _other(cast: Cast, number: int) -> int | None:
    if cast.second is None:
        return None
    return cast.second if number == cast.first else cast.first


def _seat_of(staging: _Staging, ground: Ground, on: str) -> str:
    """Return what is put under somebody: nothing where the plan has it, and no bed under the sky."""
    if on == "bed":
        return "bed" if staging.plan.roofed and ground.spot is None else ""
    if on in ("chair", "seat") and ground.spot is not None and ground.spot.kind in ("seat", "bench"):
        return ""
    if on in ("chair", "seat"):
        return "chair" if staging.plan.roofed else "log"
    if on in ("boat", "thwart") and ground.seats:
        return ""
    return on


def _height(staging: _Staging, ground: Ground, place: Place, on: str) -> float:
    if on == "bed":
        if ground.spot is not None and ground.spot.kind == "bed":
            return ground.spot.seat
        return 24.0 if staging.plan.roofed else 0.0
    return place.seat


def _reach(words: str, other: int | None) -> Reach | None:
    if not words or words == "ahead":
        return None
    whose, spot = words.split()
    if whose == "self":
        return Reach(_spot(spot))
    return Reach(_spot(spot), other) if other is not None else None


def _spot(word: str) -> Spot:
    from sketch.staging.actors import SPOTS

    return next(spot for spot in SPOTS if spot == word)


def _moved_in(staging: _Staging, actors: dict[int, Actor], ground: Ground) -> dict[int, Actor]:
    """Move the whole formation onto the floor, out of the furniture; where the plan has its seats it stays."""
    if ground.seats:
        return actors
    pieces = staging.plan.pieces if ground.spot is None else ()
    dx, dz = shifted_in([actor.at for actor in actors.values()], staging.plan.floor, pieces)
    return {n: replace(actor, at=(actor.at[0] + dx, actor.at[1] + dz)) for n, actor in actors.items()}


def _others(staging: _Staging, actors: dict[int, Actor], middle: Floor, turn: float) -> dict[int, Actor]:
    """Place those who are only there, and far off those who may not be."""
    numbers = [number for number in staging.cast.others if number not in actors]
    wanted = [
        *((n, _by(staging.formation.others, order, len(numbers), middle, turn)) for order, n in enumerate(numbers)),
        *((n, _far_off(staging, order, middle, turn)) for order, n in enumerate(staging.cast.vague)),
    ]
    fixed, room = [actor.at for actor in actors.values()], [_room(actor.plan.girth) for actor in actors.values()]
    plans = [plan_for(staging.scene.people[number]) for number, _ in wanted]
    room += [_room(plan.girth) + 2 for plan in plans]
    places = apart(fixed, [at for _, at in wanted], room, staging.plan.floor, staging.plan.pieces)
    rest: dict[int, Actor] = {}
    for (number, _), plan, at in zip(wanted, plans, places, strict=True):
        rest[number] = _bystander(staging, number, at, middle, vague=number in staging.cast.vague)
        rest[number] = replace(rest[number], plan=plan)
    return rest


def _room(girth: float) -> float:
    return ROOM * (0.5 + 0.5 * girth)


def _by(how: str, order: int, count: int, middle: Floor, turn: float) -> Floor:
    """Return where one of `count` others stands, on the side of the formation that is away from the audience."""
    side = -1 if order % 2 else 1
    row = order // 2
    if how == "behind":
        return moved((-58 - 34 * order, 10 * side), middle, turn)
    if how == "apart":
        return moved((-74 - 20 * row, 44 + 26 * side), middle, turn)
    if how == "afar":
        return moved((side * (26 + 34 * row), 128 + 18 * order), middle, turn)
    angle = math.radians(90 + side * (34 + 30 * row - (24 if count == 1 else 0)))
    far = 62.0 + 9 * order
    return moved((far * 1.25 * math.cos(angle), far * math.sin(angle)), middle, turn)


def _far_off(staging: _Staging, order: int, middle: Floor, turn: float) -> Floor:
    spots = staging.plan.spots_of("far")
    if spots:
        spot = spots[order % len(spots)]
        return kept_in((spot.at[0] + 30 * (order // len(spots)), spot.at[2]), staging.plan.floor)
    return moved((60.0 - 44 * order, 190.0), middle, turn)


def _bystander(staging: _Staging, number: int, at: Floor, middle: Floor, *, vague: bool) -> Actor:
    person, rng = staging.scene.people[number], staging.rng
    pose = person.pose
    if pose in ("standing", "walking") and not vague:
        pose = rng.choice(_BY_MOOD.get(staging.scene.mood, _LISTENING))
    elif vague:
        pose = "standing" if pose != "walking" else pose
    heading = heading_to(at, middle) + rng.uniform(-12, 12)
    on = {"riding": "horse", "sitting": "chair" if staging.plan.roofed else "log"}.get(pose, "")
    return Actor(
        key=person.key,
        plan=plan_for(person),
        at=at,
        heading=heading + 180 if vague else heading,
        pose=pose,
        arms=rng.choice(_ARMS),
        look=None if vague else staging.cast.first,
        held=staging.held.get(number, ""),
        on=on,
        mood=staging.scene.mood,
        weight=0.35 if vague else 1.6 if number == 0 else 0.75,
        person=person,
    )


def _crowd(staging: _Staging, actors: Sequence[Actor], middle: Floor, turn: float) -> Iterator[Actor]:
    """Yield those whom nobody names: a crowd, and the many that a group is."""
    members = [*_of_groups(staging, actors), *_many(staging, actors, middle, turn)]
    if not members:
        return
    room = [_room(actor.plan.girth) for actor in (*actors, *members)]
    places = apart([a.at for a in actors], [m.at for m in members], room, staging.plan.floor, staging.plan.pieces)
    for member, at in zip(members, places, strict=True):
        yield replace(member, at=at)


def _of_groups(staging: _Staging, actors: Sequence[Actor]) -> Iterator[Actor]:
    for number, actor in enumerate(actors):
        person = staging.scene.people[number]
        for n in range(_GROUP if person.is_group else 0):
            angle = 2.4 * n + 0.6
            at = (actor.at[0] + 38 * math.cos(angle), actor.at[1] + 38 * abs(math.sin(angle)) + 12)
            alike = replace(person, key=f"{person.key}/{n}", hair="", beard="", marks=())
            free = not pose_named(actor.pose).seated and actor.on == ""
            yield replace(
                actor,
                key=alike.key,
                plan=plan_for(alike),
                at=at,
                heading=actor.heading + staging.rng.uniform(-25, 25),
                pose=actor.pose if free else "standing",
                near=None,
                far=None,
                look=None,
                held=actor.held if staging.rng.random() < 0.5 else "",
                on="",
                seat=0.0,
                weight=0.1,
                named=False,
                person=None,
            )


def _many(staging: _Staging, actors: Sequence[Actor], middle: Floor, turn: float) -> Iterator[Actor]:
    lead, rng = actors[staging.cast.first], staging.rng
    marching = staging.formation.name == "procession"
    for n in range(staging.formation.crowd):
        person = DepictedPerson(
            key=f"{staging.scene.place_key}/crowd/{n}", name="", gender=_SEXES[n % 2], age=_AGES[n % 5]
        )
        if marching:
            at = moved((-52 - 34 * (n // 2), (18 if n % 2 else -20) + rng.uniform(-4, 4)), middle, turn)
        else:
            angle = math.radians(rng.uniform(20, 160) + turn)
            far = 84 + 22 * (n // 3) + rng.uniform(0, 18)
            at = (middle[0] + 1.5 * far * math.cos(angle), middle[1] + far * math.sin(angle))
        yield Actor(
            key=person.key,
            plan=plan_for(person),
            at=at,
            heading=lead.heading if marching else heading_to(at, middle),
            pose="walking" if marching else rng.choice(("listen", "standing", "recoil", "greet", "standing")),
            arms=rng.choice(_ARMS),
            look=None if marching else staging.cast.first,
            mood=staging.scene.mood,
            weight=0.05,
            named=False,
        )


def _furniture(
    staging: _Staging, ground: Ground, actors: Sequence[Actor], placed: Sequence[tuple[int, Place]]
) -> Iterator[Thing]:
    """Yield what people of the formation sit, lie and ride on, and what stands between them."""
    for actor in actors:
        if actor.on in ("chair", "log", "bed", "boat", "cart", "horse"):
            yield Thing(actor.on, actor.at, actor.heading)
        if actor.on == "cart":
            yield Thing("horse", moved((74, 0), actor.at, actor.heading), actor.heading)
    thing = staging.formation.thing
    if not thing or ground.seats:
        return
    middle = _middle([actors[number].at for number, _ in placed])
    lead = actors[staging.cast.first]
    ahead = (lead.at[0] + 26 * lead.ahead[0], lead.at[1] + 26 * lead.ahead[1])
    if thing == "table":
        yield Thing("table", middle if len(placed) > 1 else ahead, ground.turn)
    else:
        yield Thing(thing, ahead, lead.heading)


def _put_down(staging: _Staging, actors: Sequence[Actor]) -> Iterator[Thing]:
    """Yield what nobody has a hand for: it lies about the first."""
    lead = actors[staging.cast.first]
    for order, name in enumerate(put_down(staging.scene, staging.held)[:MOST_THINGS]):
        side = moved((20 + 12 * order, -18 - 4 * order), lead.at, lead.heading)
        yield Thing(name, kept_in(side, staging.plan.floor, 4.0))


def _standing(
    scene: DepictedScene, plan: Plan, middle: Floor, taken: Sequence[Floor], rng: Random
) -> tuple[Thing, ...]:
    """Return the things of the scene that stand about, each with room of its own."""
    props = list(dict.fromkeys(PROPS[word] for word in words_for_props(scene.props)))
    standing = [prop for prop in props if not prop.carried and _fits(prop.where, plan)]
    standing = [prop for prop in standing if plan.kind not in prop.shown_in][:MOST_THINGS]
    if not taken:
        middle = plan.floor.middle
    wanted: list[Floor] = []
    for order, _ in enumerate(standing):
        angle = math.radians(rng.uniform(0, 360) + 137 * order)
        wanted.append((middle[0] + 84 * math.cos(angle), middle[1] + 70 * math.sin(angle)))
    room = [ROOM] * len(taken) + [26.0] * len(wanted)
    places = apart(list(taken), wanted, room, plan.floor, plan.pieces)
    return tuple(Thing(prop.name, at, heading_to(at, middle)) for prop, at in zip(standing, places, strict=True))


def _fits(where: str, plan: Plan) -> bool:
    if where == "indoors":
        return plan.roofed
    if where == "outdoors":
        return not plan.roofed
    return True


def _middle(places: Sequence[Floor]) -> Floor:
    return (sum(x for x, _ in places) / len(places), sum(z for _, z in places) / len(places))
