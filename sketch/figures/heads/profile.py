"""Heads in profile: one eye, the line of brow, nose, lips and chin, the ear, and hair as it lies from the side.

In the measure of a head (crown at y = -1, chin at y = 1), looking to the right.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sketch.figures.heads.hats import draw_hat
from sketch.figures.heads.profile_hair import draw_beard_in_profile, draw_hair_in_profile
from sketch.paint.colours import RGB, darker, lighter, luminance, mix
from sketch.paint.geometry import Outline, Point, ellipse, spline

if TYPE_CHECKING:
    from collections.abc import Collection

    from sketch.figures.heads.expressions import Expression
    from sketch.figures.plan import PersonPlan
    from sketch.paint.pen import Pen

_INK: RGB = (26, 22, 28)
_WHITE: RGB = (250, 245, 236)
_DOTS = 18.0
"""Pixels of half a head below which eyes are dots."""
_FRAME: RGB = (92, 74, 52)
_MOUTH, _CORNER = (0.61, 0.63), (0.38, 0.625)
"""Where the lips meet at the front, and where the mouth ends."""


def draw_head_in_profile(
    pen: Pen, plan: PersonPlan, shows: Expression, *, gaze: Point = (0.25, 0.0), asleep: bool = False
) -> None:
    """Draw a head from the side, with hair and hat. `pen` is in the head's measure."""
    rng = Random(plan.face)
    rng.uniform(0.0, 1.0)
    wide = rng.uniform(0.96, 1.06)
    nose = rng.uniform(0.8, 1.2) * (0.7 if plan.years == "child" else 0.88 if plan.sex == "female" else 1.0)
    skin, face = plan.skin, pen.of(role="face")
    pen.fill(_outline(plan, shows, nose), skin, shade=darker(skin, 0.26), side="left", amount=0.5)
    _blush(face, plan, shows)
    _eye(face, plan, shows, gaze, wide, asleep=asleep)
    _brow(face, plan, shows)
    line = mix(darker(skin, 0.62), skin, 0.3)
    tip = 0.62 + 0.17 * nose
    pen.of(role="face").stroke([(tip - 0.16, 0.33), (tip - 0.19, 0.4), (tip - 0.13, 0.44)], (0.012, 0.034, 0.02), line)
    _age_lines(face, plan)
    draw_beard_in_profile(pen.of(part="hair"), plan)
    _mouth(face, plan, shows)
    if shows.tears:
        pen.stroke([(0.36, 0.14), (0.33, 0.32), (0.36, 0.48)], (0.03, 0.06, 0.07), (176, 212, 236), alpha=0.9)
    draw_hair_in_profile(pen.of(part="hair"), plan, hatted=plan.outfit.head is not None)
    _ear(pen, plan)
    _marks(face, plan)
    if plan.outfit.head is not None:
        draw_hat(pen.of(part="hat"), plan.outfit.head)


def _outline(plan: PersonPlan, shows: Expression, nose: float) -> Outline:
    """Return the line of a face from the side, closed behind by the skull."""
    child = plan.years == "child"
    strong = 0.03 if plan.sex == "male" and not child else -0.03
    brow = 0.0 if child or plan.sex == "female" else 0.03
    drop = 0.11 * max(0.0, shows.gape - 0.1)
    tip = 0.62 + 0.17 * nose
    low = 0.9 if child else 1.0
    chin = 0.08 * (plan.girth - 1)
    return spline(
        [
            (-0.05, -1.0),
            (0.32, -0.9),
            (0.54, -0.62),
            (0.59 + brow, -0.3),
            (0.6 + brow, -0.18),
            (0.545, 0.0),
            (tip - 0.1, 0.2),
            (tip, 0.33),
            (tip - 0.04, 0.41),
            (0.6, 0.46),
            (0.64, 0.55),
            (0.63, 0.6),
            (0.585, 0.635),
            (0.63, 0.7 + drop),
            (0.57, 0.78 + drop),
            (0.6 + strong, 0.88 * low + 0.04 + drop),
            (0.5 + strong, 1.0 * low + drop),
            (0.24, 0.97 * low + drop + chin),
            (-0.02, 0.8 + chin),
            (-0.22, 0.56),
            (-0.42, 0.5),
            (-0.72, 0.2),
            (-0.84, -0.3),
            (-0.6, -0.84),
        ],
        steps=4,
    )


def _blush(pen: Pen, plan: PersonPlan, shows: Expression) -> None:
    rosy = 0.42 if plan.sex == "female" or plan.years == "child" else 0.26
    warm = mix(plan.skin, (214, 92, 80), min(0.8, rosy + 0.3 * shows.blush))
    x, y = pen.place((0.28, 0.38))
    r = pen.scale * 0.24
    pen.canvas.mist(x, y, r, r * 0.8, pen.light.worn(warm), 0.55)


def _boldness(pen: Pen) -> float:
    return min(2.0, max(1.0, 34 / max(pen.scale * pen.canvas.unit, 1.0)))


def _eye(pen: Pen, plan: PersonPlan, shows: Expression, gaze: Point, wide: float, *, asleep: bool) -> None:
    """Draw an eye from the side: open to the front, the iris a narrow oval."""
    line, bold = darker(plan.skin, 0.72), _boldness(pen)
    x, y = 0.36, 0.045
    if asleep or shows.lids < 0.25:
        bend = -0.07 if shows.cheek > 0.6 and not asleep else 0.06
        thick = 0.045 * bold
        pen.stroke([(x - 0.1, y), (x + 0.02, y + bend), (x + 0.12, y)], (thick * 0.5, thick, thick * 0.5), line)
        return
    child = 1.14 if plan.years == "child" else 1.0
    up = 0.12 * child * shows.lids * wide
    down = 0.09 * child * min(1.1, shows.lids) * (1 - 0.5 * shows.cheek)
    front = x + 0.1
    iy = y - 0.01 + 0.04 * gaze[1]
    if pen.scale * pen.canvas.unit < _DOTS:
        pen.fill(ellipse(front - 0.05, iy, 0.06 * child, (up + down) * 0.55, count=12), _INK, line=0)
        return
    pen.fill(
        spline([(x - 0.13, y + 0.01), (x, y - up * 0.8), (front, y - up), (front + 0.02, y), (front - 0.02, y + down)]),
        _WHITE,
        line=0,
    )
    shift = 0.02 * gaze[0]
    for half, high, colour in ((0.05, 0.095, plan.eyes), (0.03, 0.055 * shows.pupil, _INK)):
        iris = [
            (px, min(max(py, y - up * 0.96), y + down * 0.98))
            for px, py in ellipse(front - 0.045 + shift, iy, half, high, count=14)
        ]
        pen.fill(iris, colour, line=0)
    pen.fill(ellipse(front - 0.03 + shift, iy - 0.03, 0.016, 0.02, count=8), (255, 252, 244), line=0, lit=False)
    lash = (0.062 if plan.sex == "female" else 0.045) * (0.7 + 0.3 * bold)
    pen.stroke(
        [(x - 0.14, y + 0.01), (x - 0.02, y - up * 0.85), (front + 0.04, y - up)], (lash * 0.4, lash, lash * 0.8), line
    )


def _brow(pen: Pen, plan: PersonPlan, shows: Expression) -> None:
    dark = darker(mix(plan.hair, (60, 40, 34), 0.5), 0.3) if luminance(plan.hair) > 0.3 else plan.hair
    heavy = (0.085 if plan.sex == "male" else 0.06) * (1.25 if plan.years == "old" else 1.0) * _boldness(pen)
    high = -0.17 - 0.1 * shows.lift - 0.05 * max(0.0, shows.lids - 1)
    inner, outer = high - 0.12 * shows.brow, high + 0.04 + 0.06 * shows.brow
    pen.stroke(
        [(0.2, outer), (0.36, (inner + outer) / 2 - 0.045), (0.54, inner)],
        (heavy * 0.4, heavy, heavy * 0.8),
        mix(plan.hair, dark, 0.7),
    )


def _mouth(pen: Pen, plan: PersonPlan, shows: Expression) -> None:
    """Draw the mouth from the side: a line from the lips to its corner, or a gap between them."""
    lips = mix(plan.skin, (176, 62, 62), 0.6 if plan.sex == "female" else 0.36)
    bold = 0.7 + 0.3 * _boldness(pen)
    length = (_MOUTH[0] - _CORNER[0]) * shows.width
    corner = (_MOUTH[0] - length, _CORNER[1] - 0.09 * shows.corner)
    thick = 0.046 * bold
    if shows.gape > 0.12:
        drop = 0.06 + 0.2 * shows.gape
        hole = [corner, (0.5, 0.6), (0.61, 0.6), (0.6, 0.66 + drop * 0.7), (0.5, 0.66 + drop)]
        pen.fill(spline(hole, steps=3), darker(mix(lips, (120, 30, 36), 0.5), 0.35), line=0)
        if shows.teeth:
            pen.stroke([(0.45, 0.615), (0.59, 0.625)], (0.03, 0.055), (250, 244, 232))
        pen.stroke([corner, (0.5, 0.6), (0.61, 0.6)], (thick * 0.4, thick * 0.7, thick * 0.7), darker(lips, 0.3))
        return
    if plan.sex == "female":
        full = [(0.46, 0.62), (0.62, 0.55), (0.6, 0.625), (0.62, 0.7), (0.56, 0.73)]
        pen.fill(spline(full, steps=3), lips, line=0, alpha=0.85)
    middle = ((corner[0] + _MOUTH[0]) / 2, _MOUTH[1] + 0.05 * shows.corner)
    pen.stroke([corner, middle, _MOUTH], (thick * 0.5, thick, thick * 0.6), darker(lips, 0.55))


def _ear(pen: Pen, plan: PersonPlan) -> None:
    covered = plan.outfit.head is not None and plan.outfit.head.cut in ("hood", "veil", "bonnet", "helmet", "kerchief")
    if covered or plan.hair_style in ("long", "long curly", "bob"):
        return
    pen.fill(ellipse(-0.2, 0.1, 0.13, 0.22, tilt=-0.12, count=16), darker(plan.skin, 0.06), line=0.7)
    pen.stroke([(-0.24, -0.02), (-0.14, 0.04), (-0.2, 0.2)], (0.03, 0.05, 0.03), darker(plan.skin, 0.4))


def _age_lines(pen: Pen, plan: PersonPlan) -> None:
    if plan.years != "old":
        return
    line = darker(plan.skin, 0.3)
    pen.stroke([(0.5, 0.42), (0.36, 0.52), (0.34, 0.66)], (0.012, 0.032, 0.014), line)
    pen.stroke([(0.26, 0.18), (0.36, 0.22), (0.46, 0.17)], (0.012, 0.026, 0.012), line)
    for y in (-0.42, -0.52):
        pen.stroke([(0.26, y - 0.02), (0.4, y), (0.54, y + 0.01)], (0.01, 0.022, 0.01), line, alpha=0.8)
    pen.strokes_of([[(0.16, 0.0), (0.06, -0.03)], [(0.16, 0.06), (0.06, 0.09)]], (0.02, 0.01), line)


def _marks(pen: Pen, plan: PersonPlan) -> None:
    marks, skin = plan.marks, plan.skin
    if "freckles" in marks:
        rng = Random(f"{plan.face} freckles")
        dots = [ellipse(rng.gauss(0.36, 0.1), rng.gauss(0.34, 0.07), 0.021, 0.021, count=6) for _ in range(12)]
        pen.fills(dots, mix(skin, (150, 84, 48), 0.6), line=0)
    if "scar" in marks:
        pen.stroke([(0.24, 0.16), (0.3, 0.36), (0.22, 0.6)], (0.02, 0.055, 0.02), mix(skin, (168, 62, 58), 0.6))
    if "wounded" in marks:
        pen.stroke([(0.1, -0.46), (0.28, -0.34), (0.36, -0.2)], (0.03, 0.07, 0.03), (164, 40, 40))
    if "black eye" in marks:
        pen.fill(ellipse(0.36, 0.1, 0.2, 0.19, count=18), mix(skin, (84, 60, 110), 0.6), line=0, alpha=0.55)
    if plan.beard == "stubble":
        jaw = [(-0.2, 0.3), (0.2, 0.56), (0.58, 0.74), (0.54, 0.94), (0.2, 0.94), (-0.14, 0.66)]
        pen.fill(spline(jaw), lighter(plan.hair, 0.1), alpha=0.22, line=0)
    _worn_on_face(pen, marks)


def _worn_on_face(pen: Pen, marks: Collection[str]) -> None:
    if "eyepatch" in marks:
        pen.stroke([(-0.7, -0.1), (0.0, -0.14), (0.58, -0.3)], (0.05, 0.05, 0.05), (38, 34, 40))
        pen.curve([(0.2, -0.1), (0.5, -0.14), (0.52, 0.12), (0.36, 0.22), (0.22, 0.12)], (38, 34, 40))
    if "spectacles" in marks or "monocle" in marks:
        lens = ellipse(0.43, 0.06, 0.13, 0.17, count=18)
        pen.fill(lens, (230, 240, 246), alpha=0.22, line=0)
        pen.stroke([*lens, lens[0]], (0.04, 0.04), _FRAME)
    if "spectacles" in marks:
        pen.stroke([(0.3, 0.03), (-0.16, -0.02)], (0.04, 0.035), _FRAME)
    if "bandaged head" in marks:
        linen = (240, 232, 216)
        pen.curve([(-0.86, -0.5), (0.0, -0.44), (0.62, -0.42), (0.58, -0.74), (0.0, -0.86), (-0.76, -0.84)], linen)
    if "earring" in marks:
        pen.fill(ellipse(-0.2, 0.38, 0.07, 0.09, count=12), (222, 178, 72), line=0.4)
