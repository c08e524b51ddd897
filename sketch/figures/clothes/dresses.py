"""Dresses, cut by their rows: skirts, bodices, necklines, hems and drapes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import DRESSES, DressCut
from sketch.figures.clothes.outlines import folds, skirt, torso
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, between, ellipse, spline

if TYPE_CHECKING:
    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen

_SHORTEST = 0.55
"""How long, at most, a child's dress is."""


def draw_dress(pen: Pen, plan: PersonPlan, cloth: Cloth, body: Joints) -> None:
    """Draw a dress on a body."""
    cut, colour, female = DRESSES[cloth.cut], cloth.colour, plan.sex == "female"
    length = min(cut.length, _SHORTEST) if plan.years == "child" and female else cut.length
    raised = replace(body, waist=between(body.waist, body.neck, cut.waist), hipped=body.hipped * cut.hips)
    if cut.bustle:
        _bustle(pen, body, colour)
    lap = skirt(raised, plan.girth, length=length, flare=cut.flare)
    pen.fill(lap, colour, shade=darker(colour, 0.42))
    if cut.folds:
        folds(pen, lap, raised.waist, colour, count=cut.folds)
    if cut.panel:
        _panel(pen, lap, raised, colour)
    _hems(pen, lap, cut, colour)
    upper = torso(body, plan.girth, female=female, loose=cut.loose)
    pen.fill(upper, colour, shade=darker(colour, 0.34), side="bottom")
    if cut.waist < 0:  # a belt on the hips
        _belt(pen, replace(body, waist=(body.hip[0], body.hip[1] + 1)), plan.girth, cut, colour, female=female)
    elif cut.belt:
        _belt(pen, raised, plan.girth, cut, colour, female=female)
    if cloth.cut == "robe":
        (wx, wy) = body.waist
        pen.stroke([(wx + 2, wy + 2), (wx + 3, wy + 12)], (1.8, 1.2), darker(mix(colour, (150, 110, 60), 0.5), 0.2))
    _neckline(pen, cut, body, colour)
    if cut.drape:
        _drape(pen, body, colour)
    if cloth.cut == "cassock":
        _buttons(pen, body, colour)


def _belt(pen: Pen, body: Joints, girth: float, cut: DressCut, colour: RGB, *, female: bool) -> None:
    (wx, wy) = body.waist
    half = body.half * (0.66 if female else 0.78) * (0.3 + 0.7 * girth) * body.waisted + cut.loose
    half *= 1 + 0.34 * max(0.0, cut.waist)
    cord = darker(mix(colour, (150, 110, 60), 0.5), 0.2) if cut.neck == "vee" else darker(colour, 0.36)
    pen.stroke([(wx - half, wy), (wx, wy + 1.5), (wx + half, wy)], (2.4, 2.7, 2.4), cord)


def _neckline(pen: Pen, cut: DressCut, body: Joints, colour: RGB) -> None:
    (nx, ny) = body.neck
    pale = lighter(colour, 0.62)
    if cut.neck == "round":
        shape = [(-5, -0.6), (-2.6, 3.4), (1, 4.8), (4.4, 3.2), (5.6, -0.6), (0, -2.5)]
        pen.fill(spline([(nx + x, ny + y) for x, y in shape]), pale, line=0.6)
    elif cut.neck == "square":
        chemise = [
            (nx - 6, ny + 1),
            (nx - 5.4, ny + 6.4),
            (nx + 6.4, ny + 6.4),
            (nx + 7, ny + 1),
            (nx + 4, ny - 2.4),
            (nx - 3.4, ny - 2.4),
        ]
        pen.fill(chemise, (242, 234, 218), line=0.6)
    elif cut.neck == "high":
        pen.stroke([(nx - 4.4, ny - 1.6), (nx + 0.6, ny), (nx + 5.2, ny - 1.6)], (2.6, 3.0, 2.6), pale)
        pen.stroke([(nx + 1, ny + 2), (nx + 1.6, body.waist[1])], (0.5, 0.8), darker(colour, 0.36))
    elif cut.neck == "vee":
        pen.stroke([(nx - 4, ny - 1), (nx + 1, ny + 9), (nx + 5, ny - 1)], (1.2, 1.6, 1.2), lighter(colour, 0.3))


def _panel(pen: Pen, lap: Outline, body: Joints, colour: RGB) -> None:
    """Draw the petticoat that shows where the gown parts."""
    foot = max(y for _, y in lap)
    (wx, wy) = body.waist
    pale = lighter(mix(colour, (240, 226, 196), 0.4), 0.3)
    front = [(wx, wy), (wx + 4, wy), (wx + 12, foot - 1), (wx - 7, foot - 1)]
    pen.fill(front, pale, shade=darker(pale, 0.3), line=0.6)
    pen.strokes_of(
        [[(wx - 1 + d, foot - 5), (wx + 2 + d, foot - 8), (wx + 5 + d, foot - 5)] for d in (-5, 1, 6)],
        (0.4, 0.8, 0.4),
        darker(pale, 0.3),
    )


def _hems(pen: Pen, lap: Outline, cut: DressCut, colour: RGB) -> None:
    foot = max(y for _, y in lap)
    for k in range(cut.hems):
        y = foot - 2.4 - 6.4 * k
        edge = [x for x, py in lap if abs(py - y) < 7]
        if len(edge) > 1:
            left, right = min(edge) + 0.8 * k, max(edge) - 0.8 * k
            pen.stroke([(left, y), ((left + right) / 2, y + 1.4), (right, y)], (1.0, 1.5, 1.0), lighter(colour, 0.35))


def _drape(pen: Pen, body: Joints, colour: RGB) -> None:
    """Draw the fold of a toga, from one shoulder across to the other hip and over the arm."""
    (nx, ny), (hx, hy), half = body.neck, body.hip, body.half
    cloth = lighter(colour, 0.14)
    sash = [
        (nx - half * 0.9, ny + 1),
        (nx - half * 0.2, ny),
        (hx + half * 0.9, hy - 4),
        (hx + half * 0.8, hy + 8),
        (hx - half * 0.4, hy + 1),
    ]
    pen.fill(spline(sash), cloth, shade=darker(cloth, 0.35))
    lines = [[(nx - half * (0.7 - 0.2 * k), ny + 2), (hx + half * (0.1 + 0.2 * k), hy - 6 + 3 * k)] for k in range(3)]
    pen.strokes_of(lines, (0.5, 1.1), darker(cloth, 0.3))


def _bustle(pen: Pen, body: Joints, colour: RGB) -> None:
    (hx, hy) = body.hip
    dark = darker(colour, 0.12)
    pen.fill(
        spline([(hx - 4, hy - 8), (hx - 17, hy - 3), (hx - 22, hy + 8), (hx - 20, hy + 26), (hx - 6, hy + 20)]),
        dark,
        shade=darker(colour, 0.45),
    )


def _buttons(pen: Pen, body: Joints, colour: RGB) -> None:
    (nx, ny), (hx, hy) = body.neck, body.hip
    dots = [
        ellipse(nx + 1.4 + (hx - nx) * t, ny + 4 + (hy + 24 - ny) * t, 0.7, 0.7, count=8)
        for t in (0, 0.14, 0.28, 0.42, 0.56, 0.7, 0.84)
    ]
    pen.fills(dots, lighter(colour, 0.3), line=0)
