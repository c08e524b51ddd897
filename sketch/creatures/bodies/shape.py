"""Beings of which the text gives words and no more: a dark mass, and upon it what the words say."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sketch.creatures.bodies.tails import draw_tail, draw_wing
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, Point, ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, ShapeBody
    from sketch.creatures.heads.drawing import Look
    from sketch.creatures.words import Traits
    from sketch.paint.pen import Pen


def draw_shape(pen: Pen, body: ShapeBody, coat: Coat, traits: Traits, look: Look) -> None:
    """Draw a being with the legs, eyes, wings, horns, tail and hide that `traits` gives it."""
    h, w = body.high, body.wide / 2
    dark = coat.fur
    lifted = h * 0.28 if traits.legs else 0.0
    if traits.wings:
        for far in (True, False):
            draw_wing(
                pen, "feather" if traits.texture == "feathers" else "bat", coat, (-w * 0.2, -h * 0.7), h * 0.9, far=far
            )
    if traits.tail:
        draw_tail(pen, "lizard" if traits.texture != "fur" else "brush", coat, (-w * 0.7, -h * 0.2), h * 0.9, h * 0.1)
    if traits.tentacles:
        _tentacles(pen, coat, h, w, traits.tentacles)
    _legs(pen, coat, h, w, traits.legs, lifted)
    mass = _mass(h, w, lifted, traits)
    pen.fill(mass, dark, shade=darker(dark, 0.4))
    _hide(pen, coat, h, w, lifted, traits)
    heads = traits.heads or 1
    for k in range(heads if heads > 1 else 0):
        t = (k / (heads - 1)) * 2 - 1
        x, y = w * (0.3 + 0.7 * t), -h * (1.05 + 0.16 * (1 - abs(t)))
        pen.fill(
            limb([(w * 0.1, -h * 0.7), (x * 0.8, -h * 0.9), (x, y)], (w * 0.5, w * 0.3, w * 0.34)),
            dark,
            shade=darker(dark, 0.4),
        )
        _eyes(pen, coat, traits, (x + w * 0.06, y), w * 0.3, 2, look)
    if heads == 1:
        _eyes(pen, coat, traits, (w * 0.22, -h * 0.76), w * 0.62, 2 if traits.eyes is None else traits.eyes, look)
    if traits.horns:
        _horns(pen, h, w, traits.horns)
    if traits.teeth:
        x, y = w * 0.24, -h * 0.54
        pen.stroke([(x - w * 0.4, y), (x, y + h * 0.05), (x + w * 0.4, y - h * 0.02)], (1, 2, 1), darker(dark, 0.6))
        pen.fills(
            [
                [(x + w * d - 2, y + h * 0.03), (x + w * d + 2, y + h * 0.03), (x + w * d, y + h * 0.13)]
                for d in (-0.24, -0.08, 0.08, 0.24)
            ],
            (240, 232, 214),
            line=0.4,
        )


def _mass(h: float, w: float, lifted: float, traits: Traits) -> Outline:
    points: list[Point] = [
        (-w * 0.96, -lifted),
        (-w * 1.0, -h * 0.4),
        (-w * 0.62, -h * 0.8),
        (0.0, -h),
        (w * 0.56, -h * 0.92),
        (w * 0.86, -h * 0.62),
        (w * 1.0, -h * 0.34),
        (w * 0.94, -lifted),
        (0.0, -lifted + h * 0.02),
    ]
    outline = spline(points)
    if traits.texture not in ("fur", "spikes"):
        return outline
    rough, rng = [], Random("hide")
    deep = 0.05 if traits.texture == "fur" else 0.13
    for k, (x, y) in enumerate(outline):
        far = 1 + (deep * rng.uniform(0.4, 1.0) if k % 2 else 0.0)
        rough.append((x * far, -h / 2 + (y + h / 2) * far if y < -lifted - 2 else y))
    return rough


def _legs(pen: Pen, coat: Coat, h: float, w: float, legs: int, lifted: float) -> None:
    for k in range(legs):
        t = (k / (legs - 1) if legs > 1 else 0.5) * 2 - 1
        root = (w * 0.7 * t, -lifted - h * 0.06)
        knee = (w * 1.05 * t, -lifted * (1.25 if legs > 4 else 0.6))
        foot = (w * (1.25 if legs > 4 else 0.8) * t, -1.0)
        wide = w * (0.34 if legs <= 4 else 0.16)
        tone = darker(coat.fur, 0.15 * (k % 2))
        pen.fill(limb([root, knee, foot], (wide, wide * 0.7, wide * 0.6)), tone, shade=darker(tone, 0.4))


def _tentacles(pen: Pen, coat: Coat, h: float, w: float, count: int) -> None:
    for k in range(count):
        t = (k / max(1, count - 1)) * 2 - 1
        path = [(w * 0.5 * t, -h * 0.4), (w * 1.3 * t, -h * 0.3), (w * 1.6 * t, -h * 0.62), (w * 1.9 * t + 3, -h * 0.5)]
        pen.fill(limb(path, (w * 0.26, w * 0.2, w * 0.12, w * 0.05)), coat.fur, shade=darker(coat.fur, 0.4))


def _eyes(pen: Pen, coat: Coat, traits: Traits, at: Point, span: float, count: int, look: Look) -> None:  # noqa: PLR0917
    (x, y), colour = at, traits.eye_colour or (238, 208, 96)
    r = span * (0.42 if count == 1 else 0.2 if count < 5 else 0.13)
    for k in range(count):
        t = (k / (count - 1) if count > 1 else 0.5) * 2 - 1
        row = -0.35 * (k % 2) if count > 3 else 0.0
        ex, ey = x + span * 0.5 * t, y + span * row
        if look.asleep:
            pen.stroke([(ex - r, ey), (ex, ey + r * 0.5), (ex + r, ey)], (0.6, 1.2, 0.6), lighter(coat.fur, 0.4))
            continue
        pen.fill(ellipse(ex, ey, r, r * 0.9, count=18), colour, line=0.5, lit=False)
        pen.fill(ellipse(ex + r * 0.2, ey, r * 0.34, r * 0.66, count=12), (26, 20, 26), line=0)


def _horns(pen: Pen, h: float, w: float, count: int) -> None:
    bone = (206, 188, 156)
    for k in range(count):
        t = (k / (count - 1) if count > 1 else 0.6) * 2 - 1
        x, y = w * (0.2 + 0.46 * t), -h * 0.9
        pen.fill(
            limb([(x, y), (x + w * 0.3 * t, y - h * 0.16), (x + w * 0.2 * t, y - h * 0.3)], (w * 0.2, w * 0.14, 0.6)),
            bone,
            shade=darker(bone, 0.4),
        )


def _hide(pen: Pen, coat: Coat, h: float, w: float, lifted: float, traits: Traits) -> None:
    rng = Random("skin")
    tone = lighter(coat.fur, 0.2) if traits.texture in ("scales", "slime") else mix(coat.fur, coat.pale, 0.35)
    places = [(w * rng.uniform(-0.75, 0.7), -lifted - (h - lifted) * rng.uniform(0.1, 0.8)) for _ in range(22)]
    if traits.texture == "fur":
        pen.strokes_of(
            [[(x, y), (x + 1.0, y + h * 0.06), (x + 0.2, y + h * 0.1)] for x, y in places],
            (0.5, 1.1, 0.3),
            tone,
            alpha=0.8,
        )
    elif traits.texture == "scales":
        r = w * 0.09
        pen.strokes_of([[(x - r, y), (x, y + r), (x + r, y)] for x, y in places], (0.4, 0.9, 0.4), tone)
    elif traits.texture == "slime":
        pen.strokes_of(
            [[(x, y), (x + 0.6, y + h * 0.12)] for x, y in places[:9]],
            (w * 0.05, w * 0.02),
            lighter(coat.fur, 0.5),
            alpha=0.6,
        )
    elif traits.texture == "feathers":
        pen.strokes_of([[(x, y), (x - w * 0.08, y + h * 0.08)] for x, y in places], (w * 0.08, 0.4), tone, alpha=0.8)
    else:
        pen.strokes_of([[(x, y), (x + w * 0.16, y + 1)] for x, y in places[:8]], (0.4, 1.0), tone, alpha=0.4)
