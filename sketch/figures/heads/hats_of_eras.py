"""Hats and caps of other times and of work, in the measure of the head (crown at y = -1, looking right)."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sketch.figures.heads.headcloths import band
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Point, ellipse, scallops, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.paint.pen import Pen

_GOLD: RGB = (214, 178, 92)


def _cap_shape(pen: Pen, points: list[Point], colour: RGB) -> None:
    pen.fill(spline(points), colour, shade=darker(colour, 0.4), side="left", amount=0.7)


def _hennin(pen: Pen, colour: RGB) -> None:
    pen.fill(
        spline([(-1.1, -2.2), (-2.0, -0.6), (-1.7, 0.8), (-1.2, 0.4), (-0.9, -0.8)]),
        (238, 232, 224),
        line=0.6,
        alpha=0.8,
    )
    pen.fill([(-0.86, -0.3), (-1.34, -2.3), (0.5, -0.9), (0.0, -0.62)], colour, shade=darker(colour, 0.4))
    pen.stroke([(-0.84, -0.26), (-0.3, -0.68), (0.52, -0.9)], (0.16, 0.18, 0.14), band(colour))


def _coif(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [
            (-0.5, 0.5),
            (-0.84, 0.2),
            (-0.9, -0.5),
            (-0.5, -1.08),
            (0.1, -1.14),
            (0.56, -0.86),
            (0.62, -0.52),
            (0.2, -0.66),
            (-0.24, -0.4),
            (-0.42, 0.1),
        ],
        colour,
    )
    pen.stroke([(-0.48, 0.46), (-0.2, 0.84), (0.08, 0.98)], (0.07, 0.07, 0.05), colour)


def _chaperon(pen: Pen, colour: RGB) -> None:
    pen.stroke([(-0.8, -0.8), (-1.1, 0.2), (-0.9, 1.2)], (0.4, 0.42, 0.24), darker(colour, 0.15))
    pen.fill(scallops(-0.1, -1.02, 0.7, 0.36, Random("hat"), lumps=8, depth=0.26), colour, shade=darker(colour, 0.35))
    pen.stroke([(-0.82, -0.62), (-0.06, -0.56), (0.7, -0.66)], (0.3, 0.34, 0.28), darker(colour, 0.2))


def _french_hood(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen, [(-0.5, 1.2), (-1.05, 1.2), (-1.0, -0.2), (-0.6, -0.9), (-0.2, -0.5), (-0.52, 0.1)], darker(colour, 0.3)
    )
    pen.stroke(
        [(-0.56, 0.3), (-0.72, -0.4), (-0.2, -1.06), (0.36, -0.98), (0.58, -0.5)], (0.14, 0.26, 0.3, 0.26, 0.12), colour
    )
    pen.fills(
        [ellipse(x, y, 0.05, 0.05, count=8) for x, y in ((-0.62, -0.64), (-0.3, -0.98), (0.06, -1.1), (0.38, -0.94))],
        _GOLD,
        line=0,
    )


def _plumed(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.04, -0.62, 1.24, 0.2, tilt=-0.1, count=36), darker(colour, 0.2))
    _cap_shape(pen, [(-0.7, -0.62), (-0.74, -1.1), (-0.3, -1.36), (0.3, -1.3), (0.64, -1.0), (0.64, -0.66)], colour)
    pen.stroke([(0.2, -0.8), (-0.5, -1.5), (-1.3, -1.5), (-1.7, -1.0)], (0.14, 0.36, 0.4, 0.08), (238, 230, 214))
    pen.stroke([(0.2, -0.8), (-0.5, -1.46), (-1.5, -1.3)], (0.03, 0.04, 0.02), (180, 170, 156))


def _flat_cap(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [(-0.96, -0.5), (-0.98, -0.86), (-0.4, -1.14), (0.3, -1.08), (0.8, -0.8), (0.84, -0.6), (0.0, -0.6)],
        colour,
    )
    pen.curve([(0.3, -0.66), (0.8, -0.72), (1.08, -0.5), (0.8, -0.46)], darker(colour, 0.25))


def _mobcap(pen: Pen, colour: RGB) -> None:
    pen.fill(scallops(-0.12, -0.84, 0.9, 0.6, Random("hat"), lumps=11, depth=0.14), colour, shade=darker(colour, 0.25))
    pen.stroke([(-0.98, -0.46), (-0.1, -0.58), (0.74, -0.56)], (0.22, 0.26, 0.22), lighter(colour, 0.3))
    pen.stroke([(-0.9, -0.62), (-0.1, -0.74), (0.68, -0.7)], (0.09, 0.1, 0.09), (108, 132, 170))


def _cloche(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [
            (-0.96, 0.1),
            (-0.98, -0.6),
            (-0.6, -1.18),
            (0.0, -1.28),
            (0.5, -1.04),
            (0.76, -0.5),
            (0.84, -0.2),
            (0.3, -0.34),
            (-0.4, -0.16),
        ],
        colour,
    )
    pen.stroke([(-0.96, -0.3), (-0.1, -0.52), (0.76, -0.48)], (0.16, 0.18, 0.14), band(colour))
    pen.fill(ellipse(-0.6, -0.46, 0.2, 0.2, count=16), band(colour), line=0.5)


def _fedora(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.02, -0.58, 1.16, 0.17, tilt=0.06, count=36), darker(colour, 0.2))
    _cap_shape(
        pen, [(-0.72, -0.6), (-0.7, -1.1), (-0.4, -1.42), (0.0, -1.28), (0.4, -1.4), (0.6, -1.06), (0.66, -0.6)], colour
    )
    pen.stroke([(-0.73, -0.74), (-0.02, -0.64), (0.66, -0.74)], (0.17, 0.19, 0.17), band(colour))


def _baseball(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [(-0.78, -0.5), (-0.8, -0.96), (-0.4, -1.26), (0.2, -1.24), (0.6, -0.94), (0.68, -0.56), (-0.1, -0.52)],
        colour,
    )
    pen.curve([(0.34, -0.62), (0.8, -0.7), (1.26, -0.5), (0.9, -0.44), (0.4, -0.48)], darker(colour, 0.2))


def _bicorne(pen: Pen, colour: RGB) -> None:
    _cap_shape(pen, [(-1.24, -0.56), (-0.7, -1.2), (0.0, -1.5), (0.7, -1.16), (1.2, -0.56), (0.0, -0.6)], colour)
    pen.stroke([(-1.2, -0.6), (-0.68, -1.2), (0.0, -1.48), (0.68, -1.16), (1.16, -0.6)], (0.06, 0.06), _GOLD)
    pen.fill(ellipse(0.34, -0.96, 0.14, 0.16, count=14), (186, 52, 48), line=0.5)


def _shako(pen: Pen, colour: RGB) -> None:
    pen.fill(
        [(-0.7, -0.56), (-0.78, -1.5), (0.62, -1.56), (0.66, -0.6)], colour, shade=lighter(colour, 0.2), side="right"
    )
    pen.fill(ellipse(-0.08, -1.52, 0.7, 0.1, count=26), lighter(colour, 0.15))
    pen.curve([(0.1, -0.62), (0.62, -0.66), (0.94, -0.46), (0.5, -0.48)], darker(colour, 0.3))
    pen.fill(ellipse(0.36, -1.06, 0.16, 0.18, count=14), _GOLD, line=0.5)
    pen.stroke([(0.1, -1.56), (0.14, -2.05)], (0.2, 0.1), (236, 230, 216))


def _kettle(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.04, -0.56, 1.04, 0.2, count=32), darker(colour, 0.25), shade=darker(colour, 0.5))
    _cap_shape(pen, [(-0.76, -0.58), (-0.7, -1.06), (-0.3, -1.32), (0.2, -1.32), (0.58, -1.04), (0.68, -0.58)], colour)
    pen.stroke([(-0.3, -1.2), (-0.5, -0.8)], (0.04, 0.1), lighter(colour, 0.45), alpha=0.7)


def _crested(pen: Pen, colour: RGB) -> None:
    pen.stroke([(0.36, -1.3), (-0.3, -1.66), (-1.0, -1.3), (-1.2, -0.4)], (0.3, 0.5, 0.46, 0.2), (176, 54, 48))
    _cap_shape(
        pen,
        [
            (-0.56, 0.46),
            (-0.9, 0.4),
            (-0.94, -0.5),
            (-0.5, -1.16),
            (0.1, -1.24),
            (0.62, -0.86),
            (0.7, -0.5),
            (-0.2, -0.52),
            (-0.36, 0.4),
        ],
        colour,
    )


def _sailor(pen: Pen, colour: RGB) -> None:
    _cap_shape(pen, [(-0.92, -0.84), (-0.7, -1.24), (0.2, -1.3), (0.76, -1.02), (0.7, -0.78), (-0.1, -0.7)], colour)
    pen.stroke([(-0.82, -0.62), (-0.06, -0.56), (0.7, -0.64)], (0.22, 0.24, 0.22), (48, 58, 96))
    pen.stroke([(-0.8, -0.56), (-1.06, -0.2), (-0.98, 0.1)], (0.12, 0.1, 0.06), (48, 58, 96))


def _peaked(pen: Pen, colour: RGB) -> None:
    _cap_shape(pen, [(-0.92, -0.86), (-0.84, -1.2), (0.0, -1.34), (0.76, -1.1), (0.84, -0.82), (0.0, -0.78)], colour)
    pen.stroke([(-0.78, -0.66), (-0.06, -0.6), (0.7, -0.68)], (0.2, 0.22, 0.2), darker(colour, 0.4))
    pen.curve([(0.1, -0.58), (0.66, -0.64), (1.0, -0.42), (0.6, -0.42)], (40, 38, 44))
    pen.fill(ellipse(0.38, -0.94, 0.12, 0.13, count=14), _GOLD, line=0.5)


def _maid(pen: Pen, colour: RGB) -> None:
    pen.fill(scallops(-0.14, -1.04, 0.56, 0.24, Random("hat"), lumps=8, depth=0.2), colour, shade=darker(colour, 0.22))
    pen.stroke([(-0.7, -0.78), (-0.1, -0.92), (0.5, -0.86)], (0.12, 0.16, 0.12), lighter(colour, 0.2))


def _custodian(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(-0.02, -0.56, 0.94, 0.15, count=30), darker(colour, 0.25))
    _cap_shape(
        pen,
        [(-0.74, -0.58), (-0.7, -1.2), (-0.36, -1.66), (0.0, -1.78), (0.36, -1.6), (0.62, -1.14), (0.66, -0.58)],
        colour,
    )
    pen.fill(ellipse(0.26, -1.04, 0.17, 0.21, count=12), (206, 208, 212), line=0.6)
    pen.fill(ellipse(0.0, -1.8, 0.09, 0.09, count=12), (206, 208, 212), line=0.5)


def _chef(pen: Pen, colour: RGB) -> None:
    pen.fill(scallops(-0.06, -1.5, 0.82, 0.5, Random("hat"), lumps=8, depth=0.28), colour, shade=darker(colour, 0.22))
    pen.fill(
        [(-0.68, -0.6), (-0.66, -1.3), (0.56, -1.34), (0.62, -0.64), (0.0, -0.56)], colour, shade=darker(colour, 0.25)
    )


def _wig(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [
            (-0.5, 1.0),
            (-1.0, 1.0),
            (-1.0, -0.5),
            (-0.5, -1.2),
            (0.1, -1.24),
            (0.6, -0.94),
            (0.64, -0.4),
            (0.2, -0.62),
            (-0.3, -0.4),
            (-0.44, 0.2),
        ],
        colour,
    )
    pen.strokes_of(
        [[(-0.96, y), (-0.72, y - 0.08), (-0.48, y)] for y in (-0.3, 0.0, 0.3, 0.6, 0.9)],
        (0.03, 0.05, 0.03),
        darker(colour, 0.28),
    )


def _cowboy(pen: Pen, colour: RGB) -> None:
    pen.fill(
        spline(
            [
                (-1.5, -0.86),
                (-0.9, -0.6),
                (0.0, -0.5),
                (0.9, -0.62),
                (1.46, -0.9),
                (1.0, -0.46),
                (0.0, -0.36),
                (-1.0, -0.44),
            ]
        ),
        darker(colour, 0.12),
        shade=darker(colour, 0.45),
    )
    _cap_shape(
        pen,
        [(-0.68, -0.58), (-0.62, -1.2), (-0.3, -1.48), (0.0, -1.36), (0.3, -1.48), (0.56, -1.18), (0.62, -0.6)],
        colour,
    )
    pen.stroke([(-0.68, -0.72), (0.0, -0.62), (0.62, -0.72)], (0.13, 0.15, 0.13), band(colour))


def _souwester(pen: Pen, colour: RGB) -> None:
    _cap_shape(
        pen,
        [
            (-0.5, 0.2),
            (-1.36, 0.5),
            (-0.98, -0.5),
            (-0.6, -1.14),
            (0.1, -1.26),
            (0.56, -0.98),
            (0.74, -0.64),
            (1.0, -0.5),
            (0.4, -0.54),
            (-0.3, -0.46),
        ],
        colour,
    )


def _visor(pen: Pen, colour: RGB) -> None:
    pen.fill(ellipse(0.0, -0.1, 1.02, 1.16, count=36), lighter(colour, 0.1), alpha=0.28)
    ring = [
        (-0.5, 1.0),
        (-0.98, 0.5),
        (-1.02, -0.4),
        (-0.6, -1.12),
        (0.0, -1.28),
        (0.6, -1.12),
        (0.98, -0.4),
        (0.92, 0.5),
        (0.5, 1.0),
    ]
    pen.stroke(ring, (0.14, 0.16, 0.16, 0.14), colour)
    pen.stroke([(-0.6, -0.7), (-0.72, -0.1), (-0.6, 0.4)], (0.03, 0.09, 0.03), (255, 252, 246), alpha=0.7)


HATS: dict[str, Callable[[Pen, RGB], None]] = {
    "hennin": _hennin,
    "coif": _coif,
    "chaperon": _chaperon,
    "frenchhood": _french_hood,
    "plumed": _plumed,
    "flatcap": _flat_cap,
    "mobcap": _mobcap,
    "cloche": _cloche,
    "fedora": _fedora,
    "baseball": _baseball,
    "bicorne": _bicorne,
    "shako": _shako,
    "kettle hat": _kettle,
    "crested helmet": _crested,
    "sailor cap": _sailor,
    "peaked cap": _peaked,
    "maid's cap": _maid,
    "custodian helmet": _custodian,
    "chef's hat": _chef,
    "judge's wig": _wig,
    "cowboy hat": _cowboy,
    "sou'wester": _souwester,
    "visor": _visor,
}
