"""Birds, standing, walking, swimming or flying."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.creatures.bodies.tails import draw_wing
from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Point, between, limb, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.creatures.anatomy import BirdBody, Coat, Head
    from sketch.paint.pen import Pen

_TAILS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "short": (((-0.4, -0.2), (-0.72, -0.34), (-0.76, -0.1), (-0.42, 0.16)),),
    "long": (((-0.36, -0.2), (-1.1, -0.06), (-1.12, 0.14), (-0.4, 0.2)),),
    "wedge": (((-0.36, -0.24), (-0.86, -0.2), (-1.0, 0.06), (-0.84, 0.24), (-0.4, 0.22)),),
    "fan": (((-0.3, -0.3), (-0.9, -0.8), (-1.1, -0.2), (-0.9, 0.3), (-0.4, 0.2)),),
    "cock": (
        ((-0.3, -0.2), (-0.7, -0.9), (-1.0, -0.86), (-0.86, -0.4), (-0.44, 0.1)),
        ((-0.3, -0.1), (-0.8, -0.6), (-1.2, -0.5), (-1.1, -0.1), (-0.44, 0.16)),
    ),
}


def draw_bird(pen: Pen, body: BirdBody, head: Head | None, coat: Coat, gait: str, look: Look) -> None:
    """Draw a bird with its feet at the pen's origin."""
    flying, swimming = gait in ("fly", "gallop"), gait in ("swim", "lie", "sit")
    tilt = math.radians(6 if flying or swimming else body.upright)
    lift = body.high * 0.9 if flying else -body.leg if swimming else 0.0
    c, s = math.cos(-tilt), math.sin(-tilt)
    along, deep = body.long / 2, body.deep / 2
    middle_y = -(body.leg + deep * math.cos(tilt) + along * 0.75 * math.sin(tilt)) - lift

    def turned(point: Point) -> Point:
        x, y = point[0] * along, point[1] * deep
        return (x * c - y * s, middle_y + x * s + y * c)

    tail = coat.dark if body.tail != "short" else coat.fur
    if not (flying or swimming):
        _legs(pen, body, coat, turned, walking=gait == "walk")
    if flying:
        draw_wing(pen, "feather", coat, turned((0.2, -0.5)), body.long * 0.95, far=True)
    for feather in _TAILS[body.tail]:
        pen.fill(spline([turned((x * 1.5, y * 1.2)) for x, y in feather], steps=5), tail, shade=darker(tail, 0.35))
    neck_base = turned((0.68, -0.3))
    angle = math.radians(body.neck[1] - (30 if flying else 0))
    top = (neck_base[0] + body.neck[0] * math.cos(angle), neck_base[1] - body.neck[0] * math.sin(angle))
    outline = [
        (-0.98, -0.1),
        (-0.6, -0.8),
        (0.0, -0.98),
        (0.6, -0.92),
        (0.98, -0.3),
        (0.9, 0.4),
        (0.4, 0.95),
        (-0.2, 0.9),
        (-0.7, 0.46),
    ]
    pen.fill(spline([turned(p) for p in outline]), coat.fur, shade=darker(coat.fur, 0.32))
    belly = [(0.94, -0.3), (0.9, 0.36), (0.4, 0.9), (-0.2, 0.84), (0.1, 0.4), (0.56, 0.16), (0.7, -0.3)]
    pen.fill(spline([turned(p) for p in belly]), coat.pale, shade=darker(coat.pale, 0.2), line=0)
    _neck(pen, body, head, coat, turned((0.5, -0.1)), top)
    if flying:
        draw_wing(pen, "feather", coat, turned((0.1, -0.4)), body.long * 1.05, far=False)
    else:
        _folded(pen, coat, turned)
    if head is not None:
        draw_creature_head(pen.at(*top, scale=body.head), head, coat, look)


def _neck(pen: Pen, body: BirdBody, head: Head | None, coat: Coat, base: Point, top: Point) -> None:
    fur = coat.pale if head is not None and "pale head" in head.marks else coat.fur
    bow = between(base, top, 0.5)
    if body.neck[0] > 24:  # a swan's
        bow = (bow[0] + body.neck[0] * 0.16, bow[1] + body.neck[0] * 0.06)
        path = [base, bow, (top[0] - body.head * 0.8, top[1] + body.head * 1.2), top]
        pen.fill(
            limb(path, (body.deep * 0.62, body.deep * 0.36, body.head * 0.85, body.head)), fur, shade=darker(fur, 0.3)
        )
        return
    pen.fill(
        limb([base, bow, top], (body.deep * 0.8, body.deep * 0.6, body.head * 1.3)), fur, shade=darker(fur, 0.3), line=0
    )


def _folded(pen: Pen, coat: Coat, turned: Callable[[Point], Point]) -> None:
    at = turned
    wing = [(0.5, -0.66), (0.62, -0.1), (0.24, 0.44), (-0.4, 0.36), (-1.16, 0.02), (-0.6, -0.36), (0.0, -0.74)]
    tone = mix(coat.fur, coat.dark, 0.4)
    pen.fill(spline([at(p) for p in wing]), tone, shade=darker(tone, 0.35), line=0.8)
    pen.strokes_of(
        [[at((0.2, 0.1)), at((-0.5, 0.2)), at((-0.94, 0.04))], [at((0.1, -0.2)), at((-0.4, -0.06)), at((-0.8, -0.08))]],
        (0.4, 0.8, 0.3),
        lighter(tone, 0.3),
        alpha=0.8,
    )


def _legs(pen: Pen, body: BirdBody, coat: Coat, turned: Callable[[Point], Point], *, walking: bool) -> None:  # noqa: ARG001
    at = turned
    stride = body.leg * 0.5 if walking else 0.0
    w = max(0.9, body.leg * 0.13)
    for far, dx in ((True, 0.22), (False, -0.05)):
        colour = darker(body.foot, 0.2) if far else body.foot
        hip = at((dx, 0.7))
        foot = (hip[0] + (stride if far else -stride), 0.0)
        pen.stroke([hip, between(hip, foot, 0.5), foot], (w * 1.3, w, w), colour)
        x = foot[0]
        if body.web:
            pen.fill([(x - w, -w), (x + w * 5, 0.2), (x + w * 3.4, w * 0.8), (x - w, w * 0.6)], colour, line=0.6)
        else:
            pen.strokes_of(
                [[foot, (x + w * 3.4, 0.4)], [foot, (x + w * 2.4, w)], [foot, (x - w * 2, 0.4)]], (w, w * 0.6), colour
            )
