"""Things small enough to hold: drawn around the pen's origin, in the measure of people (a grown person is 100)."""

from __future__ import annotations

from collections.abc import Callable

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.pen import Pen

STEEL = (176, 184, 194)
GOLD = (214, 168, 72)
CREAM = (240, 230, 206)


def lantern(pen: Pen) -> None:
    pen.stroke([(-2.6, 3), (0, 0), (2.6, 3)], (0.7, 0.7, 0.7), m.IRON)
    pen.fill([(-3.4, 4), (3.4, 4), (4, 12), (-4, 12)], m.LAMP, lit=False)
    pen.fills([[(-4, 4.2), (0, 1.6), (4, 4.2)], rect(-4.4, 12, 4.4, 14), rect(-0.4, 4, 0.4, 12)], m.IRON, line=0.5)
    pen.glow(0, 8, 42, m.FLAME, 0.85)


def candle(pen: Pen) -> None:
    pen.fill(rect(-1, -4, 1, 3), CREAM, line=0.5)
    pen.fill(ellipse(0, -6, 0.9, 2), m.LAMP, lit=False, line=0)
    pen.fill(ellipse(0, 3, 3.4, 1), GOLD)
    pen.glow(0, -6, 30, m.FLAME, 0.7)


def book(pen: Pen) -> None:
    pen.fills([[(-6, -3), (0, -2), (0, 5), (-6, 4)], [(6, -3), (0, -2), (0, 5), (6, 4)]], (150, 62, 54))
    pen.fills(
        [[(-5.4, -3.6), (0, -2.4), (0, 4), (-5.4, 3)], [(5.4, -3.6), (0, -2.4), (0, 4), (5.4, 3)]],
        CREAM,
        shade=(200, 184, 150),
    )


def letter(pen: Pen) -> None:
    pen.fill([(-4, -3), (4, -3.6), (4.2, 2.4), (-3.8, 3)], CREAM, shade=(206, 190, 158))
    pen.strokes_of([[(-2.6, y), (2.8, y - 0.4)] for y in (-1.6, -0.2, 1.2)], (0.3, 0.3), (110, 90, 80))


def map_(pen: Pen) -> None:
    pen.fill(
        [(-8, -4), (-3, -5), (3, -4), (8, -5), (8, 5), (3, 6), (-3, 5), (-8, 6)], (226, 200, 148), shade=(170, 132, 84)
    )
    pen.stroke([(-6, 3), (-2, 0), (2, 2), (5, -2)], (0.6, 0.6, 0.6), (166, 64, 52))


def sword(pen: Pen) -> None:
    pen.fill([(-0.9, 0), (-0.7, -36), (0, -39), (0.7, -36), (0.9, 0)], STEEL, shade=darker(STEEL, 0.4), side="right")
    pen.fills([rect(-4.4, -1, 4.4, 0.6), ellipse(0, 6, 1.3, 1.3)], GOLD)
    pen.fill(rect(-0.8, 0.6, 0.8, 5.4), (92, 60, 44))


def knife(pen: Pen) -> None:
    pen.fill([(-0.8, 0), (-0.6, -11), (0.9, -8), (0.9, 0)], STEEL)
    pen.fill(rect(-0.9, 0, 1, 4.4), (92, 60, 44))


def gun(pen: Pen) -> None:
    pen.fill([(-1, -1), (-1.4, 4), (1, 4.6), (2, 1), (16, 0.4), (16, -1.6), (0, -2)], (92, 66, 48), shade=m.IRON)
    pen.stroke([(2, -1.6), (16, -1.4)], (1.4, 1.2), m.IRON)


def flower(pen: Pen) -> None:
    pen.stroke([(0, 6), (0.4, 0), (0, -5)], (0.7, 0.6, 0.5), m.LEAF)
    pen.fills(
        [ellipse(dx, -6 + dy, 1.7, 1.5, count=10) for dx, dy in ((-1.8, 0), (1.8, 0), (0, -1.8), (0, 1.6))],
        (218, 92, 92),
        line=0.4,
    )
    pen.fill(ellipse(0, -6, 1.1, 1.1, count=10), GOLD, line=0)


def basket(pen: Pen) -> None:
    pen.stroke([(-5.4, 4), (-3.6, -3), (3.6, -3), (5.4, 4)], (1, 1, 1, 1), darker(m.PLANK, 0.2))
    pen.fill(spline([(-6.4, 4), (6.4, 4), (5, 11), (-5, 11)]), m.PLANK, shade=darker(m.PLANK, 0.5))
    pen.strokes_of([[(-6, y), (6, y)] for y in (6, 8)], (0.5, 0.5), darker(m.PLANK, 0.45))


def bottle(pen: Pen) -> None:
    pen.fill(
        [(-2, 6), (-2, -1), (-0.8, -3), (-0.8, -7), (0.8, -7), (0.8, -3), (2, -1), (2, 6)],
        (84, 120, 90),
        shade=(40, 62, 52),
        side="right",
    )


def cup(pen: Pen) -> None:
    pen.fill([(-2.4, -2.4), (2.4, -2.4), (1.9, 3), (-1.9, 3)], (206, 196, 180), shade=(140, 128, 116))
    pen.stroke([(2.3, -1.4), (4.2, 0), (2, 1.6)], (0.6, 0.6, 0.6), (176, 164, 148))


def key(pen: Pen) -> None:
    pen.stroke([(0, -1), (0, 7)], (1, 1), GOLD)
    pen.strokes_of([[(0, 6.4), (2.4, 6.4)], [(0, 4.4), (1.8, 4.4)]], (0.9, 0.9), GOLD)
    pen.stroke([(0, -1), (-2, -3), (0, -5), (2, -3), (0, -1)], (0.9, 0.9, 0.9, 0.9, 0.9), GOLD)


def rope(pen: Pen) -> None:
    for r in (5.4, 4.2, 3.0):
        pen.stroke(ellipse(0, 2, r, r * 0.55, count=18), (1.1, 1.1), (196, 166, 116))


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


def crown(pen: Pen) -> None:
    pen.fill([(-5, 3), (-6, -4), (-2.6, -0.6), (0, -5.6), (2.6, -0.6), (6, -4), (5, 3)], GOLD, shade=darker(GOLD, 0.4))
    pen.fill(ellipse(0, 1, 1, 1, count=10), (170, 60, 60), line=0.3)


def clock(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 4.6, 4.6), GOLD, shade=darker(GOLD, 0.4))
    pen.fill(ellipse(0, 0, 3.7, 3.7), CREAM, line=0)
    pen.strokes_of([[(0, 0), (0, -2.8)], [(0, 0), (1.8, 0.8)]], (0.5, 0.5), (50, 44, 46))


def axe(pen: Pen) -> None:
    pen.stroke([(0, 10), (0, -18)], (1.6, 1.5), m.PLANK)
    pen.curve([(0.4, -18), (6, -20), (7, -13), (0.4, -13.6)], STEEL, shade=darker(STEEL, 0.4))


def flag(pen: Pen) -> None:
    pen.stroke([(0, 8), (0, -44)], (1.2, 0.9), m.TIMBER)
    pen.curve(
        [(0.4, -44), (10, -46), (20, -43), (20, -32), (10, -35), (0.4, -32)],
        m.CLOTH_RED,
        shade=darker(m.CLOTH_RED, 0.4),
    )


def skull(pen: Pen) -> None:
    pen.curve(
        [(-4, -2), (-3, -6), (0, -7.4), (3, -6), (4, -2), (2.4, 0.6), (2.2, 3), (-2.2, 3), (-2.4, 0.6)],
        CREAM,
        shade=(170, 156, 130),
    )
    pen.fills([ellipse(-1.6, -2.2, 1.1, 1.2, count=10), ellipse(1.6, -2.2, 1.1, 1.2, count=10)], (52, 44, 46), line=0)


def bell(pen: Pen) -> None:
    pen.curve([(-1.4, -6), (1.4, -6), (3.2, -1), (5.4, 3), (-5.4, 3), (-3.2, -1)], GOLD, shade=darker(GOLD, 0.5))
    pen.fill(ellipse(0, 4, 1.2, 1.2, count=10), darker(GOLD, 0.4), line=0.3)


def stick(pen: Pen) -> None:
    pen.fill(limb([(2, -30), (0, 0), (-3, 40)], (1.7, 1.7, 1.4)), m.BARK)


def fish(pen: Pen) -> None:
    pen.curve([(-7, 0), (-2, -2.6), (4, -1.6), (6.4, 0), (4, 1.8), (-2, 2.6)], (150, 172, 182), shade=(92, 112, 128))
    pen.fill([(-6.4, 0), (-10, -3), (-10, 3)], (130, 152, 166))


def apple(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 2.6, 2.5), (192, 62, 54), shade=(120, 34, 40))
    pen.stroke([(0, -2), (0.8, -4)], (0.5, 0.4), m.BARK)


HELD: dict[str, Callable[[Pen], None]] = {
    "lantern": lantern,
    "lamp": lantern,
    "candle": candle,
    "torch": candle,
    "book": book,
    "letter": letter,
    "paper": letter,
    "map": map_,
    "chart": map_,
    "sword": sword,
    "cutlass": sword,
    "knife": knife,
    "dagger": knife,
    "gun": gun,
    "pistol": gun,
    "musket": gun,
    "flower": flower,
    "rose": flower,
    "basket": basket,
    "bottle": bottle,
    "cup": cup,
    "glass": cup,
    "key": key,
    "rope": rope,
    "umbrella": umbrella,
    "crown": crown,
    "clock": clock,
    "watch": clock,
    "axe": axe,
    "flag": flag,
    "skull": skull,
    "bell": bell,
    "stick": stick,
    "staff": stick,
    "fish": fish,
    "apple": apple,
}
"""What somebody can hold in a hand, by the words for it."""
