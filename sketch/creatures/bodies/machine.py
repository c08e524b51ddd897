"""Machines that walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, MachineBody
    from sketch.paint.pen import Pen


def draw_machine(pen: Pen, body: MachineBody, coat: Coat, gait: str) -> None:
    """Draw a body of metal upon stilts, with one eye that gives light."""
    h = body.high
    stride = 0.16 if gait in ("walk", "gallop", "rear") else 0.0
    head_y = -h * 0.84
    feet = [((k / max(1, body.legs - 1)) * 2 - 1) for k in range(body.legs)]
    for k, side in enumerate(feet):
        foot = (h * (0.3 * side + stride * (1 if k % 2 else -1)), -1.0 + (h * 0.02 if side == 0 else 0.0))
        knee = (h * (0.3 * side * 0.86 + 0.06 * (side or 0.4)), -h * 0.5)
        tone = darker(coat.fur, 0.24) if side == 0 else coat.fur
        pen.fill(
            limb([(h * 0.05 * side, head_y + h * 0.06), knee, foot], (h * 0.034, h * 0.022, h * 0.014)),
            tone,
            shade=darker(tone, 0.5),
        )
        pen.fill(ellipse(*knee, h * 0.022, h * 0.022, count=18), coat.pale, line=0.7)
        pen.fill(
            spline([(foot[0] - h * 0.035, 1.5), (foot[0], -h * 0.028), (foot[0] + h * 0.035, 1.5)]),
            darker(coat.fur, 0.3),
        )
    for dx, bend in ((-0.07, 1), (-0.01, -1), (0.07, 1)):
        x, y = h * dx, head_y + h * 0.07
        pen.stroke(
            [
                (x, y),
                (x - h * 0.04 * bend, y + h * 0.1),
                (x + h * 0.035 * bend, y + h * 0.19),
                (x - h * 0.012 * bend, y + h * 0.27),
            ],
            (h * 0.013, h * 0.01, h * 0.007, h * 0.003),
            darker(coat.fur, 0.2),
        )
    hood = [
        (-0.14, 0.07),
        (-0.12, -0.06),
        (-0.02, -0.15),
        (0.1, -0.15),
        (0.19, -0.05),
        (0.2, 0.05),
        (0.11, 0.1),
        (-0.06, 0.1),
    ]
    pen.fill(spline([(x * h, head_y + y * h) for x, y in hood]), coat.pale, shade=darker(coat.pale, 0.55), side="left")
    pen.stroke(
        [(-0.13 * h, head_y + 0.03 * h), (0.02 * h, head_y + 0.05 * h), (0.19 * h, head_y + 0.02 * h)],
        (h * 0.006, h * 0.009, h * 0.006),
        darker(coat.pale, 0.4),
    )
    pen.fills(
        [ellipse((-0.1 + 0.06 * k) * h, head_y + 0.065 * h, h * 0.006, h * 0.006, count=8) for k in range(4)],
        lighter(coat.pale, 0.4),
        line=0,
    )
    ex, ey = 0.11 * h, head_y - 0.04 * h
    pen.fill(ellipse(ex, ey, h * 0.05, h * 0.046, count=24), (30, 26, 34))
    pen.fill(ellipse(ex + h * 0.006, ey, h * 0.028, h * 0.028, count=20), body.eye, lit=False)
    pen.glow(ex, ey, h * 0.22, (150, 240, 150), 0.7)
    pen.stroke(
        [(0.1 * h, head_y + 0.08 * h), (0.2 * h, head_y + 0.11 * h), (0.27 * h, head_y + 0.09 * h)],
        (h * 0.014, h * 0.012, h * 0.009),
        coat.fur,
    )
