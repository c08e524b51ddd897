"""Legs and feet, with what is worn on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import LEGS
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Outline, Point, between, limb, spline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.clothes.wardrobe import Cloth
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.limbs import Limb
    from sketch.paint.pen import Pen

_BARE_CUTS = ("bare", "sandals")
_HIGH = {"boots": 0.42, "topboots": 0.16, "spaceboots": 0.5}
"""Where boots end, as a part of the way from the knee to the ankle."""


def draw_legs(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw legs with what is on them, the far one first."""
    fat = 0.55 + 0.45 * plan.girth
    for leg, far in ((body.far_leg, True), (body.near_leg, False)):
        dim = 0.2 if far else 0.0
        if "wooden leg" in plan.marks and far:
            _peg(pen.of(part="legs"), leg, darker(plan.outfit.legs.colour, dim), fat)
        else:
            _leg(pen.of(part="legs"), plan, leg, fat, dim=dim)
            _foot(pen.of(part="feet"), leg, plan.outfit.feet, darker(plan.skin, dim * 0.6), dim)


def _peg(pen: Pen, leg: Limb, cloth: RGB, fat: float) -> None:
    knee = leg.joint
    wood = limb([between(knee, leg.end, 0.1), (leg.end[0], leg.end[1] + 3.4)], (5.2, 3.2))
    pen.fill(wood, (140, 98, 64), shade=(92, 62, 44))
    thigh = limb([leg.root, knee, between(knee, leg.end, 0.2)], (11 * fat, 9 * fat, 7.5 * fat))
    pen.fill(thigh, cloth, shade=darker(cloth, 0.35))


def _leg(pen: Pen, plan: PersonPlan, leg: Limb, fat: float, *, dim: float) -> None:
    cloth, skin = darker(plan.outfit.legs.colour, dim), darker(plan.skin, dim * 0.6)
    cut = LEGS["bare" if plan.outfit.dress is not None else plan.outfit.legs.cut]
    knee, wide = leg.joint, fat * cut.wide
    if cut.kind != "long":
        shin = {"skin": skin, "stocking": lighter(cloth, 0.55), "same": lighter(cloth, 0.2)}[cut.shins]
        calf = limb([knee, between(knee, leg.end, 0.4), leg.end], (7.6 * fat, 7.4 * fat, 4.6))
        pen.fill(calf, shin, shade=darker(shin, 0.25))
    if cut.kind == "long":
        path = [leg.root, between(leg.root, knee, 0.55), knee, leg.end]
        tube = limb(path, (12 * wide, 10.6 * wide, 8.8 * wide, 7 * wide * cut.bell))
        pen.fill(tube, cloth, shade=darker(cloth, 0.4))
    elif cut.kind in ("knee", "short"):
        low = between(knee, leg.end, 0.16 if cut.kind == "knee" else 0.0)
        if cut.puffed > 1:
            low = between(leg.root, knee, 0.72)
            puff = limb([leg.root, between(leg.root, low, 0.6), low], (11 * wide, 11.6 * wide * cut.puffed, 8 * wide))
            pen.fill(
                limb([leg.root, knee, between(knee, leg.end, 0.2)], (10 * fat, 8.4 * fat, 7.4 * fat)),
                lighter(cloth, 0.2),
            )
            pen.fill(puff, cloth, shade=darker(cloth, 0.4))
            x, y = between(leg.root, low, 0.5)
            slits = [[(x + d, y - 6), (x + d * 1.3, y), (x + d, y + 6)] for d in (-4.5, 0.0, 4.5)]
            pen.strokes_of(slits, (0.4, 1.5, 0.4), lighter(cloth, 0.4))
            return
        pen.fill(limb([leg.root, knee, low], (11.6 * wide, 9.8 * wide, 8.6 * wide)), cloth, shade=darker(cloth, 0.4))


def _foot(pen: Pen, leg: Limb, feet: Cloth, skin: RGB, dim: float) -> None:
    (ax, ay), (kx, ky) = leg.end, leg.joint
    lean = math.atan2(ax - kx, ay - ky)
    turn = max(-0.9, min(0.3, lean * -0.8)) if abs(lean) > 0.35 else 0.0
    c, s = math.cos(turn), math.sin(turn)

    def foot(points: Sequence[Point]) -> Outline:
        return spline([(ax + x * c - y * s, ay + x * s + y * c) for x, y in points])

    colour = skin if feet.cut in _BARE_CUTS else darker(feet.colour, dim)
    shape = [(-2.8, -2), (-3.1, 2.4), (-2.6, 4), (2, 4.1), (8.6, 4.1), (9.0, 2.6), (6.4, 1.0), (2.8, -0.6), (1.8, -2.6)]
    if feet.cut in _HIGH:
        _boot_leg(pen, leg, feet.cut, colour)
    pen.fill(foot(shape), colour, shade=darker(colour, 0.4))
    if feet.cut == "sandals":
        pen.strokes_of(
            [[(ax - 2, ay + 0.6), (ax + 3, ay - 0.2)], [(ax - 2.6, ay - 3), (ax + 2.6, ay - 4)]],
            (1.2, 1.2),
            feet.colour,
        )
    elif feet.cut == "buckled":
        buckle = [(ax + 3.2, ay + 0.4), (ax + 6.0, ay + 1.2), (ax + 5.6, ay + 3), (ax + 3.0, ay + 2.4)]
        pen.fill(buckle, (214, 186, 110), line=0.4)
    elif feet.cut in ("sneakers", "spaceboots"):
        pen.stroke([(ax - 2.8, ay + 3.5), (ax + 3, ay + 3.8), (ax + 8.8, ay + 3.5)], (1.2, 1.4, 1.2), (240, 236, 228))


def _boot_leg(pen: Pen, leg: Limb, cut: str, colour: RGB) -> None:
    top = between(leg.joint, leg.end, _HIGH[cut])
    (ax, ay) = leg.end
    shaft = limb([top, between(top, leg.end, 0.5), (ax, ay + 1)], (8.4, 7.6, 6.4))
    pen.fill(shaft, colour, shade=darker(colour, 0.35))
    rim = (top[0] - 4.4, top[1] + 0.4), (top[0], top[1] + 1.6), (top[0] + 4.4, top[1] + 0.4)
    wide = (3.4, 4.0, 3.4) if cut == "topboots" else (1.4, 1.9, 1.4)
    pen.stroke(rim, wide, (150, 104, 70) if cut == "topboots" else lighter(colour, 0.2))
