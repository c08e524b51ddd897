"""What people wear over their clothes: cloaks, aprons, shawls, scarves, belts, wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.clothes.neckwear import NECKWEAR
from sketch.figures.clothes.outlines import folds
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import between, ellipse, spline

if TYPE_CHECKING:
    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen


def draw_behind(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw what hangs behind the body."""
    if "wings" in plan.marks:
        _wings(pen, body)
    cloak = plan.outfit.cloak
    if cloak is None:
        return
    colour = darker(cloak.colour, 0.16)
    (nx, ny), half = body.neck, body.half
    foot = max(body.near_leg.end[1], body.far_leg.end[1], body.hip[1] + 8) - (2 if not body.seated else 12)
    back = min(body.near_leg.end[0], body.hip[0]) - half * 0.95
    front = max(body.far_leg.end[0] * 0.55, body.hip[0]) + half * 0.7
    shape = spline(
        [
            (nx - 4, ny - 1),
            (nx - half * 1.12, ny + 5),
            (nx - half * 1.35, ny + 18),
            ((nx + back) / 2 - half * 0.75, (ny + foot) / 2),
            (back - 2.5, foot - 2),
            (back + (front - back) * 0.3, foot + 1.2),
            (back + (front - back) * 0.55, foot - 1),
            (front, foot),
            (nx + half * 1.15, (ny + foot) / 2),
            (nx + half * 1.08, ny + 6),
            (nx + 4, ny - 1),
        ],
        steps=5,
    )
    pen.fill(shape, colour, shade=darker(colour, 0.4))
    folds(pen, shape, (nx - 3, ny), colour, count=4, start=0.3)


def draw_cloak_front(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw the part of a cloak that lies over the shoulders, its lapping edges and its clasp."""
    cloak = plan.outfit.cloak
    if cloak is None:
        return
    colour = cloak.colour
    (nx, ny), half = body.neck, body.half
    elbow = body.near_arm.joint
    low = max(body.waist[1], elbow[1]) + 10
    near = spline(
        [
            (nx - 1.5, ny - 1.5),
            (nx - half * 0.8, ny + 0.8),
            (nx - half * 1.25, ny + 7),
            (min(nx - half * 1.4, elbow[0] - 5), ny + 20),
            (nx - half * 1.42, low),
            (nx - half * 0.9, low + 3),
            (nx - half * 0.62, ny + 22),
            (nx - half * 0.3, ny + 8),
        ],
        steps=5,
    )
    far = spline(
        [
            (nx + 2, ny - 1.5),
            (nx + half * 0.7, ny + 0.6),
            (nx + half * 1.12, ny + 6),
            (nx + half * 1.2, ny + 20),
            (nx + half * 1.02, ny + 30),
            (nx + half * 0.72, ny + 20),
            (nx + half * 0.4, ny + 7),
        ],
        steps=5,
    )
    pen.fill(far, darker(colour, 0.1), shade=darker(colour, 0.45))
    pen.fill(near, colour, shade=darker(colour, 0.4))
    pen.stroke(
        [(nx - half * 0.7, ny + 6), (nx - half * 0.95, ny + 20), (nx - half * 1.0, low - 2)],
        (0.4, 1.2, 0.5),
        darker(colour, 0.35),
    )
    pen.stroke(
        [(nx - 4.8, ny + 0.4), (nx + 0.8, ny + 3.0), (nx + 5.2, ny + 0.4)], (2.6, 3.2, 2.6), darker(colour, 0.18)
    )
    pen.fill(ellipse(nx + 0.9, ny + 3.2, 1.7, 1.7, count=14), (222, 178, 84), line=0.6)


def draw_extras(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw aprons, belts and sashes, collars and ties: what lies on the trunk, below the arms."""
    for cloth in plan.outfit.extras:
        if cloth.cut == "apron":
            _apron(pen, cloth.colour, body, plan.girth)
        elif cloth.cut in ("belt", "sash", "girdle", "beltpack"):
            _belt(pen, cloth, body, plan.girth)
        elif cloth.cut in NECKWEAR:
            NECKWEAR[cloth.cut](pen, cloth.colour, body)
        elif cloth.cut == "braces":
            for dx in (-4.6, 5.8):
                pen.stroke(
                    [(body.neck[0] + dx, body.neck[1] + 0.5), (body.waist[0] + dx, body.hip[1] - 2)],
                    (1.8, 1.8),
                    cloth.colour,
                )


def draw_shawls(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw what goes round shoulders and neck, over the arms."""
    (nx, ny), half = body.neck, body.half
    for cloth in plan.outfit.extras:
        colour = cloth.colour
        if cloth.cut == "shawl":
            wrap = spline(
                [
                    (nx - 4, ny - 2.6),
                    (nx - half * 1.0, ny + 2.2),
                    (nx - half * 1.3, ny + 10),
                    (nx - half * 1.05, ny + 17),
                    (nx + 1.4, ny + 24),
                    (nx + half * 1.06, ny + 15),
                    (nx + half * 1.14, ny + 9),
                    (nx + half * 0.86, ny + 1.8),
                    (nx + 4.6, ny - 2.4),
                    (nx + 4.6, ny + 4),
                    (nx + 1.6, ny + 9),
                    (nx - 3, ny + 4),
                ],
                steps=4,
            )
            pen.fill(wrap, colour, shade=darker(colour, 0.4))
            for t in (-0.75, -0.35, 0.4, 0.8):
                pen.stroke([(nx + half * t * 0.5, ny + 6), (nx + half * t, ny + 13)], (0.4, 1.1), darker(colour, 0.3))
            fringe = [
                [(nx + half * t, ny + 23 - abs(t) * 8), (nx + half * t + 0.4, ny + 27 - abs(t) * 8)]
                for t in (-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6)
            ]
            for path in fringe:
                pen.stroke(path, (1.0, 0.5), lighter(colour, 0.15))
        elif cloth.cut == "scarf":
            pen.curve(
                [
                    (nx - 1, ny + 1),
                    (nx - 4.4, ny + 12),
                    (nx - 4, ny + 24),
                    (nx + 0.2, ny + 24.5),
                    (nx + 0.6, ny + 12),
                    (nx + 3, ny + 2),
                ],
                darker(colour, 0.1),
                shade=darker(colour, 0.4),
            )
            pen.stroke([(nx - 6, ny - 1.8), (nx - 1, ny + 2), (nx + 5.6, ny - 1.4)], (4.4, 5.6, 4.4), colour)


def _apron(pen: Pen, colour: RGB, body: Joints, girth: float) -> None:
    (nx, ny), (wx, wy) = body.neck, body.waist
    knees = (
        (body.near_leg.joint[0] + body.far_leg.joint[0]) / 2 + 1.5,
        (body.near_leg.joint[1] + body.far_leg.joint[1]) / 2,
    )
    low = between(knees, ((body.near_leg.end[0] + body.far_leg.end[0]) / 2 + 1.5, body.far_leg.end[1]), 0.42)
    half = body.half * 0.55 * (0.4 + 0.6 * girth) * body.hipped
    lap = spline(
        [
            (wx - half, wy),
            (wx + half + 1, wy),
            (knees[0] + half * 1.4, knees[1]),
            (low[0] + half * 1.5, low[1]),
            (low[0], low[1] + 1.6),
            (low[0] - half * 1.3, low[1]),
            (knees[0] - half * 1.2, knees[1]),
        ],
        steps=4,
    )
    pen.fill(lap, colour, shade=darker(colour, 0.3))
    bib = spline(
        [(nx - half * 0.62, ny + 8), (nx + half * 0.9, ny + 8), (wx + half * 0.95, wy), (wx - half * 0.9, wy)], steps=3
    )
    pen.fill(bib, colour)
    for dx in (-half * 0.6, half * 0.85):
        pen.stroke([(nx + dx, ny + 8.6), (nx + dx * 0.9, ny)], (1.3, 1.3), colour)
    reach = body.half * 0.7 * (0.3 + 0.7 * girth) * body.waisted
    pen.stroke([(wx - reach, wy - 0.4), (wx, wy + 1), (wx + reach, wy - 0.4)], (1.6, 1.8, 1.6), darker(colour, 0.14))
    pen.stroke([(wx - half * 0.4, wy + 5), (wx - half * 0.5, low[1] - 4)], (0.4, 0.9), darker(colour, 0.25))


def _belt(pen: Pen, cloth: Cloth, body: Joints, girth: float) -> None:
    (wx, wy) = body.waist
    half = body.half * 0.76 * (0.3 + 0.7 * girth) * body.waisted
    wide = {"sash": 3.6, "beltpack": 3.4}.get(cloth.cut, 2.6)
    pen.stroke([(wx - half, wy + 2), (wx, wy + 3.6), (wx + half, wy + 2)], (wide, wide * 1.1, wide), cloth.colour)
    if cloth.cut in ("sash", "girdle"):
        pen.stroke([(wx - half * 0.6, wy + 3), (wx - half * 0.8, wy + 18)], (3, 3.6), darker(cloth.colour, 0.12))
    else:
        pen.fill(ellipse(wx + 1.4, wy + 3.6, 1.9, 1.7, count=12), (212, 170, 84), line=0.6)


def _wings(pen: Pen, body: Joints) -> None:
    (nx, ny) = body.neck
    for side in (-1, 1):
        feathers = spline(
            [
                (nx, ny + 6),
                (nx + side * 20, ny - 16),
                (nx + side * 36, ny - 8),
                (nx + side * 34, ny + 16),
                (nx + side * 24, ny + 34),
                (nx + side * 12, ny + 26),
            ],
            steps=6,
        )
        pen.fill(feathers, (236, 232, 222), shade=(168, 176, 196))
        for k in range(4):
            pen.stroke([(nx + side * 5, ny + 8), (nx + side * (33 - 5 * k), ny + 2 + 9 * k)], (0.5, 1), (176, 182, 198))
