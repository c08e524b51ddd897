"""Where the furniture of a room stands: by the fire, at the window, along the walls, in rows, round a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.rooms.wall_items import WALL_ITEMS
from sketch.plans.rooms.walls import Wall
from sketch.plans.things import Thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sketch.plans.grammar import Term
    from sketch.world.vectors import Vector

# A part of the room's width and depth (0 is its middle or its front), and where what stands there looks.
_ANCHORS: Mapping[str, tuple[float, float, float]] = {
    "middle": (0.0, 0.5, 270),
    "near": (0.0, 0.26, 270),
    "back": (0.0, 1.0, 270),
    "left": (-1.0, 0.54, 0),
    "right": (1.0, 0.54, 180),
    "back-left": (-0.74, 0.84, 305),
    "back-right": (0.74, 0.84, 235),
    "near-left": (-1.0, 0.16, 20),
    "near-right": (1.0, 0.16, 160),
}
_HUNG = frozenset({"chandelier", "hanging-lamp"})
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something at a wall: what, at which wall, and how far along it, in units of the world."""

    name: str
    wall: Wall
    along: float
    part: str

    @property
    def half(self) -> float:
        """Half its width in the world."""
        return self.wall.unit * WALL_ITEMS[self.name].wide / 2

    def spot_at(self) -> Vector:
        """Return where somebody stands before it."""
        return self.wall.at(self.along, WALL_ITEMS[self.name].ahead)


def along_wall(wall: Wall, names: Sequence[str], rng: Random) -> list[Fixture]:
    """Hang things at a wall, spread over its length; what does not fit is left out, the last first."""
    kept = list(names)
    while kept and sum(WALL_ITEMS[name].wide for name in kept) * wall.unit > wall.length:
        kept.pop()
    free = wall.length - sum(WALL_ITEMS[name].wide for name in kept) * wall.unit
    gap, at, fixtures = free / (len(kept) + 1), 0.0, []
    for k, name in enumerate(kept):
        wide = WALL_ITEMS[name].wide * wall.unit
        at += gap
        fixtures.append(Fixture(name, wall, at + wide / 2 + rng.uniform(-0.3, 0.3) * gap, f"{wall.side} {k} {name}"))
        at += wide
    return fixtures


@dataclass(slots=True)
class Layout:
    """The floor of a room while it is furnished."""

    wide: float
    deep: float
    tall: float
    fixtures: list[Fixture]
    mirrored: bool
    rng: Random
    things: list[Thing] = field(default_factory=list)
    table: Thing | None = None

    def furnish(self, term: Term, name: str) -> None:
        """Put a thing where its term says, as often as it says, if it fits there."""
        for at, heading in self._places(term, name)[: max(1, term.count)]:
            height = self.tall if name in _HUNG else 0.0
            thing = Thing(name, (at[0], height, at[1]), heading, f"{term.where} {len(self.things)} {name}")
            crowded = term.where in ("table", "rows", "colonnade", "frames", "wards") or name in _HUNG
            if crowded or thing.keeps_off(self.things):
                self.things.append(thing)
                if any(place.kind == "table" for place in thing.item.places):
                    self.table = thing

    def _places(self, term: Term, name: str) -> list[tuple[tuple[float, float], float]]:
        item, where = ITEMS[name], term.where
        if where == "table":
            return self._round_table()
        if where in ("fire", "window"):
            return self._beside(where)
        if where == "corner":
            order = ["back-left", "back-right", "near-right"]
            return [self._anchor(corner, item.back) for corner in (order if self.rng.random() < 0.5 else order[1::-1])][
                :1
            ]
        patterned = {"rows": self._rows, "wards": self._wards, "colonnade": self._colonnade, "frames": self._frames}
        if where in patterned:
            return patterned[where](term.count)
        if where in ("facing-left", "facing-right"):
            side = -1 if where.endswith("left") else 1
            return [((side * (self.wide / 2 - 19), self.deep * 0.55), 90.0 - 90 * -side)]
        return [self._anchor(where, item.back)]

    def _anchor(self, where: str, back: float) -> tuple[tuple[float, float], float]:
        fx, fz, heading = _ANCHORS[where]
        if self.mirrored:
            fx, heading = -fx, (180 - heading) % 360
        reach = self.wide / 2 - back - 4
        z = self.deep - back - 6 if fz == 1.0 else self.deep * fz
        x = fx * reach if fx else self.rng.uniform(-0.05, 0.05) * self.wide
        return (x, min(z, self.deep - back - 4)), heading + self.rng.uniform(-4, 4) * (abs(fx) < 1)

    def _round_table(self) -> list[tuple[tuple[float, float], float]]:
        if self.table is None:
            return []
        spots = [spot for spot in self.table.spots() if spot.kind == "table"]
        taken = sum(1 for thing in self.things if thing.part.startswith("table "))
        return [((spot.at[0], spot.at[2]), spot.heading) for spot in spots[taken:]]

    def _beside(self, where: str) -> list[tuple[tuple[float, float], float]]:
        """Return places to both sides of a hearth, or before a window, turned half to the room."""
        kind = "fire" if where == "fire" else "window"
        found = [fixture for fixture in self.fixtures if WALL_ITEMS[fixture.name].spot == kind]
        if not found:
            return [self._anchor("right" if where == "fire" else "back-right", 30)]
        fixture = found[0]
        wall, places = fixture.wall, []
        for side in (1, -1):
            x, _, z = wall.at(fixture.along + side * 62, 66 if where == "fire" else 40)
            inward = _HEADINGS[wall.side]
            places.append((self._kept(x, z), (inward + side * (55 if where == "fire" else 20)) % 360))
        taken = sum(1 for thing in self.things if thing.part.startswith(f"{where} "))
        return places[taken:]

    def _kept(self, x: float, z: float) -> tuple[float, float]:
        half = self.wide / 2 - 30
        return (min(max(x, -half), half), min(max(z, 24.0), self.deep - 26))

    def _rows(self, count: int) -> list[tuple[tuple[float, float], float]]:
        """Return places in two columns that look to the back wall, the foremost first."""
        step = self.deep * 0.56 / max(1, (count + 1) // 2)
        return [
            ((side * self.wide * 0.23, self.deep * 0.68 - row * step), 90.0)
            for row in range((count + 1) // 2)
            for side in (-1, 1)
        ]

    def _wards(self, count: int) -> list[tuple[tuple[float, float], float]]:
        step = self.deep * 0.8 / max(1, count // 2)
        return [
            ((side * (self.wide / 2 - 70), self.deep * 0.86 - row * step), 0.0 if side < 0 else 180.0)
            for row in range(count // 2)
            for side in (-1, 1)
        ]

    def _colonnade(self, count: int) -> list[tuple[tuple[float, float], float]]:
        step = self.deep * 0.84 / max(1, count // 2)
        return [
            ((side * self.wide * 0.36, self.deep * 0.88 - row * step), 270.0)
            for row in range(count // 2)
            for side in (-1, 1)
        ]

    def _frames(self, count: int) -> list[tuple[tuple[float, float], float]]:
        return [((0.0, self.deep * (0.94 - 0.26 * k)), 270.0) for k in range(count)]


_HEADINGS = {"back": 270.0, "left": 0.0, "right": 180.0, "front": 90.0}
"""Where one looks with one's back to a wall."""
