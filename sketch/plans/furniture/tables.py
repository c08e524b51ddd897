"""What one eats, writes, works and sells at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import ellipse, rect
from sketch.plans.furniture.item import Item, Place
from sketch.plans.furniture.seats import LINEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid


def _table(solid: Solid, wide: float, deep: float, wood: RGB, tall: float = 42.0) -> None:
    x, z = wide / 2, deep / 2
    solid.shadow(max(x, z))
    solid.bars(
        [((sx * (x - 5), 0, sz * (z - 5)), (sx * (x - 5), tall - 3, sz * (z - 5))) for sx in (-1, 1) for sz in (-1, 1)],
        4.4,
        darker(wood, 0.2),
    )
    solid.box((-x, x), (tall - 4, tall), (-z, z), wood)


def _laid(solid: Solid, wide: float, deep: float, tall: float, rng: Random, *, food: bool) -> None:
    """Lay things on a table top."""
    top = solid.top(-wide / 2, tall, -deep / 2, wide, deep)
    lit = solid.view.lit_at
    if food:
        plates = [ellipse(x, z, 7, 7, count=16) for x in range(16, int(wide) - 8, 30) for z in (11, deep - 11)]
        top.fill(plates, lit(LINEN, solid.at), line=0.5)
        dish = [ellipse(wide * t, deep / 2, 8, 6, count=16) for t in (0.3, 0.7)]
        top.fill(dish, lit(rng.choice(((170, 104, 66), (196, 150, 80), (120, 140, 90))), solid.at), line=0.5)
        return
    for _ in range(4):
        x, z = rng.uniform(8, wide - 20), rng.uniform(6, deep - 16)
        sheet = [(x, z), (x + 13, z + rng.uniform(-3, 3)), (x + 15, z + 9), (x + 2, z + 11)]
        top.fill([sheet], lit(rng.choice((LINEN, m.CREAM, (176, 128, 88), (120, 60, 56))), solid.at), line=0.4)


def table(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.PLANK, m.TIMBER, lighter(m.PLANK, 0.1)))
    _table(solid, 96, 58, wood)
    _laid(solid, 96, 58, 42, rng, food=rng.random() < 0.6)


def tea_table(solid: Solid, rng: Random) -> None:
    solid.shadow(20)
    wood = rng.choice((m.TIMBER, m.PLANK))
    solid.bars([((0, 0, 0), (0, 34, 0)), ((-10, 0, 0), (0, 10, 0)), ((10, 0, 0), (0, 10, 0))], 4, wood)
    view = solid.view
    rim = [solid.place(x, 36, z) for x, z in ellipse(0, 0, 24, 24, count=24)]
    under = [solid.place(x, 33.5, z) for x, z in ellipse(0, 0, 24, 24, count=24)]
    view.fill([under], view.lit_at(darker(wood, 0.3), solid.at))
    view.fill([rim], view.lit_at(LINEN if rng.random() < 0.6 else lighter(wood, 0.1), solid.at))
    pot = view.pen(solid.place(0, 36, 0))
    pot.fills([ellipse(0, -5, 5.5, 4.6, count=16), [(5, -6), (10, -9), (9, -6), (5, -3)]], (206, 214, 220), line=0.6)
    pot.fills([rect(x - 2.4, -4, x + 2.4, 0) for x in (-13, 12)], (226, 196, 180), line=0.4)


def round_table(solid: Solid, rng: Random) -> None:
    solid.shadow(42)
    wood = rng.choice((m.TIMBER, m.PLANK))
    solid.bars([((0, 0, 0), (0, 40, 0)), ((-18, 0, 0), (0, 12, 0)), ((18, 0, 0), (0, 12, 0))], 6, wood)
    view = solid.view
    for y, tone in ((38.0, darker(wood, 0.3)), (42.0, wood)):
        view.fill([[solid.place(x, y, z) for x, z in ellipse(0, 0, 46, 46, count=32)]], view.lit_at(tone, solid.at))
    plates = [
        [solid.place(px + 31 * c, 42.2, pz + 31 * s) for px, pz in ellipse(0, 0, 7, 7, count=12)]
        for c, s in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    view.fill(plates, view.lit_at(LINEN, solid.at), line=0.4)


def dining_table(solid: Solid, rng: Random) -> None:
    _table(solid, 190, 66, m.TIMBER)
    cloth = rng.choice((LINEN, LINEN, (196, 120, 104), (210, 214, 190)))
    solid.box((-95, 95), (28, 42.5), (-33, 33), cloth, shade=0.5)
    _laid(solid, 190, 66, 42.6, rng, food=True)


def trestle(solid: Solid, rng: Random) -> None:
    """Draw a long rough table, as in halls and inns."""
    wood = darker(m.PLANK, rng.uniform(0.05, 0.2))
    _table(solid, 150, 54, wood, 40)
    pen = solid.view.pen(solid.place(rng.uniform(-50, 50), 40, 0))
    for x in (-9, 4, 14):
        pen.fill([(x - 3, -9), (x + 3, -9), (x + 2.6, 0), (x - 2.6, 0)], (150, 118, 84), line=0.6)


def desk(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.TIMBER, darker(m.PLANK, 0.1)))
    solid.shadow(46)
    solid.boxes(
        ((-46, -20), (0, 38), (-22, 22), wood),
        ((20, 46), (0, 38), (-22, 22), wood),
        ((-50, 50), (38, 42), (-26, 26), lighter(wood, 0.08)),
        shade=0.4,
    )
    _laid(solid, 100, 52, 42.2, rng, food=False)


def school_desk(solid: Solid, _rng: Random) -> None:
    wood = m.PLANK
    solid.bars([((x, 0, z), (x, 34, z)) for x in (-34, 34) for z in (-10, 8)], 3, m.IRON)
    solid.box((-40, 40), (33, 37), (-12, 12), wood)
    solid.box((-38, 38), (18, 21), (-32, -20), darker(wood, 0.1))


def counter(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.TIMBER, m.PLANK, darker(m.PINE, 0.1)))
    solid.shadow(80)
    solid.box((-95, 95), (0, 46), (-16, 16), wood, shade=0.5)
    solid.box((-99, 99), (46, 50), (-20, 20), lighter(wood, 0.16))
    if solid.shows((0, 0, 1), (0, 20, 16)):
        front = solid.front(-95, 46, 16.2, 190, 46)
        front.fill(
            [rect(6 + 62 * k, 6, 58 + 62 * k, 40) for k in range(3)],
            solid.view.lit_at(darker(wood, 0.2), solid.at),
            line=0.5,
        )
    pen = solid.view.pen(solid.place(rng.choice((-52, 48)), 50, 0))
    pen.fills(
        [
            rect(-8, -3, 8, 0),
            ellipse(0, -12, 1.6, 9, count=10),
            ellipse(-9, -16, 6, 2, count=12),
            ellipse(9, -15, 6, 2, count=12),
        ],
        m.GOLD,
        line=0.5,
    )


def workbench(solid: Solid, rng: Random) -> None:
    _table(solid, 120, 46, darker(m.PLANK, 0.1), 44)
    pen = solid.view.pen(solid.place(-30, 44, 0))
    pen.fills([rect(-12, -4, 12, 0), rect(-2, -10, 3, -4)], m.TIMBER, line=0.5)
    pen.fill([(26, -2), (50, -5), (50, -1), (26, 0)], m.STEEL, line=0.5)
    shavings = solid.top(-60, 0.5, 10, 120, 30)
    curls = [ellipse(rng.uniform(0, 120), rng.uniform(0, 30), 4, 2, count=8) for _ in range(9)]
    shavings.fill(curls, solid.view.lit_at(lighter(m.PLANK, 0.3), solid.at), line=0.3)


def lab_bench(solid: Solid, rng: Random) -> None:
    _table(solid, 130, 46, darker(m.TIMBER, 0.1), 46)
    pen = solid.view.pen(solid.place(0, 46, 0))
    hues = ((112, 190, 150), (206, 110, 96), (150, 130, 206), (216, 180, 90))
    for k, x in enumerate((-50, -28, 4, 24, 46)):
        tall = rng.uniform(12, 24)
        pen.fill(
            [(x - 2, -tall), (x + 2, -tall), (x + 2, -tall * 0.5), (x + 7, 0), (x - 7, 0), (x - 2, -tall * 0.5)],
            (206, 220, 220),
            line=0.6,
            alpha=0.9,
        )
        pen.fill([(x - 4, -5), (x + 4, -5), (x + 7, 0), (x - 7, 0)], hues[k % 4], line=0.3)


def altar(solid: Solid, _rng: Random) -> None:
    solid.boxes(
        ((-80, 80), (0, 8), (-34, 44), lighter(m.STONE, 0.1)), ((-56, 56), (8, 16), (-26, 30), lighter(m.STONE, 0.16))
    )
    solid.box((-42, 42), (16, 60), (-14, 14), LINEN, shade=0.5)
    pen = solid.view.pen(solid.place(0, 60, 0))
    pen.fills([rect(-1.6, -34, 1.6, 0), rect(-9, -26, 9, -23)], m.GOLD, line=0.6)
    for x in (-32, 32):
        pen.fill(rect(x - 1.6, -14, x + 1.6, 0), LINEN, line=0.5)
        pen.fill(ellipse(x, -17, 1.5, 3, count=10), m.LAMP, line=0, lit=False)
        pen.glow(x, -17, 34, m.FLAME, 0.4)


def lectern(solid: Solid, _rng: Random) -> None:
    solid.shadow(16)
    solid.box((-7, 7), (0, 54), (-6, 6), m.TIMBER)
    solid.box((-16, 16), (54, 60), (-11, 11), m.PLANK)


def pulpit(solid: Solid, _rng: Random) -> None:
    solid.shadow(30)
    solid.box((-9, 9), (0, 40), (-9, 9), darker(m.TIMBER, 0.1))
    solid.box((-28, 28), (40, 92), (-22, 22), m.TIMBER, shade=0.5)
    solid.box((-32, 32), (92, 96), (-26, 26), lighter(m.TIMBER, 0.12))


_ROUND = tuple(Place(x, z, turn, "table", 27) for x, z, turn in ((0, 62, 180), (0, -62, 0), (62, 0, 90), (-62, 0, 270)))
_LONG = tuple(Place(x, z, turn, "table", 27) for x in (-52, 0, 52) for z, turn in ((50, 180), (-50, 0)))
_END = (
    Place(0, 46, 180, "table", 27),
    Place(0, -46, 0, "table", 27),
    Place(66, 0, 90, "table", 27),
    Place(-66, 0, 270, "table", 27),
)
_BEHIND = (Place(0, -44, 0, "table", 27), Place(0, 54, 180, "stand"), Place(40, 54, 180, "stand"))
TABLES: Mapping[str, Item] = {
    "table": Item(50, table, _END),
    "tea-table": Item(26, tea_table),
    "round-table": Item(48, round_table, _ROUND),
    "dining-table": Item(92, dining_table, (*_LONG, Place(116, 0, 90, "table", 27), Place(-116, 0, 270, "table", 27))),
    "trestle": Item(74, trestle, _LONG),
    "desk": Item(50, desk, _BEHIND),
    "school-desk": Item(40, school_desk, (Place(-18, -26, 0, "bench", 21), Place(18, -26, 0, "bench", 21))),
    "counter": Item(96, counter, (Place(0, -40, 0, "lean"), Place(-30, 46, 180, "stand"), Place(34, 46, 180, "lean"))),
    "workbench": Item(60, workbench, (Place(0, -40, 0, "lean"), Place(0, 44, 180, "stand"))),
    "lab-bench": Item(64, lab_bench, (Place(0, -40, 0, "lean"), Place(20, 44, 180, "stand"))),
    "altar": Item(80, altar, (Place(0, 66, 180, "stand"), Place(0, -30, 0, "stand")), lamp=76),
    "lectern": Item(18, lectern, (Place(0, -24, 0, "stand"),)),
    "pulpit": Item(34, pulpit, (Place(0, 0, 0, "stand", 42),)),
}
