"""Coats, jackets, waistcoats and armour, cut by their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import COATS, CoatCut
from sketch.figures.clothes.outlines import folds, hull, torso, with_hem
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, Point, between, ellipse, spline

if TYPE_CHECKING:
    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen

_GOLD: RGB = (218, 176, 86)
_LINEN: RGB = (240, 232, 214)


def draw_over(pen: Pen, plan: PersonPlan, cloth: Cloth, body: Joints) -> None:
    """Draw what is worn over shirt or dress."""
    cut, colour, female = COATS[cloth.cut], cloth.colour, plan.sex == "female"
    if cloth.cut in ("armour", "cuirass"):
        _armour(pen, cloth, body, plan.girth, female=female)
        return
    if cut.tails and cut.front != "cutaway":
        _skirts(pen, cut, colour, body, plan.girth)
    elif cut.front == "cutaway":
        _cut_away(pen, cut, colour, body)
    pen.fill(
        torso(body, plan.girth, female=female, loose=cut.loose, low=cut.low if not cut.tails else 0.0),
        colour,
        shade=darker(colour, 0.4),
    )
    _FRONTS[cut.front](pen, cut, colour, body)
    _fittings(pen, cut, colour, body)


def _skirts(pen: Pen, cut: CoatCut, colour: RGB, body: Joints, girth: float) -> None:
    half = body.half * 0.84 * (0.4 + 0.6 * girth) * body.hipped + 1.6
    (wx, wy), (hx, hy) = body.waist, body.hip
    near = between(body.near_leg.root, body.near_leg.joint, cut.tails * 1.05)
    far = between(body.far_leg.root, body.far_leg.joint, cut.tails * 0.9)
    points = [
        (wx - half * 0.9, wy),
        (wx + half * 0.9, wy),
        (hx - half, hy),
        (hx + half, hy),
        (near[0] - 8 - cut.flare, near[1]),
        (near[0] + 3, near[1] + 1),
        (far[0] + 6.5 + cut.flare, far[1]),
    ]
    shape = spline(with_hem(hull(points)), steps=4)
    pen.fill(shape, colour, shade=darker(colour, 0.45))
    folds(pen, shape, body.waist, colour, count=2 + round(cut.flare / 3), start=0.5)


def _cut_away(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    """Draw the two tails of a tailcoat, behind the legs' front."""
    (wx, wy), half = body.waist, body.half
    low = max(body.near_leg.joint[1], body.far_leg.joint[1]) + 4 * cut.tails
    tails = [
        (wx - half * 0.9, wy),
        (wx - half * 0.2, wy + 4),
        (wx - half * 0.5, low * 0.72 + wy * 0.28),
        (wx - half * 0.74, low),
        (wx - half * 1.3, low - 1),
        (wx - half * 1.05, wy + 12),
    ]
    pen.fill(spline(tails, steps=4), darker(colour, 0.1), shade=darker(colour, 0.45))


def _opening(body: Joints, low: float) -> Outline:
    (nx, ny) = body.neck
    return [(nx - 3.6, ny - 1.6), (nx + 1.6, low), (nx + 5.4, ny - 1.4)]


def _lapels(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    """Draw the shirt in a wedge between lapels, a little to the side that the person faces, and the front's edge."""
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    open_at = wy + (3 if cut.sleeved else 1)
    pen.fill(_opening(body, open_at - 4), _LINEN, line=0.6)
    near = [(-4.8, -2.2), (-6.2, 5), (-3.2, 6), (1.4, open_at - 3 - ny), (-2.8, 1)]
    far = [(5.8, -2.0), (7.4, 5), (5.0, 6), (1.8, open_at - 3 - ny), (4.4, 1)]
    for points in (near, far):
        pen.fill([(nx + x, ny + y) for x, y in points], lighter(colour, 0.16), line=0.8)
    front = hy + (20 * cut.tails if cut.tails and not body.seated else 3)
    pen.stroke([(nx + 1.6, open_at - 3), (wx + 2.2, wy + 4), (hx + 2.6, front)], (0.7, 1.1, 0.7), darker(colour, 0.45))
    _row(pen, cut, colour, (wx - 0.4, open_at + 1), 5.0)


def _row(pen: Pen, cut: CoatCut, colour: RGB, start: Point, step: float) -> None:
    tone = _GOLD if cut.trimmed else lighter(mix(colour, (206, 166, 92), 0.6), 0.1)
    sides = (-2.2, 5.2) if cut.double else (0.0,)
    dots = [
        ellipse(start[0] + dx, start[1] + step * i, 0.95, 0.95, count=8) for i in range(cut.buttons) for dx in sides
    ]
    if dots:
        pen.fills(dots, tone, line=0)


def _closed(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    pen.stroke(
        [(nx + 1.4, ny), (wx + 1.6, wy), (hx + 2.0, hy + (16 * cut.tails if not body.seated else 2))],
        (0.6, 1.0, 0.6),
        darker(colour, 0.45),
    )
    _row(pen, cut, colour, (wx - 0.6, ny + 6), (wy - ny) / max(2, cut.buttons) * 0.95)


def _cutaway(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    """Draw the waistcoat that shows under a tailcoat's short front."""
    (nx, ny), (wx, wy) = body.neck, body.waist
    waistcoat = [(nx - 4, ny + 2), (nx + 5.6, ny + 2), (wx + 5.6, wy + 7), (wx - 3.4, wy + 7)]
    pen.fill(waistcoat, (226, 206, 160), shade=(176, 150, 110), line=0.6)
    for points in (
        [(-4.8, -2.4), (-7, 6), (-3.6, 7.4), (-2.4, 13), (-3, 1)],
        [(5.8, -2.2), (8, 6), (5.4, 7.4), (4.4, 12), (4.4, 1)],
    ):
        pen.fill([(nx + x, ny + y) for x, y in points], lighter(colour, 0.14), line=0.8)
    _row(pen, cut, colour, (wx - 0.6, ny + 14), 5.0)


def _open(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    """Draw a coat that hangs open over a waistcoat."""
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    low = hy + (14 * cut.tails if not body.seated else 2)
    inner = mix(lighter(colour, 0.4), (226, 206, 160), 0.5)
    front = [(nx - 2.6, ny - 1), (nx + 4.6, ny - 1), (wx + 5.2, wy), (hx + 5.8, low), (hx - 1.6, low), (wx - 2.4, wy)]
    pen.fill(front, inner, shade=darker(inner, 0.3), line=0.7)
    if cut.trimmed:
        edges = [[(nx - 3.4, ny), (wx - 3.2, wy), (hx - 2.6, low)], [(nx + 5.4, ny), (wx + 6.2, wy), (hx + 7, low)]]
        pen.strokes_of(edges, (1.0, 1.0), _GOLD)
    _row(pen, cut, colour, (wx + 1.4, ny + 8), max(2.0, (low - ny - 10) / max(1, cut.buttons)))


def _laced(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:  # noqa: ARG001
    (nx, ny), (_, wy) = body.neck, body.waist
    pen.fill(_opening(body, wy - 6), _LINEN, line=0.5)
    span = (wy - ny) / 6
    pen.strokes_of(
        [[(nx - 2.2 + 0.5 * k, ny + 1 + span * k), (nx + 4.2 - 0.5 * k, ny + 2.4 + span * k)] for k in range(5)],
        (0.6, 0.6),
        darker(colour, 0.5),
    )


def _plain(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:  # noqa: ARG001
    (nx, ny), (hx, hy) = body.neck, body.hip
    pen.stroke(
        [(nx - 4.4, ny - 1.2), (nx + 0.8, ny + 1.4), (nx + 5.4, ny - 1.2)], (1.8, 2.2, 1.8), lighter(colour, 0.2)
    )
    half = body.half * 0.66 * body.hipped
    pen.stroke([(hx - half, hy + 1), (hx, hy + 2), (hx + half, hy + 1)], (1.2, 1.4, 1.2), darker(colour, 0.25))


def _fittings(pen: Pen, cut: CoatCut, colour: RGB, body: Joints) -> None:
    (nx, ny), (wx, wy) = body.neck, body.waist
    if cut.stand:
        collar = [(nx - 4.8, ny - 3.2), (nx + 5.6, ny - 3.2), (nx + 5.2, ny + 1.2), (nx - 4.4, ny + 1.4)]
        pen.fill(spline(collar, steps=3), darker(colour, 0.24), line=0.8)
    if cut.epaulettes:
        for side in (-0.9, 0.8):
            pen.fill(ellipse(nx + side * body.half, body.near_arm.root[1] - 1.6, 4.2, 1.9), _GOLD, line=0.7)
    if cut.belt:
        half = body.half * 0.8 * body.waisted
        pen.stroke([(wx - half, wy + 2), (wx, wy + 3), (wx + half, wy + 2)], (2.4, 2.6, 2.4), (66, 50, 44))


def _armour(pen: Pen, cloth: Cloth, body: Joints, girth: float, *, female: bool) -> None:
    colour = cloth.colour
    (nx, ny), (wx, wy) = body.neck, body.waist
    mail = torso(body, girth, female=female, loose=1.6, low=6)
    pen.fill(mail, darker(colour, 0.34), shade=darker(colour, 0.6))
    half = body.half * 0.94
    plate = [
        (nx - half * 0.7, ny + 1.5),
        (nx - half * 0.8, ny + 10),
        (wx - half * 0.66, wy + 1),
        (wx + 1, wy + 4),
        (wx + half * 0.72, wy + 1),
        (nx + half * 0.84, ny + 10),
        (nx + half * 0.62, ny + 1.5),
        (nx, ny + 0.4),
    ]
    pen.fill(spline(plate, steps=4), colour, shade=darker(colour, 0.45), side="left")
    pen.stroke([(nx + 1.6, ny + 2), (wx + 2.4, wy + 3)], (0.8, 1.2), lighter(colour, 0.55))
    if cloth.cut == "cuirass":
        straps = [
            [(wx - half + half * 0.4 * k, wy + 4), (wx - half * 1.1 + half * 0.44 * k, wy + 16)] for k in range(6)
        ]
        pen.strokes_of(straps, (3.0, 3.2), (142, 92, 58))
    else:
        for x in (nx - half * 0.94, nx + half * 0.82):
            pauldron = ellipse(x, body.near_arm.root[1] + 0.4, 5.4, 4.6)
            pen.fill(pauldron, lighter(colour, 0.08), shade=darker(colour, 0.4))
    pen.stroke([(wx - half * 0.8, wy + 3), (wx, wy + 5), (wx + half * 0.8, wy + 3)], (2, 2.2, 2), (92, 64, 46))


_FRONTS = {
    "lapels": _lapels,
    "closed": _closed,
    "cutaway": _cutaway,
    "open": _open,
    "laced": _laced,
    "plain": _plain,
}
