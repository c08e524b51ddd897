"""Outlines: the curves and ribbons that every shape of a sketch is made of.

Lengths are drawing units: a picture is 1000 units high, whatever its size in pixels.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

Point = tuple[float, float]
Outline = list[Point]


def spline(points: Sequence[Point], *, closed: bool = True, steps: int = 6) -> Outline:
    """Return a smooth Catmull-Rom curve through `points`."""
    count = len(points)
    if count < 3:
        return list(points)
    ts = [(i / steps, (i / steps) ** 2, (i / steps) ** 3) for i in range(steps)]
    curve: Outline = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count]
        else:
            a, b, c, d = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, count - 1)]
        ax, ay, bx, by, cx, cy, dx, dy = *a, *b, *c, *d
        # The curve as polynomials in t, x and y alike.
        x1, x2, x3 = cx - ax, 2 * ax - 5 * bx + 4 * cx - dx, 3 * bx - ax - 3 * cx + dx
        y1, y2, y3 = cy - ay, 2 * ay - 5 * by + 4 * cy - dy, 3 * by - ay - 3 * cy + dy
        for t, t2, t3 in ts:
            curve.append((bx + 0.5 * (x1 * t + x2 * t2 + x3 * t3), by + 0.5 * (y1 * t + y2 * t2 + y3 * t3)))
    if not closed:
        curve.append(points[-1])
    return curve


def ribbon(points: Sequence[Point], widths: Sequence[float], *, steps: int = 5) -> Outline:
    """Return a stroke along a smooth curve whose width goes through `widths`, spread evenly along it."""
    path = spline(points, closed=False, steps=steps) if len(points) > 2 else list(points)
    last, spread = len(path) - 1, len(widths) - 1
    left: Outline = []
    right: Outline = []
    for i, (x, y) in enumerate(path):
        (x0, y0), (x1, y1) = path[max(i - 1, 0)], path[min(i + 1, last)]
        dx, dy = x1 - x0, y1 - y0
        length = math.hypot(dx, dy) or 1.0
        at = i / last * spread if last else 0.0
        k = min(int(at), spread - 1) if spread else 0
        width = widths[k] + (widths[k + 1] - widths[k]) * (at - k) if spread else widths[0]
        nx, ny = -dy / length * width / 2, dx / length * width / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def limb(points: Sequence[Point], widths: Sequence[float]) -> Outline:
    """Return a ribbon with round ends, for arms, legs and branches that must not look cut off."""
    body = ribbon(points, widths)
    half = len(body) // 2
    start, end = points[0], points[-1]
    head = _cap(start, body[-1], body[0])
    tail = _cap(end, body[half - 1], body[half])
    return body[:half] + tail + body[half:] + head


def _cap(centre: Point, start: Point, end: Point) -> Outline:
    radius = math.dist(centre, start)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    last = math.atan2(end[1] - centre[1], end[0] - centre[0])
    sweep = -((first - last) % math.tau)  # round the outside
    return [
        (centre[0] + radius * math.cos(first + sweep * i / 8), centre[1] + radius * math.sin(first + sweep * i / 8))
        for i in range(1, 8)
    ]


def ellipse(cx: float, cy: float, rx: float, ry: float, *, tilt: float = 0.0, count: int = 28) -> Outline:
    """Return an ellipse, turned by `tilt` radians."""
    c, s = math.cos(tilt), math.sin(tilt)
    shape = []
    for i in range(count):
        x, y = rx * math.cos(math.tau * i / count), ry * math.sin(math.tau * i / count)
        shape.append((cx + x * c - y * s, cy + x * s + y * c))
    return shape


def rect(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """Return an upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def blob(cx: float, cy: float, rx: float, ry: float, rng: Random, *, lumps: int = 9, rough: float = 0.18) -> Outline:
    """Return a lumpy closed curve, for foliage, stones and clouds."""
    points = []
    for i in range(lumps):
        angle = math.tau * (i + rng.uniform(-0.25, 0.25)) / lumps
        far = 1 + rng.uniform(-rough, rough)
        points.append((cx + rx * far * math.cos(angle), cy + ry * far * math.sin(angle)))
    return spline(points, steps=5)


def scallops(
    cx: float, cy: float, rx: float, ry: float, rng: Random, *, lumps: int = 11, depth: float = 0.2
) -> Outline:
    """Return a closed curve of round bumps, for tree crowns, cumulus clouds and curly hair."""
    turns = [math.tau * (i + rng.uniform(-0.2, 0.2)) / lumps for i in range(lumps)]
    shape = []
    for i, start in enumerate(turns):
        end = turns[(i + 1) % lumps] + (math.tau if i == lumps - 1 else 0.0)
        swell = depth * rng.uniform(0.7, 1.3)
        for step in range(6):
            t = step / 6
            angle = start + (end - start) * t
            far = 1 - depth / 2 + swell * math.sin(math.pi * t)
            shape.append((cx + rx * far * math.cos(angle), cy + ry * far * math.sin(angle)))
    return shape


def ridge(x0: float, x1: float, y: float, height: float, rng: Random, *, waves: int = 4, step: float = 14.0) -> Outline:
    """Return a rolling skyline from `x0` to `x1` around `y`; the caller closes it downwards with `grounded`."""
    parts = [(rng.uniform(0.6, 1.4) * waves * (i + 1), rng.uniform(0, math.tau), 0.55**i) for i in range(4)]
    total = sum(weight for _, _, weight in parts)
    count = max(2, int((x1 - x0) / step))
    line = []
    for i in range(count + 1):
        t = i / count
        lift = sum(w * math.sin(f * t * math.pi + p) for f, p, w in parts) / total
        line.append((x0 + (x1 - x0) * t, y - height * lift))
    return line


def crags(x0: float, x1: float, y: float, height: float, rng: Random, *, peaks: int = 5, detail: int = 3) -> Outline:
    """Return a jagged skyline whose peaks reach up to `height` above `y`."""
    line: Outline = [(x0, y - height * rng.uniform(0.1, 0.5))]
    span = (x1 - x0) / peaks
    for i in range(peaks):
        left = x0 + span * i
        line.append((left + span * rng.uniform(0.35, 0.65), y - height * rng.uniform(0.55, 1.0)))
        line.append((left + span, y - height * rng.uniform(0.05, 0.45)))
    for k in range(detail):
        rough: Outline = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            sway = height * 0.16 / 2**k
            rough.append(((ax + bx) / 2 + rng.uniform(-0.1, 0.1) * (bx - ax), (ay + by) / 2 + rng.uniform(-sway, sway)))
            rough.append((bx, by))
        line = rough
    return line


def grounded(skyline: Outline, y: float) -> Outline:
    """Close a skyline along its foot at `y`."""
    return [*skyline, (skyline[-1][0], y), (skyline[0][0], y)]


def star(x: float, y: float, radius: float, strength: float) -> list[Outline]:
    """Return rays around a light, the longer the stronger it is (1: full)."""
    paths = []
    for i in range(22):
        angle = math.tau * (i + 0.5 * (i % 2)) / 22
        start, end = radius * 0.24, radius * (0.42 + 0.2 * (i % 3)) * min(1.0, 0.5 + strength / 2)
        near = (x + start * math.cos(angle), y + start * math.sin(angle))
        far = (x + end * math.cos(angle), y + end * math.sin(angle))
        paths.append(ribbon([near, far], (radius * 0.018, 1.0)))
    return paths


def moved(
    shape: Iterable[Point], dx: float = 0.0, dy: float = 0.0, *, scale: float = 1.0, turn: float = 0.0
) -> Outline:
    """Scale and turn (radians) the shape about the origin, then move it."""
    c, s = math.cos(turn) * scale, math.sin(turn) * scale
    return [(dx + x * c - y * s, dy + x * s + y * c) for x, y in shape]


def between(a: Point, b: Point, t: float) -> Point:
    """Return the point `t` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def bounds(outlines: Iterable[Outline]) -> tuple[float, float, float, float]:
    """Return the box around outlines: its left, its top, its right and its foot."""
    xs, ys = zip(*(point for outline in outlines for point in outline), strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def area(outline: Outline) -> float:
    """Return the area of a closed outline."""
    twice, (px, py) = 0.0, outline[-1]
    for x, y in outline:
        twice += px * y - x * py
        px, py = x, y
    return abs(twice) / 2


def hull(points: Sequence[Point]) -> Outline:
    """Return the smallest convex outline around points, by Andrew's monotone chain."""
    ordered = sorted(set(points))

    def half(run: Sequence[Point]) -> Outline:
        chain: Outline = []
        for x, y in run:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return [*half(ordered), *half(ordered[::-1])]


def long_axis(outlines: Sequence[Outline]) -> float:
    """Return the direction in which outlines are longest, in degrees from 0 up to 180, against the clock."""
    sides = [
        (math.dist(a, b), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for outline in outlines
        for a, b in zip(outline, [*outline[1:], outline[0]], strict=True)
    ]
    whole = sum(length for length, _, _ in sides) or 1.0
    mx, my = sum(w * x for w, x, _ in sides) / whole, sum(w * y for w, _, y in sides) / whole
    xx = sum(w * (x - mx) ** 2 for w, x, _ in sides)
    yy = sum(w * (y - my) ** 2 for w, _, y in sides)
    xy = sum(w * (x - mx) * (y - my) for w, x, y in sides)
    return math.degrees(-0.5 * math.atan2(2 * xy, xx - yy)) % 180


def swayed(shape: Outline, sway: float, origin: Point, unit: float) -> Outline:
    """Return an outline in pixels, as a hand draws it that strays up to `sway` units from the ruler.

    Neighbours stray together, so no gaps open.
    """
    (ox, oy), k = origin, unit
    if not sway:
        return [((x - ox) * k, (y - oy) * k) for x, y in shape]
    points, hypot, sin = [], math.hypot, math.sin
    px, py = shape[-1]
    for point in shape:
        x, y = point
        far = hypot(x - px, y - py)
        if far > 60:
            count = min(24, int(far / 30))
            points += [(px + (x - px) * i / count, py + (y - py) * i / count) for i in range(1, count)]
        points.append(point)
        px, py = x, y
    return [
        (
            (x + sway * sin(y * 0.071 + x * 0.013 + 1.7) - ox) * k,
            (y + sway * sin(x * 0.067 - y * 0.017 + 0.4) - oy) * k,
        )
        for x, y in points
    ]
