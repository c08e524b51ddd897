"""Those who are only there: bystanders, who may not be there, groups and crowds."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.figures.plan import plan_for
from sketch.figures.poses import pose_named
from sketch.scene import DepictedPerson
from sketch.staging.actors import Actor, Floor, heading_to, moved
from sketch.staging.apart import apart, kept_in, room_of
from sketch.staging.casting import BED, CARRIED_BY, CHAIR, HIP, plan_in, varied

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sketch.staging.casting import Staging

_LISTENING = ("listen", "standing", "standing", "listen", "talk")
_BY_MOOD = {"violent": ("recoil", "listen", "recoil"), "joyful": ("laugh", "standing", "greet", "listen")}
_ARMS = ("rest", "clasp", "hip", "rest", "gesture", "chin")
_GROUP = 4
"""How many more show that a being is a group."""
_AGES, _SEXES = ("adult", "young", "adult", "old", "child"), ("female", "male")


_PIECE = 22.0
"""What a piece of the deed takes up on the floor, in world units."""
_MENS_PLACES = frozenset({"ship", "cabin", "submarine", "battlefield", "camp", "mine", "raft", "sailing-boat"})
"""Plans of places where books have few women and children."""
_NARROW, _ROOM_ABOARD = 110.0, 18.0
"""How deep the floor of a boat or a cart is at most, and what somebody needs there, in world units."""


def others_of(
    staging: Staging, actors: dict[int, Actor], middle: Floor, turn: float, taken: Sequence[Floor] = ()
) -> dict[int, Actor]:
    """Place those who are only there, and far off those who may not be; what is `taken` by things stays free."""
    numbers = [number for number in staging.cast.others if number not in actors]
    wanted = [
        *((n, _by(staging.formation.others, order, len(numbers), middle, turn)) for order, n in enumerate(numbers)),
        *((n, _far_off(staging, order, middle, turn)) for order, n in enumerate(staging.cast.vague)),
    ]
    aboard = _aboard(staging, actors, [number for number, _ in wanted])
    wanted = [(number, at) for number, at in wanted if number not in aboard]
    actors = {**actors, **aboard}
    fixed = [*(actor.at for actor in actors.values()), *taken]
    room = [*(room_of(actor.plan) for actor in actors.values()), *(_PIECE for _ in taken)]
    plans = [plan_for(staging.scene.people[number]) for number, _ in wanted]
    room += [room_of(plan) + 2 for plan in plans]
    places = apart(fixed, [at for _, at in wanted], room, staging.plan.floor, staging.plan.pieces)
    rest: dict[int, Actor] = dict(aboard)
    for (number, _), at in zip(wanted, places, strict=True):
        rest[number] = _bystander(staging, number, at, middle, vague=number in staging.cast.vague)
    return rest


def _aboard(staging: Staging, actors: dict[int, Actor], numbers: Sequence[int]) -> dict[int, Actor]:
    """Place those who are only there on the free seats of a boat or a cart, as far as these reach."""
    floor = staging.plan.floor
    if floor.z1 - floor.z0 > _NARROW:
        return {}
    taken = [actor.at for actor in actors.values()]
    placed: dict[int, Actor] = {}
    for number in numbers:
        free = [
            spot
            for spot in staging.plan.spots_of("bench", "seat", "oar", "stand", "deck")
            if all(math.dist((spot.at[0], spot.at[2]), at) > _ROOM_ABOARD for at in taken)
        ]
        if not free:
            break
        at = (free[0].at[0], free[0].at[2])
        taken.append(at)
        actor = _bystander(staging, number, at, taken[0], vague=number in staging.cast.vague)
        high = free[0].at[1]
        if free[0].seat:
            sitting = replace(actor, pose="sitting", on="", heading=free[0].heading)
            placed[number] = replace(sitting, seat=high + free[0].seat - HIP * actor.plan.tall)
        else:
            placed[number] = replace(actor, seat=high)
    return placed


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


def _far_off(staging: Staging, order: int, middle: Floor, turn: float) -> Floor:
    spots = staging.plan.spots_of("far")
    if spots:
        spot = spots[order % len(spots)]
        return kept_in((spot.at[0] + 30 * (order // len(spots)), spot.at[2]), staging.plan.floor)
    return moved((60.0 - 44 * order, 190.0), middle, turn)


def _bystander(staging: Staging, number: int, at: Floor, middle: Floor, *, vague: bool) -> Actor:
    person, rng = staging.scene.people[number], staging.rng
    pose = person.pose
    if pose in ("standing", "walking") and not vague:
        pose = rng.choice(_BY_MOOD.get(staging.scene.mood, _LISTENING))
        pose = varied(pose, staging.scene, person, holds=number in staging.held)
    elif vague:
        pose = "standing" if pose != "walking" else pose
    heading = heading_to(at, middle) + rng.uniform(-12, 12)
    roofed = staging.plan.roofed
    on = {**CARRIED_BY, "sitting": "chair" if roofed else "log"}.get(pose, "")
    if on == "bed" and not roofed:
        on = ""
    plan = plan_in(person, staging.plan, pose, on=on)
    is_abed = on == "bed" and (plan.creature is None or plan.creature.upright)
    return Actor(
        key=person.key,
        plan=plan,
        abed=is_abed,
        seat=BED if is_abed else CHAIR - HIP * plan.tall if on in ("chair", "log") else 0.0,
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


def crowd_of(staging: Staging, actors: Sequence[Actor], middle: Floor, turn: float) -> Iterator[Actor]:
    """Yield those whom nobody names: a crowd, and the many that a group is."""
    members = [*_of_groups(staging, actors), *_many(staging, actors, middle, turn)]
    if not members:
        return
    room = [room_of(actor.plan) for actor in (*actors, *members)]
    places = apart([a.at for a in actors], [m.at for m in members], room, staging.plan.floor, staging.plan.pieces)
    for member, at in zip(members, places, strict=True):
        yield replace(member, at=at)


def _of_groups(staging: Staging, actors: Sequence[Actor]) -> Iterator[Actor]:
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
                plan=plan_in(alike, staging.plan, actor.pose),
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


def _is_of_men(staging: Staging) -> bool:
    """Say whether a crowd is one of men: a crew, an army, or wherever the book has only men meet."""
    named = [person.gender for person in staging.scene.people]
    return staging.plan.kind in _MENS_PLACES or (len(named) > 1 and set(named) == {"male"})


def _many(staging: Staging, actors: Sequence[Actor], middle: Floor, turn: float) -> Iterator[Actor]:
    lead, rng = actors[staging.cast.first], staging.rng
    marching = staging.formation.name == "procession"
    men = _is_of_men(staging)
    for n in range(staging.formation.crowd):
        person = DepictedPerson(
            key=f"{staging.scene.place_key}/crowd/{n}",
            name="",
            gender="male" if men else _SEXES[n % 2],
            age="adult" if men and _AGES[n % 5] == "child" else _AGES[n % 5],
            period=staging.scene.period,
            country=next((person.country for person in staging.scene.people), ""),
        )
        if marching:
            at = moved((-52 - 34 * (n // 2), (18 if n % 2 else -20) + rng.uniform(-4, 4)), middle, turn)
        else:
            angle = math.radians(rng.uniform(20, 160) + turn)
            far = 78 + 17 * (n // 3) + rng.uniform(0, 14)
            at = (middle[0] + 1.2 * far * math.cos(angle), middle[1] + far * math.sin(angle))
        yield Actor(
            key=person.key,
            plan=plan_in(person, staging.plan, "standing"),
            at=at,
            heading=lead.heading if marching else heading_to(at, middle),
            pose="walking" if marching else rng.choice(("listen", "standing", "recoil", "greet", "standing")),
            arms=rng.choice(_ARMS),
            look=None if marching else staging.cast.first,
            mood=staging.scene.mood,
            weight=0.05,
            named=False,
        )
