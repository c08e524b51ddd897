"""Hair and beards from the side, in the measure of the head (crown at y = -1, chin at y = 1, looking right)."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.heads.hair import draw_braid, strands
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, Point, ellipse, scallops, spline

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.paint.pen import Pen

_BACK: tuple[Point, ...] = (
    (-0.4, 0.56),
    (-0.7, 0.46),
    (-0.9, 0.0),
    (-0.95, -0.4),
    (-0.82, -0.86),
    (-0.46, -1.14),
    (0.02, -1.2),
    (0.4, -1.08),
    (0.62, -0.72),
)
"""Round the skull from the nape to the brow."""
_LINES: dict[str, tuple[Point, ...]] = {
    "parted": ((0.56, -0.52), (0.42, -0.62), (0.28, -0.4), (0.1, -0.34), (0.06, 0.0), (-0.06, 0.1), (-0.3, 0.3)),
    "back": ((0.5, -0.66), (0.3, -0.6), (0.16, -0.42), (0.04, -0.3), (0.02, -0.02), (-0.1, 0.04), (-0.34, 0.3)),
    "bangs": ((0.62, -0.32), (0.44, -0.26), (0.24, -0.26), (0.12, -0.1), (0.06, 0.12), (-0.08, 0.16), (-0.3, 0.36)),
}
"""Back along the hairline, past temple and ear."""


def draw_hair_behind_in_profile(pen: Pen, plan: PersonPlan) -> None:
    """Draw hair that falls down the back, to be drawn before the body."""
    colour, deep, style = darker(plan.hair, 0.22), darker(plan.hair, 0.5), plan.hair_style
    if style == "long":
        fall = [(-0.9, -0.6), (-1.06, 0.3), (-1.2, 1.3), (-1.14, 2.3), (-0.7, 2.66), (-0.16, 2.3), (0.02, 1.2)]
        pen.fill(spline([*fall, (0.06, 0.2), (-0.1, -0.7)]), colour, shade=deep)
        strands(pen, colour, [[(-0.95, 0.4), (-1.02, 1.4), (-0.9, 2.4)], [(-0.5, 0.8), (-0.56, 1.6), (-0.46, 2.4)]])
    elif style == "long curly":
        rng = Random("curls")
        heap = [
            ellipse(rng.gauss(-0.5, 0.28), 0.2 + 1.6 * k / 13 + rng.uniform(-0.15, 0.15), 0.36, 0.34, count=16)
            for k in range(14)
        ]
        edge = [scallops(-0.46, 0.5, 0.74, 1.4, Random("edge"), lumps=12, depth=0.2)]
        pen.fills(edge + heap, colour, shade=deep, line=0.8)
    elif style == "bob":
        pen.fill(spline([(-0.92, -0.5), (-1.0, 0.3), (-0.94, 0.92), (-0.3, 1.0), (0.08, 0.8), (0.0, -0.4)]), colour)
    elif style == "tied":
        tail = [(-0.8, -0.5), (-1.12, -0.3), (-1.36, 0.4), (-1.42, 1.2), (-1.22, 1.8), (-1.04, 1.1), (-0.9, 0.2)]
        pen.fill(spline([*tail, (-0.7, -0.1)]), colour, shade=deep)
        strands(pen, colour, [[(-1.0, -0.2), (-1.2, 0.5), (-1.24, 1.5)]])


def draw_hair_in_profile(pen: Pen, plan: PersonPlan, *, hatted: bool) -> None:
    """Draw hair over the head from the side."""
    style, colour, deep = plan.hair_style, plan.hair, darker(plan.hair, 0.42)
    if style == "bald":
        if not hatted:
            pen.stroke([(-0.4, -0.84), (-0.1, -0.92), (0.16, -0.88)], (0.03, 0.08, 0.03), lighter(plan.skin, 0.6))
    elif style == "fringe":
        ring = [(-0.36, 0.56), (-0.74, 0.44), (-0.94, 0.0), (-0.9, -0.4), (-0.5, -0.42), (-0.1, -0.3), (0.02, 0.0)]
        pen.fill(spline([*ring, (-0.2, 0.2)]), colour, shade=deep)
    elif style in ("curly", "long curly"):
        _curls(pen, plan, deep)
    elif style == "tousled":
        _tousled(pen, colour, deep)
    else:
        _smooth(pen, plan, deep)


def _smooth(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    style, colour = plan.hair_style, plan.hair
    if style == "bun":
        pen.fill(ellipse(-0.98, -0.5, 0.38, 0.36, tilt=0.4, count=24), colour, shade=deep)
        strands(pen, colour, [[(-1.24, -0.6), (-0.98, -0.76), (-0.74, -0.56)]])
    bangs = style == "bob" or (plan.years == "child" and style != "braid")
    line = _LINES["back" if style in ("bun", "tied") else "bangs" if bangs else "parted"]
    pen.fill(spline([*_BACK, *line], steps=4), colour, shade=deep, side="left", amount=0.7)
    paths: list[list[Point]] = [
        [(0.4, -0.92), (-0.1, -0.8), (-0.6, -0.3)],
        [(0.2, -1.04), (-0.44, -0.9), (-0.82, -0.3)],
        [(-0.1, -0.4), (-0.4, -0.1), (-0.6, 0.3)],
    ]
    strands(pen, colour, paths)
    if style == "long":
        lock = [(0.08, -0.3), (0.06, 0.4), (-0.06, 1.1), (-0.1, 1.9), (-0.5, 2.3), (-1.0, 1.9), (-1.08, 0.6)]
        pen.fill(spline([*lock, (-0.92, -0.3)]), colour, shade=deep)
        strands(pen, colour, [[(-0.3, 0.1), (-0.4, 1.0), (-0.4, 2.0)], [(-0.7, 0.2), (-0.8, 1.1), (-0.7, 2.1)]])
    elif style == "bob":
        lock = [(0.1, -0.3), (0.14, 0.3), (0.1, 0.76), (-0.3, 1.0), (-0.9, 0.92), (-1.0, 0.2), (-0.92, -0.3)]
        pen.fill(spline(lock), colour, shade=deep)
        strands(pen, colour, [[(-0.2, -0.1), (-0.2, 0.4), (-0.26, 0.84)], [(-0.6, 0.0), (-0.7, 0.5), (-0.64, 0.84)]])
    elif style == "braid":
        draw_braid(pen, plan, deep)


def _curls(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    rng = Random(plan.face)
    ring: list[Outline] = []
    for i in range(16):
        angle = math.pi * (0.72 + 1.16 * i / 15)
        x, y = -0.16 + 0.8 * math.cos(angle), -0.3 + 0.84 * math.sin(angle)
        ring.append(ellipse(x, y, rng.uniform(0.2, 0.27), rng.uniform(0.19, 0.25), count=14))
    ring += [ellipse(-0.12 - 0.1 * k, -0.16 + 0.2 * k, 0.18, 0.18, count=14) for k in range(3)]
    if plan.hair_style == "long curly":
        ring += [ellipse(-0.4 - 0.06 * (k % 2), 0.3 + 0.2 * k, 0.22, 0.2, count=14) for k in range(7)]
    pen.fills([spline([*_BACK, *_LINES["back"]], steps=3), *ring], plan.hair, shade=deep, side="left", line=0.7)
    marks: list[list[Point]] = []
    for _ in range(10):
        angle, far = math.pi * rng.uniform(0.8, 1.8), rng.uniform(0.4, 0.95)
        x, y = -0.2 + 0.8 * far * math.cos(angle), -0.36 + 0.8 * far * math.sin(angle)
        marks.append([(x - 0.09, y + 0.05), (x, y - 0.07), (x + 0.09, y + 0.03)])
    pen.strokes_of(marks, (0.02, 0.05, 0.02), lighter(plan.hair, 0.28))


def _tousled(pen: Pen, colour: RGB, deep: RGB) -> None:
    tufts: list[Point] = [
        (-0.34, 0.56),
        (-0.62, 0.6),
        (-0.7, 0.36),
        (-1.0, 0.3),
        (-0.9, 0.0),
        (-1.1, -0.24),
        (-0.94, -0.46),
        (-1.06, -0.76),
        (-0.76, -0.88),
        (-0.68, -1.18),
        (-0.34, -1.12),
        (-0.14, -1.36),
        (0.1, -1.18),
        (0.42, -1.24),
        (0.46, -1.0),
        (0.76, -0.9),
        (0.66, -0.64),
        (0.74, -0.4),
        (0.5, -0.52),
        (0.4, -0.3),
        (0.24, -0.46),
        (0.14, -0.2),
        (0.06, 0.06),
        (-0.08, 0.06),
        (-0.28, 0.3),
    ]
    pen.fill(spline(tufts, steps=3), colour, shade=deep, side="left", amount=0.7)
    strands(pen, colour, [[(0.3, -1.0), (0.0, -0.8), (-0.16, -0.5)], [(-0.2, -1.1), (-0.5, -0.7), (-0.66, -0.2)]])


def draw_beard_in_profile(pen: Pen, plan: PersonPlan) -> None:
    """Draw beard and moustache from the side."""
    colour, deep = plan.beard_colour, darker(plan.beard_colour, 0.4)
    if plan.beard in ("short", "long"):
        foot = [(0.74, 1.0), (0.56, 1.2), (0.2, 1.12)]
        if plan.beard == "long":
            foot = [(0.8, 1.3), (0.78, 1.9), (0.56, 2.45), (0.36, 2.1), (0.2, 1.4)]
        jaw = [(-0.14, 0.0), (-0.02, 0.3), (0.2, 0.46), (0.42, 0.54), (0.5, 0.7), (0.68, 0.72)]
        pen.fill(spline([*jaw, *foot, (-0.08, 0.86), (-0.24, 0.5), (-0.24, 0.14)], steps=4), colour, shade=deep)
        lines: list[list[Point]] = [[(0.1, 0.6), (0.24, 0.9), (0.34, 1.06)], [(0.4, 0.8), (0.5, 1.06)]]
        if plan.beard == "long":
            lines.append([(0.5, 1.2), (0.58, 1.7), (0.56, 2.2)])
        strands(pen, colour, lines)
    if plan.beard in ("short", "long", "moustache"):
        lip = [(0.64, 0.45), (0.72, 0.52), (0.66, 0.6), (0.46, 0.62), (0.28, 0.7), (0.34, 0.54), (0.5, 0.47)]
        pen.fill(spline(lip, steps=4), darker(colour, 0.08), line=0.6)
