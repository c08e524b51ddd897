"""Eyes, brows, nose and mouth of a person, as an expression holds them, in the measure of the head.

What must be told at a thumbnail's size is drawn bolder the smaller the head is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.figures.heads.expressions import Expression
from sketch.figures.plan import PersonPlan
from sketch.paint.colours import RGB, darker, luminance, mix
from sketch.paint.geometry import Outline, Point, ellipse, spline

if TYPE_CHECKING:
    from random import Random

    from sketch.paint.pen import Pen

_INK: RGB = (26, 22, 28)
_WHITE: RGB = (250, 245, 236)
_NEAR, _FAR = (0.0, 0.05), (0.42, 0.05)
_DOTS = 18.0
"""Pixels of half a head below which eyes are dots."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face to draw: whose, what it shows, where it looks, and how bold its strokes must be."""

    plan: PersonPlan
    shows: Expression
    gaze: Point
    asleep: bool
    bold: float
    dots: bool


def draw_features(pen: Pen, plan: PersonPlan, shows: Expression, gaze: Point, rng: Random, *, asleep: bool) -> None:
    """Draw eyes, brows and nose."""
    pixels = pen.scale * pen.canvas.unit
    face = Face(plan, shows, gaze, asleep, _boldness(pen), pixels < _DOTS)
    wide = rng.uniform(0.96, 1.06)
    nose = rng.uniform(0.9, 1.15) * (0.75 if plan.years == "child" else 1.0)
    for at, size in ((_NEAR, 1.0), (_FAR, 0.84)):
        _eye(pen, face, at, size * wide)
    _brows(pen, face)
    line = mix(darker(plan.skin, 0.62), plan.skin, 0.3)
    tip = (0.30 + 0.10 * nose, 0.36)
    pen.stroke([(0.275, 0.1), (0.30 + 0.05 * nose, 0.24), tip, (0.26, 0.425)], (0.012, 0.03, 0.055, 0.03), line)
    if shows.tears:
        _tears(pen)


def _boldness(pen: Pen) -> float:
    """Return how much bolder than usual strokes are, for a head of so many pixels."""
    return min(2.0, max(1.0, 34 / max(pen.scale * pen.canvas.unit, 1.0)))


def draw_mouth(pen: Pen, plan: PersonPlan, shows: Expression, *, asleep: bool) -> None:
    """Draw the mouth, over a beard if there is one."""
    _mouth(pen, Face(plan, shows, (0.0, 0.0), asleep, _boldness(pen), pen.scale * pen.canvas.unit < _DOTS))


def _eye(pen: Pen, face: Face, at: Point, size: float) -> None:
    (x, y), plan, shows = at, face.plan, face.shows
    line = darker(plan.skin, 0.72)
    if face.asleep or shows.lids < 0.25:
        bend = -0.07 if shows.cheek > 0.6 and not face.asleep else 0.06
        wide = 0.045 * face.bold
        pen.stroke([(x - 0.13, y), (x, y + bend), (x + 0.13, y)], (wide * 0.5, wide, wide * 0.5), line)
        return
    child = 1.14 if plan.years == "child" else 1.0
    w = 0.145 * size * child
    up = 0.125 * child * shows.lids * (1.06 if plan.sex == "female" else 0.97)
    down = 0.1 * child * min(1.1, shows.lids) * (1 - 0.5 * shows.cheek)
    ix, iy = x + 0.07 * face.gaze[0], y - 0.012 + 0.05 * face.gaze[1]
    if face.dots:
        pen.fill(ellipse(ix, iy, 0.08 * size * child, (up + down) * 0.52, count=12), _INK, line=0)
    else:
        pen.fill(_almond(x, y, w, up, down), _WHITE, line=0)
        pen.fill(_within(ellipse(ix, iy, 0.088 * size, 0.1, count=18), y, up, down), plan.eyes, line=0)
        pupil = 0.05 * size * shows.pupil
        pen.fill(_within(ellipse(ix, iy, pupil, pupil * 1.1, count=14), y, up, down), _INK, line=0)
        pen.fill(ellipse(ix + 0.03, min(iy - 0.03, y), 0.022, 0.024, count=8), (255, 252, 244), line=0, lit=False)
    if face.dots:
        return
    lash = (0.062 if plan.sex == "female" else 0.045) * (0.7 + 0.3 * face.bold)
    pen.stroke(
        [
            (x - w * 1.06, y + 0.012),
            (x - w * 0.4, y - up * 0.95),
            (x + w * 0.45, y - up * 0.95),
            (x + w * 1.08, y - 0.01),
        ],
        (lash * 0.5, lash, lash, lash * 0.4),
        line,
    )
    if shows.cheek > 0.1 and not face.dots:
        pen.stroke(
            [(x - w, y + 0.06), (x, y + down + 0.02), (x + w, y + 0.05)], (0.01, 0.026, 0.01), mix(line, plan.skin, 0.5)
        )


def _almond(x: float, y: float, w: float, up: float, down: float) -> Outline:
    return spline(
        [
            (x - w, y + 0.015),
            (x - w * 0.4, y - up),
            (x + w * 0.4, y - up),
            (x + w, y),
            (x + w * 0.35, y + down),
            (x - w * 0.4, y + down),
        ]
    )


def _within(shape: Outline, y: float, up: float, down: float) -> Outline:
    """Return as much of an iris as the lids leave open."""
    return [(px, min(max(py, y - up * 0.96), y + down * 0.98)) for px, py in shape]


def _brows(pen: Pen, face: Face) -> None:
    plan, shows = face.plan, face.shows
    dark = darker(mix(plan.hair, (60, 40, 34), 0.5), 0.3) if luminance(plan.hair) > 0.3 else plan.hair
    colour = mix(plan.hair, dark, 0.7)
    heavy = (0.085 if plan.sex == "male" else 0.06) * (1.25 if plan.years == "old" else 1.0) * face.bold
    heavy *= 1 + 0.25 * min(1.0, abs(shows.brow))
    high = -0.17 - 0.1 * shows.lift - 0.05 * max(0.0, shows.lids - 1)
    inner, outer = high - 0.12 * shows.brow, high + 0.04 + 0.06 * shows.brow
    raised = 0.09 * shows.crooked
    pen.stroke(
        [(-0.19, outer), (-0.04, (inner + outer) / 2 - 0.045), (0.13, inner)],
        (heavy * 0.45, heavy, heavy * 0.8),
        colour,
    )
    pen.stroke(
        [(0.3, inner - raised * 0.4), (0.43, (inner + outer) / 2 - 0.04 - raised), (0.57, outer - raised)],
        (heavy * 0.8, heavy, heavy * 0.4),
        colour,
    )
    if shows.brow < -0.5 and not face.dots:
        pen.stroke([(0.2, high + 0.02), (0.22, high + 0.12)], (0.015, 0.035), darker(plan.skin, 0.35))


def _mouth(pen: Pen, face: Face) -> None:
    plan, shows = face.plan, face.shows
    lips = mix(plan.skin, (176, 62, 62), 0.6 if plan.sex == "female" else 0.36)
    bend, half = 0.085 * shows.corner, 0.2 * shows.width
    x, y = 0.27, 0.64
    tilt = 0.05 * shows.crooked
    left, right = (x - half, y - bend - tilt * 0.4), (x + half * 0.92, y - bend + tilt)
    middle = (x + 0.01, y + bend * 0.85)
    bold = 0.7 + 0.3 * face.bold
    if shows.gape > 0.12:
        _open_mouth(pen, face, left, right, lips)
        return
    if plan.sex == "female":
        full = [
            left,
            (x - half * 0.4, y - 0.045),
            (x + 0.02, y - 0.02),
            (x + half * 0.42, y - 0.045),
            right,
            (x + half * 0.4, y + 0.08 + bend * 0.5),
            (x - half * 0.4, y + 0.08 + bend * 0.5),
        ]
        pen.fill(spline(full, steps=3), lips, line=0, alpha=0.85)
    else:
        pen.stroke(
            [(x - 0.11, y + 0.1), (x + 0.01, y + 0.115), (x + 0.11, y + 0.1)],
            (0.02, 0.045, 0.02),
            mix(plan.skin, lips, 0.6),
        )
    wide = 0.046 * bold * (1.2 if abs(shows.corner) > 0.5 else 1.0)
    pen.stroke([left, middle, right], (wide * 0.5, wide, wide * 0.5), darker(lips, 0.55))
    if shows.corner > 0.5 and not face.dots:
        pen.stroke(
            [(left[0] - 0.03, left[1] - 0.05), (left[0] - 0.045, left[1] + 0.03)], (0.012, 0.03), darker(plan.skin, 0.3)
        )


def _open_mouth(pen: Pen, face: Face, left: Point, right: Point, lips: RGB) -> None:
    """Draw an open mouth: its corners as they are held, the jaw dropped."""
    shows = face.shows
    x = (left[0] + right[0]) / 2
    top = (left[1] + right[1]) / 2 + 0.045 * shows.corner - 0.03
    low = top + 0.09 + 0.2 * shows.gape
    half = (right[0] - left[0]) / 2
    hole = spline(
        [
            left,
            (x, top),
            right,
            (x + half * 0.72, (top + low) / 2 + 0.03),
            (x, low),
            (x - half * 0.72, (top + low) / 2 + 0.03),
        ],
        steps=4,
    )
    pen.fill(hole, darker(mix(lips, (120, 30, 36), 0.5), 0.35), line=0)
    if shows.teeth:
        pen.stroke(
            [(x - half * 0.62, top + 0.035), (x, top + 0.04), (x + half * 0.62, top + 0.035)],
            (0.03, 0.055, 0.03),
            (250, 244, 232),
        )
    if shows.gape > 0.5:
        pen.fill(ellipse(x, low - 0.055, half * 0.45, 0.045, count=14), (206, 96, 92), line=0)
    rim = 0.034 * (0.7 + 0.3 * face.bold)
    pen.stroke([*hole, hole[0]], (rim, rim), darker(lips, 0.3))


def _tears(pen: Pen) -> None:
    blue = (176, 212, 236)
    pen.stroke([(-0.05, 0.14), (-0.07, 0.34), (-0.05, 0.5)], (0.03, 0.06, 0.07), blue, alpha=0.9)
    pen.fill(ellipse(0.47, 0.3, 0.045, 0.08, count=12), blue, line=0.3)
