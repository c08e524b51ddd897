"""Beasts that squat on their haunches: frogs, hares, squirrels, apes; and those that hop on two legs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.creatures.bodies.tails import draw_tail, draw_wing
from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.paint.colours import darker
from sketch.paint.geometry import Point, ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head, HopperBody
    from sketch.paint.pen import Pen


def draw_hopper(pen: Pen, body: HopperBody, head: Head | None, coat: Coat, gait: str, look: Look) -> None:
    """Draw it with its feet at the pen's origin."""
    leaping = gait in ("gallop", "swim", "fly", "walk") and "great feet" not in body.parts
    h, w = body.high, body.wide / 2
    leap = h * 0.8 if leaping and gait != "walk" else 0.0
    lean = body.lean * h * (1.7 if leaping else 1.0)
    hip: Point = (-lean * 0.55, -w * 0.62 - leap * 0.6)
    chest: Point = (lean * 0.5, -h * (0.74 if not leaping else 0.66) - leap)
    tail_long = {"lizard": h * 0.8, "bushy": h * 1.05, "stub": h * 0.3}.get(body.tail, h * 0.8)
    thick = h * (
        0.12 if body.tail == "lizard" else 0.085 if body.tail in ("bushy",) else 0.13 if body.tail == "stub" else 0.07
    )
    draw_tail(pen, body.tail, coat, (hip[0] - w * 0.7, hip[1]), tail_long, thick)
    if "bat wings" in body.parts:
        draw_wing(pen, "bat", coat, (0, chest[1]), h * 0.95, far=False)
        draw_wing(_mirrored(pen), "bat", coat, (0, chest[1]), h * 0.95, far=False)
    _leg(pen, body, coat, hip, leap, far=True)
    _arm(pen, body, coat, chest, leap, far=True)
    trunk = [
        (hip[0] - w * 1.0, hip[1] + w * 0.1),
        (hip[0] - w * 0.7, hip[1] - w * 0.8),
        (chest[0] - w * 0.62, chest[1] - w * 0.1),
        (chest[0], chest[1] - w * 0.5),
        (chest[0] + w * 0.62, chest[1] + w * 0.1),
        (chest[0] + w * 0.42, (chest[1] + hip[1]) / 2 + w * 0.3),
        (hip[0] + w * 0.8, hip[1] + w * 0.44),
        (hip[0], hip[1] + w * 0.66),
    ]
    pen.fill(spline(trunk), coat.fur, shade=darker(coat.fur, 0.34))
    belly = [
        (chest[0] + w * 0.1, chest[1]),
        (chest[0] + w * 0.56, chest[1] + w * 0.2),
        (chest[0] + w * 0.36, (chest[1] + hip[1]) / 2 + w * 0.3),
        (hip[0] + w * 0.6, hip[1] + w * 0.5),
        (hip[0] + w * 0.2, hip[1] + w * 0.3),
    ]
    pen.fill(spline(belly), coat.pale, line=0)
    _upon(pen, body, coat, hip, chest)
    _leg(pen, body, coat, hip, leap, far=False)
    _arm(pen, body, coat, chest, leap, far=False)
    if head is not None:
        x, y = chest[0] + body.head * 0.3, chest[1] - body.head * 0.62
        pen.fill(
            limb([(chest[0], chest[1] + w * 0.2), (x, y)], (w * 1.1, body.head * 1.25)),
            coat.fur,
            shade=darker(coat.fur, 0.3),
            line=0,
        )
        draw_creature_head(pen.at(x, y, scale=body.head), head, coat, look)


def _mirrored(pen: Pen) -> Pen:
    return replace(pen, facing=-pen.facing)


def _upon(pen: Pen, body: HopperBody, coat: Coat, hip: Point, chest: Point) -> None:
    w = body.wide / 2
    if "warts" in body.parts:
        dots = [
            (hip[0] - w * 0.5, hip[1] - w * 0.3),
            (hip[0] - w * 0.2, hip[1] - w * 0.6),
            (hip[0] + w * 0.1, hip[1] - w * 0.4),
        ]
        pen.fills([ellipse(x, y, w * 0.1, w * 0.09, count=10) for x, y in dots], darker(coat.fur, 0.25), line=0.3)
    if "pouch" in body.parts:
        x, y = hip[0] + w * 0.5, hip[1] - w * 0.2
        pen.stroke(
            [(x - w * 0.4, y - w * 0.2), (x, y), (x + w * 0.36, y - w * 0.24)], (0.6, 1.2, 0.6), darker(coat.pale, 0.4)
        )
    if "back scutes" in body.parts:
        back = [
            (hip[0] - w * 1.0, hip[1] - w * 0.2),
            (hip[0] - w * 0.72, hip[1] - w * 0.8),
            (chest[0] - w * 0.62, chest[1]),
        ]
        path = spline(back, closed=False, steps=3)
        pen.fills([[(x - 3, y + 3), (x - 9, y - 6), (x + 4, y - 3)] for x, y in path], coat.dark, line=0.6)


def _leg(pen: Pen, body: HopperBody, coat: Coat, hip: Point, leap: float, *, far: bool) -> None:
    w, h = body.wide / 2, body.high
    colour = darker(coat.fur, 0.26) if far else coat.fur
    shift = w * 0.4 if far else 0.0
    x, y = hip[0] + shift, hip[1]
    if leap:
        path = [(x, y), (x - w * 0.6, y + w * 0.8), (x - w * 1.5, y + w * 0.9), (x - w * 2.3, y + w * 1.3)]
        pen.fill(limb(path, (w * 0.9, w * 0.6, w * 0.4, w * 0.3)), colour, shade=darker(colour, 0.35))
        return
    if "great feet" in body.parts:
        path = [(x + w * 0.1, y), (x + w * 0.75, y + w * 0.5), (x - w * 0.1, -h * 0.1), (x + w * 0.1, -1)]
        pen.fill(limb(path, (w * 1.1, w * 0.8, w * 0.36, w * 0.3)), colour, shade=darker(colour, 0.35))
        pen.fill(
            limb([(x - w * 0.1, -w * 0.1), (x + w * 1.25, -w * 0.08)], (w * 0.34, w * 0.24)),
            colour,
            shade=darker(colour, 0.3),
        )
        return
    thigh = w * (0.86 if "frog legs" not in body.parts else 0.7)
    if "frog legs" in body.parts:
        knee = (x - w * 0.2 + w * 0.9, y - w * 0.7)
        pen.fill(
            limb([(x - w * 0.3, y), knee, (x + w * 0.1, -w * 0.3)], (thigh, thigh * 0.8, w * 0.3)),
            colour,
            shade=darker(colour, 0.35),
        )
        foot = coat.paw if not far else darker(coat.paw, 0.26)
        pen.fill(
            [
                (x - w * 0.1, -w * 0.3),
                (x + w * 1.3, -w * 0.3),
                (x + w * 1.5, 0),
                (x + w * 1.1, -w * 0.06),
                (x + w * 1.1, 0.6),
                (x - w * 0.1, 0.2),
            ],
            foot,
            line=0.7,
        )
        return
    pen.fill(
        ellipse(x - w * 0.05, y + w * 0.05, thigh, thigh * 0.86, tilt=-0.5, count=24),
        colour,
        shade=darker(colour, 0.35),
    )
    pen.fill(
        limb([(x - w * 0.4, -w * 0.14), (x + w * 0.95, -w * 0.14)], (w * 0.3, w * 0.28)),
        coat.paw if not far else darker(coat.paw, 0.26),
        shade=darker(colour, 0.3),
    )


def _arm(pen: Pen, body: HopperBody, coat: Coat, chest: Point, leap: float, *, far: bool) -> None:
    w = body.wide / 2
    colour = darker(coat.fur, 0.26) if far else coat.fur
    x, y = chest[0] + w * (0.46 if far else 0.1), chest[1] + w * 0.3
    if "small arms" in body.parts or body.tail == "bushy" or "great feet" in body.parts:
        end = (x + w * 0.8, y + w * 0.66)
        pen.fill(
            limb([(x, y), (x + w * 0.2, y + w * 0.8), end], (w * 0.4, w * 0.32, w * 0.22)),
            colour,
            shade=darker(colour, 0.35),
        )
        pen.fill(ellipse(*end, w * 0.16, w * 0.14, count=12), coat.paw, line=0.5)
        return
    foot = (x + w * (0.6 if not leap else 1.5), -w * 0.12 - leap * 0.9)
    if "long arms" in body.parts:
        foot = (x + w * 0.75, -w * 0.16)
    pen.fill(
        limb([(x, y), ((x + foot[0]) / 2 - w * 0.1, (y + foot[1]) / 2), foot], (w * 0.5, w * 0.36, w * 0.28)),
        colour,
        shade=darker(colour, 0.35),
    )
    pen.fill(
        ellipse(foot[0] + w * 0.12, foot[1], w * 0.28, w * 0.14, count=14),
        coat.paw if not far else darker(coat.paw, 0.26),
        line=0.6,
    )
