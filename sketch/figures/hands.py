"""Hands: a mitten when they are small, palm, thumb and four fingers when they can be seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker
from sketch.paint.geometry import Outline, Point, limb, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.paint.limbs import Limb
    from sketch.paint.pen import Pen

FINGERED = 30.0
"""Pixels of a hand's length from which its fingers are drawn."""
_LENGTH = 8.2
_STEEL: RGB = (168, 172, 180)


@dataclass(frozen=True, slots=True)
class Grip:
    """How fingers are held: for each the points that it goes through from its knuckle, and for the thumb.

    x runs on along the forearm, y across it with the thumb on the negative side; a hand is 8.2 long.
    """

    fingers: tuple[tuple[Point, ...], ...]
    thumb: tuple[Point, ...]
    palm: float = 4.4


_STRAIGHT = tuple(
    ((3.4, y), (5.9, y * 1.12), (tip, y * 1.2)) for y, tip in ((-1.7, 7.6), (-0.55, 8.2), (0.6, 8.0), (1.65, 7.2))
)
_CURLED = tuple(((3.4, y), (5.2, y * 1.05), (5.0, y + 1.2), (3.6, y + 1.3)) for y in (-1.7, -0.6, 0.5, 1.5))
GRIPS: dict[str, Grip] = {
    "relaxed": Grip(
        tuple(
            ((3.4, y), (5.6, y * 1.1 + 0.2), (tip, y * 1.05 + 0.9))
            for y, tip in ((-1.6, 6.9), (-0.55, 7.5), (0.5, 7.3), (1.5, 6.6))
        ),
        ((0.6, -1.6), (2.4, -2.9), (4.3, -2.8)),
    ),
    "open": Grip(
        tuple(
            ((3.2, y), (5.6, y * 1.7), (tip, y * 2.3)) for y, tip in ((-1.6, 7.4), (-0.5, 8.3), (0.6, 8.1), (1.6, 7.0))
        ),
        ((0.6, -1.7), (1.8, -3.8), (3.4, -5.2)),
    ),
    "fist": Grip(_CURLED, ((1.4, -1.9), (3.4, -2.5), (4.6, -0.9)), 4.8),
    "grip": Grip(_CURLED, ((1.0, -1.8), (3.4, -2.9), (5.0, -1.6)), 4.6),
    "point": Grip((_STRAIGHT[0], *_CURLED[1:]), ((1.4, -1.9), (3.2, -2.5), (4.4, -1.0)), 4.6),
    "flat": Grip(_STRAIGHT, ((0.8, -1.8), (2.8, -3.0), (4.8, -2.9))),
}


def draw_hand(pen: Pen, arm: Limb, colour: RGB, *, grip: str, hook: bool = False) -> None:
    """Draw the hand at the end of an arm, held in one of GRIPS."""
    (jx, jy), (ex, ey) = arm.joint, arm.end
    angle = math.atan2(ey - jy, ex - jx)
    c, s = math.cos(angle), math.sin(angle)

    def turned(points: tuple[Point, ...]) -> list[Point]:
        return [(ex + x * c - y * s, ey + x * s + y * c) for x, y in points]

    if hook:
        pen.stroke(turned(((0, 0), (3, 0), (6, 1.5), (5.6, 4.4), (3, 4.6))), (1.6, 1.4, 1.3, 0.7), _STEEL)
        return
    if pen.scale * pen.canvas.unit * _LENGTH < FINGERED:
        pen.fills(_mitten(turned, grip), colour, line=0.8)
        return
    held = GRIPS[grip]
    palm = (
        (-2.2, -2.0),
        (1.2, -2.4),
        (held.palm - 0.4, -2.2),
        (held.palm, 0.0),
        (held.palm - 0.4, 2.1),
        (1.0, 2.3),
        (-2.2, 1.9),
    )
    pen.fill(spline(turned(palm)), colour, shade=darker(colour, 0.25), line=0.7)
    for finger in reversed(held.fingers):
        pen.fill(limb(turned(finger), (1.5, 1.35, 1.05)), colour, line=0.6)
    pen.fill(limb(turned(held.thumb), (1.9, 1.6, 1.15)), colour, line=0.7)
    if grip in ("fist", "grip"):
        knuckles = [turned(((4.7, y - 0.4), (5.1, y + 0.1))) for y in (-1.2, 0.0, 1.1)]
        pen.strokes_of(knuckles, (0.25, 0.25), darker(colour, 0.4))


def _mitten(turned: Callable[[tuple[Point, ...]], list[Point]], grip: str) -> list[Outline]:
    if grip in ("fist", "grip"):
        return [
            spline(turned(((-2.2, -2.0), (1.4, -2.7), (4.4, -2.2), (5.2, 0.0), (4.4, 2.3), (1.2, 2.5), (-2.2, 1.9))))
        ]
    palm = spline(turned(((-2.2, -2.0), (1.4, -2.4), (4.6, -1.8), (6.0, 0.2), (4.6, 2.1), (1.2, 2.3), (-2.2, 1.9))))
    thumb = (
        ((0.2, -2.0), (2.0, -3.7), (3.6, -3.3), (3.0, -1.4))
        if grip != "open"
        else ((0.2, -1.8), (1.6, -4.2), (3.0, -4.0), (3.0, -1.4))
    )
    if grip == "point":
        return [palm, spline(turned(thumb)), limb(turned(((3.4, -1.2), (8.4, -1.4))), (1.6, 1.2))]
    return [palm, spline(turned(thumb))]
