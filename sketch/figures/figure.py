"""A whole figure: body, clothes and head in a pose, lit from one side and set off from what is behind it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from sketch.figures.animals import draw_animal, draw_horse
from sketch.figures.body import draw_arm, draw_legs, draw_trunk
from sketch.figures.drapery import draw_behind, draw_cloak_front, draw_extras, draw_shawls
from sketch.figures.hair import draw_hair_behind
from sketch.figures.head import draw_head
from sketch.figures.poses import Joints, joints
from sketch.paint import paper
from sketch.paint.colours import darker, lighter, luminance, mix
from sketch.paint.pen import Pen

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.paint.canvas import Canvas
    from sketch.paint.light import Light

Held = Callable[[Pen], None]

_SADDLE = 44.0


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how a figure is drawn: feet at (x, y), `grown` the height of a grown person there."""

    x: float
    y: float
    grown: float
    facing: int
    pose: str = "standing"
    arms: str = "rest"
    mood: str = "calm"
    held: Held | None = None
    light_from: int = -1


def draw_figure(canvas: Canvas, light: Light, plan: PersonPlan, stand: Stand) -> None:
    """Draw a person or an animal on a layer of its own, light its edge, and lay it on the canvas."""
    s = stand.grown / 100
    wide = 105 * s if stand.pose in ("lying", "riding", "fighting") or plan.animal else 62 * s
    high = (165 if stand.pose == "riding" else 128) * s
    _shadow(canvas, light, plan, stand)
    sheet = canvas.layer(stand.x - wide, stand.y - high, stand.x + wide, stand.y + 14 * s)
    pen = Pen(sheet, light, stand.x, stand.y, s, stand.facing)
    if plan.animal:
        draw_animal(pen, plan.animal, plan.hair)
    elif stand.pose == "riding":
        draw_horse(pen, mix(plan.outfit.feet.colour, (138, 92, 62), 0.6), saddled=True)
        _draw_person(pen.at(-2, -_SADDLE * (0.85 + 0.15 * plan.tall), scale=plan.tall), plan, stand)
    elif stand.pose == "lying":
        body = replace(pen, y=stand.y - 12 * s, x=stand.x + stand.facing * 48 * s * plan.tall, turn=-math.pi / 2 + 0.06)
        _draw_person(replace(body, scale=s * plan.tall), plan, stand)
    else:
        _draw_person(pen.at(0, 0, scale=plan.tall), plan, stand)
    _light_edges(sheet, light, stand.light_from, s)
    _halo(canvas, sheet, light)
    canvas.stamp(sheet)


def _draw_person(pen: Pen, plan: PersonPlan, stand: Stand) -> None:
    arms = "hold" if stand.held is not None and stand.arms != "clasp" else stand.arms
    body = joints(
        stand.pose, arms, heads=plan.heads, girth=plan.girth, female=plan.sex == "female", child=plan.years == "child"
    )
    half = body.crown / 2
    head = pen.at(*body.head, scale=half)
    # A head of a hundredth less than the body's measure keeps strokes in proportion; only its turn differs.
    if stand.pose in ("working", "sitting") and stand.mood in ("sad", "tender"):
        head = replace(head, turn=head.turn + 0.12)
    draw_behind(pen, plan, body)
    if not _covered(plan):
        draw_hair_behind(head, plan)
    in_front = (
        stand.held is not None
        or arms in ("gesture", "open", "clasp")
        or stand.pose in ("sitting", "kneeling", "working", "riding", "fighting")
    )
    if not in_front:
        draw_arm(pen, plan, body.far_arm, far=True)
    draw_legs(pen, plan, body)
    draw_trunk(pen, plan, body)
    draw_extras(pen, plan, body)
    if in_front:
        if stand.held is not None:
            stand.held(pen.at(*body.far_arm.end, scale=1 / plan.tall))
        draw_arm(pen, plan, body.far_arm, far=True)
    draw_head(head, plan, stand.mood, asleep=stand.pose == "lying")
    draw_arm(pen, plan, body.near_arm, far=False)
    _staffs(pen, plan, body)
    draw_cloak_front(pen, plan, body)
    draw_shawls(pen, plan, body)
    _sling(pen, plan, body)


def _covered(plan: PersonPlan) -> bool:
    return (
        plan.outfit.head is not None
        and plan.outfit.head.cut in ("hood", "veil")
        and plan.hair_style not in ("long", "long curly")
    )


def _staffs(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    wood = (124, 86, 58)
    x, y = body.near_arm.end
    if "crutch" in plan.marks:
        pen.stroke([(x - 4, body.near_arm.root[1] + 5), (x - 7, 3)], (2.4, 2.2), wood)
        pen.stroke([(x - 9, body.near_arm.root[1] + 5), (x + 1, body.near_arm.root[1] + 5.6)], (3, 3), wood)
    elif "cane" in plan.marks:
        pen.stroke([(x + 1, y - 4), (x - 1, y), (x - 5, 4)], (2.2, 2.0, 1.5), wood)


def _sling(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    if "sling" not in plan.marks:
        return
    (nx, ny), (jx, jy) = body.neck, body.near_arm.joint
    pen.curve(
        [(nx + 2, ny), (jx - 3, jy - 2), (jx - 2, jy + 5), (body.waist[0] + 4, body.waist[1] - 2)],
        (236, 228, 210),
        shade=(170, 160, 146),
    )


def _shadow(canvas: Canvas, light: Light, plan: PersonPlan, stand: Stand) -> None:
    s = stand.grown / 100
    wide = {"lying": 62, "riding": 56, "fighting": 36}.get(stand.pose, 24 if not plan.animal else 34) * s
    canvas.mist(stand.x, stand.y + 1.5 * s, wide * 1.2, 6.5 * s, darker(light.shade, 0.3), 0.75)


def _light_edges(sheet: Canvas, light: Light, side: int, s: float) -> None:
    """Draw a rim of light on one side and a soft shade on the other, over the whole figure at once."""
    medium, alpha = sheet.medium, sheet.alpha
    if medium.hard or alpha is None:
        return
    step = max(1, round(1.5 * s * sheet.unit))
    rim = ImageChops.subtract(alpha, _shifted(alpha, -side * step, step // 2))
    rim = ImageChops.multiply(rim.filter(ImageFilter.BoxBlur(max(0.6, step / 3))), alpha)
    glow = medium.tone(mix(light.glow, (255, 250, 238), 0.25)).base
    sheet.image.paste(glow, (0, 0), paper.scaled(rim, 0.6 if light.dark else 0.5))
    deep = max(2, round(3.4 * s * sheet.unit))
    dark = ImageChops.subtract(alpha, _shifted(alpha, side * deep, 0))
    dark = ImageChops.multiply(dark.filter(ImageFilter.BoxBlur(deep / 2)), alpha)
    shade = medium.tone(light.shade).base
    sheet.image.paste(shade, (0, 0), paper.scaled(dark, 0.36))


def _shifted(mask: Image.Image, dx: int, dy: int) -> Image.Image:
    moved = Image.new("L", mask.size)
    moved.paste(mask, (dx, dy))
    return moved


def _halo(canvas: Canvas, sheet: Canvas, light: Light) -> None:
    """Draw a breath of lighter paint around the figure, so that it reads against any ground."""
    strength = canvas.medium.halo
    if not strength or sheet.alpha is None:
        return
    reach = max(1.0, (3.4 if not canvas.medium.hard else 2.6) * canvas.unit)
    spread = sheet.alpha.filter(ImageFilter.BoxBlur(reach))
    gain = 1.5 if not canvas.medium.hard else 9.0
    mask = paper.scaled(spread, gain)
    colour = lighter(light.haze, 0.35) if luminance(light.haze) > 0.4 else mix(light.haze, light.key, 0.35)
    base = canvas.medium.tone(colour).base
    if not canvas.medium.hard:
        mask = paper.scaled(mask, strength * 0.8)
    elif light.dark and canvas.medium.paper_halo:
        base = canvas.medium.paper
    box = (
        round((sheet.origin[0] - canvas.origin[0]) * canvas.unit),
        round((sheet.origin[1] - canvas.origin[1]) * canvas.unit),
    )
    canvas.image.paste(base, box, mask)
