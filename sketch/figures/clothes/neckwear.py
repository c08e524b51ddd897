"""What is worn round the neck: collars, ties, cravats, ruffs, beads."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Point, ellipse, spline

if TYPE_CHECKING:
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen

_Worn = Callable[["Pen", RGB, "Joints"], None]


def _around(body: Joints, points: list[Point]) -> list[Point]:
    return [(body.neck[0] + x, body.neck[1] + y) for x, y in points]


def _tie(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.fill(_around(body, [(0.2, 0.6), (2.4, 0.6), (3.4, 15), (1.6, 18), (-0.4, 15)]), colour)


def _cravat(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.curve(_around(body, [(-4, -2), (1, 0), (5, -2), (4, 5), (1.4, 9), (-2, 5)]), colour)
    pen.stroke(_around(body, [(-4.4, -2.2), (0.8, -0.6), (5.4, -2.2)]), (3.0, 3.6, 3.0), lighter(colour, 0.1))


def _bow(pen: Pen, colour: RGB, body: Joints) -> None:
    left, right = spline(_around(body, [(1, 2), (-4, -1), (-4, 5)])), spline(_around(body, [(1, 2), (6, -1), (6, 5)]))
    pen.fills([left, right], colour)


def _collar(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.curve(_around(body, [(-6.4, -1), (-5.4, 4), (1, 6), (7, 4), (7, -1), (0, -3)]), colour)


def _beads(pen: Pen, colour: RGB, body: Joints, *, low: float = 5.2) -> None:
    (nx, ny) = body.neck
    turns = (-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9)
    pen.fills(
        [ellipse(nx + 1 + 6 * t, ny + low + 0.2 - low * t * t, 0.95, 0.95, count=8) for t in turns], colour, line=0.3
    )


def _pearls(pen: Pen, colour: RGB, body: Joints) -> None:
    _beads(pen, colour, body)
    _beads(pen, colour, body, low=16.0)


def _ruff(pen: Pen, colour: RGB, body: Joints) -> None:
    (nx, ny) = body.neck
    ring: list[Point] = []
    for k in range(36):
        angle = math.tau * k / 36
        far = 1.0 if k % 2 else 0.84
        ring.append((nx + 0.8 + 11 * far * math.cos(angle), ny - 1.4 + 4.2 * far * math.sin(angle)))
    pen.fill(ring, colour, shade=darker(colour, 0.3))
    spokes = [[(nx + 0.8, ny - 1.4), ring[k]] for k in range(1, 18, 2)]
    pen.strokes_of(spokes, (0.3, 0.6), darker(colour, 0.22))


def _fichu(pen: Pen, colour: RGB, body: Joints) -> None:
    (nx, ny), half = body.neck, body.half
    shape = [
        (nx - 3, ny - 2),
        (nx - half * 0.95, ny + 4),
        (nx - half * 0.6, ny + 8),
        (nx + 1.4, ny + 15),
        (nx + half * 0.7, ny + 8),
        (nx + half * 0.95, ny + 4),
        (nx + 4, ny - 2),
        (nx + 1, ny + 6),
    ]
    pen.fill(spline(shape, steps=4), colour, shade=darker(colour, 0.22))


def _jabot(pen: Pen, colour: RGB, body: Joints) -> None:
    for k, (wide, y) in enumerate(((3.0, 2), (4.0, 6), (3.4, 10))):
        frill = [(-wide + 0.8, y - 2), (wide + 0.8, y - 2), (wide + 1.6, y + 2.6), (0.8, y + 3.6), (-wide, y + 2.6)]
        pen.fill(spline(_around(body, frill), steps=4), lighter(colour, 0.1 * k), shade=darker(colour, 0.22), line=0.7)


def _neckerchief(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.stroke(_around(body, [(-5, -1.4), (0.8, 1.6), (6, -1.4)]), (3.0, 3.6, 3.0), colour)
    pen.fill(_around(body, [(-1.6, 1.4), (3.4, 1.4), (3.0, 9), (0.6, 6.4), (-1.8, 8.6)]), darker(colour, 0.1))


def _clerical(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.stroke(_around(body, [(-4.4, -1.4), (0.8, 0.4), (5.4, -1.4)]), (2.4, 2.8, 2.4), colour)
    pen.fills(
        [_around(body, [(d, 0.6), (d + 1.8, 0.6), (d + 2.2, 7), (d - 0.4, 7)]) for d in (-1.6, 1.2)], colour, line=0.5
    )


def _stethoscope(pen: Pen, colour: RGB, body: Joints) -> None:
    pen.stroke(
        _around(body, [(-4.6, -1), (-3.4, 9), (1.0, 14), (5.4, 8), (5.8, -1)]), (0.9, 1.0, 1.0, 1.0, 0.9), colour
    )
    pen.stroke(_around(body, [(1.0, 14), (1.6, 20)]), (0.9, 0.9), colour)
    pen.fill(ellipse(body.neck[0] + 1.7, body.neck[1] + 21, 1.7, 1.7, count=14), (196, 200, 206), line=0.5)


NECKWEAR: Mapping[str, _Worn] = {
    "tie": _tie,
    "cravat": _cravat,
    "bow": _bow,
    "bowtie": _bow,
    "collar": _collar,
    "necklace": _beads,
    "pearls": _pearls,
    "ruff": _ruff,
    "fichu": _fichu,
    "jabot": _jabot,
    "neckerchief": _neckerchief,
    "clerical collar": _clerical,
    "stethoscope": _stethoscope,
}
"""By cut."""
