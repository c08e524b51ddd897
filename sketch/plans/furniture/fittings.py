"""What belongs to a building more than to who lives in it: carpets, pillars, lamps, stairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import Outline, ellipse, rect
from sketch.paint.medium import Shade
from sketch.plans.furniture.item import Item, Place
from sketch.props import outdoors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid


def rug(solid: Solid, rng: Random) -> None:
    """Draw a carpet, round or square."""
    cloth = rng.choice((m.CLOTH_RED, (74, 96, 128), darker(m.PINE, 0.05), (150, 104, 66), (116, 78, 104)))
    view, wide, deep = solid.view, rng.uniform(80, 105), rng.uniform(56, 72)
    circle = rng.random() < 0.5
    for size, tone in ((1.0, cloth), (0.86, lighter(cloth, 0.28)), (0.8, cloth), (0.36, darker(cloth, 0.2))):
        shape = (
            ellipse(0, 0, wide * size, deep * size, count=40)
            if circle
            else rect(-wide * size, -deep * size, wide * size, deep * size)
        )
        view.of("ground").fill(
            [[solid.place(x, 0.3, z) for x, z in shape]], view.lit(tone), line=0.4 if size == 1.0 else 0.0
        )


def runner(solid: Solid, rng: Random) -> None:
    """Draw a long carpet up the middle."""
    cloth = rng.choice((m.CLOTH_RED, m.CLOTH_RED, (70, 74, 128)))
    view = solid.view
    for wide, tone in ((34, lighter(m.GOLD, 0.1)), (30, cloth)):
        view.of("ground").fill(
            [[solid.place(x, 0.3, z) for x, z in rect(-wide, -190, wide, 330)]], view.lit(tone), line=0.4
        )


def column(solid: Solid, _rng: Random) -> None:
    """Draw a pillar up to the vault."""
    pen = solid.view.pen(solid.at)
    stone = lighter(m.STONE, 0.12)
    tall = 330.0
    tone, deep = solid.view.lit_at(stone, solid.at), solid.view.lit_at(darker(stone, 0.45), solid.at)
    shapes: list[Outline] = [
        rect(-14, -tall, 14, -10),
        rect(-21, -12, 21, 0),
        [(-14, -tall + 24), (14, -tall + 24), (24, -tall), (-24, -tall)],
    ]
    solid.view.sheet.fill([[pen.place(p) for p in shape] for shape in shapes], tone, Shade(deep, "right", 0.7))


def post(solid: Solid, _rng: Random) -> None:
    """Draw a beam that holds the roof up, with its brace."""
    solid.boxes(((-6, 6), (0, 160), (-6, 6), m.TIMBER))
    solid.bars([((0, 118, 0), (34, 158, 0)), ((0, 118, 0), (-34, 158, 0))], 7, darker(m.TIMBER, 0.1))


def props(solid: Solid, _rng: Random) -> None:
    """Draw the frame of timbers of a mine."""
    solid.boxes(
        ((-74, -62), (0, 128), (-6, 6), m.TIMBER),
        ((62, 74), (0, 128), (-6, 6), m.TIMBER),
        ((-84, 84), (128, 142), (-7, 7), darker(m.TIMBER, 0.1)),
        shade=0.3,
    )


def rails(solid: Solid, _rng: Random) -> None:
    """Draw a narrow track through a mine, away from the audience."""
    view = solid.view
    sleepers = [[solid.place(x, 0.3, z) for x, z in rect(-24, k, 24, k + 7)] for k in range(-300, 240, 30)]
    view.fill(sleepers, view.lit(darker(m.TIMBER, 0.2)), line=0.4)
    steel = [[solid.place(x, 2, z) for x, z in rect(s * 16 - 1.6, -300, s * 16 + 1.6, 260)] for s in (-1, 1)]
    view.fill(steel, view.lit(m.STEEL), line=0.3)


def candelabra(solid: Solid, _rng: Random) -> None:
    solid.shadow(12)
    pen = solid.view.pen(solid.at)
    pen.strokes_of(
        [[(0, 0), (0, -88)], [(-12, 0), (0, -6), (12, 0)], [(-16, -92), (-12, -80), (0, -78), (12, -80), (16, -92)]],
        (2.4, 2.4, 2.4),
        m.GOLD,
    )
    for x in (-16, 0, 16):
        pen.fill(rect(x - 1.8, -106, x + 1.8, -92), (240, 230, 206), line=0.4)
        pen.fill(ellipse(x, -110, 2, 4, count=10), m.LAMP, line=0, lit=False)
    pen.glow(0, -108, 130, m.FLAME, 0.55 if solid.view.dim else 0.2)


def floor_lamp(solid: Solid, rng: Random) -> None:
    solid.shadow(12)
    pen = solid.view.pen(solid.at)
    pen.strokes_of([[(0, 0), (0, -76)], [(-10, -1), (10, -1)]], (2, 2), m.IRON)
    lit = solid.view.dim
    pen.fill(
        [(-9, -96), (9, -96), (16, -76), (-16, -76)],
        m.LAMP if lit else rng.choice((m.CREAM, (206, 150, 110))),
        line=0.8,
        lit=not lit,
    )
    if lit:
        pen.glow(0, -82, 120, m.LAMP, 0.5)


def chandelier(solid: Solid, _rng: Random) -> None:
    """Draw a crown of candles that hangs from the ceiling."""
    pen = solid.view.pen(solid.place(0, -58, 0))
    pen.stroke([(0, -58), (0, -30)], (1.6, 1.6), m.IRON)
    pen.strokes_of([[(x, -4), (x * 0.6, 6), (0, -28)] for x in (-40, -22, 22, 40)], (2, 2.6, 2), m.GOLD)
    pen.stroke([(-42, -2), (0, 8), (42, -2)], (3, 3.4, 3), m.GOLD)
    for x, y in ((-42, -4), (-24, 2), (0, 6), (24, 2), (42, -4)):
        pen.fill(rect(x - 2, y - 12, x + 2, y), (240, 230, 206), line=0.3)
        pen.fill(ellipse(x, y - 16, 2.2, 4.4, count=10), m.LAMP, line=0, lit=False)
    pen.glow(0, -8, 230, m.FLAME, 0.6 if solid.view.dim else 0.25)


def hanging_lamp(solid: Solid, _rng: Random) -> None:
    pen = solid.view.pen(solid.place(0, -36, 0))
    pen.stroke([(0, -36), (0, -10)], (1.2, 1.2), m.IRON)
    pen.fill([(-12, 0), (-4, -11), (4, -11), (12, 0)], m.IRON)
    lit = solid.view.dim
    pen.fill(ellipse(0, 1.5, 6.5, 5, count=16), m.LAMP if lit else m.CREAM, line=0.4, lit=not lit)
    if lit:
        pen.glow(0, 2, 140, m.FLAME, 0.6)


def brazier(solid: Solid, _rng: Random) -> None:
    solid.shadow(18)
    pen = solid.view.pen(solid.at)
    pen.strokes_of([[(-14, 0), (-8, -26)], [(14, 0), (8, -26)], [(0, 2), (0, -26)]], (2.4, 2.4), m.IRON)
    outdoors.fire(pen.at(0, -26, scale=0.8))
    pen.fill([(-17, -34), (17, -34), (11, -22), (-11, -22)], m.IRON, line=0.7)
    pen.glow(0, -44, 150, m.FLAME, 0.6)


def staircase(solid: Solid, _rng: Random) -> None:
    """Draw a flight of stairs that rises away from who looks at it."""
    wood = m.PLANK
    steps = tuple(
        ((-46.0, 46.0), (0.0, 15.0 * (k + 1)), (-18.0 * (k + 1) + 90, -18.0 * k + 90), wood) for k in range(9)
    )
    solid.boxes(*steps, shade=0.3)
    strip = [
        ((side * 47.0, 15.0 * k + 14, 82.0 - 18 * k), (side * 47.0, 15.0 * k + 50, 82.0 - 18 * k))
        for side in (-1, 1)
        for k in range(9)
    ]
    rails_ = [((side * 47.0, 52.0, 92.0), (side * 47.0, 188.0, -72.0)) for side in (-1, 1)]
    solid.bars(strip, 2.4, m.CREAM)
    solid.bars(rails_, 5, m.TIMBER)


def ladder(solid: Solid, _rng: Random) -> None:
    solid.bars(
        [((x, 0, 0), (x, 150, -34)) for x in (-13, 13)]
        + [((-13, y, -34 * y / 150), (13, y, -34 * y / 150)) for y in range(16, 146, 18)],
        3.4,
        m.PLANK,
    )


def bars_of_cell(solid: Solid, _rng: Random) -> None:
    """Draw the iron bars of a cell's front."""
    solid.bars(
        [((x, 0, 0), (x, 170, 0)) for x in range(-90, 91, 16)] + [((-92, y, 0), (92, y, 0)) for y in (40, 120)],
        3.4,
        m.IRON,
    )


def stall(solid: Solid, _rng: Random) -> None:
    """Draw a wooden partition of a stable with its post."""
    solid.boxes(((-3, 3), (0, 62), (-60, 50), m.PLANK), ((-5, 5), (0, 96), (46, 56), m.TIMBER), shade=0.4)


_STAND = (Place(0, 40, 180, "stand"),)
FITTINGS: Mapping[str, Item] = {
    "rug": Item(70, rug, blocks=False),
    "runner": Item(40, runner, blocks=False),
    "column": Item(24, column, (Place(34, 10, 0, "lean"),)),
    "post": Item(12, post, (Place(20, 8, 0, "lean"),)),
    "props": Item(12, props, blocks=False),
    "rails": Item(24, rails, blocks=False),
    "candelabra": Item(14, candelabra, lamp=108),
    "floor-lamp": Item(14, floor_lamp, lamp=84),
    "chandelier": Item(10, chandelier, blocks=False, lamp=190),
    "hanging-lamp": Item(8, hanging_lamp, blocks=False, lamp=116),
    "brazier": Item(22, brazier, _STAND, lamp=40),
    "stairs": Item(
        90, staircase, (Place(0, 110, 0, "door"), Place(0, 60, 0, "stand", 30), Place(10, 10, 0, "stand", 75))
    ),
    "ladder": Item(18, ladder),
    "bars": Item(10, bars_of_cell, blocks=False),
    "stall": Item(14, stall, (Place(0, 70, 90, "lean"),)),
}
