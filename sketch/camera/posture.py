"""How somebody holds themselves in the picture: hands arrive, eyes meet, what is held turns with the forearm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.camera.seen import Seen, frame_in, is_beast
from sketch.creatures.anatomy import ThingBody
from sketch.deeds.things import HANDLED
from sketch.figures.figure import Stand
from sketch.figures.poses import body_joints, pose_named
from sketch.staging.setting import drawn_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.poses import Joints
    from sketch.paint.geometry import Point
    from sketch.staging.actors import Reach

_BLADES = frozenset({"sword", "knife", "axe", "spear", "spade", "pick", "rake", "hammer", "oar", "stick", "broom"})
"""Things that are drawn upright above the hand and go on where the forearm points, a little raised."""
_BARRELS = frozenset({"gun", "pipe", "quill", "arrow", "musket"})
"""Things that are drawn along +x and go on where the forearm points."""
_RAISED = math.radians(28)
_DOWNWARD = frozenset({"spade", "broom"})
"""Tools whose head is drawn below the hand."""
_BITE = 7.0
"""How far before the mouth the hand is that brings something to it, in hundredths of a grown person."""
_SIDE = 0.42
"""Where a thing is touched that has no head: on the side to which it looks, by its width."""
_LIFE_SIZE = frozenset({"kerchief"})
_SHOWN, _LARGEST, _SMALL = 14.0, 2.0, 9.0
"""How large a thing is drawn at least, in hundredths of a grown person, and by how much it is enlarged at most, where
it is what the picture is about."""


def stand_of(seen: Seen, people: Sequence[Seen], light_from: int) -> Stand:
    """Return how a figure is drawn, among the `people` of the picture, the named ones first and by their numbers."""
    actor = seen.actor
    near = _target(seen, people, actor.near, near=True)
    far = _target(seen, people, actor.far, near=False)
    held = HANDLED.get(actor.held) if not is_beast(actor.plan) else None
    near, far, at, grip = _holding(seen, near, far) if held is not None else (near, far, None, 0.0)
    return Stand(
        x=seen.x,
        y=seen.y,
        grown=seen.scale * 100,
        facing=seen.facing,
        pose=actor.pose,
        arms=actor.arms,
        mood=actor.mood,
        held=held,
        light_from=light_from,
        owner=actor.key,
        near_hand=near,
        far_hand=far,
        grip=grip,
        held_at=at,
        held_scale=_enlarged(actor.held) if held is not None and actor.acts else 1.0,
        in_palm=held is not None and actor.acts and _size_of(actor.held) < _SMALL,
        gaze=_gaze(seen, people),
        seen="back" if seen.back else "profile" if seen.profile else "front",
        ground=seen.ground,
        cut=seen.ground if actor.sunk else None,
    )


def _target(seen: Seen, people: Sequence[Seen], reach: Reach | None, *, near: bool) -> Point | None:
    """Return what a hand reaches for, in the measure of the body; None: where the pose has it."""
    if reach is None or is_beast(seen.actor.plan):
        return None
    if reach.spot is None:
        return None if seen.aim is None else _into(seen, seen.aim)
    if reach.actor is None:
        return _spot(seen, reach.spot)
    if reach.actor >= len(people):
        return None
    other = people[reach.actor]
    if reach.spot == "hand" and _gives_hand(other):
        own, theirs = _hand(seen, near=near), _hand(other, near=False)
        return _into(seen, ((own[0] + theirs[0]) / 2, (own[1] + theirs[1]) / 2))
    return _into(seen, _out(other, _spot(other, reach.spot)))


def _gives_hand(other: Seen) -> bool:
    reaches = [reach for reach in (other.actor.near, other.actor.far) if reach is not None and reach.actor is not None]
    return any(reach.spot == "hand" for reach in reaches) and not is_beast(other.actor.plan)


def _hand(seen: Seen, *, near: bool) -> Point:
    body = body_joints(seen.actor.plan, seen.actor.pose, seen.actor.arms)
    return _out(seen, (body.near_arm if near else body.far_arm).end)


def _spot(seen: Seen, spot: str) -> Point:
    """Return a spot of somebody, in the measure of their body."""
    actor = seen.actor
    thing = actor.plan.creature.row.body if actor.plan.creature is not None else None
    if isinstance(thing, ThingBody):
        return (_SIDE * thing.wide, 0.6 * thing.face[1] - thing.hover)
    if is_beast(actor.plan):
        k = seen.scale * seen.facing * actor.plan.tall
        return ((seen.head[0] - seen.x) / k, (seen.head[1] - seen.y) / (seen.scale * actor.plan.tall))
    body = body_joints(actor.plan, actor.pose, actor.arms)
    return _spots(body)[spot]


def _spots(body: Joints) -> dict[str, Point]:
    shoulder, elbow = body.far_arm.root, body.far_arm.joint
    return {
        "hand": body.far_arm.end,
        "shoulder": (shoulder[0] - 3, shoulder[1] + 1),
        "waist": (body.waist[0] - body.half * 0.4, body.waist[1] + 2),
        "neck": (body.neck[0] + 2, body.neck[1] - 1),
        "cheek": (body.head[0] + body.crown * 0.3, body.head[1] + body.crown * 0.18),
        "chin": (body.head[0] + body.crown * 0.44, body.head[1] + body.crown * 0.46),
        "head": (body.head[0], body.head[1] - body.crown * 0.4),
        "elbow": elbow,
        "knee": body.far_leg.joint,
        "brow": (body.head[0] + body.crown * 0.5, body.head[1] - body.crown * 0.3),
        "throat": (body.neck[0] + 2.5, body.neck[1] + 3.0),
        "mouth": (body.head[0] + body.crown * 0.38 + _BITE, body.head[1] + body.crown * 0.34),
        "chest": (body.neck[0] + body.half * 0.4, body.neck[1] + (body.waist[1] - body.neck[1]) * 0.42),
    }


def _out(seen: Seen, point: Point) -> Point:
    """Return where a point of somebody's body lies in the picture."""
    x, y = frame_in(seen).out(point)
    k = seen.scale * seen.actor.plan.tall
    return (seen.x + seen.facing * x * k, seen.y + y * k)


def _into(seen: Seen, point: Point) -> Point:
    """Return a point of the picture in the measure of somebody's body."""
    k = seen.scale * seen.actor.plan.tall
    return frame_in(seen).into(((point[0] - seen.x) * seen.facing / k, (point[1] - seen.y) / k))


def _holding(
    seen: Seen, near: Point | None, far: Point | None
) -> tuple[Point | None, Point | None, Point | None, float]:
    """Return where the hands are that hold something, where that is between them (None: in the far hand) and its turn.

    A long tool has both hands on its shaft.
    """
    actor = seen.actor
    pose = pose_named(actor.pose)
    body = body_joints(actor.plan, actor.pose, actor.arms)
    if pose.both:
        one, other = near or body.near_arm.end, far or body.far_arm.end
        return near, far, ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2), _grip(seen, far)
    if pose.shaft and pose.angle is not None:
        turn = math.radians(pose.angle)
        x, y = far or body.far_arm.end
        near = (x - pose.shaft * math.sin(turn), y + pose.shaft * math.cos(turn))
    return near, far, None, _grip(seen, far)


def _enlarged(kind: str) -> float:
    if kind in _LIFE_SIZE:
        return 1.0
    return min(_LARGEST, max(1.0, _SHOWN / max(_size_of(kind), 1.0)))


def _size_of(kind: str) -> float:
    left, top, right, bottom = drawn_bounds(kind)
    return max(right - left, bottom - top)


def _grip(seen: Seen, hand: Point | None) -> float:
    """Return how what is held is turned, in radians: as the pose says, or on from the forearm."""
    actor = seen.actor
    kind, pose = actor.held, pose_named(actor.pose)
    if pose.angle is not None:
        turned = -180.0 if kind in _DOWNWARD else -90.0 if kind in _BARRELS else 0.0
        return math.radians(pose.angle + turned) if pose.angle or kind in _BLADES | _BARRELS else 0.0
    if kind not in _BLADES | _BARRELS:
        return 0.0
    limb = body_joints(actor.plan, actor.pose, actor.arms).far_arm
    end = hand or limb.end
    along = math.atan2(end[1] - limb.joint[1], end[0] - limb.joint[0])
    if kind in _BARRELS:
        return along if pose.wide else 0.0
    return along + math.pi / 2 - _RAISED if pose.wide else 0.0


def _gaze(seen: Seen, people: Sequence[Seen]) -> Point:
    """Return where the eyes look, to the front and down: at whom somebody looks at."""
    look = seen.actor.look
    if look is None and seen.aim is not None:
        return _towards(seen, seen.aim)
    if look is None or look >= len(people):
        return (0.3, 0.7 if pose_named(seen.actor.pose).nod > 5 else 0.0)
    return _towards(seen, people[look].head)


def _towards(seen: Seen, target: Point) -> Point:
    dx, dy = (target[0] - seen.head[0]) * seen.facing, target[1] - seen.head[1]
    far = math.hypot(dx, dy)
    return (dx / far, dy / far) if far >= 1 else (0.3, 0.0)
