"""Tools, and what work is done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, limb, rect, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def hammer(pen: Pen) -> None:
    pen.stroke([(0, 9), (0, -9)], (1.5, 1.4), m.PLANK)
    pen.fill(rect(-4.6, -12, 4.6, -8), m.IRON, shade=darker(m.IRON, 0.4))


def spade(pen: Pen) -> None:
    pen.stroke([(0, -22), (0, 14)], (1.5, 1.5), m.PLANK)
    pen.stroke([(-3, -22), (3, -22)], (1.5, 1.5), m.PLANK)
    pen.curve([(-4, 13), (4, 13), (3.6, 22), (0, 26), (-3.6, 22)], m.STEEL, shade=darker(m.STEEL, 0.4))


def pick(pen: Pen) -> None:
    pen.stroke([(0, 20), (0, -18)], (1.7, 1.5), m.PLANK)
    pen.stroke([(-12, -13), (-6, -17.4), (0, -18.6), (6, -17.4), (12, -13)], (0.8, 2, 2.8, 2, 0.8), m.IRON)


def rake(pen: Pen) -> None:
    pen.stroke([(0, 30), (0, -24)], (1.3, 1.3), m.PLANK)
    pen.stroke([(-7, -24), (7, -24)], (1.4, 1.4), m.TIMBER)
    pen.strokes_of([[(x, -24), (x, -28)] for x in (-6, -3, 0, 3, 6)], (0.9, 0.7), m.TIMBER)


def broom(pen: Pen) -> None:
    pen.stroke([(0, -34), (0, 16)], (1.3, 1.3), m.PLANK)
    pen.fill([(-2, 14), (2, 14), (6, 30), (-6, 30)], m.THATCH, shade=darker(m.THATCH, 0.4))
    pen.stroke([(-2.4, 17), (2.4, 17)], (1, 1), m.CLOTH_RED)


def oar(pen: Pen) -> None:
    pen.stroke([(0, 20), (0, -24)], (1.5, 1.4), m.PLANK)
    pen.curve([(-2, -24), (2, -24), (3, -34), (0, -42), (-3, -34)], m.PLANK, shade=darker(m.PLANK, 0.4))


def stick(pen: Pen) -> None:
    pen.fill(limb([(2, -30), (0, 0), (-3, 40)], (1.7, 1.7, 1.4)), m.BARK)


def rope(pen: Pen) -> None:
    for r in (5.4, 4.2, 3.0):
        pen.stroke(ellipse(0, 2, r, r * 0.55, count=18), (1.1, 1.1), (196, 166, 116))


def key(pen: Pen) -> None:
    pen.stroke([(0, -1), (0, 7)], (1, 1), m.GOLD)
    pen.strokes_of([[(0, 6.4), (2.4, 6.4)], [(0, 4.4), (1.8, 4.4)]], (0.9, 0.9), m.GOLD)
    pen.stroke([(0, -1), (-2, -3), (0, -5), (2, -3), (0, -1)], (0.9, 0.9, 0.9, 0.9, 0.9), m.GOLD)


def scissors(pen: Pen) -> None:
    pen.strokes_of([[(-2, 4), (2.4, -7)], [(2, 4), (-2.4, -7)]], (1.1, 0.4), m.STEEL)
    for x in (-2.6, 2.6):
        ring_of = ellipse(x, 5.6, 1.9, 2.3, count=16)
        pen.stroke([*ring_of, ring_of[0]], (0.8, 0.8), m.IRON)


def thread(pen: Pen) -> None:
    pen.fills([rect(-2.6, -3.4, 2.6, -2.4), rect(-2.6, 2.4, 2.6, 3.4)], m.PLANK, line=0.4)
    pen.fill(rect(-2, -2.4, 2, 2.4), m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.4), side="right", line=0.4)
    pen.stroke([(1.8, 1), (5, 3), (7, -3)], (0.4, 0.4, 0.4), m.CLOTH_RED)
    pen.stroke([(7, -3), (7.6, -8)], (0.7, 0.3), m.STEEL)


def bucket(pen: Pen) -> None:
    pen.stroke([(-6, 2), (-3, -5), (3, -5), (6, 2)], (0.7, 0.7, 0.7, 0.7), m.IRON)
    pen.fill([(-6.4, 2), (6.4, 2), (4.8, 13), (-4.8, 13)], m.PLANK, shade=darker(m.PLANK, 0.5), side="right")
    pen.strokes_of([[(-6, 4.4), (6, 4.4)], [(-5.2, 10.4), (5.2, 10.4)]], (0.8, 0.8), m.IRON)


def basket(pen: Pen) -> None:
    pen.stroke([(-5.4, 4), (-3.6, -3), (3.6, -3), (5.4, 4)], (1, 1, 1, 1), darker(m.PLANK, 0.2))
    pen.fill(spline([(-6.4, 4), (6.4, 4), (5, 11), (-5, 11)]), m.PLANK, shade=darker(m.PLANK, 0.5))
    pen.strokes_of([[(-6, y), (6, y)] for y in (6, 8)], (0.5, 0.5), darker(m.PLANK, 0.45))


def bag(pen: Pen) -> None:
    pen.curve([(-2, -4), (2, -4), (5.4, 3), (5, 10), (0, 12), (-5, 10), (-5.4, 3)], (168, 140, 104), shade=(98, 78, 60))
    pen.curve([(-3.4, -7), (0, -5.4), (3.4, -7), (1.8, -3.6), (-1.8, -3.6)], (168, 140, 104))
    pen.stroke([(-2.2, -3.8), (2.2, -3.8)], (0.8, 0.8), m.CLOTH_RED)


def ladder(pen: Pen) -> None:
    pen.strokes_of([[(-14, 0), (-9, -112)], [(14, 0), (9, -112)]], (2.6, 2.2), m.PLANK)
    pen.strokes_of(
        [[(-13.6 + k * 0.6, -10 - k * 13), (13.6 - k * 0.6, -10 - k * 13)] for k in range(8)], (2, 2), m.PLANK
    )


def wheelbarrow(pen: Pen) -> None:
    pen.stroke([(-34, -22), (18, -12)], (2.4, 2.2), m.TIMBER)
    pen.fill([(-20, -30), (20, -28), (14, -12), (-14, -14)], m.PLANK, shade=darker(m.PLANK, 0.45))
    pen.stroke([(-12, -14), (-14, 0)], (2, 2), m.TIMBER)
    rim = ellipse(22, -8, 8, 8, count=24)
    pen.stroke([*rim, rim[0]], (2, 2), m.TIMBER)


def barrel(pen: Pen) -> None:
    pen.fill(
        spline([(-11, -30), (11, -30), (14, -15), (11, 0), (-11, 0), (-14, -15)]),
        m.PLANK,
        shade=darker(m.PLANK, 0.55),
        side="right",
    )
    pen.strokes_of([[(-13, y), (0, y + 1.6), (13, y)] for y in (-24, -7)], (1.8, 1.8, 1.8), m.IRON)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "hammer": hammer,
    "spade": spade,
    "pick": pick,
    "rake": rake,
    "broom": broom,
    "oar": oar,
    "stick": stick,
    "rope": rope,
    "key": key,
    "scissors": scissors,
    "thread": thread,
    "bucket": bucket,
    "basket": basket,
    "bag": bag,
    "ladder": ladder,
    "wheelbarrow": wheelbarrow,
    "barrel": barrel,
}
"""By the name that the vocabulary has for each."""
