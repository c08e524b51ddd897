"""What people carry about: jewels, clothes taken off, flowers and toys."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import Outline, ellipse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def crown(pen: Pen) -> None:
    pen.fill(
        [(-5, 3), (-6, -4), (-2.6, -0.6), (0, -5.6), (2.6, -0.6), (6, -4), (5, 3)], m.GOLD, shade=darker(m.GOLD, 0.4)
    )
    pen.fill(ellipse(0, 1, 1, 1, count=10), (170, 60, 60), line=0.3)


def ring(pen: Pen) -> None:
    band = ellipse(0, 1, 2.6, 2.8, count=18)
    pen.stroke([*band, band[0]], (0.9, 0.9), m.GOLD)
    pen.fill([(-1.3, -2), (0, -3.8), (1.3, -2), (0, -0.8)], (120, 180, 206), line=0.3)


def necklace(pen: Pen) -> None:
    pen.stroke([(-5, -5), (-4, 1), (0, 5), (4, 1), (5, -5)], (0.7, 0.7, 0.8, 0.7, 0.7), m.GOLD)
    pen.fill(ellipse(0, 6.4, 1.6, 1.9, count=14), (186, 52, 64), line=0.3)


def coins(pen: Pen) -> None:
    pen.fills(
        [ellipse(x, y, 2.4, 1.6, count=14) for x, y in ((-2.4, 1), (2.2, 1.4), (0, -0.6), (0.8, -2.2))],
        m.GOLD,
        shade=darker(m.GOLD, 0.35),
        line=0.6,
    )


def clock(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 4.6, 4.6), m.GOLD, shade=darker(m.GOLD, 0.4))
    pen.fill(ellipse(0, 0, 3.7, 3.7), m.CREAM, line=0)
    pen.strokes_of([[(0, 0), (0, -2.8)], [(0, 0), (1.8, 0.8)]], (0.5, 0.5), (50, 44, 46))


def mirror(pen: Pen) -> None:
    pen.stroke([(0, 1), (0, 9)], (1.5, 1.2), m.GOLD)
    pen.fill(ellipse(0, -5, 5.2, 6.2), m.GOLD, shade=darker(m.GOLD, 0.4))
    pen.fill(ellipse(0, -5, 4, 5), (206, 222, 228), shade=(150, 172, 186), line=0.4)


def telescope(pen: Pen) -> None:
    pen.stroke([(-7, 4), (3, -3)], (1.6, 2), m.GOLD)
    pen.stroke([(3, -3), (13, -10)], (2.4, 3), (92, 60, 44))
    pen.stroke([(12.2, -9.4), (13.6, -10.4)], (3.4, 3.4), m.GOLD)


def spectacles(pen: Pen) -> None:
    for x in (-2.8, 2.8):
        lens = ellipse(x, 0, 2.1, 1.9, count=16)
        pen.stroke([*lens, lens[0]], (0.6, 0.6), m.IRON)
    pen.strokes_of([[(-0.8, -0.4), (0.8, -0.4)], [(-4.8, -0.4), (-7, -2)], [(4.8, -0.4), (7, -2)]], (0.5, 0.5), m.IRON)


def pipe(pen: Pen) -> None:
    pen.stroke([(-6, -2), (0, -1), (4, 2)], (0.7, 0.8, 1), m.TIMBER)
    pen.fill([(3, -3), (7, -3), (6.4, 3), (3.6, 3)], (112, 66, 46), shade=(66, 40, 36))


def skull(pen: Pen) -> None:
    pen.curve(
        [(-4, -2), (-3, -6), (0, -7.4), (3, -6), (4, -2), (2.4, 0.6), (2.2, 3), (-2.2, 3), (-2.4, 0.6)],
        m.CREAM,
        shade=(170, 156, 130),
    )
    pen.fills([ellipse(-1.6, -2.2, 1.1, 1.2, count=10), ellipse(1.6, -2.2, 1.1, 1.2, count=10)], (52, 44, 46), line=0)


def umbrella(pen: Pen) -> None:
    pen.stroke([(0, 2), (0, -26)], (0.9, 0.9), m.TIMBER)
    dome: Outline = [
        (-17, -22),
        (-12, -32),
        (0, -37),
        (12, -32),
        (17, -22),
        (11.4, -24),
        (5.6, -22),
        (0, -24),
        (-5.6, -22),
        (-11.4, -24),
    ]
    pen.fill(dome, (66, 72, 92), shade=(34, 36, 54))


def hat(pen: Pen) -> None:
    pen.fill(ellipse(0, 2, 9, 2.2), (74, 64, 70))
    pen.curve([(-5, 2), (-4.8, -5), (0, -6.6), (4.8, -5), (5, 2)], (74, 64, 70), shade=(40, 36, 44))
    pen.stroke([(-4.9, 0), (0, 1), (4.9, 0)], (1.4, 1.4, 1.4), m.CLOTH_RED)


def cloak(pen: Pen) -> None:
    pen.curve([(-3, -4), (3, -4), (7, 12), (5, 28), (0, 26), (-4, 29), (-8, 14)], (86, 70, 104), shade=(48, 40, 66))
    pen.strokes_of([[(-1, 2), (-3, 24)], [(2, 2), (3, 22)]], (0.7, 0.5), (56, 46, 74))


def slippers(pen: Pen) -> None:
    for x in (-3, 4):
        pen.curve(
            [(x - 4, 0), (x - 3, -3), (x, -3.4), (x + 4, -1.4), (x + 5, 1.4), (x - 3.6, 1.6)],
            m.CLOTH_RED,
            shade=darker(m.CLOTH_RED, 0.4),
        )


def flower(pen: Pen) -> None:
    pen.stroke([(0, 6), (0.4, 0), (0, -5)], (0.7, 0.6, 0.5), m.LEAF)
    pen.fills(
        [ellipse(dx, -6 + dy, 1.7, 1.5, count=10) for dx, dy in ((-1.8, 0), (1.8, 0), (0, -1.8), (0, 1.6))],
        (218, 92, 92),
        line=0.4,
    )
    pen.fill(ellipse(0, -6, 1.1, 1.1, count=10), m.GOLD, line=0)


def wreath(pen: Pen) -> None:
    for x, y in ((0, -6), (4.6, -4), (6, 1), (3.6, 5.6), (-1, 7), (-5.2, 4.4), (-6, -0.6), (-3.8, -4.6)):
        pen.fill(ellipse(x, y, 2.7, 2, tilt=math.atan2(y, x), count=12), m.LEAF, shade=darker(m.LEAF, 0.4), line=0.5)
    pen.fills(
        [ellipse(x, y, 1.2, 1.2, count=10) for x, y in ((4, -4.6), (-5, 3.6), (2.6, 6.4))], (218, 92, 92), line=0.3
    )


def flag(pen: Pen) -> None:
    pen.stroke([(0, 8), (0, -44)], (1.2, 0.9), m.TIMBER)
    pen.curve(
        [(0.4, -44), (10, -46), (20, -43), (20, -32), (10, -35), (0.4, -32)],
        m.CLOTH_RED,
        shade=darker(m.CLOTH_RED, 0.4),
    )


def doll(pen: Pen) -> None:
    pen.fill([(-1.6, -3), (1.6, -3), (5, 9), (-5, 9)], m.WALL_ROSE, shade=darker(m.WALL_ROSE, 0.4))
    pen.strokes_of([[(-1, -2), (-5, 2)], [(1, -2), (5, 2)]], (1.1, 0.9), (236, 206, 178))
    pen.fill(ellipse(0, -5.6, 2.9, 3), (236, 206, 178))
    pen.curve([(-3, -5), (-2.6, -8.6), (0, -9.4), (2.6, -8.6), (3, -5), (0, -7.2)], (150, 92, 56), line=0.5)


def ball(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 5, 5), m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.4))
    pen.stroke([(-4.6, -1.6), (0, 0.4), (4.6, -1.6)], (1.1, 1.3, 1.1), m.CREAM)


def kite(pen: Pen) -> None:
    pen.stroke([(0, 4), (3, -12), (6, -26)], (0.4, 0.4, 0.4), m.CREAM)
    pen.fill([(6, -26), (-2, -38), (8, -52), (16, -38)], m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.35), side="right")
    pen.strokes_of([[(6, -26), (8, -52)], [(-2, -38), (16, -38)]], (0.6, 0.6), m.TIMBER)


def balloon(pen: Pen) -> None:
    pen.stroke([(0, 3), (1, -14), (0, -26)], (0.4, 0.4, 0.4), m.CREAM)
    pen.curve([(0, -26), (-7, -34), (-7.4, -43), (0, -48), (7.4, -43), (7, -34)], (196, 84, 78), shade=(132, 46, 54))


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "crown": crown,
    "ring": ring,
    "necklace": necklace,
    "coins": coins,
    "clock": clock,
    "mirror": mirror,
    "telescope": telescope,
    "spectacles": spectacles,
    "pipe": pipe,
    "skull": skull,
    "umbrella": umbrella,
    "hat": hat,
    "cloak": cloak,
    "slippers": slippers,
    "flower": flower,
    "wreath": wreath,
    "flag": flag,
    "doll": doll,
    "ball": ball,
    "kite": kite,
    "balloon": balloon,
}
"""By the name that the vocabulary has for each."""
