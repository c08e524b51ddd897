"""What stands on a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, rect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


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


def jug(pen: Pen) -> None:
    pen.stroke([(4, -4), (8, -2), (7, 4), (4, 5)], (0.9, 0.9, 0.9, 0.9), m.SLATE)
    pen.curve(
        [(-3, -7), (3, -7), (3.4, -3), (5.4, 2), (4, 7), (-4, 7), (-5.4, 2), (-3.4, -3)],
        m.SLATE,
        shade=darker(m.SLATE, 0.45),
    )
    pen.fill([(-3, -6.6), (-6.6, -6), (-3.6, -3)], m.SLATE)


def plate(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 8, 2.6), m.CREAM, shade=(196, 182, 154))
    pen.fill(ellipse(0, -0.4, 5, 1.4), (206, 190, 158), line=0.3)


def bowl(pen: Pen) -> None:
    pen.curve([(-7, -2), (7, -2), (5, 3), (2, 5), (-2, 5), (-5, 3)], m.WALL_BLUE, shade=darker(m.WALL_BLUE, 0.45))
    pen.fill(ellipse(0, -2, 7, 1.7), darker(m.WALL_BLUE, 0.35), line=0.5)


def loaf(pen: Pen) -> None:
    pen.curve([(-8, 3), (-8, -1), (-3, -4.6), (4, -4.4), (8, -1), (8, 3)], (206, 150, 88), shade=(140, 88, 48))
    pen.strokes_of([[(x, -3), (x + 2, 0)] for x in (-4, -0.5, 3)], (0.6, 0.5), (150, 96, 54))


def cake(pen: Pen) -> None:
    pen.fill(rect(-7, -3, 7, 4), (214, 168, 112), shade=(150, 98, 60))
    pen.curve([(-7, -2), (-7, -5), (0, -6.4), (7, -5), (7, -2), (4, -0.6), (1, -2), (-3, -0.4)], m.CREAM, line=0.6)
    pen.fill(ellipse(0, -6.6, 1.3, 1.2, count=12), (192, 62, 54), line=0.3)


def cheese(pen: Pen) -> None:
    pen.fill([(-8, 3), (-8, -1), (7, -5), (7, 3)], (236, 196, 96), shade=(186, 136, 52))
    pen.fills([ellipse(-3, 0.6, 1, 0.9, count=10), ellipse(3, -1.4, 1.2, 1, count=10)], (196, 146, 60), line=0)


def apple(pen: Pen) -> None:
    pen.fill(ellipse(0, 0, 2.6, 2.5), (192, 62, 54), shade=(120, 34, 40))
    pen.stroke([(0, -2), (0.8, -4)], (0.5, 0.4), m.BARK)


def fish(pen: Pen) -> None:
    pen.curve([(-7, 0), (-2, -2.6), (4, -1.6), (6.4, 0), (4, 1.8), (-2, 2.6)], (150, 172, 182), shade=(92, 112, 128))
    pen.fill([(-6.4, 0), (-10, -3), (-10, 3)], (130, 152, 166))


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "bottle": bottle,
    "cup": cup,
    "jug": jug,
    "plate": plate,
    "bowl": bowl,
    "loaf": loaf,
    "cake": cake,
    "cheese": cheese,
    "apple": apple,
    "fish": fish,
}
"""By the name that the vocabulary has for each."""
