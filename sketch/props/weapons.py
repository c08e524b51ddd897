"""Weapons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, rect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def sword(pen: Pen) -> None:
    pen.fill(
        [(-0.9, 0), (-0.7, -36), (0, -39), (0.7, -36), (0.9, 0)], m.STEEL, shade=darker(m.STEEL, 0.4), side="right"
    )
    pen.fills([rect(-4.4, -1, 4.4, 0.6), ellipse(0, 6, 1.3, 1.3)], m.GOLD)
    pen.fill(rect(-0.8, 0.6, 0.8, 5.4), (92, 60, 44))


def knife(pen: Pen) -> None:
    pen.fill([(-0.8, 0), (-0.6, -11), (0.9, -8), (0.9, 0)], m.STEEL)
    pen.fill(rect(-0.9, 0, 1, 4.4), (92, 60, 44))


def gun(pen: Pen) -> None:
    pen.fill([(-1, -1), (-1.4, 4), (1, 4.6), (2, 1), (16, 0.4), (16, -1.6), (0, -2)], (92, 66, 48), shade=m.IRON)
    pen.stroke([(2, -1.6), (16, -1.4)], (1.4, 1.2), m.IRON)


def axe(pen: Pen) -> None:
    pen.stroke([(0, 10), (0, -18)], (1.6, 1.5), m.PLANK)
    pen.curve([(0.4, -18), (6, -20), (7, -13), (0.4, -13.6)], m.STEEL, shade=darker(m.STEEL, 0.4))


def spear(pen: Pen) -> None:
    pen.stroke([(0, 34), (0, -34)], (1.5, 1.3), m.BARK)
    pen.fill([(-1.8, -33), (0, -43), (1.8, -33)], m.STEEL, shade=darker(m.STEEL, 0.4), side="right")


def bow(pen: Pen) -> None:
    pen.stroke([(-3, -24), (4, -12), (5.6, 0), (4, 12), (-3, 24)], (1, 1.6, 2, 1.6, 1), m.PLANK)
    pen.stroke([(-3, -24), (-3, 24)], (0.5, 0.5), m.CREAM)


def arrow(pen: Pen) -> None:
    pen.stroke([(0, 12), (0, -16)], (0.8, 0.8), m.PLANK)
    pen.fill([(-1.6, -15), (0, -20), (1.6, -15)], m.STEEL)
    pen.fills([[(0, 8), (-2.2, 12), (0, 12)], [(0, 8), (2.2, 12), (0, 12)]], m.CREAM, line=0.5)


def shield(pen: Pen) -> None:
    pen.curve([(-10, -12), (0, -14), (10, -12), (9, 4), (0, 14), (-9, 4)], m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.45))
    pen.fills([rect(-1.2, -12, 1.2, 11), rect(-8.4, -3, 8.4, -0.6)], m.GOLD, line=0.4)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "sword": sword,
    "knife": knife,
    "gun": gun,
    "axe": axe,
    "spear": spear,
    "bow": bow,
    "arrow": arrow,
    "shield": shield,
}
"""By the name that the vocabulary has for each."""
