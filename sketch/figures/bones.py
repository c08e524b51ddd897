"""A body of bones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker
from sketch.paint.geometry import between, ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.figures.poses import Joints
    from sketch.paint.limbs import Limb
    from sketch.paint.pen import Pen


def draw_bones(pen: Pen, colour: RGB, body: Joints) -> None:
    """Draw legs, pelvis, spine and ribs; arms are drawn by `draw_bone_limb`."""
    for leg, dim in ((body.far_leg, 0.2), (body.near_leg, 0.0)):
        draw_bone_limb(pen, darker(colour, dim), leg, wide=3.4)
        x, y = leg.end
        pen.fill(limb([(x - 1.5, y + 2.6), (x + 7.5, y + 3.4)], (2.6, 1.8)), darker(colour, dim), line=0.7)
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    dark, half = darker(colour, 0.4), body.half
    pelvis = [
        (hx - half * 0.8, hy - 4),
        (hx, hy - 1),
        (hx + half * 0.8, hy - 4),
        (hx + half * 0.5, hy + 3),
        (hx, hy + 5),
        (hx - half * 0.5, hy + 3),
    ]
    pen.fill(spline(pelvis), colour, shade=dark)
    spine = [between((nx, ny - 4), (hx, hy), t / 9) for t in range(10)]
    pen.fills([ellipse(x, y, 2.0, 1.5, count=12) for x, y in spine], colour, shade=dark, line=0.6)
    for k in range(5):
        t = 0.12 + 0.13 * k
        x, y = between((nx, ny), (wx, wy + 4), t)
        wide = half * (0.66 + 0.3 * (1 - abs(k - 1.6) / 3))
        pen.stroke(
            [(x - 1, y - 1), (x - wide, y + 1.4), (x - wide * 0.7, y + 5), (x + 0.6, y + 5.4)],
            (1.2, 1.9, 1.6, 1.0),
            colour,
        )
        pen.stroke(
            [(x + 1, y - 1), (x + wide, y + 1.4), (x + wide * 0.74, y + 5), (x + 1, y + 5.4)],
            (1.2, 1.9, 1.6, 1.0),
            colour,
        )
    pen.stroke([body.near_arm.root, (nx, ny + 1), body.far_arm.root], (1.8, 2.2, 1.8), colour)


def draw_bone_limb(pen: Pen, colour: RGB, arm: Limb, *, wide: float = 2.8) -> None:
    """Draw an arm or a leg of two bones with knobs at their ends."""
    shade = darker(colour, 0.4)
    for a, b in ((arm.root, arm.joint), (arm.joint, arm.end)):
        pen.fill(limb([a, between(a, b, 0.5), b], (wide, wide * 0.72, wide)), colour, shade=shade, line=0.8)
    pen.fills(
        [ellipse(*p, wide * 0.72, wide * 0.66, count=14) for p in (arm.root, arm.joint, arm.end)],
        colour,
        shade=shade,
        line=0.6,
    )
