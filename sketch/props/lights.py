"""Lanterns and candles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.geometry import ellipse, rect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def lantern(pen: Pen) -> None:
    pen.stroke([(-2.6, 3), (0, 0), (2.6, 3)], (0.7, 0.7, 0.7), m.IRON)
    pen.fill([(-3.4, 4), (3.4, 4), (4, 12), (-4, 12)], m.LAMP, lit=False)
    pen.fills([[(-4, 4.2), (0, 1.6), (4, 4.2)], rect(-4.4, 12, 4.4, 14), rect(-0.4, 4, 0.4, 12)], m.IRON, line=0.5)
    pen.glow(0, 8, 42, m.FLAME, 0.85)


def candle(pen: Pen) -> None:
    pen.fill(rect(-1, -4, 1, 3), m.CREAM, line=0.5)
    pen.fill(ellipse(0, -6, 0.9, 2), m.LAMP, lit=False, line=0)
    pen.fill(ellipse(0, 3, 3.4, 1), m.GOLD)
    pen.glow(0, -6, 30, m.FLAME, 0.7)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "lantern": lantern,
    "candle": candle,
}
"""By the name that the vocabulary has for each."""
