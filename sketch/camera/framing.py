"""Candidates: eyes around a staged moment, each with the lens and the framing that suit its set-up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.camera.seen import Seen, foot_of, hand_of, outlined, see, tall_of
from sketch.figures.poses import pose_named
from sketch.world.camera import NEAR, Camera

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sketch.camera.scoring import Obstacle
    from sketch.camera.wish import Wish
    from sketch.paint.geometry import Point
    from sketch.plans.plan import Plan
    from sketch.staging.actors import Actor, Staged
    from sketch.world.vectors import Vector


@dataclass(frozen=True, slots=True)
class SetUp:
    """A kind of view. `size` is how large the largest of those whom it is about is (`tall_of`), in heights of the
    picture; `heights` those of the eye, by the height of their heads (1: at eye level); `whole` whether bodies are
    seen down to their feet."""

    size: tuple[float, float]
    heights: tuple[float, float]
    whole: bool
    pitch: float = 0.25
    """How far the eye is lowered or raised towards what it looks at (1: wholly). Below 1 upright lines stay upright:
    the picture is shifted instead, as with a view camera."""
    fills: float = 0.9
    """How much of the picture's width those may take who are seen."""
    all_of: int = 0
    """Up to so many people are all in the frame of a near view; of more, those whom the moment is about."""


SET_UPS: dict[str, SetUp] = {
    "long": SetUp((0.4, 0.58), (0.5, 1.25), whole=True),
    "medium": SetUp((0.7, 0.88), (0.55, 0.98), whole=True),
    "two": SetUp((1.12, 1.4), (0.72, 1.0), whole=False, all_of=3),
    "close": SetUp((1.6, 2.2), (0.84, 1.02), whole=False),
    "over": SetUp((0.9, 1.2), (0.88, 1.1), whole=False),
    "high": SetUp((0.56, 0.76), (1.3, 1.65), whole=True, pitch=0.5),
    "low": SetUp((0.76, 0.98), (0.2, 0.4), whole=True, pitch=0.4),
    "view": SetUp((1.25, 1.6), (0.9, 1.02), whole=False),
}
LENSES = (620.0, 3600.0)
_FARTHEST, _NEAREST = 760.0, 50.0
_EYES = (0.2, 1.35)
"""How high the heads are at least and at most after which the eye goes, by those of grown people who stand."""
_BEDSIDE = 74.0
"""After which height the eye goes at least where somebody lies: level with a bed one sees but its side."""
_NARROW, _ABOARD = 110.0, 112.0
"""How deep the floor of a boat or a cart is at most, and after which height the eye goes there at least: from lower
down its side is before the people."""
_STANDING = 92.0
"""How high the eyes of a grown person are, in world units."""
_AROUND = 78.0
"""How far to either side of the open side of a formation the eye may go, in degrees."""
_TRIES = 15
_DISTANCES, _FARTHER = (0.85, 1.2, 1.7, 2.3), (3.5, 5.0, 7.0, 10.0)
"""How far off the eye is, by the size that those have whom it looks at: near, and where no near eye has room."""
_WALL = 12.0
"""How far from the walls of a room people keep at least."""
_SHIFT = (600.0, 1800.0)
"""How far the picture is shifted across and down at most, in drawing units; a view that needs more shows nobody."""

_BELOW = 1.1
"""How much is seen of what is below people's feet, by their height."""
_FEET = 900.0
"""How low in the picture people's feet are at least, less a little, in drawing units."""
_HANDS = 12.0
"""How much around the hands is in the frame, where they do what the picture is about, in world units."""
_SKY = 60.0
"""How much is seen above the horizon at least, in drawing units of a lens of 1000."""


def candidates(
    staged: Staged,
    plan: Plan,
    obstacles: Sequence[Obstacle],
    wish: Wish,
    shot: str,
    width: float,
    *,
    farther: bool = False,
) -> Iterator[Camera]:
    """Yield cameras for a set-up, those that the wish likes best first.

    `farther` away they show people smaller than the set-up wants them.
    """
    set_up = SET_UPS[shot]
    low, high = set_up.heights
    target = _target(staged, shot)
    at_eyes = _STANDING * min(_EYES[1], max(_EYES[0], _heads_of(staged, shot) / _STANDING))
    if not plan.roofed and plan.floor.z1 - plan.floor.z0 < _NARROW:
        at_eyes = max(at_eyes, _ABOARD)
    tall = largest(staged)
    base = staged.turn - 90 if shot != "view" else staged.actors[0].heading
    for height in (low + (high - low) * ((wish.level + part) % 1.0) for part in (0.0, 0.5)):
        for turn in range(_TRIES):
            aside = _AROUND * wish.side + (turn + 1) // 2 * (1 if turn % 2 else -1) * 360 / _TRIES
            aside = aside if shot != "view" else 24 * wish.side + (turn - 7) * 3
            for far in _FARTHER if farther else _DISTANCES:
                eye = _eye(staged, plan, shot, target, base + aside, far * tall / set_up.size[0], height * at_eyes)
                if eye is None or not _clear(eye, obstacles):
                    continue
                level = (target[0], eye[1] + (target[1] - eye[1]) * set_up.pitch, target[2])
                first = Camera(eye, level, 1000.0, (width / 2, 500.0))
                camera = framed(
                    staged, set_up, wish, first, width, sky=not plan.roofed, below=plan.below, small=farther
                )
                if camera is not None and covered(camera, plan, width):
                    yield camera


def covered(camera: Camera, plan: Plan, width: float) -> bool:
    """Say whether a room fills the frame of a camera that looks in where its front wall would be."""
    front = plan.floor.z0 - _WALL
    if not plan.roofed or camera.eye[2] > front:
        return True
    left, right = plan.camera_area.x0 - _WALL, plan.camera_area.x1 + _WALL
    (x0, y0), (x1, y1) = camera.point((left, plan.tall, front)), camera.point((right, 0.0, front))
    return x0 < 0 and y0 < 0 and x1 > width and y1 > 1000


def _target(staged: Staged, shot: str) -> Vector:
    """Return what the eye looks at: the middle of those whom the moment is about, at the height of chest or face."""
    who = _about(staged, shot)
    if not who:
        return (0.0, 60.0, 0.0)
    x = sum(actor.at[0] for actor in who) / len(who)
    z = sum(actor.at[1] for actor in who) / len(who)
    heads = sum(_head_of(actor) for actor in who) / len(who)
    return (x, max(4.0, heads * (0.66 if SET_UPS[shot].whole else 0.86)), z)


def _about(staged: Staged, shot: str) -> list[Actor]:
    """Return those whom a set-up is about: the focus, and whom they deal with unless it is a face."""
    pair = staged.pair if shot not in ("close", "view") else (0,)
    return [staged.actors[number] for number in {0, *pair}] if staged.actors else []


def _heads_of(staged: Staged, shot: str) -> float:
    """Return how high the heads are, on average, of those whom a set-up is about, in world units."""
    who = _about(staged, shot)
    heads = [max(_head_of(actor), _BEDSIDE if pose_named(actor.pose).kind == "lying" else 0.0) for actor in who]
    return sum(heads) / len(heads) if heads else _STANDING


def _head_of(actor: Actor) -> float:
    return foot_of(actor)[1] - outlined(actor.plan, actor.pose, actor.arms).head[1]


def largest(staged: Staged) -> float:
    """Return how large the largest of those is whom a moment is about, in world units."""
    return max((tall_of(actor) for actor in _about(staged, "medium")), default=100.0)


def _eye(  # noqa: PLR0917
    staged: Staged, plan: Plan, shot: str, target: Vector, heading: float, distance: float, height: float
) -> Vector | None:
    """Return an eye in that direction from the target, or None where there can be none."""
    if shot == "over":
        return _behind(staged, plan, heading, distance, height)
    reach = min(_FARTHEST, max(_NEAREST, distance * 1.25))
    turn = math.radians(heading)
    x, z = target[0] + reach * math.cos(turn), target[2] + reach * math.sin(turn)
    area = plan.camera_area
    if not area.holds(x, z):
        inside = _inside(target, (x, z), plan)
        if inside is None:
            return None
        x, z = inside
    return (x, min(height, plan.tall - 12), z)


def _inside(target: Vector, eye: tuple[float, float], plan: Plan) -> tuple[float, float] | None:
    """Return the farthest point on the way to the eye where it may still be; None if that is too near."""
    area = plan.camera_area
    for part in (0.85, 0.7, 0.55, 0.42, 0.3):
        x, z = target[0] + (eye[0] - target[0]) * part, target[2] + (eye[1] - target[2]) * part
        if area.holds(x, z) and math.hypot(x - target[0], z - target[2]) > _NEAREST:
            return (x, z)
    return None


def _behind(staged: Staged, plan: Plan, heading: float, distance: float, height: float) -> Vector | None:
    """Return an eye behind the shoulder of the one whom the focus is turned to."""
    if len(staged.pair) < 2:
        return None
    one, other = staged.actors[staged.pair[0]], staged.actors[staged.pair[1]]
    near, focus = (one, other) if staged.behind or one is not staged.actors[0] else (other, one)
    dx, dz = near.at[0] - focus.at[0], near.at[1] - focus.at[1]
    gap = math.hypot(dx, dz) or 1.0
    side = 1 if math.sin(math.radians(heading)) > 0 else -1
    back = 0.5 * distance + 22 * abs(math.cos(math.radians(heading)))
    aside = side * (22 + 16 * abs(math.sin(math.radians(heading)))) * (1 + back / gap)
    x = near.at[0] + dx / gap * back - dz / gap * aside
    z = near.at[1] + dz / gap * back + dx / gap * aside
    if not plan.camera_area.holds(x, z):
        return None
    return (x, max(height, 0.9 * 100 * near.plan.tall), z)


def _clear(eye: Vector, obstacles: Sequence[Obstacle]) -> bool:
    return all(math.hypot(eye[0] - at[0], eye[2] - at[2]) > radius + 20 for at, radius, _ in obstacles)


def framed(
    staged: Staged,
    set_up: SetUp,
    wish: Wish,
    camera: Camera,
    width: float,
    *,
    sky: bool = False,
    below: float = 0.0,
    small: bool = False,
) -> Camera | None:
    """Give a camera its lens and the place of its target in the picture, so that those are in the frame who should.

    Under the `sky`, the horizon is in the frame of a view of whole people: bare ground is no place. So is what is
    `below` their feet, in units of the world: a bridge is known by its arches. People may be `small`, where no lens is
    long enough.
    """
    people = [see(camera, actor, staged.actors) for actor in staged.actors]
    focus = people[0]
    if focus.depth < NEAR * 1.5:
        return None
    size = set_up.size[0] + (set_up.size[1] - set_up.size[0]) * wish.place
    lens = 1000.0 * size * 1000 / (focus.scale * largest(staged))
    important = _framed_people(staged, people, set_up)
    left, top, right, bottom = _bounds(important, whole=set_up.whole)
    if sky and set_up.whole:
        top = min(top, camera.horizon - _SKY)
    if set_up.whole:
        bottom = max(bottom, focus.y + min(below, _BELOW * largest(staged)) * focus.scale)
    fit = min(width * set_up.fills / max(right - left, 1.0), 900.0 / max(bottom - top, 1.0))
    lens = min(lens, 1000.0 * fit)
    if lens < LENSES[0] * 0.55 or (lens > LENSES[1] * 1.6 and not small):
        return None
    lens = min(max(lens, LENSES[0]), LENSES[1])
    k = lens / 1000.0
    half = width / 2
    box = [half + (left - half) * k, 500 + (top - 500) * k, half + (right - half) * k, 500 + (bottom - 500) * k]
    dx = _across(focus, k, box, wish, width)
    feet = bottom if below else max((seen.reach[3] for seen in important), default=bottom)
    dy = _down(focus, k, box, 500 + (feet - 500) * k, set_up, wish)
    if abs(dx) > _SHIFT[0] or abs(dy) > _SHIFT[1]:
        return None
    return Camera(camera.eye, camera.target, lens, (half + dx, 500 + dy), wish.roll)


def _framed_people(staged: Staged, people: Sequence[Seen], set_up: SetUp) -> list[Seen]:
    """Return who must be in the frame: everybody named, or for a near view the one or two whom it shows."""
    before = [seen for seen in people if seen.depth > NEAR * 1.5]
    if set_up.whole or len(people) <= set_up.all_of:
        return before
    pair = {id(staged.actors[number]) for number in (0, *staged.pair)}
    return [seen for seen in before if id(seen.actor) in pair] or before[:1]


def _bounds(people: Sequence[Seen], *, whole: bool) -> tuple[float, float, float, float]:
    if whole:
        boxes = [seen.reach for seen in people]
        boxes += [_around(seen.aim, _HANDS * seen.scale) for seen in people if seen.actor.acts and seen.aim is not None]
    else:
        boxes = [
            (
                s.head[0] - 1.5 * s.radius,
                s.head[1] - 1.3 * s.radius,
                s.head[0] + 1.5 * s.radius,
                s.head[1] + 2.5 * s.radius,
            )
            for s in people
        ]
        boxes += [_around(point, _HANDS * s.scale) for s in people if s.actor.acts for point in _deed_points(s)]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _deed_points(seen: Seen) -> list[Point]:
    """Return where the hands are, and what they deal with."""
    return [hand_of(seen), *([seen.aim] if seen.aim is not None else [])]


def _around(point: Point, reach: float) -> tuple[float, float, float, float]:
    return (point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach)


def _across(focus: Seen, k: float, box: Sequence[float], wish: Wish, width: float) -> float:
    """Return how far to shift the picture to the right: the focus on a third, looking in, with all in the frame."""
    now = width / 2 + (focus.head[0] - width / 2) * k
    third = 1 / 3 if focus.facing > 0 else 2 / 3
    wanted = width * (third + (0.5 - third) * 0.5 * wish.place)
    shift = wanted - now
    edge = width * 0.05
    low, high = edge - box[0], width - edge - box[2]
    return min(max(shift, low), high) if low <= high else (low + high) / 2


def _down(focus: Seen, k: float, box: Sequence[float], feet: float, set_up: SetUp, wish: Wish) -> float:
    """Return how far to shift the picture down: faces in the upper third, feet just above the lower edge.

    People who are small in the frame stand low in it, before the sky and not above a meadow.
    """
    now = 500 + (focus.head[1] - 500) * k
    wanted = (300 + 90 * wish.level) if not set_up.whole else (330 - 90 * wish.level)
    shift = wanted - now
    if set_up.whole:
        shift = max(shift, _FEET - 90 * wish.place - feet)
    low, high = 36 - box[1], 968 - box[3]
    return min(max(shift, low), high) if low <= high else (low if not set_up.whole else (low + high) / 2)
