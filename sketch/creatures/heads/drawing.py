"""A whole head of a beast, from the front or from behind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sketch.creatures.heads.ears import draw_ear
from sketch.creatures.heads.eyes import draw_eyes
from sketch.creatures.heads.marks import draw_marks
from sketch.creatures.heads.mouths import draw_mouth, draw_nose
from sketch.creatures.heads.outlines import outline
from sketch.creatures.heads.parts import draw_parts_before, draw_parts_behind
from sketch.figures.heads.expressions import Expression
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Point, ellipse

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.paint.pen import Pen


@dataclass(frozen=True, slots=True)
class Look:
    """How a head is held: its expression, where the eyes go (x and y from -1 to 1), whether it is seen from behind."""

    expression: Expression = field(default_factory=Expression)
    gaze: Point = (0.25, 0.0)
    asleep: bool = False
    back: bool = False
    spectacles: bool = False


def draw_creature_head(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    """Draw a head. `pen` is in the head's measure and looks to the right."""
    draw_parts_behind(pen, head, coat)
    draw_ear(pen, head, coat, far=True)
    if look.back:
        _back(pen, head, coat)
        return
    top_ears = head.ear in ("round", "long", "tuft", "bat", "fin")
    if top_ears:
        draw_ear(pen, head, coat, far=False)
    skin = _skin(head, coat)
    pen.fill(outline(head), skin, shade=darker(skin, 0.32), side="left", amount=0.5)
    draw_marks(pen, head, coat)
    if not top_ears:
        draw_ear(pen, head, coat, far=False)
    face = pen.of(role="face")
    _blush(face, head, coat, look)
    draw_mouth(face, head, coat, look)
    draw_eyes(face, head, coat, look)
    draw_nose(face, head)
    draw_parts_before(pen, head, coat)
    if look.expression.tears:
        x, y, r = head.eyes[0]
        pen.fill(ellipse(x + 0.02, y + r * 2.2, 0.05, 0.09, count=12), (170, 206, 230), line=0.3)
    if look.spectacles:
        _spectacles(pen, head)


def _skin(head: Head, coat: Coat) -> RGB:
    """Return the colour of most of a head."""
    if "dark face" in head.marks:
        return coat.dark
    return coat.pale if "pale head" in head.marks else coat.fur


def _back(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the back of a head: the skull, and the ears before it."""
    cx, cy, rx, ry = head.skull
    skin = _skin(head, coat)
    if head.face == "muzzle":
        _, ty, _, deep = head.muzzle
        at, wide = cx + rx * 0.86, 0.16 + deep * 0.9
        pen.fill(ellipse(at, ty + 0.02, wide, deep + 0.1, count=20), darker(skin, 0.2), line=0.6)
        if head.nose == "ball":
            pen.fill(
                ellipse(at + wide * 0.92, ty, head.nose_size * 0.8, head.nose_size * 0.7, count=14), head.nose_colour
            )
    pen.fill(ellipse(cx, cy, rx * 0.98, ry, count=34), skin, shade=darker(skin, 0.32), side="left", amount=0.5)
    pen.strokes_of(
        [[(cx + x, cy - ry * 0.5), (cx + x * 1.2, cy + ry * 0.3)] for x in (-0.3, 0.0, 0.3)],
        (0.02, 0.05),
        darker(skin, 0.2),
        alpha=0.5,
    )
    if "spines" in head.parts:
        draw_parts_behind(pen, head, coat)
    if "badger" in head.marks:
        pen.fills(
            [ellipse(cx + d * rx, cy - ry * 0.1, rx * 0.16, ry * 0.72, count=20) for d in (-0.5, 0.4)],
            coat.dark,
            line=0,
        )
    if head.eye == "bulge":
        pen.fills([ellipse(x, y, r, r, count=22) for x, y, r in head.eyes], coat.fur, shade=darker(coat.fur, 0.32))
    draw_ear(pen, head, coat, far=False)


def _blush(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    if look.expression.blush <= 0:
        return
    x, y, r = head.eyes[0]
    px, py = pen.place((x - 0.06, y + r + 0.26))
    warm = mix(lighter(coat.fur, 0.1), (222, 96, 84), 0.5)
    pen.canvas.mist(px, py, pen.scale * 0.26, pen.scale * 0.2, pen.light.worn(warm), 0.55 * look.expression.blush)


def _spectacles(pen: Pen, head: Head) -> None:
    brass = (150, 116, 60)
    for x, y, r in head.eyes:
        size = max(0.19, r * 1.25)
        ring: list[Point] = [(x + size * math.cos(a * 0.45), y + size * math.sin(a * 0.45)) for a in range(15)]
        pen.fill(ellipse(x, y, size, size, count=20), (230, 240, 246), alpha=0.2, line=0)
        pen.stroke(ring, (0.045, 0.045), brass)
    (ax, ay, ar), (bx, by, br) = head.eyes[0], head.eyes[-1]
    pen.stroke([(ax + max(0.19, ar * 1.25), ay), (bx - max(0.19, br * 1.25), by)], (0.04, 0.04), brass)
