"""Eyes and brows of beasts, in the measure of the head."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, luminance
from sketch.paint.geometry import ellipse, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.creatures.heads.drawing import Look
    from sketch.paint.pen import Pen

_INK: RGB = (28, 22, 26)
_GLINT: RGB = (255, 252, 242)


def draw_eyes(pen: Pen, head: Head, coat: Coat, look: Look) -> None:
    """Draw eyes with lids and brows as the expression holds them, the far one first."""
    for index in reversed(range(len(head.eyes))):
        x, y, r = head.eyes[index]
        if look.asleep:
            pen.stroke([(x - r, y), (x, y + r * 0.55), (x + r, y)], (0.03, 0.075, 0.03), _line(coat))
            continue
        _eye(pen, head, coat, look, index)
        if head.eye not in ("hollow", "lamp"):
            _lid(pen, head, coat, look, index)
            strong = abs(look.expression.brow) + abs(look.expression.lift) > 0.5
            if index < 2 and (head.eye != "bulge" or strong):
                _brow(pen, head, coat, look, index)


def _line(coat: Coat) -> RGB:
    """Return a colour for lines that can be seen upon the fur."""
    return darker(coat.fur, 0.65) if luminance(coat.fur) > 0.28 else lighter(coat.fur, 0.5)


def _glint(pen: Pen, x: float, y: float, r: float) -> None:
    pen.fill(ellipse(x + r * 0.32, y - r * 0.38, r * 0.34, r * 0.34, count=8), _GLINT, line=0, lit=False)


def _eye(pen: Pen, head: Head, coat: Coat, look: Look, index: int) -> None:
    x, y, r = head.eyes[index]
    wide = min(1.25, look.expression.lids) if look.expression.lids > 1 else 1.0
    r *= wide
    gx, gy = look.gaze[0] * r, look.gaze[1] * r
    pupil = look.expression.pupil
    if head.eye == "bead":
        rim = lighter(coat.fur, 0.42) if luminance(coat.fur) < 0.62 else darker(coat.fur, 0.2)
        pen.fill(ellipse(x, y, r * 1.26, r * 1.24, count=18), rim, line=0, alpha=0.85)
        pen.fill(ellipse(x + gx * 0.4, y + gy * 0.4, r, r * 1.1, count=16), _INK, line=0)
        _glint(pen, x + gx * 0.4, y + gy * 0.4, r)
    elif head.eye in ("almond", "slit"):
        shape = spline([(x - r * 1.25, y + 0.04), (x, y - r * 0.85), (x + r * 1.25, y - 0.05), (x, y + r * 0.7)])
        pen.fill(shape, head.iris, line=0.8)
        across = r * (0.24 if head.eye == "slit" else 0.42) * pupil
        pen.fill(ellipse(x + gx * 0.6, y, across, r * 0.68, count=14), _INK, line=0)
        _glint(pen, x + gx * 0.6, y, r * 0.7)
    elif head.eye in ("round", "great"):
        white = coat.pale if head.eye == "round" else (248, 242, 230)
        pen.fill(ellipse(x, y, r * 1.12, r * 1.12, count=24), white, line=0.7)
        if head.eye == "round":
            pen.fill(ellipse(x, y, r * 0.84, r * 0.84, count=20), head.iris, line=0.4)
        pen.fill(ellipse(x + gx * 0.5, y + gy * 0.5, r * 0.48 * pupil, r * 0.52 * pupil, count=16), _INK, line=0)
        _glint(pen, x + gx * 0.5, y + gy * 0.5, r * 0.55)
    elif head.eye == "bulge":
        pen.fill(ellipse(x, y, r, r, count=24), coat.fur, shade=darker(coat.fur, 0.3), side="left")
        pen.fill(ellipse(x + 0.03, y, r * 0.76, r * 0.76, count=22), head.iris, line=0.6)
        pen.fill(ellipse(x + 0.03 + gx * 0.4, y + gy * 0.3, r * 0.48 * pupil, r * 0.3, count=16), _INK, line=0)
        _glint(pen, x + 0.03, y, r * 0.6)
    elif head.eye == "hollow":
        pen.fill(ellipse(x, y, r, r * 1.15, count=18), _INK, line=0)
    elif head.eye == "lamp":
        pen.fill(ellipse(x, y, r * 1.2, r * 1.2, count=20), darker(coat.fur, 0.55), line=0.6)
        pen.fill(ellipse(x, y, r * 0.82, r * 0.82, count=18), head.iris, line=0, lit=False)
    else:
        pen.fill(ellipse(x, y, r, r, count=18), head.iris, shade=darker(head.iris, 0.4), line=0.8)
        pen.strokes_of(
            [
                [(x - r * 0.45, y - r * 0.45), (x + r * 0.45, y + r * 0.45)],
                [(x + r * 0.45, y - r * 0.45), (x - r * 0.45, y + r * 0.45)],
            ],
            (0.03, 0.03),
            _GLINT,
        )


def _lid(pen: Pen, head: Head, coat: Coat, look: Look, index: int) -> None:
    """Lower the upper lid where the expression does."""
    x, y, r = head.eyes[index]
    shut = 1 - look.expression.lids
    if head.eye == "bulge":
        shut = max(shut, 0.22)
    if shut <= 0.15 or head.eye == "button":
        return
    if head.eye in ("bead",):
        r *= 1.15
    edge = y - r * 1.05 + r * 2.1 * min(shut, 0.94)
    arch = [(x - r * 1.12 * math.cos(math.pi * k / 10), y - r * 1.14 * math.sin(math.pi * k / 10)) for k in range(11)]
    cut = [(px, min(py, edge)) for px, py in arch]
    pen.fill(cut if shut < 0.55 else [*cut, (x, edge + r * 0.12)], darker(coat.fur, 0.12), line=0)
    pen.stroke([(x - r * 1.1, edge), (x, edge + 0.03), (x + r * 1.1, edge)], (0.03, 0.06, 0.03), _line(coat))


def _brow(pen: Pen, head: Head, coat: Coat, look: Look, index: int) -> None:
    """Draw the brow: a stroke that rises or falls towards the middle of the face."""
    expression = look.expression
    x, y, r = head.eyes[index]
    strong = abs(expression.brow) + abs(expression.lift)
    high = y - r * (1.75 if head.eye != "bulge" else 1.3) - 0.12 * expression.lift
    inner, outer = high - 0.13 * expression.brow, high + 0.07 * expression.brow + 0.03
    left, right = (outer, inner) if index == 0 else (inner, outer)
    thick = 0.055 + 0.03 * min(1.0, strong)
    pen.stroke(
        [(x - r * 1.15, left), (x, (left + right) / 2 - 0.05), (x + r * 1.15, right)],
        (thick * 0.5, thick, thick * 0.6),
        _line(coat),
    )
