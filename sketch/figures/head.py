"""Heads: the face in three-quarter view, with the marks that it bears.

A head's own measure has the crown at y = -1 and the chin at y = 1; it looks to the right.
"""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.hair import draw_beard, draw_hair
from sketch.figures.hats import draw_hat
from sketch.paint.colours import RGB, darker, lighter, luminance, mix
from sketch.paint.geometry import Point, ellipse, spline

if TYPE_CHECKING:
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


def draw_head(pen: Pen, plan: PersonPlan, mood: str, *, asleep: bool = False) -> None:
    """Draw face, hair and hat. `pen` is in the head's measure."""
    rng = Random(plan.face)
    jaw = rng.uniform(0.93, 1.05) * (1.06 if plan.sex == "male" else 0.95) * (0.7 + 0.3 * plan.girth)
    cheeks = [(x * (jaw if y > 0.2 else 1.0), y) for x, y in _FACE]
    if plan.years == "child":
        cheeks = [(x * (1.08 if 0.1 < y < 0.7 else 1.02), y * (0.93 if y > 0.5 else 1)) for x, y in cheeks]
    skin = plan.skin
    pen.fill(spline(cheeks, steps=4), skin, shade=darker(skin, 0.26), side="left", amount=0.5)
    _blush(pen.of(role="face"), plan)
    _ear(pen, skin)
    _features(pen.of(role="face"), plan, mood, rng, asleep=asleep)
    _age_lines(pen.of(role="face"), plan)
    draw_beard(pen.of(part="hair"), plan)
    draw_hair(pen.of(part="hair"), plan, hatted=plan.outfit.head is not None)
    _marks(pen.of(role="face"), plan)
    if plan.outfit.head is not None:
        draw_hat(pen.of(part="hat"), plan.outfit.head)


def _blush(pen: Pen, plan: PersonPlan) -> None:
    warm = mix(plan.skin, (214, 92, 80), 0.42 if plan.sex == "female" or plan.years == "child" else 0.26)
    px, py = pen.place((-0.02, 0.36))
    r = pen.scale * 0.24
    for x in (px, pen.place((0.5, 0.34))[0]):
        pen.canvas.mist(x, py, r, r * 0.8, pen.light.worn(warm), 0.55)


def _ear(pen: Pen, skin: RGB) -> None:
    pen.fill(ellipse(-0.5, 0.1, 0.13, 0.22, tilt=-0.15, count=16), darker(skin, 0.06), line=0.7)
    pen.stroke([(-0.55, 0.0), (-0.47, 0.06), (-0.5, 0.2)], (0.03, 0.05, 0.03), darker(skin, 0.4))


def _features(pen: Pen, plan: PersonPlan, mood: str, rng: Random, *, asleep: bool) -> None:
    wide = rng.uniform(0.95, 1.08)
    dark = darker(mix(plan.hair, (60, 40, 34), 0.5), 0.3) if luminance(plan.hair) > 0.3 else plan.hair
    line = darker(plan.skin, 0.62)
    near, far = (0.0, 0.06), (0.42, 0.06)
    if asleep:
        for x, y in (near, far):
            pen.stroke([(x - 0.12, y), (x, y + 0.06), (x + 0.12, y)], (0.03, 0.06, 0.03), line)
    else:
        _eye(pen, plan, near, 1.0 * wide, mood)
        _eye(pen, plan, far, 0.8 * wide, mood)
    frown = {"tense": 0.07, "violent": 0.11, "sad": -0.08, "mysterious": 0.02, "tender": -0.03, "joyful": -0.03}.get(
        mood, 0.0
    )
    lift = {"joyful": -0.05, "tense": 0.03, "violent": 0.05, "sad": -0.02}.get(mood, 0.0)
    heavy = (0.075 if plan.sex == "male" else 0.05) * (1.25 if plan.years == "old" else 1.0)
    brow = mix(plan.hair, dark, 0.6)
    y = -0.19 + lift
    pen.stroke(
        [(-0.17, y + 0.02 - frown * 0.4), (-0.02, y - 0.05), (0.13, y + frown)], (heavy * 0.5, heavy, heavy * 0.7), brow
    )
    pen.stroke(
        [(0.31, y + frown), (0.43, y - 0.045), (0.55, y + 0.03 - frown * 0.4)], (heavy * 0.7, heavy, heavy * 0.4), brow
    )
    nose = rng.uniform(0.9, 1.15) * (0.75 if plan.years == "child" else 1.0)
    tip = (0.30 + 0.10 * nose, 0.36)
    pen.stroke(
        [(0.275, 0.06), (0.30 + 0.05 * nose, 0.22), tip, (0.26, 0.425)],
        (0.015, 0.03, 0.055, 0.03),
        mix(line, plan.skin, 0.3),
    )
    _mouth(pen, plan, mood)


def _eye(pen: Pen, plan: PersonPlan, at: Point, size: float, mood: str) -> None:
    x, y = at
    large = pen.scale * pen.canvas.unit > 46
    squint = {"joyful": 0.85, "tense": 0.85, "violent": 0.75, "tender": 0.82, "sad": 0.9}.get(mood, 1.0)
    childlike = 1.14 if plan.years == "child" else 1.0
    w, h = 0.135 * size * childlike, 0.10 * squint * childlike * (1.05 if plan.sex == "female" else 0.95)
    line = darker(plan.skin, 0.72)
    if large:
        white = spline(
            [
                (x - w, y + 0.015),
                (x - w * 0.4, y - h * 0.82),
                (x + w * 0.35, y - h * 0.85),
                (x + w, y),
                (x + w * 0.3, y + h * 0.7),
                (x - w * 0.4, y + h * 0.7),
            ]
        )
        pen.fill(white, (248, 242, 232), line=0)
        pen.fill(ellipse(x + 0.03, y - 0.01, 0.078 * size, 0.088 * squint * childlike, count=18), plan.eyes, line=0)
        pen.fill(ellipse(x + 0.03, y - 0.01, 0.042 * size, 0.05 * squint, count=14), (26, 22, 28), line=0)
        pen.fill(ellipse(x + 0.055, y - 0.05, 0.02, 0.022, count=8), (255, 252, 244), line=0, lit=False)
    else:
        pen.fill(
            ellipse(x + 0.02, y, 0.068 * size * childlike, 0.1 * squint * childlike, count=14),
            darker(mix(plan.eyes, (40, 30, 34), 0.62), 0.15),
            line=0,
        )
    lash = 0.062 if plan.sex == "female" else 0.045
    pen.stroke(
        [(x - w * 1.05, y + 0.01), (x - w * 0.3, y - h * 0.95), (x + w * 0.5, y - h * 0.92), (x + w * 1.1, y - 0.01)],
        (lash * 0.5, lash, lash, lash * 0.4),
        line,
    )
    if large:
        pen.stroke(
            [(x - w * 0.7, y + h * 0.85), (x, y + h * 1.1), (x + w * 0.7, y + h * 0.8)],
            (0.008, 0.018, 0.008),
            mix(line, plan.skin, 0.5),
        )


def _mouth(pen: Pen, plan: PersonPlan, mood: str) -> None:
    bend = {"joyful": 0.11, "tender": 0.06, "calm": 0.035, "sad": -0.06, "tense": -0.02, "violent": -0.05}.get(
        mood, 0.0
    )
    lips = mix(plan.skin, (176, 62, 62), 0.55 if plan.sex == "female" else 0.34)
    left, mid, right = (0.08, 0.63 - bend * 0.5), (0.29, 0.64 + bend * 0.7), (0.46, 0.63 - bend * 0.55)
    if mood == "joyful":
        pen.fill(spline([left, (0.28, 0.645), right, (0.38, 0.73), (0.24, 0.755)]), darker(lips, 0.35), line=0)
        pen.stroke([(0.14, 0.645), (0.28, 0.665), (0.41, 0.645)], (0.02, 0.035, 0.02), (250, 242, 230))
    elif mood == "violent":
        pen.fill(spline([left, (0.28, 0.59), right, (0.4, 0.7), (0.16, 0.71)]), darker(lips, 0.5), line=0)
    if plan.sex == "female":
        pen.fill(
            spline(
                [
                    left,
                    (0.2, 0.595),
                    (0.29, 0.615),
                    (0.37, 0.595),
                    right,
                    (0.37, 0.71 + bend * 0.4),
                    (0.2, 0.71 + bend * 0.4),
                ],
                steps=3,
            ),
            lips,
            line=0,
            alpha=0.85 if mood not in ("joyful", "violent") else 0.35,
        )
    else:
        pen.stroke([(0.16, 0.735), (0.28, 0.75), (0.38, 0.735)], (0.02, 0.045, 0.02), mix(plan.skin, lips, 0.6))
    if mood != "joyful":
        pen.stroke([left, mid, right], (0.025, 0.042, 0.025), darker(lips, 0.5))


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
