"""What things are kept in, and what else stands about in rooms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.plans.furniture.item import Item, Place
from sketch.props import tools, vehicles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.plans.solids import Solid


def barrel(solid: Solid, _rng: Random) -> None:
    solid.shadow(18)
    pen = solid.view.pen(solid.at)
    pen.fill(
        spline([(-14, -50), (14, -50), (18, -25), (14, 0), (-14, 0), (-18, -25)], steps=4),
        m.PLANK,
        shade=darker(m.PLANK, 0.55),
        side="right",
        amount=0.75,
    )
    pen.fill(ellipse(0, -49, 13, 3.4, count=18), lighter(m.PLANK, 0.15), line=0.6)
    pen.strokes_of([[(-16, y), (0, y + 2.5), (16, y)] for y in (-41, -11)], (2.4, 2.8, 2.4), m.IRON)


def barrels(solid: Solid, rng: Random) -> None:
    for x, z in ((-20, -8), (18, -6), (0, 16)):
        barrel(type(solid).of(solid.view, solid.place(x, 0, z), solid.heading), rng)


def cask(solid: Solid, _rng: Random) -> None:
    """Draw a great cask that lies on its side, as in cellars."""
    solid.shadow(38)
    pen = solid.view.pen(solid.at)
    pen.fills([limb([(-26, 0), (-20, -8)], (6, 5)), limb([(26, 0), (20, -8)], (6, 5))], m.TIMBER)
    pen.fill(ellipse(0, -36, 34, 34, count=36), m.PLANK, shade=darker(m.PLANK, 0.5), side="right", amount=0.7)
    rim = ellipse(0, -36, 30, 30, count=30)
    pen.stroke([*rim, rim[0]], (2.6, 2.6), m.IRON)
    pen.strokes_of(
        [[(x, -36 - (27**2 - x * x) ** 0.5), (x, -36 + (27**2 - x * x) ** 0.5)] for x in (-14, 0, 14)],
        (0.8, 0.8),
        darker(m.PLANK, 0.5),
    )
    pen.fill(rect(-2.4, -16, 2.4, -7), m.TIMBER, line=0.5)


def crates(solid: Solid, rng: Random) -> None:
    solid.shadow(30)
    wood = rng.choice((m.PLANK, darker(m.PLANK, 0.15), lighter(m.PLANK, 0.1)))
    solid.boxes(((-30, 0), (0, 26), (-16, 14), wood), ((4, 32), (0, 22), (-14, 16), darker(wood, 0.12)), shade=0.4)
    solid.box((-18, 10), (24, 44), (-12, 12), lighter(wood, 0.1), shade=0.4)


def chest(solid: Solid, rng: Random) -> None:
    wood = rng.choice((m.PLANK, m.TIMBER))
    solid.shadow(28)
    solid.box((-26, 26), (0, 20), (-14, 14), wood, shade=0.4)
    solid.box((-27, 27), (20, 27), (-15, 15), lighter(wood, 0.12))
    solid.bars([((x, 0.0, 14.4), (x, 27.0, 15.4)) for x in (-16, 16)], 3, m.IRON)


def sacks(solid: Solid, _rng: Random) -> None:
    solid.shadow(26)
    pen = solid.view.pen(solid.at)
    for x, y, k in ((-14, 0, 1.0), (14, 1, 0.92), (2, 3, 0.8)):
        cloth = mix(m.THATCH, m.CREAM, 0.4)
        pen.fill(
            spline(
                [
                    (x - 13 * k, y),
                    (x - 12 * k, y - 20 * k),
                    (x - 4, y - 27 * k),
                    (x + 5, y - 27 * k),
                    (x + 12 * k, y - 19 * k),
                    (x + 13 * k, y),
                ],
                steps=4,
            ),
            cloth,
            shade=darker(cloth, 0.4),
        )


def hay(solid: Solid, rng: Random) -> None:
    solid.shadow(44)
    pen = solid.view.pen(solid.at)
    heap = spline([(-46, 0), (-38, -22), (-14, -44), (12, -42), (34, -24), (46, 0)], steps=5)
    pen.fill(heap, m.THATCH, shade=darker(m.THATCH, 0.4))
    stalks = []
    for _ in range(26):
        x, y = rng.uniform(-34, 34), -rng.uniform(2, 30)
        stalks.append([(x, y), (x + rng.uniform(-8, 8), y - rng.uniform(1, 6))])
    pen.strokes_of(stalks, (1.1, 0.5), lighter(m.THATCH, 0.3))


def plant(solid: Solid, rng: Random) -> None:
    solid.shadow(14)
    pen = solid.view.pen(solid.at)
    leaf = mix(m.LEAF, m.PINE, rng.uniform(0.1, 0.6))
    blades = []
    for k in range(9):
        a = -2.6 + 0.26 * k + rng.uniform(-0.1, 0.1)
        reach = rng.uniform(28, 44)
        blades.append(
            limb(
                [
                    (0, -18),
                    (math.cos(a + 0.6) * reach * 0.5, -18 + math.sin(a + 0.6) * reach * 0.9),
                    (math.cos(a + 0.45) * reach, -18 + math.sin(a + 0.45) * reach),
                ],
                (2, 7, 1),
            )
        )
    pen.fills(blades, leaf, shade=darker(leaf, 0.45), line=0.5)
    pot = rng.choice((m.TILE, (104, 128, 140), (196, 176, 140)))
    pen.fill([(-10, -20), (10, -20), (7, 0), (-7, 0)], pot, shade=darker(pot, 0.4), side="right")


def piano(solid: Solid, _rng: Random) -> None:
    solid.shadow(46)
    wood = darker(m.TIMBER, 0.25)
    solid.from_afar(
        ((0, 40, -8), lambda: solid.box((-48, 48), (0, 80), (-18, 2), wood, shade=0.4)),
        ((0, 30, 12), lambda: solid.box((-48, 48), (32, 42), (2, 24), lighter(wood, 0.08))),
    )
    keys = solid.top(-44, 42.2, 10, 88, 12)
    keys.fill([rect(0, 0, 88, 12)], solid.view.lit_at(m.CREAM, solid.at), line=0.3)
    keys.fill([rect(3 + 5 * k, 0, 6 + 5 * k, 7) for k in range(17) if k % 7 not in (2, 6)], (40, 36, 40), line=0)


def shelf(solid: Solid, rng: Random) -> None:
    """Draw a standing shelf that is seen from both sides."""
    solid.shadow(44)
    solid.box((-44, 44), (0, 112), (-12, 12), darker(m.TIMBER, 0.05), shade=0.3)
    if solid.shows((0, 0, 1), (0, 50, 12)):
        front = solid.front(-44, 112, 12.2, 88, 112)
        hues = ((150, 62, 54), (66, 92, 88), (176, 132, 74), (78, 76, 110), (170, 158, 128))
        groups: dict[RGB, list[list[tuple[float, float]]]] = {}
        for y in (28, 54, 80, 106):
            x = 4.0
            while x < 80:
                wide = rng.uniform(2.6, 6)
                groups.setdefault(rng.choice(hues), []).append(rect(x, y - rng.uniform(14, 21), x + wide - 0.5, y))
                x += wide
        front.fill([rect(2, 3, 86, 110)], solid.view.lit_at(darker(m.TIMBER, 0.5), solid.at), line=0)
        for hue, books in groups.items():
            front.fill(books, solid.view.lit_at(hue, solid.at), line=0.3)


def globe(solid: Solid, _rng: Random) -> None:
    solid.shadow(16)
    pen = solid.view.pen(solid.at)
    pen.stroke([(-12, 0), (0, -14), (12, 0)], (2.4, 3, 2.4), m.TIMBER)
    pen.fill(ellipse(0, -34, 17, 17, count=28), (106, 146, 164), shade=(58, 84, 110), side="right")
    pen.fill(spline([(-10, -40), (-2, -46), (5, -38), (0, -30), (-7, -30)], steps=3), m.MEADOW, line=0.4)
    pen.stroke([(-18, -40), (-12, -18), (8, -14)], (1.6, 1.8, 1.6), m.GOLD)


def easel(solid: Solid, rng: Random) -> None:
    solid.shadow(18)
    solid.bars([((-14, 0, 8), (0, 92, 0)), ((14, 0, 8), (0, 92, 0)), ((0, 0, -22), (0, 88, 0))], 3, m.PLANK)
    solid.panel(rect(-20, 36, 20, 80), 5, m.CREAM, shade=0.2)
    solid.panel(
        spline([(-18, 38), (-6, 56), (6, 44), (18, 58), (18, 38)], steps=3),
        5.3,
        rng.choice((m.LEAF, m.SEA, m.CLOTH_RED)),
    )


def anvil(solid: Solid, _rng: Random) -> None:
    solid.shadow(18)
    solid.box((-10, 10), (0, 26), (-9, 9), m.TIMBER)
    solid.boxes(((-7, 7), (26, 34), (-5, 5), m.IRON), ((-22, 16), (34, 42), (-7, 7), lighter(m.IRON, 0.15)))


def loom(solid: Solid, _rng: Random) -> None:
    """Draw a machine of a factory: a frame of beams with a drum."""
    solid.shadow(50)
    solid.boxes(
        ((-48, -42), (0, 92), (-26, 26), m.IRON),
        ((42, 48), (0, 92), (-26, 26), m.IRON),
        ((-46, 46), (34, 48), (-20, 20), mix(m.STEEL, m.SLATE, 0.4)),
        ((-46, 46), (84, 92), (-8, 8), darker(m.STEEL, 0.3)),
        shade=0.4,
    )
    pen = solid.view.pen(solid.place(0, 62, 22))
    rim = ellipse(0, 0, 20, 20, count=24)
    pen.stroke([*rim, rim[0]], (4, 4), m.IRON)
    pen.strokes_of([[(0, 0), rim[k]] for k in range(0, 24, 4)], (2, 2), m.IRON)


def console(solid: Solid, rng: Random) -> None:
    solid.shadow(48)
    steel = mix(m.SLATE, m.STEEL, 0.3)
    solid.box((-50, 50), (0, 36), (-16, 16), steel, shade=0.5)
    solid.box((-52, 52), (36, 42), (-20, 18), lighter(steel, 0.2))
    top = solid.top(-50, 42.3, -16, 100, 30)
    for hue in ((236, 96, 80), (246, 206, 96), (120, 226, 190)):
        top.fill(
            [rect(x, z, x + 6, z + 4) for x, z in ((rng.uniform(4, 90), rng.uniform(2, 24)) for _ in range(6))],
            hue,
            line=0,
            shine=True,
        )


def bath(solid: Solid, _rng: Random) -> None:
    solid.shadow(38)
    solid.box((-38, 38), (4, 30), (-18, 18), m.CREAM, shade=0.5)


def trunk(solid: Solid, rng: Random) -> None:
    hide = rng.choice(((120, 82, 56), (84, 66, 58), (92, 104, 100)))
    solid.shadow(28)
    solid.box((-28, 28), (0, 24), (-16, 16), hide, shade=0.4)
    solid.bars([((x, 0.0, 16.3), (x, 24.2, 16.3)) for x in (-18, 18)], 3, darker(hide, 0.4))


def bucket(solid: Solid, _rng: Random) -> None:
    tools.DRAWINGS["bucket"](solid.view.pen(solid.at))


def cartwheel(solid: Solid, _rng: Random) -> None:
    solid.shadow(16)
    vehicles.wheel(solid.view.pen(solid.at).at(0, 0, scale=1.6))


_STAND = (Place(0, 40, 180, "stand"),)
STORES: Mapping[str, Item] = {
    "barrel": Item(20, barrel, (Place(28, 0, 200, "lean"),)),
    "barrels": Item(42, barrels, (Place(46, 0, 200, "lean"),)),
    "cask": Item(38, cask, _STAND),
    "crates": Item(36, crates, (Place(0, 0, 0, "seat", 30),)),
    "chest": Item(30, chest, (Place(0, 0, 0, "seat", 27), *_STAND)),
    "sacks": Item(28, sacks),
    "hay": Item(48, hay, (Place(0, 10, 0, "bed", 26), Place(-20, 16, 0, "seat", 22))),
    "plant": Item(16, plant),
    "piano": Item(50, piano, (Place(0, 44, 180, "seat", 26), Place(56, 26, 230, "lean"))),
    "shelf": Item(46, shelf, _STAND),
    "globe": Item(18, globe),
    "easel": Item(24, easel, _STAND),
    "anvil": Item(22, anvil, _STAND),
    "loom": Item(54, loom, (Place(0, 50, 180, "stand"),)),
    "console": Item(52, console, (Place(0, 44, 180, "stand"), Place(34, 40, 180, "seat", 27))),
    "bath": Item(40, bath),
    "trunk": Item(30, trunk, (Place(0, 0, 0, "seat", 24), *_STAND)),
    "bucket": Item(12, bucket),
    "cartwheel": Item(20, cartwheel),
    "straw-heap": Item(40, hay, (Place(0, 10, 0, "bed", 18),)),
}
