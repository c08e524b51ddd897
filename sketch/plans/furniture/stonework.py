"""Castles, towers, ruins, walls and bridges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, rect
from sketch.paint.medium import Shade
from sketch.plans.furniture.item import Item, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Range, Solid


def _teeth(solid: Solid, x: Range, y: float, z: float, colour: RGB) -> None:
    count = max(2, int((x[1] - x[0]) / 34))
    step = (x[1] - x[0]) / count
    solid.boxes(
        *(((x[0] + step * k, x[0] + step * (k + 0.55)), (y, y + 18), (z - 8, z + 2), colour) for k in range(count)),
        line=0.5,
    )


def castle(solid: Solid, rng: Random) -> None:
    stone = mix(m.STONE, m.ROCK, rng.uniform(0.1, 0.6))
    view = solid.view
    solid.boxes(
        ((-260, 260), (0, 210), (-30, 30), stone),
        ((-110, 110), (0, 430), (-170, -30), darker(stone, 0.05)),
        ((-330, -240), (0, 340), (-50, 50), stone),
        ((240, 330), (0, 340), (-50, 50), stone),
        shade=0.5,
    )
    _teeth(solid, (-240, 240), 210, 30, stone)
    for x in (-285.0, 285.0):
        solid.panel([(x - 60, 336.0), (x, 336.0 + rng.uniform(120, 170)), (x + 60, 336.0)], 0, m.SLATE, shade=0.5)
    solid.panel([(-3.0, 430.0), (-3.0, 540.0), (3.0, 540.0), (3.0, 430.0)], -100, m.TIMBER)
    solid.panel([(3.0, 536.0), (70.0, 520.0), (3.0, 496.0)], -100, m.CLOTH_RED)
    if solid.shows((0, 0, 1), (0, 60, 30)):
        plane = solid.front(-260, 210, 30.2, 520, 210)
        plane.fill(
            [[(216, 210), (216, 120), (260, 84), (304, 120), (304, 210)]], view.lit_at(darker(m.TIMBER, 0.35), solid.at)
        )
        slits = [rect(at - 5, 60, at + 5, 100) for at in (70, 140, 380, 450)]
        plane.fill(
            slits,
            mix(m.LAMP, view.light.haze, 0.2) if view.dim else view.lit_at((60, 66, 84), solid.at),
            line=0.4,
            shine=view.dim,
        )


def tower(solid: Solid, rng: Random) -> None:
    stone = mix(m.STONE, m.ROCK, rng.uniform(0, 0.5))
    solid.box((-55, 55), (0, 380), (-55, 55), stone, shade=0.5)
    _teeth(solid, (-55, 55), 380, 55, stone)


def lighthouse(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    white, red = (236, 232, 222), m.CLOTH_RED
    depth = max(0.0, solid.view.depth(solid.at))
    lit = solid.view.lit
    for y0, y1, tone in ((0, 110, white), (110, 210, red), (210, 300, white)):
        w0, w1 = 46 - y0 * 0.07, 46 - y1 * 0.07
        shape = [pen.place(p) for p in ((-w0, -y0), (w0, -y0), (w1, -y1), (-w1, -y1))]
        solid.view.sheet.fill([shape], lit(tone, depth), Shade(lit(darker(tone, 0.4), depth), "right", 0.7))
    pen.fill(rect(-18, -336, 18, -300), m.LAMP, lit=not solid.view.dim)
    pen.fill([(-24, -336), (0, -366), (24, -336)], m.SLATE)
    if solid.view.dim:
        pen.glow(0, -318, 260, m.LAMP, 0.7)


def windmill(solid: Solid, rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    depth = max(0.0, solid.view.depth(solid.at))
    lit = solid.view.lit
    body = [pen.place(p) for p in ((-62, 0), (62, 0), (40, -210), (-40, -210))]
    solid.view.sheet.fill([body], lit(m.PLASTER, depth), Shade(lit(darker(m.PLASTER, 0.4), depth), "right", 0.7))
    solid.view.sheet.fill([[pen.place(p) for p in ((-50, -206), (0, -270), (50, -206))]], lit(m.TIMBER, depth))
    turn = rng.uniform(0, 1.5)
    sails = []
    for k in range(4):
        a = turn + k * math.pi / 2
        c, s = math.cos(a), math.sin(a)
        sails.append(
            [pen.place((x * c - y * s, -222 + x * s + y * c)) for x, y in ((10, -4), (150, -4), (150, 30), (24, 30))]
        )
    solid.view.sheet.fill(sails, lit(m.CREAM, depth), line=0.7)


def ruin(solid: Solid, rng: Random) -> None:
    """Draw a broken wall with the arch of a window in it."""
    stone = mix(m.STONE, m.ROCK, rng.uniform(0.2, 0.6))
    broken = [
        (-120.0, 0.0),
        (-120.0, rng.uniform(90, 190)),
        (-84.0, rng.uniform(150, 230)),
        (-52.0, rng.uniform(160, 240)),
        (-20.0, rng.uniform(200, 280)),
        (16.0, rng.uniform(180, 260)),
        (46.0, rng.uniform(90, 170)),
        (84.0, rng.uniform(60, 120)),
        (120.0, rng.uniform(20, 60)),
        (120.0, 0.0),
    ]
    solid.panel(broken, -10, darker(stone, 0.3), shade=0.5)
    solid.panel(broken, 10, stone, shade=0.6)
    hole = [(-62.0, 0.0), (-62.0, 84.0), (-36.0, 118.0), (-10.0, 84.0), (-10.0, 0.0)]
    outline = solid.view.outline([solid.place(x, y, 10.2) for x, y in hole])
    if len(outline) > 2:
        far = mix(solid.view.light.sky[2], solid.view.lit(m.GRASS, 0.4), 0.35)
        solid.view.sheet.fill([outline], far, line=0.6)


def broken_column(solid: Solid, rng: Random) -> None:
    pen = solid.view.pen(solid.at)
    tall = rng.uniform(60, 200)
    stone = lighter(m.STONE, 0.1)
    tone = solid.view.lit_at(stone, solid.at)
    solid.shadow(26)
    shapes: list[Outline] = [
        [(-14, -10), (-13, -tall), (-4, -tall - 12), (6, -tall + 4), (13, -tall - 6), (14, -10)],
        rect(-22, -12, 22, 0),
    ]
    solid.view.sheet.fill(
        [[pen.place(p) for p in shape] for shape in shapes], tone, Shade(darker(tone, 0.5), "right", 0.7)
    )


def stone_wall(solid: Solid, rng: Random) -> None:
    solid.box((-90, 90), (0, rng.uniform(44, 56)), (-8, 8), mix(m.STONE, m.ROCK, 0.4), shade=0.5)


def high_wall(solid: Solid, rng: Random) -> None:
    wall = rng.choice((m.BRICK, m.STONE, mix(m.STONE, m.SAND, 0.3)))
    solid.box((-200, 200), (0, 150), (-10, 10), wall, shade=0.5)
    solid.box((-204, 204), (150, 160), (-14, 14), lighter(m.STONE, 0.1))


def arch(solid: Solid, _rng: Random) -> None:
    stone = mix(m.STONE, m.SAND, 0.2)
    solid.boxes(
        ((-120, -74), (0, 190), (-30, 30), stone),
        ((74, 120), (0, 190), (-30, 30), stone),
        ((-126, 126), (190, 250), (-34, 34), stone),
        shade=0.5,
    )


STONEWORK: Mapping[str, Item] = {
    "castle": Item(330, castle, (Place(0, 80, 0, "door"),)),
    "tower": Item(80, tower, (Place(0, 76, 0, "door"),)),
    "lighthouse": Item(50, lighthouse, lamp=318),
    "windmill": Item(66, windmill),
    "ruin": Item(110, ruin, (Place(-36, 30, 0, "door"), Place(70, 34, 0, "lean"))),
    "broken-column": Item(24, broken_column, (Place(34, 8, 0, "lean"),)),
    "stone-wall": Item(90, stone_wall, (Place(0, 26, 0, "lean"), Place(30, 0, 0, "seat", 46)), depth=20),
    "high-wall": Item(200, high_wall, (Place(0, 30, 0, "lean"),), depth=20),
    "arch": Item(60, arch, (Place(0, 10, 0, "door"),), blocks=False),
}
