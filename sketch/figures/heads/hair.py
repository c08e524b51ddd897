"""Hair and beards, in the measure of the head (crown at y = -1, chin at y = 1, looking right)."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, Point, ellipse, scallops, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.plan import PersonPlan
    from sketch.paint.pen import Pen

# The cap of hair that most styles share: round the skull, then back along the hairline over a side parting.
_SKULL: tuple[Point, ...] = (
    (-0.54, 0.2),
    (-0.78, 0.16),
    (-0.92, -0.3),
    (-0.84, -0.78),
    (-0.46, -1.12),
    (0.02, -1.2),
    (0.46, -1.06),
    (0.72, -0.7),
    (0.71, -0.3),
)
_PARTED: tuple[Point, ...] = (
    (0.6, -0.42),
    (0.46, -0.6),
    (0.24, -0.72),
    (0.0, -0.56),
    (-0.24, -0.42),
    (-0.38, -0.16),
    (-0.43, 0.06),
)
_DRAWN_BACK: tuple[Point, ...] = ((0.6, -0.46), (0.42, -0.66), (0.12, -0.74), (-0.2, -0.6), (-0.4, -0.24), (-0.46, 0.0))
_BANGS: tuple[Point, ...] = (
    (0.6, -0.3),
    (0.42, -0.34),
    (0.2, -0.3),
    (-0.04, -0.32),
    (-0.26, -0.26),
    (-0.4, -0.06),
    (-0.45, 0.1),
)


def draw_hair_behind(pen: Pen, plan: PersonPlan) -> None:
    """Draw hair that falls behind neck and shoulders, to be drawn before the body."""
    style, colour = plan.hair_style, darker(plan.hair, 0.22)
    if style == "long":
        fall = spline(
            [
                (-0.9, -0.6),
                (-1.06, 0.3),
                (-1.22, 1.3),
                (-1.12, 2.3),
                (-0.6, 2.72),
                (0.2, 2.5),
                (0.74, 2.1),
                (0.86, 1.1),
                (0.78, 0.2),
                (0.7, -0.6),
                (0, -1),
            ]
        )
        pen.fill(fall, colour, shade=darker(plan.hair, 0.5))
        strands(
            pen,
            colour,
            [
                [(-0.95, 0.4), (-1.05, 1.4), (-0.95, 2.4)],
                [(-0.6, 0.8), (-0.7, 1.6), (-0.55, 2.5)],
                [(0.6, 0.8), (0.66, 1.5), (0.4, 2.2)],
            ],
        )
    elif style == "long curly":
        rng = Random("curls")
        heap = [
            ellipse(rng.gauss(-0.12, 0.55), 0.2 + 1.6 * k / 15 + rng.uniform(-0.15, 0.15), 0.36, 0.34, count=16)
            for k in range(16)
        ]
        edge = [scallops(-0.1, 0.45, 1.12, 1.5, Random("edge"), lumps=13, depth=0.2)]
        pen.fills(edge + heap, colour, shade=darker(plan.hair, 0.5), line=0.8)
    elif style == "bob":
        pen.fill(
            spline(
                [
                    (-0.92, -0.5),
                    (-1.0, 0.3),
                    (-0.98, 0.94),
                    (-0.4, 1.04),
                    (0.4, 1.0),
                    (0.78, 0.86),
                    (0.8, 0.0),
                    (0.6, -0.7),
                ]
            ),
            colour,
            shade=darker(plan.hair, 0.5),
        )
    elif style == "tied":
        tail = spline(
            [
                (-0.8, -0.5),
                (-1.12, -0.3),
                (-1.36, 0.4),
                (-1.42, 1.2),
                (-1.22, 1.8),
                (-1.04, 1.1),
                (-0.94, 0.3),
                (-0.7, -0.1),
            ]
        )
        pen.fill(tail, colour, shade=darker(plan.hair, 0.5))
        strands(pen, colour, [[(-1.0, -0.2), (-1.2, 0.5), (-1.24, 1.5)]])


def draw_hair(pen: Pen, plan: PersonPlan, *, hatted: bool) -> None:
    """Draw hair over and beside the face."""
    style, colour = plan.hair_style, plan.hair
    deep = darker(colour, 0.42)
    if style == "bald":
        if not hatted:
            _shine(pen, plan)
    elif style == "fringe":
        _fringe(pen, colour, deep)
    elif style in ("curly", "long curly"):
        _curls(pen, plan, deep)
    elif style == "tousled":
        _tousled(pen, plan, deep)
    else:
        _smooth(pen, plan, deep)


def _shine(pen: Pen, plan: PersonPlan) -> None:
    """Draw the light on a bald head."""
    pen.stroke([(-0.25, -0.86), (0.02, -0.9), (0.2, -0.85)], (0.03, 0.08, 0.03), lighter(plan.skin, 0.6), alpha=0.7)


def _fringe(pen: Pen, colour: RGB, deep: RGB) -> None:
    side = spline(
        [(-0.46, 0.24), (-0.74, 0.3), (-0.95, -0.1), (-0.86, -0.56), (-0.7, -0.62), (-0.6, -0.3), (-0.46, -0.1)]
    )
    wisp = spline([(0.6, -0.5), (0.72, -0.42), (0.7, -0.1), (0.62, -0.2)])
    pen.fills([side, wisp], colour, shade=deep)
    pen.stroke([(-0.3, -0.9), (0.05, -1.02), (0.4, -0.84)], (0.02, 0.05, 0.02), colour, alpha=0.7)


def _smooth(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    """Draw hair that lies close to the head: drawn back, parted, or cut over the brow."""
    style, colour = plan.hair_style, plan.hair
    line = (
        _DRAWN_BACK
        if style in ("bun", "tied")
        else _BANGS
        if (style == "bob" or (plan.years == "child" and style != "braid"))
        else _PARTED
    )
    if style == "bun":
        pen.fill(ellipse(-0.86, -0.72, 0.4, 0.37, tilt=0.4, count=24), colour, shade=deep)
        strands(
            pen, colour, [[(-1.1, -0.86), (-0.86, -1.0), (-0.64, -0.8)], [(-1.12, -0.62), (-0.9, -0.74), (-0.66, -0.6)]]
        )
    cap = spline([*_SKULL, *line], steps=4)
    pen.fill(cap, colour, shade=deep, side="left", amount=0.7)
    if style in ("bun", "tied"):
        strands(
            pen,
            colour,
            [
                [(0.5, -0.7), (-0.1, -0.86), (-0.78, -0.5)],
                [(0.2, -0.98), (-0.4, -0.9), (-0.82, -0.6)],
                [(-0.3, -0.4), (-0.6, -0.34), (-0.84, -0.3)],
            ],
        )
    else:
        strands(
            pen,
            colour,
            [
                [(0.3, -0.98), (-0.1, -0.86), (-0.5, -0.4)],
                [(0.1, -1.08), (-0.44, -0.9), (-0.74, -0.3)],
                [(0.36, -0.9), (0.54, -0.72), (0.64, -0.46)],
            ],
        )
    if style == "long":
        lock = spline(
            [
                (-0.46, -0.3),
                (-0.5, 0.3),
                (-0.56, 0.9),
                (-0.42, 1.6),
                (-0.52, 2.2),
                (-0.9, 2.3),
                (-1.12, 1.5),
                (-1.06, 0.5),
                (-0.9, -0.3),
            ]
        )
        pen.fill(lock, colour, shade=deep)
        strands(pen, colour, [[(-0.66, 0.1), (-0.74, 1.0), (-0.62, 2.0)], [(-0.86, 0.2), (-0.94, 1.1), (-0.82, 2.1)]])
    elif style == "bob":
        lock = spline([(-0.44, -0.3), (-0.42, 0.3), (-0.4, 0.74), (-0.6, 1.0), (-0.96, 0.9), (-1.0, 0.2), (-0.9, -0.3)])
        pen.fill(lock, colour, shade=deep)
    elif style == "braid":
        draw_braid(pen, plan, deep)


def _curls(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    rng = Random(plan.face)
    ring: list[Outline] = []
    for i in range(15):
        angle = math.pi * (0.93 + 1.16 * i / 14)
        ring.append(
            ellipse(
                -0.1 + 0.82 * math.cos(angle),
                -0.36 + 0.78 * math.sin(angle),
                rng.uniform(0.2, 0.27),
                rng.uniform(0.19, 0.25),
                count=14,
            )
        )
    ring += [ellipse(-0.66, 0.02 + 0.2 * k, 0.2, 0.19, count=14) for k in range(2 if plan.hair_style == "curly" else 6)]
    pen.fills([spline([*_SKULL, *_DRAWN_BACK], steps=3), *ring], plan.hair, shade=deep, side="left", line=0.7)
    marks: list[Sequence[Point]] = []
    for _ in range(11):
        angle, far = math.pi * rng.uniform(0.95, 2.05), rng.uniform(0.6, 0.95)
        x, y = -0.1 + 0.85 * far * math.cos(angle), -0.4 + 0.78 * far * math.sin(angle)
        if y < -0.55 or x < -0.5:
            marks.append([(x - 0.09, y + 0.05), (x, y - 0.07), (x + 0.09, y + 0.03)])
    pen.strokes_of(marks, (0.02, 0.05, 0.02), lighter(plan.hair, 0.28))


def _tousled(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    tufts: list[Point] = [
        (-0.5, 0.24),
        (-0.84, 0.2),
        (-0.82, -0.02),
        (-1.04, -0.2),
        (-0.9, -0.44),
        (-1.02, -0.74),
        (-0.74, -0.86),
        (-0.66, -1.16),
        (-0.34, -1.1),
        (-0.14, -1.36),
        (0.1, -1.17),
        (0.42, -1.26),
        (0.48, -1.02),
        (0.78, -0.94),
        (0.72, -0.62),
        (0.84, -0.42),
        (0.66, -0.28),
        (0.54, -0.5),
        (0.42, -0.34),
        (0.28, -0.56),
        (0.1, -0.36),
        (-0.06, -0.52),
        (-0.24, -0.26),
        (-0.36, -0.3),
        (-0.44, 0.04),
    ]
    pen.fill(spline(tufts, steps=3), plan.hair, shade=deep, side="left", amount=0.7)
    strands(
        pen,
        plan.hair,
        [
            [(0.3, -1.0), (0.0, -0.8), (-0.1, -0.56)],
            [(-0.1, -1.1), (-0.4, -0.8), (-0.5, -0.4)],
            [(0.5, -0.9), (0.5, -0.7), (0.42, -0.5)],
        ],
    )


def draw_braid(pen: Pen, plan: PersonPlan, deep: RGB) -> None:
    """Draw a braid with its ribbon."""
    links = []
    for k in range(7):
        x, y = -0.62 - 0.1 * math.sin(k * 0.55) + (0.05 if k % 2 else -0.05), 0.42 + 0.29 * k
        size = 0.215 - 0.012 * k
        links.append(ellipse(x, y, size, size * 0.92, tilt=0.5 if k % 2 else -0.5, count=14))
    for link in links:
        pen.fill(link, plan.hair, shade=deep, line=0.8)
    end = 0.42 + 0.29 * 7
    pen.fill(
        spline([(-0.7, end - 0.16), (-0.5, end - 0.16), (-0.48, end + 0.28), (-0.62, end + 0.4), (-0.76, end + 0.24)]),
        plan.hair,
        shade=deep,
    )
    pen.stroke([(-0.74, end - 0.14), (-0.5, end - 0.12)], (0.1, 0.1), (184, 66, 58))


def draw_beard(pen: Pen, plan: PersonPlan) -> None:
    """Draw beard and moustache."""
    colour, deep = plan.beard_colour, darker(plan.beard_colour, 0.4)
    if plan.beard in ("short", "long"):
        foot = [(0.42, 1.08), (0.18, 1.2), (-0.1, 1.1)]
        if plan.beard == "long":
            foot = [(0.52, 1.3), (0.46, 1.9), (0.2, 2.45), (0.06, 2.3), (-0.16, 1.9), (-0.3, 1.3)]
        sides: list[Point] = [
            (-0.52, 0.06),
            (-0.42, 0.34),
            (-0.2, 0.5),
            (0.02, 0.5),
            (0.28, 0.46),
            (0.5, 0.5),
            (0.64, 0.34),
            (0.64, 0.62),
        ]
        pen.fill(spline([*sides, *foot, (-0.44, 0.7), (-0.58, 0.36)], steps=4), colour, shade=deep, amount=0.7)
        lines = [
            [(-0.3, 0.6), (-0.12, 0.85), (0.0, 1.05)],
            [(0.5, 0.64), (0.42, 0.86), (0.34, 1.02)],
            [(0.2, 0.84), (0.2, 1.1)],
        ]
        if plan.beard == "long":
            lines += [[(0.0, 1.1), (0.02, 1.6), (0.14, 2.1)], [(0.34, 1.1), (0.34, 1.6), (0.24, 2.1)]]
        strands(pen, colour, lines)
    if plan.beard in ("short", "long", "moustache"):
        near = [(0.3, 0.47), (0.16, 0.48), (0.0, 0.6), (-0.12, 0.58), (-0.02, 0.67), (0.16, 0.62), (0.3, 0.58)]
        far = [(0.3, 0.47), (0.4, 0.48), (0.5, 0.6), (0.6, 0.57), (0.53, 0.66), (0.42, 0.62), (0.3, 0.58)]
        pen.fills([spline(near, steps=4), spline(far, steps=4)], darker(colour, 0.08), line=0.6)


def strands(pen: Pen, colour: RGB, paths: Sequence[Sequence[Point]]) -> None:
    """Draw strands of hair, each lighter on one side and darker on the other."""
    pen.strokes_of(paths, (0.015, 0.045, 0.015), lighter(colour, 0.22), alpha=0.75)
    pen.strokes_of(
        [[(x - 0.06, y + 0.09) for x, y in path] for path in paths],
        (0.012, 0.04, 0.012),
        darker(colour, 0.35),
        alpha=0.75,
    )
