"""Trunks and what is worn on them, drawn on the joints of a pose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.clothes.coats import draw_over
from sketch.figures.clothes.dresses import draw_dress
from sketch.figures.clothes.outlines import folds, skirt, torso
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import between, limb, spline

if TYPE_CHECKING:
    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen

_SKIRTS: dict[str, tuple[float, float]] = {
    "skirt": (0.95, 10.5),
    "kneeskirt": (-0.02, 7.0),
    "shortskirt": (0.05, 6.0),
}
"""How long each is (1 reaches the ankles) and how far it flares."""
_LONG_TOPS = {"smock": 7.0, "tunic": 7.0, "cotte": 7.0, "jumpsuit": 0.0}
"""How much lower than a shirt each of these ends."""


def draw_trunk(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw trunk and skirts: what is worn between neck and ankles, without cloak."""
    outfit = plan.outfit
    _neck(pen.of(part="neck"), plan, body)
    if outfit.dress is not None:
        draw_dress(pen.of(part="dress"), plan, outfit.dress, body)
    else:
        assert outfit.top is not None
        _top(pen.of(part="top"), plan, outfit.top, outfit.legs, body)
    if outfit.over is not None:
        draw_over(pen.of(part="over"), plan, outfit.over, body)


def _neck(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    (hx, hy), (nx, ny) = body.head, body.neck
    wide = 5.6 if plan.sex == "female" else 7.0
    skin = plan.skin
    if plan.creature is not None and plan.creature.row.head is not None:
        skin, wide = plan.creature.coat.fur, wide * 1.5
    pen.fill(
        limb([(hx - 0.9, hy + body.crown * 0.2), (nx, ny + 2.5)], (wide, wide * 1.25)),
        darker(skin, 0.14),
        shade=darker(skin, 0.4),
        side="top",
        amount=0.8,
    )


def _top(pen: Pen, plan: PersonPlan, top: Cloth, legs: Cloth, body: Joints) -> None:
    colour, girth, female = top.colour, plan.girth, plan.sex == "female"
    below = pen.of(part="legs")
    if legs.cut in _SKIRTS:
        length, flare = _SKIRTS[legs.cut]
        lap = skirt(body, girth, length=length, flare=flare)
        below.fill(lap, legs.colour, shade=darker(legs.colour, 0.42))
        folds(below, lap, body.waist, legs.colour, count=5)
    elif legs.cut != "bare":
        (hx, hy), half = body.hip, body.half * 0.8 * (0.4 + 0.6 * girth) * body.hipped
        seat = [(hx - half, hy - 5), (hx - half, hy + 2), (hx, hy + 5.5), (hx + half, hy + 2), (hx + half, hy - 5)]
        below.fill(spline(seat), legs.colour, line=0.6)
    low = _LONG_TOPS.get(top.cut, -3.4)
    if low > 0 or legs.cut == "bare":
        hem = skirt(body, girth, length=-0.32, flare=3.0)
        pen.fill(hem, colour, shade=darker(colour, 0.4))
    pen.fill(torso(body, girth, female=female, loose=0.6, low=low), colour, shade=darker(colour, 0.34))
    _details(pen, top, body)
    if legs.cut == "overalls":
        _bib(below, legs, body)
    elif top.cut == "jumpsuit":
        return
    elif low < 0:
        (hx, hy), half = body.hip, body.half * 0.74 * (0.3 + 0.7 * girth) * body.waisted
        pen.stroke([(hx - half, hy - 1.4), (hx + half, hy - 1.4)], (2.0, 2.0), (84, 60, 46))
    else:
        (wx, wy), half = body.waist, body.half * 0.74 * (0.3 + 0.7 * girth) * body.waisted
        pen.stroke([(wx - half, wy + 2), (wx, wy + 3.4), (wx + half, wy + 2)], (2.0, 2.2, 2.0), (92, 66, 48))


def _details(pen: Pen, top: Cloth, body: Joints) -> None:
    """Draw collar, stripes or seams of a shirt."""
    (nx, ny), (wx, wy), (hx, hy), colour = body.neck, body.waist, body.hip, top.colour
    if top.cut == "striped":
        half = body.half * 0.72
        rows = [between((nx, ny + 4), (hx, hy - 4), t) for t in (0.05, 0.22, 0.39, 0.56, 0.73, 0.9)]
        pen.strokes_of([[(x - half, y), (x, y + 1.2), (x + half, y)] for x, y in rows], (1.5, 1.7, 1.5), (58, 76, 122))
    if top.cut in ("tshirt", "pullover", "striped", "tunic", "cotte"):
        pen.stroke(
            [(nx - 4.4, ny - 1), (nx + 0.8, ny + 1.6), (nx + 5.4, ny - 1)], (1.4, 1.7, 1.4), lighter(colour, 0.3)
        )
        return
    if top.cut == "jumpsuit":
        pen.fill(
            spline([(nx - 4.6, ny - 2.4), (nx + 5.4, ny - 2.4), (nx + 5, ny + 1.6), (nx - 4.2, ny + 1.6)], steps=3),
            lighter(colour, 0.25),
        )
        pen.stroke([(nx + 1.2, ny + 1), (wx + 1.4, wy), (hx + 1.6, hy + 2)], (0.7, 0.9, 0.7), lighter(colour, 0.45))
        pen.stroke([(nx - body.half * 0.8, ny + 12), (nx + body.half * 0.8, ny + 12)], (2.2, 2.2), (226, 132, 66))
        return
    near = [(nx - 5, ny - 1.8), (nx - 1.6, ny + 4.6), (nx + 1.2, ny + 1.2), (nx - 2, ny - 2.6)]
    far = [(nx + 5.4, ny - 1.8), (nx + 3.6, ny + 4.4), (nx + 1.2, ny + 1.2), (nx + 3, ny - 2.6)]
    pen.fills([spline(near), spline(far)], lighter(colour, 0.22), line=0.8)


def _bib(pen: Pen, legs: Cloth, body: Joints) -> None:
    (nx, ny), (wx, wy) = body.neck, body.waist
    bib = spline([(nx - 5.4, ny + 9), (nx + 7, ny + 9), (wx + 8, wy + 4), (wx - 7.4, wy + 4)], steps=3)
    pen.fill(bib, legs.colour, shade=darker(legs.colour, 0.3))
    for dx in (-5, 6.4):
        pen.stroke([(nx + dx, ny + 10), (nx + dx * 0.9, ny + 0.6)], (2, 2), legs.colour)
