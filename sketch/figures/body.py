"""Bodies and clothes, drawn on the joints of a pose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.figures.hands import draw_hand
from sketch.figures.outlines import folds, hull, skirt, torso, with_hem
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, Point, between, ellipse, limb, ribbon, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.figures.wardrobe import Cloth, Outfit
    from sketch.paint.limbs import Limb
    from sketch.paint.pen import Pen

_BARE_CUTS = ("bare", "sandals")
_SLEEVED = ("coat", "jacket", "uniform", "armour")


def draw_legs(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw legs with what is on them, the far one first."""
    fat = 0.55 + 0.45 * plan.girth
    for leg, far in ((body.far_leg, True), (body.near_leg, False)):
        peg = "wooden leg" in plan.marks and far
        _leg(pen, plan, leg, fat, dim=0.2 if far else 0.0, peg=peg)


def _leg(pen: Pen, plan: PersonPlan, leg: Limb, fat: float, *, dim: float, peg: bool) -> None:
    pen, legs, feet = pen.of(part="legs"), plan.outfit.legs, plan.outfit.feet
    cloth, skin = darker(legs.colour, dim), darker(plan.skin, dim * 0.6)
    bare = plan.outfit.dress is not None or legs.cut in ("skirt", "shortskirt", "shorts")
    stocking = lighter(cloth, 0.55) if legs.cut == "breeches" else skin
    knee = leg.joint
    if peg:
        pen.fill(
            limb([between(knee, leg.end, 0.1), (leg.end[0], leg.end[1] + 3.4)], (5.2, 3.2)),
            (140, 98, 64),
            shade=(92, 62, 44),
        )
        pen.fill(
            limb([leg.root, knee, between(knee, leg.end, 0.2)], (11 * fat, 9 * fat, 7.5 * fat)),
            cloth,
            shade=darker(cloth, 0.35),
        )
        return
    shin = skin if bare else stocking
    if bare or legs.cut == "breeches":
        pen.fill(
            limb([knee, between(knee, leg.end, 0.4), leg.end], (7.6 * fat, 7.4 * fat, 4.6)),
            shin,
            shade=darker(shin, 0.25),
        )
    if not bare or legs.cut == "shorts":
        if legs.cut in ("breeches", "shorts"):
            low = between(knee, leg.end, 0.16 if legs.cut == "breeches" else -0.0)
            pen.fill(limb([leg.root, knee, low], (11.6 * fat, 9.8 * fat, 8.6 * fat)), cloth, shade=darker(cloth, 0.4))
        else:
            pen.fill(
                limb(
                    [leg.root, between(leg.root, knee, 0.55), knee, leg.end], (12 * fat, 10.6 * fat, 8.8 * fat, 7 * fat)
                ),
                cloth,
                shade=darker(cloth, 0.4),
            )
    _foot(pen, leg, feet, skin, dim)


def _foot(pen: Pen, leg: Limb, feet: Cloth, skin: RGB, dim: float) -> None:
    pen = pen.of(part="feet")
    (ax, ay), (kx, ky) = leg.end, leg.joint
    lean = math.atan2(ax - kx, ay - ky)
    turn = max(-0.9, min(0.3, lean * -0.8)) if abs(lean) > 0.35 else 0.0
    c, s = math.cos(turn), math.sin(turn)

    def foot(points: Sequence[Point]) -> Outline:
        return spline([(ax + x * c - y * s, ay + x * s + y * c) for x, y in points])

    colour = skin if feet.cut in _BARE_CUTS else darker(feet.colour, dim)
    shape = [(-2.8, -2), (-3.1, 2.4), (-2.6, 4), (2, 4.1), (8.6, 4.1), (9.0, 2.6), (6.4, 1.0), (2.8, -0.6), (1.8, -2.6)]
    if feet.cut == "boots":
        top = between(leg.joint, leg.end, 0.42)
        pen.fill(
            limb([top, between(top, leg.end, 0.5), (ax, ay + 1)], (8.4, 7.6, 6.4)), colour, shade=darker(colour, 0.35)
        )
        pen.fill(foot(shape), colour, shade=darker(colour, 0.4))
        side = (top[0] - 4.4, top[1] + 0.4), (top[0], top[1] + 1.6), (top[0] + 4.4, top[1] + 0.4)
        pen.stroke(side, (1.4, 1.9, 1.4), lighter(colour, 0.2))
        return
    pen.fill(foot(shape), colour, shade=darker(colour, 0.35))
    if feet.cut == "sandals":
        pen.stroke([(ax - 2, ay + 0.6), (ax + 3, ay - 0.2)], (1.2, 1.2), feet.colour)


def draw_arm(pen: Pen, plan: PersonPlan, arm: Limb, *, far: bool, grip: str = "relaxed") -> None:
    """Draw one arm with its sleeve, and its hand in one of `hands.GRIPS`."""
    outfit, fat = plan.outfit, 0.6 + 0.4 * plan.girth
    sleeve, cuff = _sleeve(plan)
    pen = pen.of(part=_worn_on_arms(outfit))
    dim = 0.16 if far else 0.0
    colour, skin = darker(sleeve, dim), darker(plan.skin, dim * 0.5)
    gloves = next((c.colour for c in outfit.extras if c.cut == "gloves"), None)
    bandaged = not far and ("bandaged arm" in plan.marks or "sling" in plan.marks)
    wide = 10.2 if (outfit.dress and outfit.dress.cut == "robe") else 6.6
    short = outfit.over is not None and outfit.over.cut == "vest" and outfit.top is not None
    draw_hand(pen.of(part="hand"), arm, gloves or skin, grip=grip, hook="hook" in plan.marks and far)
    if bandaged:
        colour = (238, 230, 214)
    widths = (7.6 * fat, 7.7 * fat, wide * (0.44 + 0.44 * fat))
    shoulder = (arm.root[0], arm.root[1] + 1.6)
    pen.fill(limb([shoulder, arm.joint, between(arm.joint, arm.end, 0.93)], widths), colour, shade=darker(colour, 0.38))
    if bandaged:
        for t in (0.15, 0.4, 0.65, 0.85):
            x, y = between(arm.joint, arm.end, t)
            pen.stroke([(x - 3.4, y - 1.2), (x + 3.4, y + 1.4)], (0.6, 0.9, 0.6), (176, 160, 140))
    elif cuff is not None and not short:
        a, b = between(arm.joint, arm.end, 0.82), between(arm.joint, arm.end, 1.0)
        pen.fill(ribbon([a, b], (wide * 0.98, wide * 1.04)), darker(cuff, dim), line=0.7)


def _worn_on_arms(outfit: Outfit) -> str:
    if outfit.over is not None and outfit.over.cut in _SLEEVED:
        return "over"
    return "dress" if outfit.dress is not None else "top"


def _sleeve(plan: PersonPlan) -> tuple[RGB, RGB | None]:
    outfit = plan.outfit
    if outfit.over is not None and outfit.over.cut in _SLEEVED:
        trim = lighter(outfit.over.colour, 0.22)
        return outfit.over.colour, (214, 172, 80) if outfit.over.cut == "uniform" else trim
    if outfit.dress is not None:
        trim = lighter(outfit.dress.colour, 0.5) if outfit.dress.cut != "robe" else lighter(outfit.dress.colour, 0.16)
        return outfit.dress.colour, trim
    return (outfit.top.colour, darker(outfit.top.colour, 0.12)) if outfit.top is not None else (plan.skin, None)


def draw_trunk(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw trunk and skirts: what is worn between neck and ankles, without cloak."""
    outfit, female = plan.outfit, plan.sex == "female"
    girth = plan.girth
    _neck(pen.of(part="neck"), plan, body)
    if outfit.dress is not None:
        _dress(pen.of(part="dress"), outfit.dress, body, girth, female=female)
    else:
        assert outfit.top is not None
        _top(pen.of(part="top"), outfit.top, outfit.legs, body, girth, female=female)
    if outfit.over is not None:
        _over(pen.of(part="over"), outfit.over, body, girth, female=female)


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


def _dress(pen: Pen, cloth: Cloth, body: Joints, girth: float, *, female: bool) -> None:
    length, flare = {"dress": (0.55, 9.5), "gown": (1.04, 11.5), "robe": (1.02, 7.0)}[cloth.cut]
    colour = cloth.colour
    lap = skirt(body, girth, length=length, flare=flare)
    pen.fill(lap, colour, shade=darker(colour, 0.42))
    folds(pen, lap, body.waist, colour, count=5 if cloth.cut != "robe" else 3)
    upper = torso(body, girth, female=female, loose=1.2 if cloth.cut == "robe" else 0.0)
    pen.fill(upper, colour, shade=darker(colour, 0.34), side="bottom")
    (wx, wy), (nx, ny) = body.waist, body.neck
    half = body.half * (0.66 if female else 0.78) * (0.3 + 0.7 * girth) * body.waisted + (
        1.0 if cloth.cut == "robe" else 0
    )
    if cloth.cut == "robe":
        pen.stroke(
            [(wx - half, wy + 1), (wx, wy + 2.6), (wx + half, wy + 1)],
            (2.2, 2.4, 2.2),
            darker(mix(colour, (150, 110, 60), 0.5), 0.2),
        )
        pen.stroke([(wx + 2, wy + 2), (wx + 3, wy + 12)], (1.8, 1.2), darker(mix(colour, (150, 110, 60), 0.5), 0.2))
        pen.stroke([(nx - 3, ny - 1), (nx + 1, ny + 9), (nx + 4, ny - 1)], (1.2, 1.6, 1.2), lighter(colour, 0.3))
    else:
        pen.stroke([(wx - half, wy), (wx, wy + 1.4), (wx + half, wy)], (2.6, 2.8, 2.6), darker(colour, 0.36))
        neckline = spline(
            [
                (nx - 5, ny - 0.6),
                (nx - 2.6, ny + 3.4),
                (nx + 1, ny + 4.8),
                (nx + 4.4, ny + 3.2),
                (nx + 5.6, ny - 0.6),
                (nx, ny - 2.5),
            ]
        )
        pen.fill(neckline, lighter(colour, 0.62), line=0.6)
    if cloth.cut == "gown":
        foot = max(y for _, y in lap)
        edge = [x for x, y in lap if foot - y < 5]
        pen.stroke(
            [(min(edge), foot - 2.4), ((min(edge) + max(edge)) / 2, foot - 1), (max(edge), foot - 2.4)],
            (1, 1.4, 1),
            lighter(colour, 0.35),
        )


def _top(pen: Pen, top: Cloth, legs: Cloth, body: Joints, girth: float, *, female: bool) -> None:
    colour = top.colour
    if legs.cut in ("skirt", "shortskirt"):
        lap = skirt(body, girth, length=0.95 if legs.cut == "skirt" else 0.05, flare=10.5 if legs.cut == "skirt" else 6)
        pen.of(part="legs").fill(lap, legs.colour, shade=darker(legs.colour, 0.42))
        folds(pen, lap, body.waist, legs.colour, count=5)
    else:
        (hx, hy), half = body.hip, body.half * 0.8 * (0.4 + 0.6 * girth) * body.hipped
        seat = spline(
            [(hx - half, hy - 5), (hx - half, hy + 2), (hx, hy + 5.5), (hx + half, hy + 2), (hx + half, hy - 5)]
        )
        pen.of(part="legs").fill(seat, legs.colour, line=0.6)
    low = 7.0 if top.cut == "smock" else -3.4
    pen.fill(torso(body, girth, female=female, loose=0.6, low=low), colour, shade=darker(colour, 0.34))
    (nx, ny), (wx, wy) = body.neck, body.waist
    pen.fills(
        [
            spline([(nx - 5, ny - 1.8), (nx - 1.6, ny + 4.6), (nx + 1.2, ny + 1.2), (nx - 2, ny - 2.6)]),
            spline([(nx + 5.4, ny - 1.8), (nx + 3.6, ny + 4.4), (nx + 1.2, ny + 1.2), (nx + 3, ny - 2.6)]),
        ],
        lighter(colour, 0.22),
        line=0.8,
    )
    if legs.cut == "overalls":
        bib = spline([(nx - 5.4, ny + 9), (nx + 7, ny + 9), (wx + 8, wy + 4), (wx - 7.4, wy + 4)], steps=3)
        pen.fill(bib, legs.colour, shade=darker(legs.colour, 0.3))
        for dx in (-5, 6.4):
            pen.stroke([(nx + dx, ny + 10), (nx + dx * 0.9, ny + 0.6)], (2, 2), legs.colour)
    elif low < 0:
        half = body.half * 0.74 * (0.3 + 0.7 * girth) * body.waisted
        (hx, hy) = body.hip
        pen.stroke([(hx - half, hy - 1.4), (hx + half, hy - 1.4)], (2.0, 2.0), (84, 60, 46))
    else:
        half = body.half * 0.74 * (0.3 + 0.7 * girth) * body.waisted
        pen.stroke([(wx - half, wy + 2), (wx, wy + 3.4), (wx + half, wy + 2)], (2.0, 2.2, 2.0), (92, 66, 48))


def _over(pen: Pen, cloth: Cloth, body: Joints, girth: float, *, female: bool) -> None:
    colour = cloth.colour
    (nx, ny), (wx, wy), (hx, hy) = body.neck, body.waist, body.hip
    if cloth.cut == "armour":
        _armour(pen, cloth, body, girth, female=female)
        return
    long = cloth.cut in ("coat", "uniform")
    if long:
        _coat_tails(pen, colour, body, girth)
    shell = torso(body, girth, female=female, loose=1.5 if cloth.cut != "vest" else 0.7, low=1.5 if not long else 0.0)
    pen.fill(shell, colour, shade=darker(colour, 0.4))
    # The shirt front shows in a wedge between the lapels, a little to the side that the person faces.
    open_at = wy + (1 if cloth.cut == "vest" else 3)
    wedge: Outline = [(nx - 3.6, ny - 1.6), (nx + 1.6, open_at - 4), (nx + 5.4, ny - 1.4)]
    if cloth.cut == "uniform":
        collar = spline(
            [(nx - 4.6, ny - 2.6), (nx + 5.4, ny - 2.6), (nx + 5.2, ny + 1.4), (nx - 4.4, ny + 1.6)], steps=3
        )
        pen.fill(collar, darker(colour, 0.3))
        for side in (-1, 1):
            x = nx + side * body.half * (0.9 if side < 0 else 0.8)
            pen.fill(ellipse(x, body.near_arm.root[1] - 1.6, 4.2, 1.9), (214, 172, 80), line=0.7)
        for i in range(4):
            y = ny + 6 + (wy - ny) * 0.23 * i
            pen.fills(
                [ellipse(wx - 2.6, y, 1.0, 1.0, count=8), ellipse(wx + 4.8, y, 1.0, 1.0, count=8)],
                (220, 180, 88),
                line=0,
            )
        pen.stroke([(wx - body.half * 0.8, wy + 2), (wx + body.half * 0.8, wy + 2)], (2.4, 2.4), (60, 48, 44))
        return
    pen.fill(wedge, (240, 232, 214), line=0.6)
    for points in (
        [(nx - 4.8, ny - 2.2), (nx - 6.2, ny + 5), (nx - 3.2, ny + 6), (nx + 1.4, open_at - 3), (nx - 2.8, ny + 1)],
        [(nx + 5.8, ny - 2.0), (nx + 7.4, ny + 5), (nx + 5.0, ny + 6), (nx + 1.8, open_at - 3), (nx + 4.4, ny + 1)],
    ):
        pen.fill(points, lighter(colour, 0.16), line=0.8)
    front = hy + (20 if long and not body.seated else 3)
    pen.stroke([(nx + 1.6, open_at - 3), (wx + 2.2, wy + 4), (hx + 2.6, front)], (0.7, 1.1, 0.7), darker(colour, 0.45))
    for i in range(3):
        pen.fill(
            ellipse(wx - 0.4, open_at + 1 + 5.0 * i, 0.95, 0.95, count=8),
            lighter(mix(colour, (206, 166, 92), 0.6), 0.1),
            line=0,
        )


def _coat_tails(pen: Pen, colour: RGB, body: Joints, girth: float) -> None:
    half = body.half * 0.84 * (0.4 + 0.6 * girth) * body.hipped + 1.6
    (wx, wy), (hx, hy) = body.waist, body.hip
    near, far = (
        between(body.near_leg.root, body.near_leg.joint, 0.95),
        between(body.far_leg.root, body.far_leg.joint, 0.8),
    )
    points = [
        (wx - half * 0.9, wy),
        (wx + half * 0.9, wy),
        (hx - half, hy),
        (hx + half, hy),
        (near[0] - 8, near[1]),
        (near[0] + 3, near[1] + 1),
        (far[0] + 6.5, far[1]),
    ]
    shape = spline(with_hem(hull(points)), steps=4)
    pen.fill(shape, colour, shade=darker(colour, 0.45))
    folds(pen, shape, body.waist, colour, count=2, start=0.5)


def _armour(pen: Pen, cloth: Cloth, body: Joints, girth: float, *, female: bool) -> None:
    colour = cloth.colour
    (nx, ny), (wx, wy) = body.neck, body.waist
    mail = torso(body, girth, female=female, loose=1.6, low=6)
    pen.fill(mail, darker(colour, 0.34), shade=darker(colour, 0.6))
    half = body.half * 0.94
    plate = spline(
        [
            (nx - half * 0.7, ny + 1.5),
            (nx - half * 0.8, ny + 10),
            (wx - half * 0.66, wy + 1),
            (wx + 1, wy + 4),
            (wx + half * 0.72, wy + 1),
            (nx + half * 0.84, ny + 10),
            (nx + half * 0.62, ny + 1.5),
            (nx, ny + 0.4),
        ],
        steps=4,
    )
    pen.fill(plate, colour, shade=darker(colour, 0.45), side="left")
    pen.stroke([(nx + 1.6, ny + 2), (wx + 2.4, wy + 3)], (0.8, 1.2), lighter(colour, 0.55))
    for x in (nx - half * 0.94, nx + half * 0.82):
        pen.fill(ellipse(x, body.near_arm.root[1] + 0.4, 5.4, 4.6), lighter(colour, 0.08), shade=darker(colour, 0.4))
    pen.stroke([(wx - half * 0.8, wy + 3), (wx, wy + 5), (wx + half * 0.8, wy + 3)], (2, 2.2, 2), (92, 64, 46))
