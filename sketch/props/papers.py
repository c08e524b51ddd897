"""Books, letters and what they are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.geometry import ellipse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def book(pen: Pen) -> None:
    pen.fills([[(-6, -3), (0, -2), (0, 5), (-6, 4)], [(6, -3), (0, -2), (0, 5), (6, 4)]], (150, 62, 54))
    pen.fills(
        [[(-5.4, -3.6), (0, -2.4), (0, 4), (-5.4, 3)], [(5.4, -3.6), (0, -2.4), (0, 4), (5.4, 3)]],
        m.CREAM,
        shade=(200, 184, 150),
    )


def letter(pen: Pen) -> None:
    pen.fill([(-4, -3), (4, -3.6), (4.2, 2.4), (-3.8, 3)], m.CREAM, shade=(206, 190, 158))
    pen.strokes_of([[(-2.6, y), (2.8, y - 0.4)] for y in (-1.6, -0.2, 1.2)], (0.3, 0.3), (110, 90, 80))


def map_(pen: Pen) -> None:
    pen.fill(
        [(-8, -4), (-3, -5), (3, -4), (8, -5), (8, 5), (3, 6), (-3, 5), (-8, 6)], (226, 200, 148), shade=(170, 132, 84)
    )
    pen.stroke([(-6, 3), (-2, 0), (2, 2), (5, -2)], (0.6, 0.6, 0.6), (166, 64, 52))


def quill(pen: Pen) -> None:
    pen.stroke([(-2, 6), (1, -4)], (0.5, 0.7), m.CREAM)
    pen.curve([(0, -1), (3.4, -6), (5.4, -14), (6.6, -20), (2.4, -14), (0.2, -6)], m.CREAM, shade=(186, 176, 156))


def inkwell(pen: Pen) -> None:
    pen.fill([(-3.4, 4), (-2.6, -1), (2.6, -1), (3.4, 4)], (70, 84, 112), shade=(34, 40, 62))
    pen.fill(ellipse(0, -1.2, 2, 0.7, count=14), (26, 24, 34), line=0.3)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "book": book,
    "letter": letter,
    "map": map_,
    "quill": quill,
    "inkwell": inkwell,
}
"""By the name that the vocabulary has for each."""
