"""People seen from behind, turned a little to the right: the back of the head, of a coat, of a cloak."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import COATS
from sketch.figures.clothes.outlines import torso
from sketch.figures.heads.hair import draw_braid, draw_hair_behind
from sketch.figures.heads.hats import draw_hat
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Point, between, ellipse, scallops, spline

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen

_WRAPS = ("hood", "veil", "bonnet", "kerchief")


def draw_head_from_behind(pen: Pen, plan: PersonPlan) -> None:
    """Draw the back of a head, an ear and the edge of a cheek. `pen` is in the head's measure."""
    skin = plan.skin
    skull = [
        (-0.7, -0.2),
        (-0.6, -0.76),
        (0.0, -1.0),
        (0.5, -0.8),
        (0.66, -0.3),
        (0.62, 0.3),
        (0.36, 0.82),
        (-0.1, 0.9),
        (-0.52, 0.6),
    ]
    pen.fill(spline(skull), skin, shade=darker(skin, 0.26), side="left", amount=0.5)
    _beard(pen, plan)
    pen.fill(ellipse(0.4, 0.08, 0.12, 0.22, tilt=0.15, count=16), darker(skin, 0.06), line=0.7)
    pen.stroke([(0.44, -0.02), (0.37, 0.06), (0.4, 0.2)], (0.03, 0.05, 0.03), darker(skin, 0.4))
    hat = plan.outfit.head
    _hair(pen.of(part="hair"), plan)
    if hat is None:
        return
    if hat.cut in _WRAPS:
        low = {"veil": 2.0, "hood": 1.2}.get(hat.cut, 0.5)
        wrap: list[Point] = [
            (-0.9, 0.2),
            (-0.96, -0.5),
            (-0.4, -1.26),
            (0.3, -1.22),
            (0.72, -0.6),
            (0.66, 0.2),
            (0.74, low),
            (-0.1, low + 0.16),
            (-1.0, low),
        ]
        pen.of(part="hat").fill(spline(wrap), hat.colour, shade=darker(hat.colour, 0.4), side="left", amount=0.7)
        pen.of(part="hat").stroke(
            [(-0.1, -1.1), (-0.16, -0.2), (-0.1, low)], (0.03, 0.07, 0.03), darker(hat.colour, 0.3)
        )
        return
    draw_hat(pen.of(part="hat"), hat)


def _beard(pen: Pen, plan: PersonPlan) -> None:
    """Draw what of a beard stands out beside the cheek."""
    if plan.beard in ("short", "long"):
        low = 1.5 if plan.beard == "long" else 1.06
        pen.fill(spline([(0.5, 0.3), (0.68, 0.4), (0.66, 0.9), (0.44, low), (0.2, 0.9)]), plan.beard_colour, line=0.7)


def _hair(pen: Pen, plan: PersonPlan) -> None:
    colour, deep, style = plan.hair, darker(plan.hair, 0.42), plan.hair_style
    if style == "bald":
        pen.stroke([(-0.3, -0.8), (0.0, -0.86), (0.2, -0.8)], (0.03, 0.08, 0.03), lighter(plan.skin, 0.6), alpha=0.7)
        return
    if style == "fringe":
        pen.fill(
            spline([(-0.78, -0.3), (-0.2, -0.16), (0.36, -0.26), (0.36, 0.3), (-0.1, 0.56), (-0.66, 0.36)]),
            colour,
            shade=deep,
        )
        return
    if style in ("long", "long curly", "bob"):
        draw_hair_behind(pen, plan)
    cap: list[Point] = [
        (-0.84, 0.1),
        (-0.86, -0.6),
        (-0.46, -1.12),
        (0.04, -1.2),
        (0.5, -1.0),
        (0.6, -0.5),
        (0.36, -0.2),
        (0.34, 0.34),
        (-0.1, 0.62),
        (-0.62, 0.5),
    ]
    if style in ("curly", "long curly"):
        pen.fill(scallops(-0.16, -0.28, 0.76, 0.92, Random(plan.face), lumps=12, depth=0.22), colour, shade=deep)
    else:
        pen.fill(spline(cap), colour, shade=deep, side="left", amount=0.7)
    _strands(pen, colour)
    if style == "bun":
        pen.fill(ellipse(-0.2, -0.5, 0.4, 0.36, count=24), colour, shade=deep)
    elif style == "tied":
        tail = [(-0.3, 0.0), (0.06, 0.0), (0.12, 0.8), (0.0, 1.7), (-0.2, 1.9), (-0.34, 0.9)]
        pen.fill(spline(tail), colour, shade=deep)
        pen.stroke([(-0.32, 0.06), (0.08, 0.06)], (0.12, 0.12), darker(colour, 0.5))
    elif style == "braid":
        draw_braid(pen.at(0.48, 0.0), plan, deep)


def _strands(pen: Pen, colour: RGB) -> None:
    paths = [
        [(-0.2, -1.0), (-0.5, -0.4), (-0.5, 0.3)],
        [(0.0, -1.06), (-0.1, -0.3), (-0.14, 0.5)],
        [(0.2, -0.98), (0.26, -0.5), (0.2, 0.2)],
    ]
    pen.strokes_of(paths, (0.02, 0.05, 0.02), lighter(colour, 0.2), alpha=0.7)


def draw_back_of_trunk(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw over the front of a trunk what it looks like from behind: cloth without lapels, buttons or bib."""
    outfit, girth, female = plan.outfit, plan.girth, plan.sex == "female"
    cloth = outfit.over or outfit.dress or outfit.top
    assert cloth is not None
    part = "over" if outfit.over is not None else "dress" if outfit.dress is not None else "top"
    own = pen.of(part=part)
    loose = 1.5 if outfit.over is not None else 0.6
    colour = cloth.colour
    own.fill(torso(body, girth, female=female, loose=loose), colour, shade=darker(colour, 0.36))
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    dark = darker(colour, 0.36)
    own.stroke(
        [(nx - 0.6, ny + 2), between((nx - 0.6, ny), (wx - 0.4, wy), 0.6), (hx - 0.4, hy + 2)], (0.5, 0.9, 0.5), dark
    )
    own.strokes_of(
        [
            [(nx - body.half * 0.5, ny + 5), (nx - body.half * 0.34, ny + 12)],
            [(nx + body.half * 0.45, ny + 5), (nx + body.half * 0.3, ny + 12)],
        ],
        (0.4, 0.9),
        dark,
    )
    half = body.half * (0.62 if female else 0.74) * (0.3 + 0.7 * girth) * body.waisted + loose * 0.6
    if outfit.over is not None and COATS[outfit.over.cut].tails:
        own.stroke([(wx - half * 0.62, wy + 2), (wx + half * 0.62, wy + 2)], (1.8, 1.8), dark)
        own.fills(
            [ellipse(wx + d * half, wy + 2, 0.9, 0.9, count=8) for d in (-0.6, 0.6)], lighter(colour, 0.35), line=0
        )
    elif outfit.dress is not None:
        own.stroke([(wx - half, wy), (wx, wy + 1.4), (wx + half, wy)], (2.4, 2.6, 2.4), dark)
    collar = [
        (nx - 5, ny - 1.6),
        (nx - 3.6, ny + 1.6),
        (nx + 0.4, ny + 2.6),
        (nx + 4.4, ny + 1.4),
        (nx + 5.4, ny - 1.6),
        (nx, ny - 2.6),
    ]
    own.fill(spline(collar), lighter(colour, 0.14), line=0.8)
    _extras(pen.of(part="extras"), plan, body, half)


def _extras(pen: Pen, plan: PersonPlan, body: Joints, half: float) -> None:
    """Draw the strings of an apron, braces and belts, as they are behind."""
    (nx, ny), (wx, wy) = body.neck, body.waist
    for cloth in plan.outfit.extras:
        if cloth.cut == "apron":
            pen.stroke([(wx - half, wy), (wx, wy + 1.2), (wx + half, wy)], (1.5, 1.7, 1.5), cloth.colour)
            pen.fills(
                [
                    spline([(wx, wy + 1), (wx - 6, wy - 3), (wx - 6, wy + 4)]),
                    spline([(wx, wy + 1), (wx + 6, wy - 3), (wx + 6, wy + 4)]),
                ],
                cloth.colour,
                line=0.6,
            )
            pen.strokes_of(
                [[(wx - 0.5, wy + 1), (wx - 2.6, wy + 13)], [(wx + 0.5, wy + 1), (wx + 2.4, wy + 12)]],
                (1.2, 1.6),
                cloth.colour,
            )
            pen.strokes_of([[(nx - 4, ny), (wx + 3, wy)], [(nx + 4.4, ny), (wx - 3, wy)]], (1.2, 1.2), cloth.colour)
        elif cloth.cut in ("belt", "sash"):
            pen.stroke([(wx - half, wy + 2), (wx, wy + 3.4), (wx + half, wy + 2)], (2.4, 2.6, 2.4), cloth.colour)
        elif cloth.cut == "braces":
            pen.strokes_of([[(nx - 4, ny), (wx + 2, wy)], [(nx + 4.4, ny), (wx - 2, wy)]], (1.6, 1.6), cloth.colour)
