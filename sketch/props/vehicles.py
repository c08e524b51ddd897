"""Boats, carts, and parts of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, limb, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def boat(pen: Pen) -> None:
    pen.fill(
        spline([(-62, -22), (62, -24), (48, 0), (30, 6), (-34, 6), (-50, 0)], steps=4),
        m.PLANK,
        shade=darker(m.PLANK, 0.5),
    )
    pen.stroke([(-60, -18), (0, -12), (60, -20)], (2.4, 2.4, 2.4), darker(m.PLANK, 0.4))
    pen.fill(limb([(-20, -16), (30, -40)], (2.4, 2)), m.TIMBER)


def raft(pen: Pen) -> None:
    for k in range(4):
        pen.fill(
            limb([(-58 + k * 3, -3 - k * 4.4), (56 + k * 3, -4 - k * 4.4)], (4.6, 4.2)),
            m.BARK,
            shade=darker(m.BARK, 0.4),
        )
    pen.strokes_of([[(x, 0), (x + 10, -20)] for x in (-36, 34)], (1.3, 1.3), (196, 166, 116))


def sail(pen: Pen) -> None:
    pen.stroke([(0, 0), (0, -128)], (3.4, 2.2), m.TIMBER)
    pen.curve([(2, -122), (26, -104), (44, -60), (48, -24), (2, -28)], m.CREAM, shade=(180, 168, 146))
    pen.stroke([(0, -24), (50, -20)], (2.2, 1.8), m.TIMBER)


def anchor(pen: Pen) -> None:
    pen.stroke([(0, -34), (0, -4)], (3, 3), m.IRON)
    pen.stroke([(-16, -12), (-8, -2), (0, 0), (8, -2), (16, -12)], (2, 3, 3.4, 3, 2), m.IRON)
    pen.stroke([(-8, -28), (8, -28)], (2.2, 2.2), m.IRON)


def cart(pen: Pen) -> None:
    pen.fill([(-44, -38), (40, -36), (36, -16), (-40, -16)], m.PLANK, shade=darker(m.PLANK, 0.45))
    pen.stroke([(38, -24), (72, -20)], (3, 2.4), m.TIMBER)
    wheel(pen.at(-12, 0))


def wheel(pen: Pen) -> None:
    rim = ellipse(0, -15, 15, 15, count=30)
    pen.stroke([*rim, rim[0]], (2.8, 2.8), m.TIMBER)
    pen.strokes_of([[(0, -15), rim[i]] for i in range(0, 30, 5)], (1.4, 1.4), m.TIMBER)


def carriage(pen: Pen) -> None:
    for x in (-30, 30):
        wheel(pen.at(x, 0))
    pen.curve(
        [(-44, -64), (-10, -74), (34, -72), (44, -60), (40, -24), (16, -14), (-34, -16), (-46, -34)],
        (92, 46, 52),
        shade=(46, 24, 34),
    )
    pen.fill(spline([(-22, -62), (16, -64), (18, -42), (-22, -42)], steps=3), (196, 206, 204))


def sleigh(pen: Pen) -> None:
    pen.stroke([(-50, 0), (30, 0), (52, -4), (58, -14), (50, -18)], (2.2, 2.4, 2.4, 2.2, 1.6), m.IRON)
    pen.curve(
        [(-44, -46), (-34, -34), (10, -30), (30, -40), (36, -28), (20, -10), (-34, -10), (-44, -26)],
        m.CLOTH_RED,
        shade=darker(m.CLOTH_RED, 0.5),
    )
    pen.strokes_of([[(x, -10), (x, 0)] for x in (-28, 16)], (2, 2), m.IRON)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "boat": boat,
    "raft": raft,
    "sail": sail,
    "anchor": anchor,
    "cart": cart,
    "wheel": wheel,
    "carriage": carriage,
    "sleigh": sleigh,
}
"""By the name that the vocabulary has for each."""
