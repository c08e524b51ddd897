"""Heads: the face in three-quarter view, with the marks that it bears.

A head's own measure has the crown at y = -1 and the chin at y = 1; it looks to the right.
"""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.heads.features import draw_features, draw_mouth
from sketch.figures.heads.hair import draw_beard, draw_hair
from sketch.figures.heads.hats import draw_hat
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Point, ellipse, spline

if TYPE_CHECKING:
    from sketch.figures.heads.expressions import Expression
    from sketch.figures.plan import PersonPlan
    from sketch.paint.pen import Pen

_FACE: tuple[Point, ...] = (
    (-0.05, -1.0),
    (0.38, -0.88),
    (0.62, -0.5),
    (0.655, -0.18),
    (0.61, 0.04),
    (0.645, 0.28),
    (0.585, 0.58),
    (0.43, 0.86),
    (0.2, 0.985),
    (-0.06, 0.92),
    (-0.36, 0.64),
    (-0.53, 0.28),
    (-0.68, -0.1),
    (-0.74, -0.45),
    (-0.52, -0.85),
)


def draw_head(
    pen: Pen, plan: PersonPlan, shows: Expression, *, gaze: Point = (0.25, 0.0), asleep: bool = False
) -> None:
    """Draw face, hair and hat. `pen` is in the head's measure; the eyes look where `gaze` says."""
    rng = Random(plan.face)
    jaw = rng.uniform(0.93, 1.05) * (1.06 if plan.sex == "male" else 0.95) * (0.7 + 0.3 * plan.girth)
    cheeks = [(x * (jaw if y > 0.2 else 1.0), y) for x, y in _FACE]
    if plan.years == "child":
        cheeks = [(x * (1.08 if 0.1 < y < 0.7 else 1.02), y * (0.93 if y > 0.5 else 1)) for x, y in cheeks]
    skin = plan.skin
    pen.fill(spline(cheeks, steps=4), skin, shade=darker(skin, 0.26), side="left", amount=0.5)
    _blush(pen.of(role="face"), plan, shows)
    _ear(pen, skin)
    draw_features(pen.of(role="face"), plan, shows, gaze, rng, asleep=asleep)
    _age_lines(pen.of(role="face"), plan)
    draw_beard(pen.of(part="hair"), plan)
    draw_mouth(pen.of(role="face"), plan, shows, asleep=asleep)
    draw_hair(pen.of(part="hair"), plan, hatted=plan.outfit.head is not None)
    _marks(pen.of(role="face"), plan)
    if plan.outfit.head is not None:
        draw_hat(pen.of(part="hat"), plan.outfit.head)


def _blush(pen: Pen, plan: PersonPlan, shows: Expression) -> None:
    rosy = 0.42 if plan.sex == "female" or plan.years == "child" else 0.26
    warm = mix(plan.skin, (214, 92, 80), min(0.8, rosy + 0.3 * shows.blush))
    px, py = pen.place((-0.02, 0.36))
    r = pen.scale * 0.24
    for x in (px, pen.place((0.5, 0.34))[0]):
        pen.canvas.mist(x, py, r, r * 0.8, pen.light.worn(warm), 0.55)


def _ear(pen: Pen, skin: RGB) -> None:
    pen.fill(ellipse(-0.5, 0.1, 0.13, 0.22, tilt=-0.15, count=16), darker(skin, 0.06), line=0.7)
    pen.stroke([(-0.55, 0.0), (-0.47, 0.06), (-0.5, 0.2)], (0.03, 0.05, 0.03), darker(skin, 0.4))


def _age_lines(pen: Pen, plan: PersonPlan) -> None:
    if plan.years != "old":
        return
    line = darker(plan.skin, 0.3)
    pen.stroke([(0.02, 0.36), (-0.04, 0.5), (-0.03, 0.66)], (0.015, 0.035, 0.015), line)
    pen.stroke([(0.5, 0.42), (0.535, 0.54), (0.51, 0.66)], (0.012, 0.028, 0.012), line)
    pen.stroke([(-0.14, 0.18), (0.0, 0.225), (0.12, 0.18)], (0.012, 0.026, 0.012), line)
    for y in (-0.42, -0.52):
        pen.stroke([(-0.05, y), (0.2, y - 0.03), (0.46, y)], (0.01, 0.022, 0.01), line, alpha=0.8)
    pen.strokes_of([[(-0.22, 0.0), (-0.32, -0.03)], [(-0.22, 0.06), (-0.33, 0.09)]], (0.02, 0.01), line)


def _marks(pen: Pen, plan: PersonPlan) -> None:
    marks = plan.marks
    if "freckles" in marks:
        _freckles(pen, plan)
    if "scar" in marks:
        _scar(pen, plan)
    if "eyepatch" in marks:
        pen.stroke([(-0.72, -0.02), (-0.1, -0.1), (0.3, -0.34), (0.58, -0.52)], (0.05, 0.05, 0.05, 0.05), (38, 34, 40))
        pen.curve([(-0.2, -0.1), (0.02, -0.16), (0.2, -0.1), (0.17, 0.14), (0.0, 0.24), (-0.17, 0.14)], (38, 34, 40))
    if "spectacles" in marks:
        _glasses(pen, ((0.0, 0.19), (0.43, 0.15)))
        pen.stroke([(0.18, 0.04), (0.235, 0.01), (0.29, 0.04)], (0.04, 0.04, 0.04), _FRAME)
        pen.stroke([(-0.18, 0.04), (-0.5, -0.02)], (0.04, 0.035), _FRAME)
    elif "monocle" in marks:
        _glasses(pen, ((0.0, 0.19),))
    _wounds(pen, plan)
    if "bandaged head" in marks:
        _bandage(pen)
    if "earring" in marks:
        pen.fill(ellipse(-0.5, 0.38, 0.07, 0.09, count=12), (222, 178, 72), line=0.4)
    if plan.beard == "stubble":
        pen.fill(
            spline([(-0.4, 0.4), (-0.1, 0.62), (0.28, 0.5), (0.58, 0.5), (0.42, 0.85), (0.18, 0.97), (-0.1, 0.88)]),
            lighter(plan.hair, 0.1),
            alpha=0.22,
            line=0,
        )


def _wounds(pen: Pen, plan: PersonPlan) -> None:
    if "wounded" in plan.marks:
        pen.stroke([(-0.3, -0.46), (-0.1, -0.34), (0.0, -0.4)], (0.03, 0.07, 0.03), (164, 40, 40))
        pen.stroke([(-0.12, -0.34), (-0.14, -0.16)], (0.05, 0.02), (164, 40, 40))
    if "black eye" in plan.marks:
        pen.fill(ellipse(0.0, 0.1, 0.23, 0.2, count=18), mix(plan.skin, (84, 60, 110), 0.6), line=0, alpha=0.55)


def _freckles(pen: Pen, plan: PersonPlan) -> None:
    rng = Random(f"{plan.face} freckles")
    dots = [
        ellipse(rng.gauss(mid, 0.1), rng.gauss(0.34, 0.07), 0.021, 0.021, count=6)
        for mid in (0.02, 0.3, 0.5)
        for _ in range(7)
    ]
    pen.fills([d for d in dots if d[0][0] < 0.6], mix(plan.skin, (150, 84, 48), 0.6), line=0)


def _scar(pen: Pen, plan: PersonPlan) -> None:
    pen.stroke([(-0.1, 0.16), (-0.04, 0.36), (-0.1, 0.6)], (0.02, 0.055, 0.02), mix(plan.skin, (168, 62, 58), 0.6))
    for y in (0.27, 0.38, 0.49):
        pen.stroke([(-0.13, y), (0.0, y + 0.015)], (0.025, 0.025), mix(plan.skin, (140, 56, 52), 0.55))


_FRAME = (92, 74, 52)


def _glasses(pen: Pen, lenses: tuple[tuple[float, float], ...]) -> None:
    """Draw lenses, each by its middle and its radius."""
    for x, r in lenses:
        ring: list[Point] = [(x + r * math.cos(a * 0.45), 0.07 + 0.175 * math.sin(a * 0.45)) for a in range(15)]
        pen.fill(ellipse(x, 0.07, r, 0.175, count=20), (230, 240, 246), alpha=0.22, line=0)
        pen.stroke(ring, (0.042, 0.042), _FRAME)


def _bandage(pen: Pen) -> None:
    pen.curve(
        [
            (-0.76, -0.5),
            (-0.2, -0.46),
            (0.3, -0.5),
            (0.64, -0.44),
            (0.62, -0.74),
            (0.2, -0.86),
            (-0.3, -0.82),
            (-0.7, -0.84),
        ],
        (240, 232, 216),
    )
    for k in (0.0, 0.1, 0.2):
        pen.stroke([(-0.72, -0.58 - k), (0.0, -0.54 - k), (0.62, -0.56 - k * 0.7)], (0.02, 0.03, 0.02), (186, 172, 152))
