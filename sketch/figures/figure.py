"""A whole figure: body, clothes and head in a pose, lit from one side and set off from what is behind it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sketch.creatures.anatomy import Torso
from sketch.creatures.drawing import draw_creature
from sketch.creatures.heads.drawing import Look
from sketch.figures.back import draw_back_of_trunk, draw_head_from_behind
from sketch.figures.beasts import draw_beast_head, draw_below, draw_grown, draw_halo, ride
from sketch.figures.body import draw_arm, draw_legs, draw_trunk
from sketch.figures.drapery import draw_behind, draw_cloak_front, draw_extras, draw_shawls
from sketch.figures.expressions import expression_of
from sketch.figures.hair import draw_hair_behind
from sketch.figures.head import draw_head
from sketch.figures.poses import Joints, joints
from sketch.paint.colours import darker
from sketch.paint.geometry import Point
from sketch.paint.pen import Pen
from sketch.record.shapes import Relief

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.paint.light import Light
    from sketch.record.sheet import Sheet

Held = Callable[[Pen], None]
Seen = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how a figure is drawn: feet at (x, y), `grown` the height of a grown person there.

    It looks to the right (`facing` 1) or left (-1), towards us or away (`seen` from the front or the back); the eyes
    look where `gaze` says: to the front and down, each from -1 to 1. `expression` is one of `figures.expressions`,
    empty for that of the mood. `owner` is whose figure it is, by their key.
    """

    x: float
    y: float
    grown: float
    facing: int
    pose: str = "standing"
    arms: str = "rest"
    mood: str = "calm"
    held: Held | None = None
    light_from: int = -1
    owner: str = ""
    seen: Seen = "front"
    gaze: Point = (0.25, 0.0)
    expression: str = ""

    @property
    def face(self) -> str:
        """What the face shows."""
        return self.expression or self.mood


def draw_figure(canvas: Sheet, light: Light, plan: PersonPlan, stand: Stand) -> None:
    """Draw a person or another being on a layer of its own, in relief."""
    canvas = canvas.of(role="figure", owner=stand.owner)
    s = stand.grown / 100
    wide, high = _extent(plan, stand.pose)
    _shadow(canvas, light, plan, stand)
    sheet = canvas.layer(stand.x - wide * s, stand.y - high * s, stand.x + wide * s, stand.y + 14 * s)
    pen = Pen(sheet, light, stand.x, stand.y, s, stand.facing)
    creature = plan.creature
    if creature is not None and not creature.upright:
        look = Look(expression_of(stand.face), gaze=stand.gaze, asleep=stand.pose == "lying", back=stand.seen == "back")
        draw_creature(pen.at(0, 0, scale=plan.tall), creature, stand.pose, look)
    elif stand.pose == "riding":
        _draw_person(ride(pen, plan), plan, stand)
    elif stand.pose == "lying":
        body = replace(pen, y=stand.y - 12 * s, x=stand.x + stand.facing * 48 * s * plan.tall, turn=-math.pi / 2 + 0.06)
        _draw_person(replace(body, scale=s * plan.tall), plan, stand)
    else:
        _draw_person(pen.at(0, 0, scale=plan.tall), plan, stand)
    opacity = 1.0 if creature is None else creature.row.alpha
    canvas.stamp(sheet, Relief(stand.light_from, s, opacity))


def _extent(plan: PersonPlan, pose: str) -> tuple[float, float]:
    """Return half the width and the height that a figure may take, in hundredths of a grown person."""
    creature = plan.creature
    if creature is not None and creature.row.body is not None:
        wide, high = creature.row.body.extent
        if not creature.upright:
            return wide * plan.tall, high * plan.tall
        return max(wide, 105.0), max(high, 165.0) * plan.tall
    size = max(1.0, plan.tall)
    if pose in ("lying", "riding", "fighting") or (creature is not None and creature.row.wings):
        return 105 * size, 165 * size
    return 66 * size, 138 * size


def _draw_person(pen: Pen, plan: PersonPlan, stand: Stand) -> None:
    arms = "hold" if stand.held is not None and stand.arms != "clasp" else stand.arms
    body = joints(
        stand.pose, arms, heads=plan.heads, girth=plan.girth, female=plan.sex == "female", child=plan.years == "child"
    )
    head = pen.at(*body.head, scale=body.crown / 2)
    # A head of a hundredth less than the body's measure keeps strokes in proportion; only its turn differs.
    if stand.pose in ("working", "sitting") and stand.mood in ("sad", "tender"):
        head = replace(head, turn=head.turn + 0.12)
    if stand.seen == "back":
        _from_behind(pen, head, plan, body, stand)
    else:
        _from_front(pen, head, plan, body, stand)


def _from_front(pen: Pen, head: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    draw_grown(pen.of(part="grown"), plan, body)
    draw_behind(pen.of(part="cloak"), plan, body)
    if not _covered(plan):
        draw_hair_behind(head.of(part="hair"), plan)
    in_front = (
        stand.held is not None
        or stand.arms in ("gesture", "open", "clasp")
        or stand.pose in ("sitting", "kneeling", "working", "riding", "fighting")
    )
    if not in_front:
        draw_arm(pen, plan, body.far_arm, far=True)
    _lower(pen, plan, body, stand)
    draw_trunk(pen, plan, body)
    draw_extras(pen.of(part="extras"), plan, body)
    if in_front:
        _held(pen, plan, body, stand)
        draw_arm(pen, plan, body.far_arm, far=True)
    _head(head, plan, stand)
    draw_arm(pen, plan, body.near_arm, far=False)
    _staffs(pen.of(part="held"), plan, body)
    draw_cloak_front(pen.of(part="cloak"), plan, body)
    draw_shawls(pen.of(part="extras"), plan, body)
    _sling(pen, plan, body)


def _from_behind(pen: Pen, head: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    _held(pen, plan, body, stand)
    draw_arm(pen, plan, body.far_arm, far=True)
    draw_arm(pen, plan, body.near_arm, far=False)
    _staffs(pen.of(part="held"), plan, body)
    _lower(pen, plan, body, stand)
    draw_trunk(pen, plan, body)
    draw_back_of_trunk(pen, plan, body)
    _head(head, plan, stand)
    draw_behind(pen.of(part="cloak"), plan, body)
    draw_grown(pen.of(part="grown"), plan, body)


def _lower(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    if plan.creature is not None and isinstance(plan.creature.row.body, Torso):
        draw_below(pen, plan, body, stand.pose)
    else:
        draw_legs(pen, plan, body)


def _held(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    if stand.held is not None:
        stand.held(pen.at(*body.far_arm.end, scale=1 / plan.tall).of(role="thing", part="held"))


def _head(head: Pen, plan: PersonPlan, stand: Stand) -> None:
    asleep, back, own = stand.pose == "lying", stand.seen == "back", head.of(part="face")
    if plan.creature is not None and plan.creature.row.head is not None:
        look = Look(expression_of(stand.face), gaze=stand.gaze, asleep=asleep, back=back)
        draw_beast_head(own, plan, plan.creature, look)
    elif back:
        draw_head_from_behind(own, plan)
    else:
        draw_head(own, plan, expression_of(stand.face), gaze=stand.gaze, asleep=asleep)
    draw_halo(own, plan)


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


def _shadow(canvas: Sheet, light: Light, plan: PersonPlan, stand: Stand) -> None:
    s = stand.grown / 100
    if plan.creature is not None and plan.creature.row.alpha < 1:
        return
    wide = {"lying": 62, "riding": 56, "fighting": 36}.get(
        stand.pose,
        24 if plan.creature is None or plan.creature.upright else min(60.0, _extent(plan, stand.pose)[0] * 0.6),
    ) * s
    canvas.mist(stand.x, stand.y + 1.5 * s, wide * 1.2, 6.5 * s, darker(light.shade, 0.3), 0.75)
