"""Beasts on four legs: one body, whose rows give its measures, and gaits that give hips and feet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.creatures.bodies.coats import draw_coat
from sketch.creatures.bodies.tails import draw_tail, draw_wing
from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.paint.colours import RGB, darker, mix
from sketch.paint.geometry import Point, between, ellipse, limb, spline
from sketch.paint.limbs import bent

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head, Quadruped
    from sketch.paint.pen import Pen


@dataclass(frozen=True, slots=True)
class Gait:
    """Where the feet are (forward and up, in leg lengths: near fore, far fore, near hind, far hind), how far the body
    is lifted (in leg lengths), and how far it is pitched up in front (degrees).
    """

    near_fore: Point
    far_fore: Point
    near_hind: Point
    far_hind: Point
    lift: float = 0.0
    pitch: float = 0.0
    head: float = 0.0


GAITS: dict[str, Gait] = {
    "stand": Gait((0.03, 0), (0.16, 0), (-0.08, 0), (0.1, 0)),
    "walk": Gait((0.34, 0), (-0.24, 0.06), (-0.36, 0), (0.3, 0.03)),
    "gallop": Gait((0.92, 0.3), (0.7, 0.42), (-0.98, 0.2), (-0.74, 0.34), 0.08, 4),
    "rear": Gait((0.5, 0.2), (0.68, 0.05), (0.06, 0), (0.24, 0), 0.0, 40, -14),
    "lie": Gait((0.5, 0), (0.66, 0), (0.34, 0), (0.46, 0), -0.74, 2, 4),
    "sit": Gait((0.0, 0), (0.14, 0), (0.42, 0), (0.56, 0), -0.56, 0, 0),
    "swim": Gait((0.5, 0.3), (0.2, 0.1), (-0.5, 0.3), (-0.2, 0.1), -0.2, 8, -6),
    "fly": Gait((0.5, 0.5), (0.34, 0.4), (-0.7, 0.36), (-0.5, 0.46), 0.6, 10, 0),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """A body in a gait: length of a leg, hip and shoulder, and whatever turns with the trunk."""

    leg: float
    hip: Point
    shoulder: Point
    turned: Callable[[Point], Point]


def _frame(body: Quadruped, gait: Gait, sitting: bool) -> _Frame:
    leg = body.high - body.chest * 0.58
    y = -leg - gait.lift * leg
    hip_x, shoulder_x = -body.long * 0.38, body.long * 0.36
    pitch = math.radians(gait.pitch)
    if sitting:
        pitch = math.asin(min(0.82, 0.62 * leg / (body.long * 0.74)))
    c, s = math.cos(-pitch), math.sin(-pitch)

    def turned(point: Point) -> Point:
        dx, dy = point[0] - hip_x, point[1]
        return (hip_x + dx * c - dy * s, y + dx * s + dy * c)

    return _Frame(leg, turned((hip_x, 0)), turned((shoulder_x, 0)), turned)


def draw_quadruped(
    pen: Pen, body: Quadruped, head: Head | None, coat: Coat, gait_name: str, look: Look
) -> tuple[Point, Point]:
    """Draw a beast with its feet around the pen's origin; return where a saddle and a rider's body would be."""
    gait = GAITS.get(gait_name, GAITS["stand"])
    frame = _frame(body, gait, gait_name == "sit")
    fur = coat.fur if "grey coat" not in body.parts else mix(coat.dark, coat.pale, 0.42)
    worn = replace(coat, fur=fur)
    long, c = body.long, body.chest / 2
    rump = frame.turned((-long * 0.5, -c * 0.5))
    draw_tail(
        pen,
        body.tail,
        worn,
        rump,
        frame.leg * body.tail_long
        if body.tail not in ("lizard", "curl", "arrow")
        else long * 0.5 * body.tail_long * 0.6,
        body.leg * 1.15,
        body.parts,
    )
    wing_root = frame.turned((long * 0.16, -c * 0.7))
    draw_wing(pen, body.wings, worn, wing_root, body.high * 0.95, far=True)
    _legs(pen, body, worn, gait, frame, far=True)
    neck_base = frame.turned((long * 0.34, -c * 0.3))
    angle = math.radians(body.neck[1] + math.degrees(0) + gait.pitch * 0.45)
    top = (neck_base[0] + body.neck[0] * math.cos(angle), neck_base[1] - body.neck[0] * math.sin(angle))
    _trunk(pen, body, worn, frame)
    _legs(pen, body, worn, gait, frame, far=False)
    _neck(pen, body, worn, frame, neck_base, top)
    draw_wing(pen, body.wings, worn, wing_root, body.high * 0.95, far=False)
    if head is not None:
        turn = math.radians(body.head[1] - gait.pitch * 0.25 + gait.head)
        own = pen.at(*top, scale=body.head[0])
        draw_creature_head(replace(own, turn=own.turn + turn), head, coat, look)
    return frame.turned((0.0, -c * 0.95)), neck_base


def _trunk(pen: Pen, body: Quadruped, coat: Coat, frame: _Frame) -> None:
    long, c, b = body.long, body.chest / 2, body.loin / 2
    hump = 0.35 if "hump" in body.parts else 0.0
    points = [
        (-long * 0.53, -c * 0.05),
        (-long * 0.47, -c * 0.8),
        (-long * 0.3, -c * 0.98),
        (-long * 0.02, -c * 0.86),
        (long * 0.24, -c * (1.0 + hump)),
        (long * 0.42, -c * 0.92),
        (long * 0.53, -c * 0.1),
        (long * 0.44, c * 0.78),
        (long * 0.16, c * 1.0),
        (-long * 0.1, (c + b) * 0.46),
        (-long * 0.28, b * 0.74),
        (-long * 0.48, c * 0.6),
    ]
    pen.fill(spline([frame.turned(p) for p in points]), coat.fur, shade=darker(coat.fur, 0.34))
    draw_coat(pen, body, coat, frame.turned)


def _neck(pen: Pen, body: Quadruped, coat: Coat, frame: _Frame, base: Point, top: Point) -> None:
    fur = coat.pale if "feathered breast" in body.parts else coat.fur
    start = frame.turned((body.long * 0.3, -body.chest * 0.08))
    size = body.head[0]
    wide = (body.chest * 0.82, body.chest * 0.66, size * 1.22)
    pen.fill(limb([start, between(base, top, 0.4), top], wide), fur, shade=darker(fur, 0.34), line=0.0)
    if "neck mane" in body.parts:
        nx, ny = top[0] - base[0], top[1] - base[1]
        far = math.hypot(nx, ny) or 1.0
        ox, oy = ny / far * size * 0.62, -nx / far * size * 0.62
        path = [
            (base[0] + ox * 1.6 - nx * 0.15, base[1] + oy * 1.4 - ny * 0.1),
            (base[0] + nx * 0.5 + ox * 1.15, base[1] + ny * 0.5 + oy * 1.15),
            (top[0] + ox * 0.8, top[1] + oy * 0.8),
        ]
        pen.fill(limb(path, (size * 0.5, size * 0.8, size * 0.62)), coat.dark, shade=darker(coat.dark, 0.4))
    if "belly plates" in body.parts:
        for t in (0.05, 0.25, 0.45, 0.65):
            x, y = between(base, top, t)
            pen.stroke(
                [(x + size * 0.1, y + size * 0.5), (x + size * 0.7, y + size * 0.2)],
                (size * 0.2, size * 0.12),
                coat.pale,
            )


def _legs(pen: Pen, body: Quadruped, coat: Coat, gait: Gait, frame: _Frame, *, far: bool) -> None:
    colour = coat.dark if "dark legs" in body.parts else coat.fur
    if far:
        colour = darker(colour, 0.26)
    shift = body.leg * 0.9 if far else 0.0
    hind, fore = (gait.far_hind, gait.far_fore) if far else (gait.near_hind, gait.near_fore)
    low = 0.22 if gait.lift < -0.4 else 0.0
    _hind_leg(pen, body, (frame.hip[0] + shift, frame.hip[1]), hind, frame.leg, colour, coat, low)
    _fore_leg(pen, body, (frame.shoulder[0] + shift, frame.shoulder[1]), fore, frame.leg, colour, coat)


def _hind_leg(  # noqa: PLR0917
    pen: Pen, body: Quadruped, root: Point, foot: Point, leg: float, colour: RGB, coat: Coat, low: float
) -> None:
    end = (root[0] + foot[0] * leg - body.sprawl * leg * 0.35, -foot[1] * leg - body.leg * 0.4)
    hock = (end[0] - leg * (0.14 + low), end[1] - leg * (0.3 - low))
    upper = bent(root, hock, leg * 0.46, leg * 0.44, forward=1.0)
    w = body.leg
    thick = min(body.loin * 0.72, w * 3.2)
    pen.fill(
        limb([upper.root, upper.joint, hock, end], (thick, w * 1.9, w * 1.05, w)), colour, shade=darker(colour, 0.35)
    )
    _foot(pen, body, end, colour, coat)


def _fore_leg(pen: Pen, body: Quadruped, root: Point, foot: Point, leg: float, colour: RGB, coat: Coat) -> None:  # noqa: PLR0917
    end = (root[0] + foot[0] * leg + body.sprawl * leg * 0.35, -foot[1] * leg - body.leg * 0.4)
    if foot[1] == 0 and end[1] < root[1] - leg:
        end = (end[0], -body.leg * 0.4)
    limbs = bent(root, end, leg * 0.5, leg * 0.5, forward=-1.0)
    w = body.leg
    wide = (min(body.chest * 0.6, w * 2.6), w * 1.3, w)
    if "knuckles" in body.parts:
        wide = (w * 2.2, w * 1.7, w * 1.4)
    pen.fill(limb([limbs.root, limbs.joint, limbs.end], wide), colour, shade=darker(colour, 0.35))
    _foot(pen, body, limbs.end, colour, coat, hand="great hands" in body.parts)


def _foot(pen: Pen, body: Quadruped, at: Point, colour: RGB, coat: Coat, *, hand: bool = False) -> None:
    (x, y), w = at, body.leg
    if body.foot == "hoof":
        hoof = darker(mix(coat.dark, (60, 50, 48), 0.5), 0.2)
        pen.fill(
            [
                (x - w * 0.55, y - w * 0.45),
                (x + w * 0.55, y - w * 0.45),
                (x + w * 0.95, y + w * 0.5),
                (x - w * 0.65, y + w * 0.5),
            ],
            hoof,
            line=0.7,
        )
        return
    if hand:
        pen.fill(ellipse(x + w * 0.7, y - w * 0.1, w * 1.7, w * 1.0, count=18), coat.paw, shade=darker(coat.paw, 0.3))
        return
    tone = mix(colour, coat.paw, 0.75) if body.foot in ("paw", "web") else colour
    wide = {"pad": 0.8, "web": 1.4}.get(body.foot, 1.1)
    pen.fill(
        ellipse(x + w * (0.4 if body.foot != "pad" else 0.1), y + w * 0.06, w * wide, w * 0.52, count=18),
        tone,
        shade=darker(tone, 0.3),
        line=0.8,
    )
    if body.foot == "claw":
        pen.strokes_of(
            [[(x + w * d, y + w * 0.1), (x + w * (d + 0.5), y + w * 0.5)] for d in (0.4, 0.8, 1.2)],
            (w * 0.25, w * 0.08),
            (238, 228, 204),
        )
    elif body.foot == "pad" and w > 8:
        pen.fills(
            [ellipse(x + w * d, y + w * 0.3, w * 0.17, w * 0.16, count=10) for d in (-0.3, 0.1, 0.5)],
            (226, 214, 200),
            line=0,
        )
