"""Snakes, caterpillars and snails: one long body along a path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head, WormBody
    from sketch.paint.pen import Pen


def draw_worm(pen: Pen, body: WormBody, head: Head | None, coat: Coat, look: Look) -> None:
    """Draw it on the ground at the pen's origin."""
    if "segments" in body.parts:
        _segments(pen, body, coat)
    else:
        pen.fill(limb(body.path, body.widths), coat.fur, shade=darker(coat.fur, 0.35))
    if "bands" in body.parts:
        _diamonds(pen, body, coat)
    if "snail shell" in body.parts:
        _shell(pen, coat)
    x, y = body.path[-1]
    if "horns" in body.parts:
        for dx in (-0.8, 2.6):
            pen.stroke([(x + dx * 0.5, y - 1), (x + dx + 1, y - 8)], (1.1, 0.9), coat.fur)
            pen.fill(ellipse(x + dx + 1, y - 8.6, 1.3, 1.4, count=12), (36, 30, 32), line=0)
        smile = look.expression.corner
        pen.stroke([(x, y + 0.6), (x + 1.6, y + 1 + smile), (x + 3, y + 0.2)], (0.4, 0.7, 0.4), darker(coat.fur, 0.6))
    if head is not None and body.head:
        draw_creature_head(pen.at(x, y - body.head * 0.3, scale=body.head), head, coat, look)


def _segments(pen: Pen, body: WormBody, coat: Coat) -> None:
    for k, ((x, y), wide) in enumerate(zip(body.path, body.widths, strict=True)):
        if y > -10:
            pen.fills([ellipse(x + dx, -0.6, 1.3, 2.2, count=12) for dx in (-1.8, 2.2)], coat.paw, line=0.5)
        tone = lighter(coat.fur, 0.12) if k % 2 else coat.fur
        pen.fill(ellipse(x, y, wide * 0.6, wide * 0.56, count=22), tone, shade=darker(tone, 0.35))
        pen.fill(ellipse(x - wide * 0.12, y - wide * 0.24, wide * 0.12, wide * 0.1, count=10), coat.pale, line=0)
    for x, y in body.path[4:-1]:
        pen.stroke([(x + 4.5, y), (x + 9, y - 1.5)], (1.6, 1.2), coat.paw)


def _diamonds(pen: Pen, body: WormBody, coat: Coat) -> None:
    path = spline(body.path, closed=False, steps=5)
    shapes = []
    for x, y in path[3:-3:3]:
        shapes.append([(x - 1.8, y - 0.6), (x, y - 2.6), (x + 1.8, y - 0.6), (x, y + 1.2)])
    pen.fills(shapes, coat.dark, line=0)


def _shell(pen: Pen, coat: Coat) -> None:
    pen.fill(ellipse(-3, -13, 12, 11.4, count=30), coat.dark, shade=darker(coat.dark, 0.4))
    spiral = []
    for k in range(30):
        a = 0.42 * k
        r = 10.0 * (1 - k / 32)
        spiral.append((-3 + r * math.cos(a + 0.6), -13 + r * 0.95 * math.sin(a + 0.6)))
    pen.stroke(spiral, (1.6, 1.4, 0.8), lighter(coat.dark, 0.42))
