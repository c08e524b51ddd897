"""What stands under the sky."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, limb, rect, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def fire(pen: Pen) -> None:
    pen.fills([limb([(-13, -1), (12, -5)], (4, 3.4)), limb([(13, -1), (-11, -5)], (4, 3.4))], m.BARK)
    for colour, h in (((226, 104, 48), 28.0), ((250, 168, 66), 20.0), ((255, 232, 150), 12.0)):
        w = h * 0.38
        pen.fill(
            spline(
                [
                    (-w, -3),
                    (-w, -3 - h * 0.4),
                    (-w * 0.4, -3 - h * 0.75),
                    (0, -3 - h),
                    (w * 0.4, -3 - h * 0.6),
                    (w * 0.8, -3 - h * 0.7),
                    (w, -3 - h * 0.3),
                    (w, -3),
                ]
            ),
            colour,
            lit=False,
            line=0.3,
        )
    pen.glow(0, -14, 105, m.FLAME, 0.9)


def tent(pen: Pen) -> None:
    pen.fill([(-56, 0), (0, -74), (56, 0)], (226, 204, 164), shade=(150, 120, 84), side="right")
    pen.fill([(-12, 0), (0, -52), (14, 0)], (92, 70, 58))


def bridge(pen: Pen) -> None:
    pen.fill(
        [(-120, 0), (-96, -26), (0, -42), (96, -26), (120, 0), (80, 0), (50, -16), (0, -22), (-50, -16), (-80, 0)],
        m.STONE,
        shade=darker(m.STONE, 0.4),
    )


def stone(pen: Pen) -> None:
    pen.curve([(-20, 0), (-18, -14), (-4, -22), (12, -18), (22, -6), (20, 0)], m.ROCK, shade=darker(m.ROCK, 0.5))


def tree(pen: Pen) -> None:
    pen.stroke([(0, 0), (2, -40), (0, -70)], (11, 8, 5), m.BARK)
    for x, y, r in ((-16, -82, 22), (16, -84, 22), (0, -104, 24)):
        pen.curve(
            [
                (x - r, y),
                (x - r * 0.6, y - r * 0.8),
                (x, y - r),
                (x + r * 0.7, y - r * 0.7),
                (x + r, y),
                (x + r * 0.5, y + r * 0.7),
                (x - r * 0.5, y + r * 0.7),
            ],
            m.LEAF,
            shade=darker(m.LEAF, 0.45),
        )


def fence(pen: Pen) -> None:
    pen.strokes_of([[(-72, -24), (72, -26)], [(-72, -12), (72, -13)]], (2.2, 2.2), m.PLANK)
    pen.fills(
        [[(x - 3, 0), (x - 3, -33), (x, -37), (x + 3, -33), (x + 3, 0)] for x in range(-66, 72, 22)],
        m.PLANK,
        shade=darker(m.PLANK, 0.45),
    )


def well(pen: Pen) -> None:
    pen.fills([rect(x - 2, -74, x + 2, -26) for x in (-22, 22)], m.TIMBER)
    pen.fill([(-34, -70), (0, -92), (34, -70)], m.TILE, shade=darker(m.TILE, 0.4))
    pen.fill(rect(-26, -28, 26, 0), m.STONE, shade=darker(m.STONE, 0.45), side="right")
    pen.fill(ellipse(0, -28, 26, 6), darker(m.STONE, 0.55))
    pen.stroke([(0, -72), (0, -34)], (0.9, 0.9), (196, 166, 116))


def gravestone(pen: Pen) -> None:
    pen.curve(
        [(-15, 0), (-15, -34), (-9, -45), (0, -48), (9, -45), (15, -34), (15, 0)], m.ROCK, shade=darker(m.ROCK, 0.45)
    )
    pen.strokes_of([[(-8, y), (8, y)] for y in (-32, -26, -20)], (0.9, 0.9), darker(m.ROCK, 0.45))


def cross(pen: Pen) -> None:
    pen.fills([rect(-3.4, -62, 3.4, 0), rect(-17, -48, 17, -41)], m.STONE, shade=darker(m.STONE, 0.4), side="right")


def skeleton(pen: Pen) -> None:
    pen.stroke([(0, -66), (-1, -48), (0, -34)], (1.6, 1.5, 1.5), m.CREAM)
    pen.strokes_of(
        [[(-8, -58 + k * 6), (0, -61 + k * 6), (8, -58 + k * 6)] for k in range(4)], (0.9, 1.1, 0.9), m.CREAM
    )
    pen.strokes_of(
        [
            [(0, -64), (-11, -58), (-13, -36)],
            [(0, -64), (11, -58), (14, -38)],
            [(-3, -34), (-6, -18), (-7, -1)],
            [(3, -34), (6, -18), (8, -1)],
        ],
        (1.5, 1.4, 1.2),
        m.CREAM,
    )
    pen.curve([(-6, -72), (-5, -80), (0, -83), (5, -80), (6, -72), (3, -67), (-3, -67)], m.CREAM, shade=(170, 156, 130))
    pen.fills([ellipse(x, -75, 1.5, 1.7, count=10) for x in (-2.4, 2.4)], (52, 44, 46), line=0)


def whale(pen: Pen) -> None:
    pen.curve(
        [
            (-70, -12),
            (-40, -34),
            (0, -40),
            (40, -32),
            (62, -14),
            (72, -22),
            (86, -30),
            (80, -16),
            (88, -4),
            (70, -8),
            (40, 0),
            (-50, 0),
        ],
        m.SLATE,
        shade=darker(m.SLATE, 0.45),
    )
    pen.fill(ellipse(-48, -14, 1.8, 1.6, count=12), (26, 24, 30), line=0)
    pen.strokes_of([[(-20, -38), (-26, -56), (-38, -60)], [(-20, -38), (-16, -58), (-6, -63)]], (1.2, 1.6, 0.6), m.FOAM)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "fire": fire,
    "tent": tent,
    "bridge": bridge,
    "stone": stone,
    "tree": tree,
    "fence": fence,
    "well": well,
    "gravestone": gravestone,
    "cross": cross,
    "skeleton": skeleton,
    "whale": whale,
}
"""By the name that the vocabulary has for each."""
