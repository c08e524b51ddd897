"""What stands in the places of a genre: towns of the frontier, houses that fear has bent, masts of a day to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, rect
from sketch.plans.furniture.buildings import DOOR, House, paint_house
from sketch.plans.furniture.item import Item, Place
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.vectors import Vector

_BOARDS: tuple[RGB, ...] = ((176, 138, 96), (160, 112, 78), (196, 164, 122), (150, 128, 108), (170, 92, 66))
_DREAD: tuple[RGB, ...] = ((104, 96, 104), (88, 80, 84), (116, 104, 92))


def false_front(solid: Solid, rng: Random) -> None:
    """Draw a wooden house of a frontier town: a high square front before a low roof, and a porch over a boardwalk."""
    wide, tall = rng.uniform(150, 188), rng.choice((96.0, 168.0))
    wall = rng.choice(_BOARDS)
    house = House(wide, 170, tall / max(1, round(tall / 90)), max(1, round(tall / 90)), wall, darker(m.PLANK, 0.2), 44)
    paint_house(solid, house, rng)
    x, high, z = wide / 2 + 3, tall + rng.uniform(52, 78), 86.0
    step = rng.uniform(18, 40)
    front = [(-x, tall - 8), (-x, high - 16), (-step - 26, high - 16), (-step, high), (step, high)]
    front += [(step + 26, high - 16), (x, high - 16), (x, tall - 8)]
    solid.panel(front, z, lighter(wall, 0.06), shade=0.3)
    if solid.shows((0, 0, 1), (0, high, z)):
        face = solid.front(-x, high, z + 0.4, 2 * x, high - tall + 8)
        seams = [[(0, y), (2 * x, y)] for y in range(24, int(high - tall), 11)]
        face.of(role="texture").strokes(seams, (1.6, 1.6), solid.view.lit_at(darker(wall, 0.3), solid.at), alpha=0.7)
        board = rect(x * 0.4, 24, x * 1.6, 46)
        face.fill([board], solid.view.lit_at(lighter(m.CREAM, 0.05), solid.at), line=0.5)
    solid.box((-x, x), (0, 9), (z, z + 46), m.PLANK, line=0.5)
    solid.bars([((px, 9, z + 42), (px, 84, z + 42)) for px in (-x + 6, -x / 3, x / 3, x - 6)], 5, darker(wall, 0.2))
    roof = [solid.place(*p) for p in ((-x - 5, 96, z), (x + 5, 96, z), (x + 5, 82, z + 52), (-x - 5, 82, z + 52))]
    outline = solid.view.outline(roof)
    if len(outline) > 2:
        solid.view.sheet.fill([outline], solid.tone(darker(m.PLANK, 0.16), (0.0, 1.0, 0.0)), line=0.7)


def hitching_rail(solid: Solid, _rng: Random) -> None:
    """Draw the rail to which horses are tied."""
    solid.bars([((x, 0.0, 0.0), (x, 46.0, 0.0)) for x in (-44, 44)], 7, m.TIMBER)
    solid.bars([((-54.0, 42.0, 0.0), (54.0, 42.0, 0.0))], 5, lighter(m.TIMBER, 0.1))


def water_tank(solid: Solid, _rng: Random) -> None:
    """Draw a tank on four legs, under a pointed lid."""
    solid.shadow(44)
    legs = [((x, 0.0, z), (x * 0.8, 150.0, z * 0.8)) for x in (-34.0, 34.0) for z in (-30.0, 30.0)]
    solid.bars(
        [*legs, ((-32.0, 40.0, 30.0), (30.0, 120.0, 26.0)), ((32.0, 40.0, 30.0), (-30.0, 120.0, 26.0))], 6, m.TIMBER
    )
    pen, wood = solid.view.pen(solid.at), m.PLANK
    pen.fill(rect(-46, -230, 46, -148), wood)
    pen.strokes_of([[(x, -230), (x, -148)] for x in range(-36, 40, 12)], (1.4, 1.4), darker(wood, 0.3))
    pen.fills([rect(-48, -212, 48, -206), rect(-48, -170, 48, -164)], m.IRON)
    pen.fill([(-52, -228), (0, -262), (52, -228)], darker(wood, 0.2))


@dataclass(frozen=True, slots=True)
class Leaning(Solid):
    """A thing that leans to the side, the more the higher."""

    lean: float = 0.0

    def place(self, x: float, y: float, z: float) -> Vector:
        """Return a point of the thing in the world."""
        return Solid.place(self, x + self.lean * y + 0.0007 * self.lean * y * y, y, z)


def crooked_house(solid: Solid, rng: Random) -> None:
    """Draw a tall old house that leans, under a roof that is much too steep."""
    lean = rng.choice((-1, 1)) * rng.uniform(0.07, 0.13)
    bent = Leaning(solid.view, solid.at, solid.heading, solid.across, solid.ahead, lean)
    wall = rng.choice(_DREAD)
    house = House(
        rng.uniform(120, 160),
        130,
        96,
        rng.choice((2, 3)),
        wall,
        (66, 58, 72),
        rng.uniform(150, 190),
        timbered=rng.random() < 0.5,
    )
    paint_house(bent, house, rng)
    top = house.tall
    turret: Vector = (house.wide * 0.34, 0.0, house.deep * 0.4)
    x0, x1 = turret[0] - 24, turret[0] + 24
    bent.box((x0, x1), (top * 0.6, top + 90), (turret[2] - 20, turret[2] + 28), darker(wall, 0.08), shade=0.5)
    bent.panel([(x0 - 7, top + 88), (turret[0], top + 210), (x1 + 7, top + 88)], turret[2] + 28, (58, 50, 66))
    if solid.view.dim and bent.shows((0, 0, 1), (turret[0], top + 60, turret[2])):
        face = bent.front(x0, top + 70, turret[2] + 28.4, 48, 60)
        face.fill([rect(15, 6, 33, 40)], mix(m.LAMP, (120, 150, 70), 0.35), line=0.5, shine=True)


def aerial(solid: Solid, rng: Random) -> None:
    """Draw a slender mast with a dish, and a lamp at its tip."""
    pen, steel = solid.view.pen(solid.at), mix(m.STEEL, m.SLATE, 0.3)
    high = rng.uniform(300, 420)
    solid.shadow(26)
    pen.fills([limb([(0, 0), (0, -high)], (11, 3.5)), rect(-24, -14, 24, 0)], steel)
    pen.fills([ellipse(0, -high * k, 20 - 14 * k, 4, count=16) for k in (0.3, 0.5, 0.7)], lighter(steel, 0.2))
    way = rng.choice((-1, 1))
    pen.fill(ellipse(way * 26, -high * 0.82, 14, 34, tilt=way * 0.4, count=24), lighter(steel, 0.3))
    pen.fill(ellipse(0, -high, 6, 6, count=14), (255, 120, 110), lit=False)
    if solid.view.dim:
        pen.glow(0, -high, 60, (255, 110, 100), 0.6)


OF_TALES: Mapping[str, Item] = {
    "false-front": Item(110, false_front, (Place(0, 146, 0, "door"), Place(56, 150, 0, "lean"))),
    "hitching-rail": Item(14, hitching_rail, (Place(0, 20, 180, "lean"),), depth=8),
    "water-tank": Item(46, water_tank),
    "crooked-house": Item(110, crooked_house, DOOR),
    "aerial": Item(26, aerial),
}
