"""Shapes that things are made of."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Patch

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Tone
    from sketch.paint.colours import RGB
    from sketch.paint.geometry import Point


def oval(tone: Tone | RGB, at: Point, rx: float, ry: float, *, light: float = 0.0) -> Patch:
    """Return an ellipse around a point."""
    turns = [math.tau * k / 14 for k in range(14)]
    return Patch(tone, tuple((at[0] + rx * math.cos(a), at[1] + ry * math.sin(a)) for a in turns), light=light)


def puffs(tone: Tone | RGB, at: Point, rx: float, ry: float, *, lumps: int = 9, light: float = 0.0) -> Patch:
    """Return a round of bumps: a cloud, the crown of a tree."""
    outline: list[Point] = []
    for k in range(lumps * 8):
        a = math.tau * k / (lumps * 8)
        far = 0.86 + 0.17 * abs(math.sin(a * lumps / 2))
        outline.append((at[0] + rx * far * math.cos(a), at[1] + ry * far * math.sin(a)))
    return Patch(tone, tuple(outline), "straight", light=light)


def bumps(tone: Tone | RGB, *rounds: tuple[float, float, float], light: float = 0.0) -> Patch:
    """Return the outline around circles (middle, radius) that lie over one another around their common middle."""
    cx, cy = sum(x for x, _, _ in rounds) / len(rounds), sum(y for _, y, _ in rounds) / len(rounds)
    outline: list[Point] = []
    for k in range(120):
        a = math.tau * k / 120
        c, s = math.cos(a), math.sin(a)
        far = 0.0
        for x, y, r in rounds:
            along, off = (x - cx) * c + (y - cy) * s, (y - cy) * c - (x - cx) * s
            if abs(off) < r:
                far = max(far, along + math.sqrt(r * r - off * off))
        outline.append((cx + far * c, cy + far * s))
    return Patch(tone, tuple(outline), "straight", light=light)


def rays(tone: Tone | RGB, at: Point, inner: float, outer: float, *, count: int, light: float = 0.0) -> Patch:
    """Return a star of `count` points."""
    turns = [(math.pi * k / count - math.pi / 2, outer if k % 2 == 0 else inner) for k in range(2 * count)]
    outline = tuple((at[0] + r * math.cos(a), at[1] + r * math.sin(a)) for a, r in turns)
    return Patch(tone, outline, "straight", light=light)


def box(tone: Tone | RGB, left: float, top: float, right: float, foot: float, *, light: float = 0.0) -> Patch:
    """Return a rectangle."""
    return Patch(tone, ((left, top), (right, top), (right, foot), (left, foot)), "straight", light=light)


def flat(tone: Tone | RGB, *points: Point, light: float = 0.0) -> Patch:
    """Return a shape with corners."""
    return Patch(tone, points, "straight", light=light)


def soft(tone: Tone | RGB, *points: Point, light: float = 0.0) -> Patch:
    """Return a shape without corners."""
    return Patch(tone, points, light=light)


def line(tone: Tone | RGB, width: float, *points: Point) -> Patch:
    """Return a stroke."""
    return Patch(tone, points, "line", width)


def wheel(at: Point, radius: float, rim: RGB = (70, 66, 72), hub: RGB = (226, 214, 190)) -> tuple[Patch, ...]:
    """Return a wheel with its hub."""
    return (
        oval(rim, at, radius, radius),
        oval(hub, at, radius * 0.56, radius * 0.56),
        oval(rim, at, radius * 0.18, radius * 0.18),
    )
