"""The outlines that clothes are cut to: a trunk, a skirt, and the folds on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker
from sketch.paint.geometry import Outline, Point, between, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen


def torso(body: Joints, girth: float, *, female: bool, loose: float = 0.0, low: float = 0.0) -> Outline:
    """Return the outline of the trunk from the shoulders to the hips; `loose` widens it and `low` lengthens it."""
    half = body.half
    waist_half = half * (0.62 if female else 0.72) * (0.3 + 0.7 * girth) * body.waisted + loose
    hip_half = half * (0.84 if female else 0.74) * (0.4 + 0.6 * girth) * body.hipped + loose * 0.7
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    drop = body.near_arm.root[1] - ny
    belly = 2.6 * max(0.0, girth - 1) * 2.4
    bust = 1.5 if female else 0.6
    return spline(
        [
            (nx - 3.4, ny - 2.2),
            (nx - half * 0.72, ny + drop * 0.35),
            (nx - half * 1.06, ny + drop + 1.2),
            (nx - half * 0.98, ny + drop + 7),
            (wx - waist_half, wy),
            (hx - hip_half, hy - 1),
            (hx - hip_half * 0.96, hy + 3.6 + low),
            (hx, hy + 4.6 + low),
            (hx + hip_half * 0.96, hy + 3.6 + low),
            (hx + hip_half, hy - 1),
            (wx + waist_half + belly, wy),
            (nx + half * 0.86 + bust, ny + drop + 8),
            (nx + half * 0.98, ny + drop + 1.2),
            (nx + half * 0.66, ny + drop * 0.3),
            (nx + 3.8, ny - 2.0),
        ],
        steps=4,
    )


def skirt(body: Joints, girth: float, *, length: float, flare: float) -> Outline:
    """Return a skirt from the waist that falls over the legs, however they are; `length` 1 reaches the ankles."""
    waist_half = body.half * 0.66 * (0.3 + 0.7 * girth) * body.waisted
    (wx, wy), (hx, hy) = body.waist, body.hip
    hip_half = body.half * 0.92 * (0.4 + 0.6 * girth) * body.hipped
    points: list[Point] = [
        (wx - waist_half, wy - 1),
        (wx + waist_half, wy - 1),
        (hx - hip_half, hy),
        (hx + hip_half, hy),
    ]
    for leg in (body.near_leg, body.far_leg):
        knee, low = leg.joint, between(leg.joint, leg.end, length)
        points += [(knee[0] - 6.4, knee[1] - 2), (knee[0] + 6.4, knee[1] - 2)]
        points += [(low[0] - flare, low[1]), (low[0] + flare, low[1])]
    shape = hull(points)
    return spline(with_hem(shape), steps=4)


def with_hem(shape: list[Point]) -> list[Point]:
    """Give the hull a wave along its lowest edge."""
    foot = max(y for _, y in shape)
    waved: list[Point] = []
    for a, b in zip(shape, [*shape[1:], shape[0]], strict=True):
        waved.append(a)
        if abs(a[1] - foot) < 6 and abs(b[1] - foot) < 6 and abs(a[0] - b[0]) > 12:
            waved += [
                (a[0] + (b[0] - a[0]) * t, foot + lift) for t, lift in ((0.2, 1.4), (0.4, 0.2), (0.6, 1.6), (0.8, 0.3))
            ]
        elif math.dist(a, b) > 18:
            inward = 1.4 if a[1] < b[1] else -1.4
            mid = between(a, b, 0.45)
            waved.append((mid[0] + inward * 0.6, mid[1]))
    return waved


def hull(points: list[Point]) -> list[Point]:
    """Return the convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))

    def chain(run: Sequence[Point]) -> list[Point]:
        out: list[Point] = []
        for p in run:
            while len(out) > 1 and (out[-1][0] - out[-2][0]) * (p[1] - out[-2][1]) <= (out[-1][1] - out[-2][1]) * (
                p[0] - out[-2][0]
            ):
                out.pop()
            out.append(p)
        return out[:-1]

    return chain(ordered) + chain(ordered[::-1])


def folds(pen: Pen, shape: Outline, top: Point, colour: RGB, *, count: int = 4, start: float = 0.35) -> None:
    """Draw lines of falling cloth from `top` to the lowest edge of `shape`."""
    foot = max(y for _, y in shape)
    edge = [x for x, y in shape if foot - y < 5]
    left, right = min(edge), max(edge)
    for i in range(count):
        t = (i + 0.7) / (count + 0.4)
        x = left + (right - left) * t
        a = between(top, (x, foot - 1), start + 0.12 * (i % 2))
        b = between(top, (x, foot - 1), 0.7)
        pen.stroke([a, (b[0] + 0.8, b[1]), (x, foot - 1.2)], (0.3, 1.3, 0.5), darker(colour, 0.32), alpha=0.75)
