"""Keep people out of one another and out of the furniture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.plan import PersonPlan
    from sketch.plans.plan import Area, Piece
    from sketch.staging.actors import Floor

ROOM = 15.0
"""Half of what a grown person of usual girth needs on the floor, in world units."""
LARGEST = 70.0
"""The most room that even a whale gets: a picture has no more."""
_ROUNDS = 24
_GRID = 12


def room_of(plan: PersonPlan) -> float:
    """Return what somebody needs around them: a stout person more than a thin one, a beast as it is long."""
    if plan.creature is not None and not plan.creature.upright and plan.creature.row.body is not None:
        return min(LARGEST, max(8.0, 0.42 * plan.creature.row.body.extent[0] * plan.tall))
    return ROOM * (0.5 + 0.5 * plan.girth) * max(0.8, min(plan.tall, 1.6))


def kept_in(at: Floor, floor: Area, margin: float = ROOM) -> Floor:
    """Return the place on the floor that is nearest to `at`."""
    x0, x1 = min(floor.x0 + margin, _middle(floor.x0, floor.x1)), max(floor.x1 - margin, _middle(floor.x0, floor.x1))
    z0, z1 = min(floor.z0 + margin, _middle(floor.z0, floor.z1)), max(floor.z1 - margin, _middle(floor.z0, floor.z1))
    return (min(max(at[0], x0), x1), min(max(at[1], z0), z1))


def _middle(a: float, b: float) -> float:
    return (a + b) / 2


def shifted_in(places: Sequence[Floor], floor: Area, pieces: Sequence[Piece]) -> Floor:
    """Return the way to move a whole group so that it stands on the floor and, where there is room, in no furniture."""
    dx, dz = _onto(places, floor)
    for _ in range(_ROUNDS):
        moved = [(x + dx, z + dz) for x, z in places]
        pushes = [_out_of(place, piece) for place in moved for piece in pieces if piece.blocks]
        px, pz = max(pushes, key=lambda way: abs(way[0]) + abs(way[1]), default=(0.0, 0.0))
        if abs(px) + abs(pz) < 0.01:
            break
        back = _onto([(x + px, z + pz) for x, z in moved], floor)
        dx, dz = dx + px + back[0], dz + pz + back[1]
    return (dx, dz)


def out_of_furniture(place: Floor, floor: Area, pieces: Sequence[Piece]) -> Floor:
    """Return the place next to `place` that is on the floor and in no furniture, if there is one near."""
    for _ in range(_ROUNDS):
        pushes = [push for piece in pieces if piece.blocks and (push := _out_of(place, piece)) != (0.0, 0.0)]
        if not pushes:
            break
        place = kept_in((place[0] + pushes[0][0], place[1] + pushes[0][1]), floor)
    return place


def _onto(places: Sequence[Floor], floor: Area) -> Floor:
    """Return the way to move a group onto the floor."""
    inside = [kept_in(place, floor) for place in places]
    ways = [(ix - x, iz - z) for (x, z), (ix, iz) in zip(places, inside, strict=True)]
    return (max((way[0] for way in ways), key=abs, default=0.0), max((way[1] for way in ways), key=abs, default=0.0))


def _out_of(place: Floor, piece: Piece) -> Floor:
    dx, dz = place[0] - piece.at[0], place[1] - piece.at[2]
    far = math.hypot(dx, dz)
    deep = piece.radius + ROOM * 0.7 - far
    if deep <= 0:
        return (0.0, 0.0)
    return (dx / far * deep, dz / far * deep) if far > 0.01 else (deep, 0.0)


def apart(
    fixed: Sequence[Floor], free: Sequence[Floor], room: Sequence[float], floor: Area, pieces: Sequence[Piece]
) -> list[Floor]:
    """Move those who are `free` until everybody has room; `room` is what each needs around, fixed first.

    Whom pushing does not free goes to the nearest place of the floor that is.
    """
    places = [*fixed, *free]
    first = len(fixed)
    blocks = [piece for piece in pieces if piece.blocks]
    for turn in range(_ROUNDS):
        moved = [_pushed(places, i, room, floor, blocks, turn) for i in range(first, len(places))]
        if True not in moved:
            break
    for i in range(first, len(places)):
        if _crowded(places[i], i, places, room):
            places[i] = _free_place(places, i, room, floor, blocks)
    return places[first:]


def _pushed(
    places: list[Floor], i: int, room: Sequence[float], floor: Area, blocks: Sequence[Piece], turn: int
) -> bool:
    """Push one out of all others and out of the furniture; says whether there was need of it."""
    x, z = places[i]
    moved = False
    for j, (ox, oz) in enumerate(places):
        dx, dz = x - ox, z - oz
        far, need = math.hypot(dx, dz), room[i] + room[j]
        if i != j and far < need - 0.01:
            angle = math.atan2(dz, dx) if far > 0.01 else 2.4 * (i + turn)
            x, z = x + math.cos(angle) * (need - far), z + math.sin(angle) * (need - far)
            moved = True
    for piece in blocks:
        px, pz = _out_of((x, z), piece)
        x, z = x + px, z + pz
    places[i] = kept_in((x, z), floor)
    return moved


def _crowded(place: Floor, i: int, places: Sequence[Floor], room: Sequence[float]) -> bool:
    return any(math.dist(place, other) < room[i] + room[j] - 0.5 for j, other in enumerate(places) if j != i)


def _free_place(places: Sequence[Floor], i: int, room: Sequence[float], floor: Area, blocks: Sequence[Piece]) -> Floor:
    """Return the nearest place where one has room, or the one with the most room."""
    grid = [
        kept_in((floor.x0 + (floor.x1 - floor.x0) * n / _GRID, floor.z0 + (floor.z1 - floor.z0) * k / _GRID), floor)
        for n in range(_GRID + 1)
        for k in range(_GRID + 1)
    ]
    empty = [place for place in grid if not any(_out_of(place, piece) != (0.0, 0.0) for piece in blocks)] or grid
    free = [place for place in empty if not _crowded(place, i, places, room)]
    if free:
        return min(free, key=lambda place: math.dist(place, places[i]))
    others = [other for j, other in enumerate(places) if j != i]
    return max(empty, key=lambda place: min(math.dist(place, other) for other in others))
