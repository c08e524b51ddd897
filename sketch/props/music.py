"""Instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, rect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def bell(pen: Pen) -> None:
    pen.curve([(-1.4, -6), (1.4, -6), (3.2, -1), (5.4, 3), (-5.4, 3), (-3.2, -1)], m.GOLD, shade=darker(m.GOLD, 0.5))
    pen.fill(ellipse(0, 4, 1.2, 1.2, count=10), darker(m.GOLD, 0.4), line=0.3)


def violin(pen: Pen) -> None:
    pen.stroke([(0, -8), (0, -22)], (1.4, 1.2), m.TIMBER)
    pen.curve(
        [(-3, -8), (3, -8), (4.6, -4), (3, 0), (5.4, 5), (3.4, 9.6), (-3.4, 9.6), (-5.4, 5), (-3, 0), (-4.6, -4)],
        (168, 92, 48),
        shade=(104, 52, 34),
    )
    pen.strokes_of([[(x, -20), (x, 7)] for x in (-0.7, 0.7)], (0.25, 0.25), m.CREAM)


def guitar(pen: Pen) -> None:
    pen.stroke([(0, -8), (0, -30)], (1.8, 1.5), m.TIMBER)
    pen.curve(
        [(-4, -8), (4, -8), (5, -3), (4, 1), (7, 7), (4, 13), (-4, 13), (-7, 7), (-4, 1), (-5, -3)],
        (196, 132, 76),
        shade=(124, 76, 44),
    )
    pen.fill(ellipse(0, 2, 2.2, 2.2, count=16), (58, 42, 38), line=0)


def flute(pen: Pen) -> None:
    pen.stroke([(-3, 6), (3, -16)], (1.3, 1.2), m.PLANK)
    pen.fills([ellipse(-1.6 + k * 0.95, 0.6 - k * 3.4, 0.45, 0.45, count=8) for k in range(4)], (50, 40, 40), line=0)


def drum(pen: Pen) -> None:
    pen.fill(rect(-8, -3, 8, 9), m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.45), side="right")
    pen.strokes_of([[(-8, -2), (-4, 8), (0, -2), (4, 8), (8, -2)]], (0.5, 0.5, 0.5, 0.5, 0.5), m.CREAM)
    pen.fill(ellipse(0, -3, 8, 2.4), m.CREAM)


def trumpet(pen: Pen) -> None:
    pen.stroke([(-7, 2), (8, -4)], (1, 1.1), m.GOLD)
    pen.fill([(7, -5.2), (15, -11), (17.4, -3.6), (8, -2.8)], m.GOLD, shade=darker(m.GOLD, 0.4))


def piano(pen: Pen) -> None:
    pen.fill(rect(-52, -66, 52, -26), (66, 44, 40), shade=(34, 24, 28))
    pen.fills([rect(-48, -26, -42, 0), rect(42, -26, 48, 0)], (58, 38, 36))
    pen.fill([(-52, -36), (52, -36), (56, -28), (-56, -28)], m.CREAM, line=0.6)
    pen.strokes_of([[(x, -35.6), (x, -30)] for x in range(-46, 50, 8)], (1.8, 1.8), (44, 36, 38))


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "bell": bell,
    "violin": violin,
    "guitar": guitar,
    "flute": flute,
    "drum": drum,
    "trumpet": trumpet,
    "piano": piano,
}
"""By the name that the vocabulary has for each."""
