"""Insects, spiders, crabs and octopuses: segments with many legs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Point, between, ellipse, limb, spline
from sketch.paint.limbs import bent

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, InsectBody
    from sketch.creatures.heads.drawing import Look
    from sketch.paint.pen import Pen


def draw_insect(pen: Pen, body: InsectBody, coat: Coat, gait: str, look: Look) -> None:
    """Draw it with its feet at the pen's origin."""
    if gait in ("fly", "gallop") and body.wings in ("clear", "painted"):
        pen = pen.at(0, -30)
    _behind(pen, body, coat)
    for x, y, rx, ry in body.segments:
        pen.fill(ellipse(x, y, rx, ry, count=28), coat.fur, shade=darker(coat.fur, 0.38))
    if body.bands:
        _bands(pen, body, coat)
    if body.wings == "case":
        _case(pen, body, coat)
    elif body.wings == "painted":
        _painted(pen, body, coat, far=False)
    if "cross" in body.parts:
        _cross(pen, body, coat)
    if "arms" not in body.parts:
        _legs(pen, body, coat, far=False)
    _head_parts(pen, body, coat, look)


def _behind(pen: Pen, body: InsectBody, coat: Coat) -> None:
    """Draw legs and wings of the far side."""
    if "arms" in body.parts:
        _arms(pen, body, coat)
    else:
        _legs(pen, body, coat, far=True)
    if body.wings == "painted":
        _painted(pen, body, coat, far=True)
    elif body.wings == "clear":
        x, y, rx, ry = body.segments[0]
        for tilt, dx in ((0.5, -0.1), (0.9, 0.3)):
            wing = ellipse(x + rx * (dx - 0.2), y - ry * 1.7, rx * 0.95, ry * 0.55, tilt=tilt, count=22)
            pen.fill(wing, (214, 232, 240), alpha=0.75, line=0.7)


def _cross(pen: Pen, body: InsectBody, coat: Coat) -> None:
    x, y, rx, ry = body.segments[0]
    bars = [[(x, y - ry * 0.6), (x, y + ry * 0.3)], [(x - rx * 0.4, y - ry * 0.2), (x + rx * 0.4, y - ry * 0.2)]]
    pen.strokes_of(bars, (1.0, 0.8), coat.pale)


def _legs(pen: Pen, body: InsectBody, coat: Coat, *, far: bool) -> None:
    count = body.legs // 2
    if not count:
        return
    x, y, rx, ry = body.segments[min(1, len(body.segments) - 1)] if len(body.segments) > 1 else body.segments[0]
    colour = darker(coat.paw, 0.3) if far else coat.paw
    knees = 1.5 if "high knees" in body.parts else 0.5
    for k in range(count):
        t = (k / (count - 1) if count > 1 else 0.5) * 2 - 1
        root = (x + rx * 0.6 * t, y + ry * 0.4)
        foot = (x + body.leg_span * t * (0.86 if far else 1.0) + (3 if far else 0), -0.6 if not far else -2.0)
        reach = math.dist(root, foot)
        leg = bent(
            root,
            foot,
            reach * 0.5 + abs(y) * knees * 0.35,
            reach * 0.62 + abs(y) * knees * 0.2,
            forward=1.0 if t > 0 else -1.0,
        )
        w = max(0.9, ry * 0.22)
        pen.fill(limb([leg.root, leg.joint, leg.end], (w * 1.3, w, w * 0.6)), colour, line=0.5)


def _arms(pen: Pen, body: InsectBody, coat: Coat) -> None:
    x, y, rx, ry = body.segments[0]
    for k in range(body.legs):
        t = k / (body.legs - 1) * 2 - 1
        root = (x + rx * 0.8 * t, y + ry * 0.6)
        bend = 1 if k % 2 else -1
        path = [
            root,
            (x + rx * 1.5 * t, -10 - 4 * bend),
            (x + body.leg_span * t * 0.8, -3 + 2 * bend),
            (x + body.leg_span * t, -8 - 6 * bend),
        ]
        tone = darker(coat.fur, 0.18) if k % 2 else coat.fur
        pen.fill(limb(path, (7.5, 5.5, 3.6, 1.4)), tone, shade=darker(tone, 0.34))
        pen.fills(
            [ellipse(*between(path[1], path[2], u), 1.0, 0.9, count=8) for u in (0.2, 0.5, 0.8)], coat.pale, line=0
        )


def _bands(pen: Pen, body: InsectBody, coat: Coat) -> None:
    x, y, rx, ry = body.segments[0]
    for t in (-0.55, -0.1, 0.35):
        h = ry * math.sqrt(1 - t * t) * 0.96
        pen.stroke(
            [(x + rx * t, y - h), (x + rx * (t + 0.08), y), (x + rx * t, y + h)],
            (rx * 0.2, rx * 0.24, rx * 0.2),
            coat.dark,
        )


def _case(pen: Pen, body: InsectBody, coat: Coat) -> None:
    x, y, rx, ry = body.segments[0]
    pen.fill(
        ellipse(x - rx * 0.05, y - ry * 0.12, rx * 0.96, ry * 0.88, count=28), coat.fur, shade=darker(coat.fur, 0.45)
    )
    pen.stroke(
        [(x + rx * 0.9, y - ry * 0.3), (x, y - ry * 0.05), (x - rx * 0.98, y - ry * 0.02)], (0.4, 0.9, 0.4), coat.dark
    )
    pen.stroke(
        [(x - rx * 0.5, y - ry * 0.6), (x + rx * 0.1, y - ry * 0.74)], (0.4, 1.6), lighter(coat.fur, 0.55), alpha=0.8
    )


def _painted(pen: Pen, body: InsectBody, coat: Coat, *, far: bool) -> None:
    x, y, rx, _ = body.segments[0]
    colour = darker(coat.fur, 0.16) if far else coat.fur
    lean = 5.0 if far else 0.0
    upper: list[Point] = [
        (x + 2 + lean, y),
        (x - 4 + lean, y - 18),
        (x - 16 + lean, y - 25),
        (x - 20 + lean, y - 14),
        (x - 10 + lean, y - 2),
    ]
    lower: list[Point] = [
        (x + lean, y + 1),
        (x - 12 + lean, y - 3),
        (x - 17 + lean, y + 6),
        (x - 10 + lean, y + 14),
        (x - 2 + lean, y + 6),
    ]
    for wing in (upper, lower):
        pen.fill(spline(wing), coat.dark)
        mx, my = sum(p[0] for p in wing) / len(wing), sum(p[1] for p in wing) / len(wing)
        pen.fill(
            spline([(mx + (px - mx) * 0.78, my + (py - my) * 0.78) for px, py in wing]),
            colour,
            shade=darker(colour, 0.3),
            line=0,
        )
        pen.fill(ellipse(mx - 2, my - 1, rx * 0.34, rx * 0.34, count=14), coat.pale, line=0)


def _head_parts(pen: Pen, body: InsectBody, coat: Coat, look: Look) -> None:
    x, y, rx, ry = body.segments[-1]
    if "feelers" in body.parts:
        for d in (0.2, 0.6):
            tip = (x + rx * (1.0 + d), y - ry * (2.2 - d * 0.6))
            pen.stroke(
                [(x + rx * d, y - ry * 0.7), (x + rx * (0.6 + d), y - ry * 1.7), tip], (0.8, 0.7, 0.5), coat.dark
            )
            pen.fill(ellipse(*tip, 0.9, 0.9, count=10), coat.dark, line=0)
    if "sting" in body.parts:
        bx, by, brx, _ = body.segments[0]
        pen.fill(
            [(bx - brx * 0.9, by - 1.2), (bx - brx * 1.4, by + 0.4), (bx - brx * 0.9, by + 1.2)], coat.dark, line=0.3
        )
    if "claws" in body.parts:
        _claws(pen, body, coat)
    if "stalks" in body.parts:
        for d in (-0.28, 0.28):
            pen.stroke([(x + rx * d, y - ry * 0.7), (x + rx * d * 1.2, y - ry * 1.5)], (1.6, 1.3), coat.fur)
            pen.fill(ellipse(x + rx * d * 1.2, y - ry * 1.6, 2.6, 2.8, count=16), (250, 246, 236), line=0.6)
            pen.fill(ellipse(x + rx * d * 1.2 + 0.6, y - ry * 1.6, 1.3, 1.5, count=12), (28, 24, 28), line=0)
        pen.stroke(
            [
                (x - rx * 0.3, y + ry * 0.1),
                (x, y + ry * (0.1 + 0.14 * look.expression.corner)),
                (x + rx * 0.3, y + ry * 0.1),
            ],
            (0.5, 0.9, 0.5),
            darker(coat.fur, 0.55),
        )
        return
    if "face" not in body.parts:
        pen.fill(ellipse(x + rx * 0.4, y - ry * 0.1, 0.9, 1.0, count=10), (28, 24, 28), line=0)
        return
    for d, r in ((0.1, 0.3), (0.62, 0.26)):
        pen.fill(ellipse(x + rx * d, y - ry * 0.14, rx * r, ry * r * 1.1, count=16), (250, 246, 236), line=0.5)
        pen.fill(
            ellipse(x + rx * (d + 0.06), y - ry * 0.12, rx * r * 0.55, ry * r * 0.62, count=12), (28, 24, 28), line=0
        )
    smile = 0.12 * look.expression.corner
    pen.stroke(
        [
            (x + rx * 0.08, y + ry * 0.42 - smile * ry),
            (x + rx * 0.38, y + ry * (0.46 + smile)),
            (x + rx * 0.68, y + ry * 0.38 - smile * ry),
        ],
        (0.4, 0.8, 0.4),
        mix(darker(coat.fur, 0.6), coat.pale, 0.0),
    )


def _claws(pen: Pen, body: InsectBody, coat: Coat) -> None:
    x, y, rx, ry = body.segments[0]
    for side in (-1, 1):
        wrist = (x + side * rx * 1.35, y - ry * 1.1)
        pen.fill(
            limb([(x + side * rx * 0.8, y), (x + side * rx * 1.4, y - ry * 0.1), wrist], (4.4, 3.8, 3.4)),
            coat.fur,
            shade=darker(coat.fur, 0.35),
        )
        cx, cy = wrist[0], wrist[1] - 3.5
        pen.fill(
            spline(
                [
                    (cx - 4.4, cy + 3),
                    (cx - 5.4, cy - 3),
                    (cx - 2, cy - 8),
                    (cx - 0.4, cy - 2),
                    (cx + 1.6, cy - 7.4),
                    (cx + 5.2, cy - 3),
                    (cx + 4.4, cy + 3),
                ],
                steps=4,
            ),
            coat.fur,
            shade=darker(coat.fur, 0.35),
        )
