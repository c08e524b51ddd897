"""A whole figure: body, clothes and head in a pose, lit from one side and set off from what is behind it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sketch.creatures.anatomy import Torso
from sketch.creatures.drawing import draw_creature, gait_of
from sketch.creatures.heads.drawing import Look
from sketch.figures.arms import draw_arm
from sketch.figures.back import draw_back_of_trunk, draw_head_from_behind
from sketch.figures.beasts import draw_beast_head, draw_below, draw_grown, draw_halo
from sketch.figures.body import draw_trunk
from sketch.figures.bones import draw_bone_limb, draw_bones
from sketch.figures.clothes.drapery import draw_behind, draw_cloak_front, draw_extras, draw_shawls
from sketch.figures.heads.expressions import expression_of
from sketch.figures.heads.hair import draw_hair_behind
from sketch.figures.heads.head import draw_head
from sketch.figures.heads.profile import draw_head_in_profile
from sketch.figures.heads.profile_hair import draw_hair_behind_in_profile
from sketch.figures.legs import draw_legs
from sketch.figures.poses import Joints, arm, body_joints, frame_of, pose_named
from sketch.paint.colours import darker, mix
from sketch.paint.geometry import Point, between
from sketch.paint.pen import Pen
from sketch.record.shapes import Relief

if TYPE_CHECKING:
    from sketch.figures.plan import PersonPlan
    from sketch.paint.light import Light
    from sketch.paint.limbs import Limb
    from sketch.record.sheet import Sheet

_PALM = (2.5, -3.5)
"""Where what lies in a palm is, from the wrist."""
_FACE = 1.05
"""How near to the middle of the head a hand is before the face, by the height of the head."""
Held = Callable[[Pen], None]
Seen = Literal["front", "profile", "back"]
_NARROW = 0.7
"""How broad shoulders are from the side, by how broad they are in three-quarter view."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and how a figure is drawn: feet at (x, y), `grown` the height of a grown person there.

    It looks to the right (`facing` 1) or left (-1), towards us, past us or away (`seen` from the front, in
    profile or from the back); the eyes
    look where `gaze` says: to the front and down, each from -1 to 1. `expression` is one of
    `heads.expressions`, empty for that of the mood. `owner` is whose figure it is, by their key.

    Hands are where the pose has them, or at the points of the body's measure that are given. `grip` turns what is held
    (radians), `held_at` is where it is (None: in the far hand) and `held_scale` how much larger than life it is, so
    that small things are seen; `in_palm` says that it is drawn over the hand. `ground` is where their shadow lies,
    and what is below `cut` is hidden, both in the picture.
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
    near_hand: Point | None = None
    far_hand: Point | None = None
    grip: float = 0.0
    held_at: Point | None = None
    held_scale: float = 1.0
    in_palm: bool = False
    ground: float | None = None
    cut: float | None = None

    @property
    def face(self) -> str:
        """What the face shows."""
        return self.expression or self.mood


def draw_figure(canvas: Sheet, light: Light, plan: PersonPlan, stand: Stand) -> None:
    """Draw a person or another being on a layer of its own, in relief."""
    canvas = canvas.of(role="figure", owner=stand.owner)
    s = stand.grown / 100
    wide, high = _extent(plan, stand.pose)
    foot = stand.y + 14 * s if stand.cut is None else stand.cut
    if stand.cut is None:
        _shadow(canvas, light, plan, stand)
    sheet = canvas.layer(stand.x - wide * s, stand.y - high * s, stand.x + wide * s, foot)
    pen = Pen(sheet, light, stand.x, stand.y, s, stand.facing).at(0, 0, scale=plan.tall)
    creature = plan.creature
    if creature is not None and not creature.upright:
        # A beast on its own body stands sideways, and is seen to be itself by its face.
        look = Look(expression_of(stand.face), gaze=stand.gaze, asleep=stand.pose == "lying")
        draw_creature(pen, creature, gait_of(stand.pose, pose_named(stand.pose).kind), look)
    else:
        _draw_person(pen, plan, stand)
    opacity = 1.0 if creature is None else creature.row.alpha
    canvas.stamp(sheet, Relief(stand.light_from, s, opacity))
    if stand.cut is not None:
        _ripples(canvas, light, stand, s)


def _ripples(canvas: Sheet, light: Light, stand: Stand, s: float) -> None:
    """Draw the rings of water around somebody who stands or swims in it."""
    assert stand.cut is not None
    for k, wide in enumerate((15.0, 21.0, 28.0)):
        arc = [(stand.x + wide * s * math.cos(t), stand.cut + (0.5 + wide * 0.16 * math.sin(t)) * s) for t in _ARC]
        canvas.stroke(arc, (0.3 * s, (1.5 - 0.35 * k) * s, 0.3 * s), mix(light.haze, (255, 255, 255), 0.45), alpha=0.7)


_ARC = tuple(math.pi * (0.02 + 0.96 * n / 12) for n in range(13))


def _extent(plan: PersonPlan, pose: str) -> tuple[float, float]:
    """Return half the width and the height that a figure may take, in hundredths of a grown person."""
    creature = plan.creature
    if creature is not None and creature.row.body is not None:
        wide, high = creature.row.body.extent
        if not creature.upright:
            return wide * plan.tall, high * plan.tall
        return max(wide, 105.0), max(high, 165.0) * plan.tall
    size = max(1.0, plan.tall)
    if pose_named(pose).wide or (creature is not None and creature.row.wings):
        return 105 * size, 165 * size
    return 66 * size, 138 * size


def body_of(plan: PersonPlan, stand: Stand) -> Joints:
    """Return the body that a figure is drawn on, its hands where they should be."""
    arms = "hold" if stand.held is not None and stand.arms != "clasp" else stand.arms
    body = replace(body_joints(plan, stand.pose, arms), waisted=plan.waist, hipped=plan.hips)
    tall = 100 - body.crown * 0.96
    if stand.seen == "profile":
        body = _turned_aside(body, tall)
    if stand.near_hand is not None:
        body = replace(body, near_arm=arm(body.near_arm.root, stand.near_hand, tall, near=True))
    if stand.far_hand is not None:
        body = replace(body, far_arm=arm(body.far_arm.root, stand.far_hand, tall, near=False))
    return body


def _turned_aside(body: Joints, tall: float) -> Joints:
    """Return a body as it is seen in profile: the shoulders nearly behind each other."""

    def root(limb: Limb) -> Point:
        return (body.neck[0] + (limb.root[0] - body.neck[0]) * _NARROW, limb.root[1])

    near, far = body.near_arm, body.far_arm
    return replace(
        body,
        half=body.half * _NARROW,
        near_arm=arm(root(near), near.end, tall, near=True),
        far_arm=arm(root(far), far.end, tall, near=False),
    )


def _draw_person(pen: Pen, plan: PersonPlan, stand: Stand) -> None:
    body = body_of(plan, stand)
    frame = frame_of(stand.pose, body)
    pen = replace(pen.at(frame.x, frame.y), turn=frame.turn)
    head = pen.at(*body.head, scale=body.crown / 2)
    # A head of a hundredth less than the body's measure keeps strokes in proportion; only its turn differs.
    head = replace(head, turn=head.turn + body.nod)
    if stand.seen == "back":
        _from_behind(pen, head, plan, body, stand)
    else:
        _from_front(pen, head, plan, body, stand)


def _from_front(pen: Pen, head: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    draw_grown(pen.of(part="grown"), plan, body)
    draw_behind(pen.of(part="cloak"), plan, body)
    if not _covered(plan):
        (draw_hair_behind_in_profile if stand.seen == "profile" else draw_hair_behind)(head.of(part="hair"), plan)
    hand = body.far_arm.end[0]
    in_front = stand.held is not None or hand > 13 or abs(hand - body.near_arm.end[0]) < 8
    in_front = in_front or body.far_arm.end[1] < body.waist[1]
    on_back = pose_named(stand.pose).behind
    if on_back:
        _held(pen, plan, body, stand)
        stand = replace(stand, held=None)
    if not in_front:
        _arm(pen, plan, body, stand, far=True)
    _trunk(pen, plan, body, stand)
    draw_extras(pen.of(part="extras"), plan, body)
    before_face = in_front and _at_face(body)
    if in_front and not before_face:
        _hand_with_thing(pen, plan, body, stand)
    raised = _crosses_head(body)
    if raised:
        _arm(pen, plan, body, stand, far=False)
    draw_head_of(head, plan, stand)
    if before_face:
        _hand_with_thing(pen, plan, body, stand)
    if not raised:
        _arm(pen, plan, body, stand, far=False)
    _staffs(pen.of(part="held"), plan, body)
    draw_cloak_front(pen.of(part="cloak"), plan, body)
    draw_shawls(pen.of(part="extras"), plan, body)
    _sling(pen, plan, body)


def _at_face(body: Joints) -> bool:
    """Say whether the far hand is before the face or next to it."""
    dx, dy = body.far_arm.end[0] - body.head[0], body.far_arm.end[1] - body.head[1]
    return math.hypot(dx, dy) < _FACE * body.crown


def _hand_with_thing(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    """Draw the far arm with what it holds: what is small lies in the hand, all else behind its fingers."""
    if stand.in_palm:
        _arm(pen, plan, body, stand, far=True)
        _held(pen, plan, body, stand)
    else:
        _held(pen, plan, body, stand)
        _arm(pen, plan, body, stand, far=True)


def _crosses_head(body: Joints) -> bool:
    """Say whether the near arm would lie over the face: then it is raised behind the head."""
    arm, reach = body.near_arm, 0.5 * body.crown
    points = [
        between(a, b, t) for a, b in ((arm.root, arm.joint), (arm.joint, arm.end)) for t in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    return any(math.dist(point, body.head) < reach for point in points[1:])


def _from_behind(pen: Pen, head: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    _held(pen, plan, body, stand)
    _arm(pen, plan, body, stand, far=True)
    _arm(pen, plan, body, stand, far=False)
    _staffs(pen.of(part="held"), plan, body)
    _trunk(pen, plan, body, stand)
    if not _is_bare_bone(plan):
        draw_back_of_trunk(pen, plan, body)
    draw_head_of(head, plan, stand)
    draw_behind(pen.of(part="cloak"), plan, body)
    draw_grown(pen.of(part="grown"), plan, body)


def _arm(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand, *, far: bool) -> None:
    limb = body.far_arm if far else body.near_arm
    if _is_bare_bone(plan):
        draw_bone_limb(pen.of(part="hand"), darker(plan.skin, 0.16 if far else 0.0), limb)
    else:
        draw_arm(pen, plan, limb, far=far, grip="grip" if far and stand.held is not None else _grip(stand, far=far))


_GRIPS: dict[str, tuple[str, str]] = {
    "point": ("relaxed", "point"),
    "fighting": ("fist", "fist"),
    "punch": ("fist", "fist"),
    "guard": ("fist", "fist"),
    "threaten": ("fist", "fist"),
    "strike": ("fist", "grip"),
    "parry": ("fist", "grip"),
    "lunge": ("fist", "grip"),
    "grab": ("grip", "grip"),
    "pull": ("grip", "grip"),
    "pray": ("flat", "flat"),
    "plead": ("flat", "flat"),
    "recoil": ("open", "open"),
    "greet": ("relaxed", "open"),
    "receive": ("open", "open"),
    "reach": ("relaxed", "open"),
    "shout": ("flat", "flat"),
}
"""How the near and the far hand are held in a pose that says more than that they hang."""


def _grip(stand: Stand, *, far: bool) -> str:
    if stand.pose in _GRIPS:
        return _GRIPS[stand.pose][far]
    if stand.arms == "open" or (far and stand.arms == "gesture"):
        return "open"
    return "fist" if stand.arms == "hip" and not far else "relaxed"


def _is_bare_bone(plan: PersonPlan) -> bool:
    return plan.outfit.top is not None and plan.outfit.top.cut == "bones"


def _trunk(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    if _is_bare_bone(plan):
        draw_bones(pen.of(part="legs"), plan.skin, body)
        return
    if plan.creature is not None and isinstance(plan.creature.row.body, Torso):
        draw_below(pen, plan, body, pose_named(stand.pose).kind)
    else:
        draw_legs(pen, plan, body)
    draw_trunk(pen, plan, body)


def _held(pen: Pen, plan: PersonPlan, body: Joints, stand: Stand) -> None:
    if stand.held is not None:
        at = body.far_arm.end if stand.held_at is None else stand.held_at
        if stand.in_palm:
            at = (at[0] + _PALM[0], at[1] + _PALM[1])
        hand = pen.at(*at, scale=stand.held_scale / plan.tall).of(role="thing", part="held")
        stand.held(replace(hand, turn=hand.turn + stand.grip))


def draw_head_of(head: Pen, plan: PersonPlan, stand: Stand) -> None:
    """Draw somebody's head as the stand holds it. The pen is in the head's measure."""
    asleep, back, own = stand.pose == "lying", stand.seen == "back", head.of(part="face")
    if plan.creature is not None and plan.creature.row.head is not None:
        look = Look(expression_of(stand.face), gaze=stand.gaze, asleep=asleep, back=back)
        draw_beast_head(own, plan, plan.creature, look)
    elif back:
        draw_head_from_behind(own, plan)
    else:
        draw = draw_head_in_profile if stand.seen == "profile" else draw_head
        draw(own, plan, expression_of(stand.face), gaze=stand.gaze, asleep=asleep)
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
    pose = pose_named(stand.pose)
    wide = 62.0 if pose.kind == "lying" else 36.0 if pose.wide else 24.0
    if plan.creature is not None and not plan.creature.upright:
        wide = min(60.0, _extent(plan, stand.pose)[0] * 0.6)
    ground = stand.y if stand.ground is None else stand.ground
    canvas.mist(stand.x, ground + 1.5 * s, wide * s * 1.2, 6.5 * s, darker(light.shade, 0.3), 0.75)
