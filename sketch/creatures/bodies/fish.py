"""Fishes, whales and seals: a spindle with fins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import Point, ellipse, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.creatures.anatomy import Coat, FishBody, Head
    from sketch.paint.pen import Pen

_BODY: tuple[Point, ...] = (
    (-0.42, -0.08),
    (-0.2, -0.34),
    (0.08, -0.48),
    (0.32, -0.38),
    (0.5, -0.02),
    (0.4, 0.26),
    (0.14, 0.46),
    (-0.16, 0.34),
    (-0.42, 0.08),
)
_BLUNT: tuple[Point, ...] = (
    (-0.44, -0.06),
    (-0.16, -0.32),
    (0.14, -0.5),
    (0.4, -0.44),
    (0.52, -0.14),
    (0.5, 0.22),
    (0.3, 0.44),
    (0.0, 0.48),
    (-0.24, 0.24),
    (-0.44, 0.05),
)


def draw_fish(pen: Pen, body: FishBody, head: Head | None, coat: Coat, look: Look) -> None:
    """Draw a fish or a whale above the pen's origin, looking to the right."""
    long, deep = body.long, body.deep
    high = -deep * 0.62
    raised = "raised head" in body.parts

    def at(x: float, y: float) -> Point:
        lift = deep * 0.5 * max(0.0, x + 0.1) * 2 if raised else 0.0
        return (x * long, high + y * deep - lift)

    _tail(pen, body, coat, at)
    if "back fin" in body.parts:
        pen.fill(
            spline([at(-0.06, -0.34), at(-0.12, -0.92), at(0.06, -0.72), at(0.16, -0.4)], steps=4),
            coat.dark,
            shade=darker(coat.dark, 0.35),
        )
    if "belly fin" in body.parts:
        pen.fill(spline([at(-0.1, 0.34), at(-0.2, 0.72), at(0.02, 0.42)], steps=4), coat.dark)
    outline = _BLUNT if "blunt" in body.parts else _BODY
    pen.fill(spline([at(*p) for p in outline]), coat.fur, shade=darker(coat.fur, 0.34))
    _belly(pen, body, coat, at)
    if "scales" in body.parts:
        arcs = [
            [at(x, y - 0.12), at(x + 0.05, y), at(x, y + 0.12)]
            for x, y in ((-0.18, -0.08), (-0.18, 0.14), (-0.04, -0.2), (-0.04, 0.04), (0.1, -0.2), (0.1, 0.06))
        ]
        pen.strokes_of(arcs, (0.2, 0.7, 0.2), darker(coat.fur, 0.28))
    if "flippers" in body.parts:
        pen.fill(
            spline([at(0.16, 0.2), at(0.02, 0.78), at(-0.1, 0.82), at(0.02, 0.26)], steps=5),
            darker(coat.fur, 0.12),
            shade=darker(coat.fur, 0.4),
        )
    if "gills" in body.parts:
        pen.strokes_of(
            [[at(0.2 - 0.03 * k, -0.1), at(0.19 - 0.03 * k, 0.14)] for k in range(3)],
            (0.5, 1.0, 0.5),
            darker(coat.fur, 0.45),
        )
    if raised and head is not None:
        draw_creature_head(pen.at(*at(0.4, -0.18), scale=deep * 0.46), head, coat, look)
        return
    _face(pen, body, coat, look, at)


def _tail(pen: Pen, body: FishBody, coat: Coat, point: Callable[[float, float], Point]) -> None:
    if body.tail == "fluke":
        shape = [
            (-0.38, -0.08),
            (-0.52, -0.3),
            (-0.66, -0.62),
            (-0.6, -0.24),
            (-0.74, -0.02),
            (-0.52, 0.02),
            (-0.38, 0.08),
        ]
    elif body.tail == "fan":
        shape = [(-0.36, -0.06), (-0.54, -0.3), (-0.6, 0.0), (-0.54, 0.28), (-0.36, 0.08)]
    else:
        shape = [
            (-0.36, -0.08),
            (-0.52, -0.34),
            (-0.64, -0.56),
            (-0.56, 0.0),
            (-0.64, 0.5),
            (-0.52, 0.3),
            (-0.36, 0.08),
        ]
    colour = coat.dark if body.tail != "fluke" else coat.fur
    pen.fill(spline([point(*p) for p in shape], steps=4), colour, shade=darker(colour, 0.35))


def _belly(pen: Pen, body: FishBody, coat: Coat, point: Callable[[float, float], Point]) -> None:
    if not {"pale belly", "pleats"} & {*body.parts}:
        return
    front = 0.5 if "blunt" in body.parts else 0.44
    shape = [(-0.36, 0.08), (-0.1, 0.16), (0.2, 0.12), (front, 0.12), (0.36, 0.34), (0.14, 0.45), (-0.14, 0.32)]
    pen.fill(spline([point(*p) for p in shape]), coat.pale, line=0)
    if "pleats" in body.parts:
        paths = [
            [
                point(-0.08 + 0.04 * k, 0.2 + 0.055 * k),
                point(0.16, 0.2 + 0.06 * k),
                point(0.42 - 0.03 * k, 0.18 + 0.06 * k),
            ]
            for k in range(4)
        ]
        pen.strokes_of(paths, (0.4, 1.2, 0.4), darker(coat.pale, 0.3))


def _face(pen: Pen, body: FishBody, coat: Coat, look: Look, point: Callable[[float, float], Point]) -> None:
    r = body.eye * body.long
    x, y = point(0.34, -0.1) if "blunt" not in body.parts else point(0.36, 0.02)
    if "beak" in body.parts:
        pen.fill(
            spline(
                [point(0.42, -0.14), point(0.56, -0.02), point(0.62, 0.08), point(0.54, 0.14), point(0.4, 0.14)],
                steps=5,
            ),
            coat.fur,
            shade=darker(coat.fur, 0.3),
        )
    if look.asleep:
        pen.stroke([(x - r, y), (x, y + r * 0.5), (x + r, y)], (0.4, 0.8, 0.4), darker(coat.fur, 0.6))
    else:
        pen.fill(ellipse(x, y, r * 1.3, r * 1.3, count=18), lighter(coat.fur, 0.55), line=0.5)
        pen.fill(ellipse(x + r * 0.2, y, r * 0.8, r * 0.86, count=14), (28, 24, 30), line=0)
        pen.fill(ellipse(x + r * 0.45, y - r * 0.3, r * 0.25, r * 0.25, count=8), (255, 252, 242), line=0, lit=False)
    corner = 0.06 * look.expression.corner
    mouth = [point(0.52, 0.1), point(0.42, 0.17), point(0.27, 0.13 - corner)]
    if "blunt" in body.parts:
        mouth = [point(0.52, 0.12), point(0.4, 0.17), point(0.24, 0.1 - corner)]
    line = darker(coat.fur, 0.6)
    if "teeth" in body.parts:
        teeth = [
            [point(0.45 - 0.045 * k, 0.13), point(0.425 - 0.045 * k, 0.13), point(0.437 - 0.045 * k, 0.24)]
            for k in range(4)
        ]
        pen.fills(teeth, (248, 244, 232), line=0.3)
    wide = max(0.5, body.deep * 0.02)
    pen.stroke(mouth, (wide * 0.6, wide, wide * 0.6), line)
    if "spout" in body.parts:
        sx, sy = point(0.2, -0.48)
        spray = [
            [(sx, sy), (sx + d * 0.4, sy - body.deep * 0.5), (sx + d, sy - body.deep * 0.34)]
            for d in (-22, -10, 10, 22)
        ]
        pen.strokes_of(spray, (3.0, 2.4, 1.0), (226, 238, 244), alpha=0.85)
