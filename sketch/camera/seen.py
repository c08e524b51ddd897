"""How a camera sees staged people: which way they face, where their head and body are in the picture.

Nothing is drawn for it, so that hundreds of cameras can be compared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Quadruped, ThingBody
from sketch.creatures.drawing import draw_creature, gait_of
from sketch.creatures.heads.drawing import Look
from sketch.figures.beasts import saddle_height
from sketch.figures.heads.expressions import expression_of
from sketch.figures.poses import Frame, body_joints, frame_of, pose_named
from sketch.figures.sleeper import Bed
from sketch.paint.geometry import Point, between, bounds
from sketch.paint.light import light_for
from sketch.paint.pen import Pen
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.staging.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.figures.plan import PersonPlan
    from sketch.world.camera import Camera
    from sketch.world.vectors import Vector

AWAY = 0.62
"""Whoever's heading goes so far away from the eye (1: straight) is seen from behind."""
_SEATED, _LYING = 0.82, 0.66
"""How large somebody is who sits or lies, by their height."""
TOWARDS = -0.24
"""Whoever looks past the eye is seen in profile, if not so far towards it."""
HEAD = 0.62
"""Radius of a head with its hair, by the height from crown to chin."""
_THING = 0.46
"""Radius of what must be seen around the face of a thing, to be told from others, by how large it is."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A figure in its own measure (a grown person is 100 high, feet at 0, up negative, looking to the right)."""

    head: Point
    radius: float
    trunk: tuple[float, float, float, float]
    """What surely hides whoever is behind: left, top, right, bottom."""
    reach: tuple[float, float, float, float]
    """All of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in the picture: feet at (x, y), one unit of the figure's measure being `scale`, `depth` from the eye.

    `facing` is 1 where they look to the right. Boxes are left, top, right, bottom.
    """

    actor: Actor
    x: float
    y: float
    ground: float
    scale: float
    depth: float
    facing: int
    back: bool
    head: Point
    radius: float
    trunk: tuple[float, float, float, float]
    reach: tuple[float, float, float, float]
    profile: bool = False
    """Whether they look past us."""
    aim: Point | None = None
    """Where what they deal with is in the picture."""


def is_beast(plan: PersonPlan) -> bool:
    """Say whether a being goes on a body of its own, which has no person's pose."""
    return plan.creature is not None and not plan.creature.upright


def _beast(plan: PersonPlan, pose: str) -> Outlined:
    """Return what a being on a body of its own takes up: found by drawing it, for its rows do not say."""
    assert plan.creature is not None
    recorder = Recorder((100, 100), 0.1)
    pen = Pen(recorder, light_for("day", "clear", "calm"), 0.0, 0.0, 1.0).at(0.0, 0.0, scale=plan.tall)
    draw_creature(pen, plan.creature, gait_of(pose, pose_named(pose).kind), Look(expression_of("calm")))
    shapes = [item for item in recorder.drawn().flat() if isinstance(item, Shape)]
    left, top, right, bottom = _bounds(shapes)
    face = _bounds([shape for shape in shapes if shape.tags.role == "face"])
    body = plan.creature.row.body
    radius = (
        body.head[0] * plan.tall if isinstance(body, Quadruped) else 0.5 * max(face[2] - face[0], face[3] - face[1])
    )
    head = ((face[0] + face[2]) / 2, (face[1] + face[3]) / 2)
    if face == (0.0, 0.0, 0.0, 0.0):
        head, radius = (0.6 * right, 0.7 * top), -0.16 * top
    if isinstance(body, ThingBody):
        radius = _THING * max(body.high, body.wide) * plan.tall
        head = between(head, ((left + right) / 2, (top + bottom) / 2), 0.5)
    back = -1.06 * body.high * plan.tall if isinstance(body, Quadruped) else 0.9 * top
    trunk = (0.85 * left, back, 0.85 * right, 0.0)
    return Outlined(head, max(3.0, radius), trunk, (left, top, right, max(0.0, bottom)))


def _bounds(shapes: Sequence[Shape]) -> tuple[float, float, float, float]:
    return bounds(outline for shape in shapes for outline in shape.outlines) if shapes else (0.0, 0.0, 0.0, 0.0)


@lru_cache(maxsize=1024)
def outlined(plan: PersonPlan, pose: str, arms: str) -> Outlined:
    """Return what is known of a figure without drawing it."""
    if is_beast(plan):
        return _beast(plan, pose)
    body = body_joints(plan, pose, arms)
    frame = frame_of(pose, body)
    limbs = (body.near_arm, body.far_arm, body.near_leg, body.far_leg)
    points = [frame.out(point) for limb in limbs for point in (limb.joint, limb.end)]
    head = frame.out(body.head)
    radius = body.crown * HEAD
    half = body.half * 1.25 * (0.4 + 0.6 * plan.girth)
    core = [
        frame.out(point)
        for point in (
            (body.neck[0] - half, body.neck[1]),
            (body.neck[0] + half, body.neck[1]),
            (body.hip[0] - half, body.hip[1]),
            (body.hip[0] + half, body.hip[1]),
        )
    ]
    xs, ys = [x for x, _ in core], [y for _, y in core]
    k = plan.tall
    px = [*xs, *(x for x, _ in points), head[0] - radius, head[0] + radius]
    py = [*ys, *(y for _, y in points), head[1] - radius, head[1] + radius]
    low = max(ys) if pose_named(pose).turn else max(*ys, min(0.0, max(y for _, y in points)) * 0.4)
    return Outlined(
        (head[0] * k, head[1] * k),
        radius * k,
        (min(xs) * k, min(ys) * k, max(xs) * k, low * k),
        (min(px) * k, min(py) * k, max(px) * k, max(0.0, *py) * k),
    )


def foot_of(actor: Actor) -> Vector:
    """Return where the feet of somebody's measure are in the world: on the floor, a seat, under water."""
    high = actor.seat + actor.lift + (saddle_height(actor.plan.tall) if actor.on == "horse" else 0.0)
    return (actor.at[0], high - actor.sunk * 100 * actor.plan.tall, actor.at[1])


def tall_of(actor: Actor) -> float:
    """Return how large somebody is, in world units: a beast by its body, and by half of what it is long.

    Whoever sits or lies takes less than who stands, and of one who swims most is under water.
    """
    if not is_beast(actor.plan):
        pose = pose_named(actor.pose)
        low = _LYING if pose.kind == "lying" and not actor.abed else _SEATED if pose.kind == "sitting" else 1.0
        return 100.0 * actor.plan.tall * low * (1.0 - 0.7 * actor.sunk)
    left, top, right, _ = outlined(actor.plan, actor.pose, actor.arms).reach
    return max(-top, 0.55 * (right - left), 1.0)


def see(camera: Camera, actor: Actor, others: Sequence[Actor]) -> Seen:
    """Return how a camera sees somebody among others."""
    foot = foot_of(actor)
    depth = camera.seen((foot[0], 0.0, foot[2]))[2]
    x, y = camera.point(foot)
    scale = camera.scale(foot)
    ahead = actor.ahead
    right = ahead[0] * camera.right[0] + ahead[1] * camera.right[2]
    away = ahead[0] * camera.forward[0] + ahead[1] * camera.forward[2]
    facing = 1 if right >= 0 else -1
    if actor.aim is not None:
        facing = 1 if camera.point(actor.aim)[0] >= x else -1
    elif actor.look is not None and actor.look < len(others):
        aside = camera.point(foot_of(others[actor.look]))[0] - x
        if abs(aside) > 7 * scale:
            facing = 1 if aside > 0 else -1
    if actor.abed:
        return _abed(camera, actor, depth)
    own, lies = outlined(actor.plan, actor.pose, actor.arms), bool(pose_named(actor.pose).turn)
    return Seen(
        actor,
        x,
        y,
        camera.point((actor.at[0], _ground_of(actor), actor.at[1]))[1],
        scale,
        depth,
        facing,
        away > AWAY and not lies and not is_beast(actor.plan),
        (x + facing * own.head[0] * scale, y + own.head[1] * scale),
        own.radius * scale,
        _box(own.trunk, x, y, scale, facing),
        _box(_with_mount(own.reach) if actor.on == "horse" else own.reach, x, y, scale, facing),
        TOWARDS < away <= AWAY and not is_beast(actor.plan) and not lies,
        None if actor.aim is None or not camera.sees(actor.aim) else camera.point(actor.aim),
    )


def bed_of(actor: Actor) -> Bed:
    """Return the bed of one who lies in it."""
    return Bed((actor.at[0], actor.seat, actor.at[1]), actor.ahead, actor.size)


def _abed(camera: Camera, actor: Actor, depth: float) -> Seen:
    """Return how a camera sees somebody in bed: the head on the pillow and the blanket."""
    bed = bed_of(actor)
    head, scale = camera.point(bed.head), camera.scale(bed.head)
    radius = 100.0 / actor.plan.heads * actor.size * HEAD * scale
    blanket = bounds([[camera.point(point) for point in bed.mound()]])
    left, top, right, bottom = blanket
    reach = (
        min(left, head[0] - radius),
        min(top, head[1] - radius),
        max(right, head[0] + radius),
        max(bottom, head[1] + radius),
    )
    x, y = camera.point(bed.at)
    facing = 1 if bed.up(camera)[0] < 0 else -1
    return Seen(actor, x, y, y, scale, depth, facing, False, head, radius, blanket, reach)


def _ground_of(actor: Actor) -> float:
    """Return how high what lies under somebody is: the water for one who is in it."""
    if actor.sunk:
        return actor.seat
    return 0.0 if actor.on else max(0.0, actor.seat)


def _with_mount(reach: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return what somebody takes up together with what carries them."""
    return (min(reach[0], -62.0), reach[1], max(reach[2], 86.0), max(reach[3], 44.0))


def _box(
    box: tuple[float, float, float, float], x: float, y: float, scale: float, facing: int
) -> tuple[float, float, float, float]:
    left, right = (box[0], box[2]) if facing > 0 else (-box[2], -box[0])
    return (x + left * scale, y + box[1] * scale, x + right * scale, y + box[3] * scale)


_RING = [(0.0, 0.0), *((0.7 * math.cos(math.tau * n / 8), 0.7 * math.sin(math.tau * n / 8)) for n in range(8))]
"""Where a head is looked at, by its radius."""


def ring_of(seen: Seen) -> list[Point]:
    """Return points of somebody's head in the picture: its middle, and some around it."""
    return [(seen.head[0] + dx * seen.radius, seen.head[1] + dy * seen.radius) for dx, dy in _RING]


def hand_of(seen: Seen) -> Point:
    """Return where the hand that does something is in the picture; of a beast its head."""
    actor = seen.actor
    if is_beast(actor.plan):
        return seen.head
    x, y = frame_in(seen).out(body_joints(actor.plan, actor.pose, actor.arms).far_arm.end)
    k = seen.scale * actor.plan.tall
    return (seen.x + seen.facing * x * k, seen.y + y * k)


def trunk_of(seen: Seen) -> list[Point]:
    """Return points of somebody's body in the picture, from the shoulders to the knees."""
    left, top, right, bottom = seen.trunk
    low = bottom + 0.6 * max(0.0, seen.y - bottom)
    return [(left + (right - left) * x, top + (low - top) * y) for x in (0.2, 0.5, 0.8) for y in (0.1, 0.35, 0.6, 0.9)]


def shown_of(seen: Seen, others: Sequence[Seen], width: float) -> float:
    """Return how much of a head can be seen, 0 to 1: what lies in the frame and behind nobody."""
    nearer = [other for other in others if other.depth < seen.depth - 0.5 and other is not seen]
    return sum(1 for point in ring_of(seen) if is_free(point, nearer, width)) / len(_RING)


def is_free(point: Point, nearer: Sequence[Seen], width: float) -> bool:
    """Say whether a point of the picture is in its frame, and before it nobody's body or head."""
    x, y = point
    if not (0 < x < width and 0 < y < 1000):
        return False
    for other in nearer:
        left, top, right, bottom = other.trunk
        if left < x < right and top < y < bottom:
            return False
        if math.hypot(x - other.head[0], y - other.head[1]) < other.radius:
            return False
    return True


def frame_in(seen: Seen) -> Frame:
    """Return the frame of somebody's body in their figure."""
    actor = seen.actor
    return frame_of(actor.pose, body_joints(actor.plan, actor.pose, actor.arms))
