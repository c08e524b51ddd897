"""Arms with their sleeves and hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import COATS, DRESSES
from sketch.figures.hands import draw_hand
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import between, ellipse, limb, ribbon

if TYPE_CHECKING:
    from sketch.figures.clothes.cuts import Sleeve
    from sketch.figures.clothes.wardrobe import Outfit
    from sketch.figures.plan import PersonPlan
    from sketch.paint.limbs import Limb
    from sketch.paint.pen import Pen

_GOLD: RGB = (214, 172, 80)
_LINEN: RGB = (244, 238, 224)
_SHORT_TOPS = ("tshirt",)


def draw_arm(pen: Pen, plan: PersonPlan, arm: Limb, *, far: bool, grip: str = "relaxed") -> None:
    """Draw one arm with its sleeve, and its hand in one of `hands.GRIPS`."""
    outfit, fat, dim = plan.outfit, 0.6 + 0.4 * plan.girth, 0.16 if far else 0.0
    part, colour, cuff, sleeve = _sleeve(plan)
    pen, skin = pen.of(part=part), darker(plan.skin, dim * 0.5)
    gloves = next((c.colour for c in outfit.extras if c.cut == "gloves"), None)
    draw_hand(pen.of(part="hand"), arm, gloves or skin, grip=grip, hook="hook" in plan.marks and far)
    if not far and ("bandaged arm" in plan.marks or "sling" in plan.marks):
        _bandaged(pen, arm, fat)
        return
    _cloth(pen, arm, sleeve, darker(colour, dim), skin, fat)
    if sleeve in ("long", "wide", "bell") and cuff is not None:
        _cuff(pen, plan, arm, sleeve, darker(cuff, dim))
    if "wounded" in plan.marks and not far:
        x, y = between(arm.root, arm.joint, 0.6)
        pen.of(part="hand").fill(ellipse(x, y, 2.6, 3.4, count=14), (164, 40, 40), line=0)


def _bandaged(pen: Pen, arm: Limb, fat: float) -> None:
    linen = (238, 230, 214)
    path = [(arm.root[0], arm.root[1] + 1.6), arm.joint, between(arm.joint, arm.end, 0.93)]
    pen.fill(limb(path, (7.6 * fat, 7.7 * fat, 6 * fat)), linen, shade=darker(linen, 0.38))
    for t in (0.15, 0.4, 0.65, 0.85):
        x, y = between(arm.joint, arm.end, t)
        pen.stroke([(x - 3.4, y - 1.2), (x + 3.4, y + 1.4)], (0.6, 0.9, 0.6), (176, 160, 140))


def _cloth(pen: Pen, arm: Limb, sleeve: Sleeve, colour: RGB, skin: RGB, fat: float) -> None:
    """Draw the sleeve, and the arm where it is bare."""
    inward = 1.3 if arm.root[0] < arm.joint[0] or sleeve != "long" else 0.6
    shoulder = (arm.root[0] + (inward if arm.root[0] < 0 else -inward), arm.root[1] + 1.9)
    shade = darker(colour, 0.38)
    if sleeve in ("short", "puff", "none"):
        bare = limb([shoulder, arm.joint, between(arm.joint, arm.end, 0.96)], (6.2 * fat, 5.6 * fat, 4.6 * fat))
        pen.of(part="hand").fill(bare, skin, shade=darker(skin, 0.28))
        if sleeve == "none":
            return
        low = between(arm.root, arm.joint, 0.62 if sleeve == "short" else 0.44)
        widths = (7.6 * fat, 7.8 * fat) if sleeve == "short" else (9.6 * fat, 10.4 * fat)
        pen.fill(limb([shoulder, low], widths), colour, shade=shade)
        return
    end = {"long": 5.8, "wide": 9.0, "bell": 7.0}[sleeve]
    path = [shoulder, arm.joint, between(arm.joint, arm.end, 0.93 if sleeve != "bell" else 0.5)]
    pen.fill(limb(path, (7.0 * fat, 7.4 * fat, end * (0.5 + 0.5 * fat))), colour, shade=shade)
    if sleeve == "bell":
        a, b = between(arm.joint, arm.end, 0.3), between(arm.joint, arm.end, 0.8)
        under = [(b[0] - 1, b[1] + 9), (a[0], a[1] + 4)]
        pen.fill(
            [(a[0], a[1] - 3.6), (b[0], b[1] - 3.2), (b[0] + 1.4, b[1] + 2), *under], colour, shade=shade, line=0.8
        )


def _cuff(pen: Pen, plan: PersonPlan, arm: Limb, sleeve: Sleeve, colour: RGB) -> None:
    over = plan.outfit.over
    wide = COATS[over.cut].cuffs if over is not None and COATS[over.cut].sleeved else 1.0
    if sleeve == "bell":
        frill = ribbon([between(arm.joint, arm.end, 0.66), between(arm.joint, arm.end, 0.9)], (7.0, 8.0))
        pen.fill(frill, _LINEN, line=0.6)
        return
    span = 7.4 if sleeve == "long" else 9.6
    start = 0.82 - 0.16 * (wide - 1)
    cuff = ribbon(
        [between(arm.joint, arm.end, start), between(arm.joint, arm.end, 1.0)], (span * 0.92 * wide, span * wide)
    )
    pen.fill(cuff, colour, line=0.7)


def _sleeve(plan: PersonPlan) -> tuple[str, RGB, RGB | None, Sleeve]:
    """Return what part of the clothes is worn on the arms, its colour, that of its cuffs, and its shape."""
    outfit: Outfit = plan.outfit
    if outfit.over is not None and COATS[outfit.over.cut].sleeved:
        colour = outfit.over.colour
        return "over", colour, _GOLD if COATS[outfit.over.cut].trimmed else lighter(colour, 0.22), "long"
    if outfit.dress is not None:
        cut, colour = DRESSES[outfit.dress.cut], outfit.dress.colour
        return "dress", colour, lighter(colour, 0.5 if cut.sleeve != "wide" else 0.16), cut.sleeve
    if outfit.top is None:
        return "top", plan.skin, None, "none"
    short = outfit.top.cut in _SHORT_TOPS
    cuff = None if outfit.over is not None else darker(outfit.top.colour, 0.12)
    return "top", outfit.top.colour, cuff, "short" if short else "long"
