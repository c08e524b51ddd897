"""What tells a place from others: the things that few kinds of places have, and how large they are."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.light import light_for
from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.growing.catalogue import GROWTHS, TREES
from sketch.plans.landscapes.rows import LANDSCAPE_ROWS
from sketch.plans.landscapes.skylines import SKYLINES
from sketch.plans.plan import Landmark
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.plans.solids import Solid
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedScene
from sketch.world.camera import Camera
from sketch.world.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sketch.plans.grammar import Term
    from sketch.plans.growing.plants import Plant
    from sketch.plans.things import Thing
    from sketch.world.vectors import Vector

MOST = 36
"""Landmarks of a plan: the most telling, of these the nearest."""
_LEAST = 0.2
"""What is in more kinds of places than this weight says tells none of them."""
_FAR, _HALF = 4000.0, 0.5
"""From how far off things are measured, and drawing units of one of the world there."""
_TRUNK = 0.6
"""How much of a tree must be in a picture to tell it, by its height."""
_WATER: Mapping[str, tuple[Vector, ...]] = {
    "river": tuple((x, 0.0, 420.0) for x in (-400.0, 0.0, 400.0)),
    "stream": tuple((x, 0.0, 540.0) for x in (-300.0, 0.0, 300.0)),
    "lake": tuple((x, 0.0, 520.0) for x in (-500.0, 0.0, 500.0)),
    "shore": tuple((x, 0.0, 520.0) for x in (-500.0, 0.0, 500.0)),
    "drop": tuple((x, 0.0, 900.0) for x in (-700.0, 0.0, 700.0)),
    "quay": tuple((-420.0, 0.0, z) for z in (100.0, 500.0, 1000.0)),
    "tracks": tuple((x, 0.0, 690.0) for x in (-400.0, 0.0, 400.0)),
}
"""Where a way is to be seen to know it."""
_ACROSS, _DEEP = 110.0, 30.0
_ROUND = tuple(math.radians(angle) for angle in range(-48, 49, 16))
_HEIGHTS, _TELLING = 0.12, 0.5
"""Directions in which heights are looked for, half as wide as a part of them that tells them, by its distance, and from
which rarity they do."""


def _named(groups: Iterable[Iterable[Term]]) -> set[str]:
    return {name for term in chain.from_iterable(groups) for name in term.names}


@lru_cache(maxsize=1)
def _kinds_with() -> Mapping[str, int]:
    """Return how many kinds of places have each thing."""
    rooms = (_named((row.things, *row.sides.values())) for row in ROOM_ROWS.values())
    landscapes = (_named((row.things, row.ways, row.skyline)) for row in LANDSCAPE_ROWS.values())
    return Counter(chain.from_iterable((*rooms, *landscapes)))


def rarity(name: str) -> float:
    """Return how much a thing tells of where one is: 1 if one kind of place has it, 0 if all have.

    This is its inverse document frequency, divided by the highest (Spärck Jones 1972).
    """
    kinds = len(ROOM_ROWS) + len(LANDSCAPE_ROWS)
    return math.log(kinds / max(1, _kinds_with().get(name, 1))) / math.log(kinds)


def measured(paint: Callable[[View], None]) -> tuple[float, float, float]:
    """Return half the width of something painted about the origin, and from which height to which it reaches."""
    recorder = Recorder((100, 100), 0.1)
    camera = Camera((0.0, 60.0, -_FAR), (0.0, 60.0, 0.0), _FAR * _HALF)
    paint(View(recorder, camera, light_for("day", "clear", "calm"), DepictedScene(), 0))
    points = [
        p for item in recorder.drawn().flat() if isinstance(item, Shape) for outline in item.outlines for p in outline
    ]
    if not points:
        return (20.0, 0.0, 60.0)
    wide = max(abs(x - 500) for x, _ in points) / _HALF
    low, high = (60 - (pick(y for _, y in points) - 500) / _HALF for pick in (max, min))
    return (wide, max(low, -60.0), max(high, 10.0))


@lru_cache(maxsize=256)
def _size_of(name: str) -> tuple[float, float, float]:
    return measured(lambda view: ITEMS[name].paint(Solid.of(view, (0.0, 0.0, 0.0), 270), Random(name)))


def of_thing(thing: Thing) -> Landmark:
    """Return a thing as a landmark."""
    half, low, high = _size_of(thing.name)
    return Landmark(thing.at, half, low, high, rarity(thing.name), thing.name)


def of_plant(plant: Plant) -> Landmark:
    """Return something that grows as a landmark: a trunk and some of the crown tell a tree."""
    tree = plant.kind in TREES
    half = plant.tall * GROWTHS[plant.kind].reach * (0.4 if tree else 0.8)
    return Landmark(plant.at, half, 0.0, plant.tall * (_TRUNK if tree else 1.0), rarity(plant.kind), plant.kind)


def of_way(name: str) -> list[Landmark]:
    """Return where water or rails in the ground are to be seen."""
    return [Landmark(at, _ACROSS, -_DEEP, _DEEP, rarity(name), name) for at in _WATER.get(name, ())]


def of_skyline(name: str) -> list[Landmark]:
    """Return where the heights of a skyline are to be seen; hills and woods lie behind too many places to tell any."""
    ring = SKYLINES[name]
    if rarity(name) < _TELLING:
        return []
    places = [(ring.away * math.sin(a), 0.0, ring.away * math.cos(a)) for a in _ROUND]
    return [Landmark(at, ring.away * _HEIGHTS, 0.4 * ring.tall, ring.tall, rarity(name), name) for at in places]


def most_telling(landmarks: Iterable[Landmark], middle: tuple[float, float]) -> tuple[Landmark, ...]:
    """Return the landmarks of a plan that tell it, the best first; `middle` is that of its floor, x and z."""

    def order(mark: Landmark) -> tuple[float, float]:
        return (-mark.weight, math.dist((mark.at[0], mark.at[2]), middle))

    return tuple(sorted((mark for mark in landmarks if mark.weight > _LEAST), key=order)[:MOST])
