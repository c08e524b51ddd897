"""What stands in rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.props.outdoors import fire

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen


def table(pen: Pen) -> None:
    pen.fills([limb([(x, -36), (x, 0)], (4, 3.4)) for x in (-36, 36)], m.TIMBER)
    pen.fill([(-46, -40), (46, -40), (50, -34), (-50, -34)], m.PLANK, shade=darker(m.PLANK, 0.4))


def chair(pen: Pen) -> None:
    pen.fills([limb([(x, y), (x, 0)], (2.6, 2.2)) for x, y in ((-11, -58), (11, -26))], m.TIMBER)
    pen.fills([rect(-13, -28, 13, -24), rect(-12.4, -52, -9, -44)], m.PLANK)


def bench(pen: Pen) -> None:
    pen.fills([limb([(x, -24), (x, 0)], (3.2, 2.8)) for x in (-38, 38)], m.TIMBER)
    pen.fill([(-48, -28), (48, -28), (50, -23), (-50, -23)], m.PLANK, shade=darker(m.PLANK, 0.4))


def armchair(pen: Pen) -> None:
    pen.curve(
        [(-22, -26), (-22, -58), (-10, -66), (10, -66), (22, -58), (22, -26)],
        m.WALL_GREEN,
        shade=darker(m.WALL_GREEN, 0.5),
    )
    pen.fill(rect(-24, -30, 24, -8), m.WALL_GREEN, shade=darker(m.WALL_GREEN, 0.5))
    pen.fills([ellipse(x, -32, 6, 5) for x in (-24, 24)], lighter(m.WALL_GREEN, 0.1))
    pen.fills([rect(x - 2, -8, x + 2, 0) for x in (-20, 20)], m.TIMBER)


def sofa(pen: Pen) -> None:
    pen.curve(
        [(-52, -24), (-50, -50), (-20, -56), (20, -56), (50, -50), (52, -24)],
        m.WALL_ROSE,
        shade=darker(m.WALL_ROSE, 0.5),
    )
    pen.fill(rect(-54, -28, 54, -8), m.WALL_ROSE, shade=darker(m.WALL_ROSE, 0.5))
    pen.fills([ellipse(x, -30, 6, 6) for x in (-54, 54)], lighter(m.WALL_ROSE, 0.1))
    pen.fills([rect(x - 2, -8, x + 2, 0) for x in (-48, 48)], m.TIMBER)


def throne(pen: Pen) -> None:
    pen.fill([(-18, 0), (-18, -84), (0, -98), (18, -84), (18, 0)], m.GOLD, shade=darker(m.GOLD, 0.5))
    pen.fill([(-13, -32), (-13, -78), (0, -88), (13, -78), (13, -32)], m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.4))
    pen.fill(rect(-22, -36, 22, -28), m.CLOTH_RED)
    pen.fills([rect(x - 2.4, -46, x + 2.4, 0) for x in (-22, 22)], m.GOLD)


def bed(pen: Pen) -> None:
    pen.fills([rect(-62, -48, -56, 0), rect(56, -36, 62, 0)], m.TIMBER)
    pen.fill(spline([(-56, -26), (56, -24), (58, -6), (-58, -6)], steps=4), m.CLOTH_RED, shade=darker(m.CLOTH_RED, 0.4))
    pen.fill(spline([(-54, -36), (-30, -36), (-28, -24), (-55, -24)]), (238, 230, 214), shade=(190, 182, 170))


def chest(pen: Pen) -> None:
    pen.fill(rect(-20, -16, 20, 0), m.PLANK, shade=darker(m.PLANK, 0.5))
    pen.curve(
        [(-20, -16), (-18, -23), (0, -25), (18, -23), (20, -16)], lighter(m.PLANK, 0.1), shade=darker(m.PLANK, 0.3)
    )
    pen.fills([rect(-14, -24, -11, 0), rect(11, -24, 14, 0), rect(-2.4, -18, 2.4, -12)], m.IRON, line=0.5)


def door(pen: Pen) -> None:
    pen.fill(rect(-24, -104, 24, 0), m.TIMBER)
    pen.fill(rect(-20, -100, 20, 0), m.PLANK, shade=darker(m.PLANK, 0.4), side="right")
    pen.fill(ellipse(14, -48, 2, 2, count=10), (214, 168, 72))


def window(pen: Pen) -> None:
    pen.fill(rect(-20, -104, 20, -46), m.TIMBER)
    pen.fill(rect(-17, -101, 17, -49), (176, 206, 216), shade=(120, 156, 176))
    pen.fills([rect(-1, -101, 1, -49), rect(-17, -76, 17, -74)], m.TIMBER, line=0.4)


def curtain(pen: Pen) -> None:
    pen.stroke([(-24, -112), (24, -112)], (2, 2), m.GOLD)
    pen.curve(
        [(-22, -111), (22, -111), (16, -70), (20, -4), (0, -1), (-20, -4), (-16, -70)],
        m.CLOTH_RED,
        shade=darker(m.CLOTH_RED, 0.5),
    )
    pen.strokes_of(
        [[(x, -108), (x * 0.7, -70), (x, -6)] for x in (-13, -4, 5, 14)], (0.9, 0.9, 0.9), darker(m.CLOTH_RED, 0.35)
    )


def staircase(pen: Pen) -> None:
    pen.fill(
        [
            (-44, 0),
            (-44, -10),
            (-28, -10),
            (-28, -22),
            (-12, -22),
            (-12, -34),
            (4, -34),
            (4, -46),
            (20, -46),
            (20, -58),
            (44, -58),
            (44, 0),
        ],
        m.PLANK,
        shade=darker(m.PLANK, 0.5),
        side="right",
    )
    pen.stroke([(-44, -44), (24, -94)], (2.4, 2.4), m.TIMBER)
    pen.strokes_of(
        [[(x, y), (x, y - 34)] for x, y in ((-36, -12), (-20, -24), (-4, -36), (12, -48))], (1.6, 1.6), m.TIMBER
    )


def picture(pen: Pen) -> None:
    pen.fill(rect(-20, -98, 20, -58), m.GOLD, shade=darker(m.GOLD, 0.4))
    pen.fill(rect(-16, -94, 16, -62), (104, 128, 122), shade=(70, 84, 92))
    pen.curve([(-7, -62), (-5, -72), (0, -75), (5, -72), (7, -62)], (92, 60, 56), line=0.4)
    pen.fill(ellipse(0, -80, 4.4, 5.4), (226, 190, 162), line=0.4)


def hearth(pen: Pen) -> None:
    pen.fill(
        [(-38, 0), (-38, -70), (38, -70), (38, 0), (22, 0), (22, -44), (-22, -44), (-22, 0)],
        m.STONE,
        shade=darker(m.STONE, 0.45),
    )
    pen.fill(rect(-22, -44, 22, 0), (46, 34, 36), line=0.4)
    pen.fill(rect(-42, -76, 42, -69), m.TIMBER)
    fire(pen)


def coffin(pen: Pen) -> None:
    pen.fill([(-56, -4), (-50, -22), (30, -26), (56, -16), (56, -2), (-50, 0)], m.TIMBER, shade=darker(m.TIMBER, 0.5))
    pen.strokes_of([[(-8, -19), (16, -20)], [(6, -26), (4, -12)]], (1.8, 1.8), m.GOLD)


def microscope(pen: Pen) -> None:
    pen.fill(rect(-14, -40, 14, -36), m.PLANK)
    pen.fills([limb([(x, -36), (x * 1.2, 0)], (2.2, 2)) for x in (-11, 11)], m.TIMBER)
    pen.fill(rect(-5, -43, 5, -40), m.IRON)
    pen.stroke([(-4, -42), (-6, -54), (0, -60)], (1.4, 1.6, 1.6), m.GOLD)
    pen.stroke([(-1, -47), (5, -66)], (2.2, 2.6), m.GOLD)


def treasure(pen: Pen) -> None:
    pen.curve([(-26, 0), (-16, -10), (-4, -15), (10, -12), (26, 0)], m.GOLD, shade=darker(m.GOLD, 0.45))
    pen.fills(
        [ellipse(x, y, 3, 2, count=12) for x, y in ((-15, -5), (-5, -10), (6, -8), (15, -4), (0, -3))],
        (250, 212, 110),
        line=0.5,
    )
    pen.fills(
        [[(x - 2, y), (x, y - 3), (x + 2, y), (x, y + 2.4)] for x, y in ((-9, -8), (10, -7))], (186, 52, 64), line=0.4
    )


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    "table": table,
    "chair": chair,
    "bench": bench,
    "armchair": armchair,
    "sofa": sofa,
    "throne": throne,
    "bed": bed,
    "chest": chest,
    "door": door,
    "window": window,
    "curtain": curtain,
    "staircase": staircase,
    "picture": picture,
    "hearth": hearth,
    "coffin": coffin,
    "microscope": microscope,
    "treasure": treasure,
    "gate": door,
}
"""By the name that the vocabulary has for each."""
