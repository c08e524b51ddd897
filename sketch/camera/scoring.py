"""How well a camera shows a staged moment: heads, cut joints, thirds, lead room, depth, furniture in the way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sketch.camera.seen import Seen, foot_of, hand_of, is_free, see, shown_of
from sketch.camera.telling import things_shown, told
from sketch.figures.poses import pose_named
from sketch.world.camera import NEAR
from sketch.world.vectors import Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.geometry import Point
    from sketch.plans.plan import Landmark, Plan
    from sketch.staging.actors import Actor, Staged
    from sketch.world.camera import Camera

VISIBLE = 0.25
"""Of a head: whoever shows less is left out of the picture."""
_CUTS = ((0.0, 0.09), (0.21, 0.33))
"""Where the lower edge must not cut a body, by its height: ankles and knees."""
_TANGENT = (0.05, 0.55)
_WELL, _HIDDEN = 0.7, 1.5
"""How much of a head is well seen, and what it costs that one is not."""
_NEAREST = 30.0
_NARROW, _CLOSE = 16.0, 0.55
_BUILT = 60.0
"""Radius from which on what stands outdoors takes up room of the eye's."""
_LOOMS = 1.8
"""By how much somebody may be nearer than the one whom it is about."""
_HELD = 26.0
"""Whoever is nearer to each other than this, in world units, may lie over each other in the picture."""
_WIDE, _SCREEN = 400.0, 2.2
"""Of somebody who takes too much of the picture from those whom it is about, in drawing units, and what that costs at
most."""

_BEFORE = 0.85
"""Whoever stands so much nearer than who does the deed stands before it."""
_DEED, _HAND, _LARGE = 4.0, 2.0, 560.0
"""What it is worth that a deed is seen from the side, that its hands are seen, and how high one is who is large, in
drawing units."""
_TOUCHING, _ASIDE = 8.0, 0.9
"""What it is worth that two who touch are seen from the side (1: straight): one sees both faces."""
_LONG_BODY, _IN_BED = 2.0, 6.0
"""What it is worth that who rides is seen from the side, and who lies in a bed: from the head, nobody is known."""
_WIDE_LENS, _LONG_LENS, _LONGEST, _LONG = 620.0, 1500.0, 2200.0, 0.8
"""From which lens to which a view gains, from which on it loses, and how much: near and wide, bodies lean and floors
slide; from too far off nothing of the place is left."""
_LARGE_HEAD, _NEAR = 85.0, 1.0
"""Radius of a head that is large, in drawing units, and what it is worth."""
_LEVEL, _STEEP = 0.1, 4.0
"""By how much the eye may be above a head, by how far off that is, and what it costs to look down more steeply."""
_THINGS = 3.0
"""What it is worth that things are seen that the facts name."""
_PLACE = 4.4
"""What it is worth that one knows the place."""

Obstacle = tuple[Vector, float, float]
"""Something that hides what is behind it: where it stands, its radius and about its height."""


def obstacles_of(staged: Staged, plan: Plan) -> list[Obstacle]:
    """Return the furniture of a plan and the things of a moment; what people sit and ride on hides nobody.

    What grows is left out of a picture where it would hide somebody, so it is no obstacle; but nobody looks
    out of a house or a rock.
    """
    riders = {actor.at for actor in staged.actors}
    things = [thing for thing in staged.things if thing.kind not in _CARRYING and thing.by is None]
    horses = [thing for thing in staged.things if thing.kind == "horse" and thing.at not in riders]
    return [
        *(
            (piece.at, piece.radius, _height(piece.radius))
            for piece in plan.pieces
            if not piece.tall or piece.radius > _BUILT
        ),
        *(((thing.at[0], 0.0, thing.at[1]), *_THING) for thing in things),
        *(((horse.at[0], 0.0, horse.at[1]), *_HORSE) for horse in horses),
    ]


_CARRYING = frozenset({"chair", "log", "bed", "horse", "boat", "cart", "table", "desk", "rock", "stump", "stool"})
_THING = (18.0, 45.0)


_HORSE = (46.0, 120.0)


def _height(radius: float) -> float:
    """Return about how high something is: what is narrow is a lamp or a post."""
    return max(2.4 * radius, 90.0 if radius < _NARROW else 0.0)


@dataclass(frozen=True, slots=True)
class Score:
    """`worth` compares cameras; `left_out` are the numbers of the people of whom too little is seen; `told` is how well
    one knows the place, `things` how many of the things that the facts name are seen (0 to 1)."""

    worth: float
    left_out: tuple[int, ...]
    told: float
    things: float = 1.0


def score(
    camera: Camera, staged: Staged, obstacles: Sequence[Obstacle], width: float, landmarks: Sequence[Landmark] = ()
) -> Score:
    """Score a camera without drawing."""
    people = [see(camera, actor, staged.actors) for actor in staged.everybody]
    named = people[: len(staged.actors)]
    shown = [shown_of(seen, people, width) if seen.depth > NEAR * 1.5 else 0.0 for seen in named]
    shown = [0.0 if _behind_a_horse(camera, seen, obstacles) else part for seen, part in zip(named, shown, strict=True)]
    back = 0.9 if staged.behind else 0.35
    worth = sum(_head(seen, part, back) for seen, part in zip(named, shown, strict=True))
    worth += (
        _composition(named, staged, width) - _too_near(people, named) - _in_the_way(camera, named, obstacles, width)
    )
    worth += _side_on(camera, staged) + _lens(camera, named[0])
    worth += sum(_deed(camera, seen, people, obstacles, width) for seen in named if seen.actor.acts)
    left_out = tuple(number for number, part in enumerate(shown) if part < VISIBLE)
    place = told(camera, landmarks, people, width)
    shares = things_shown(camera, staged.things, people, width)
    worth += _PLACE * math.sqrt(place) + _THINGS * shares - 2.0 * len(left_out)
    return Score(worth, left_out, place, shares)


def _behind_a_horse(camera: Camera, seen: Seen, obstacles: Sequence[Obstacle]) -> bool:
    for at, radius, tall in obstacles:
        away = camera.seen(at)[2]
        if (radius, tall) == _HORSE and NEAR < away < seen.depth:
            (x, y), k = camera.point(at), camera.lens / away
            if abs(seen.head[0] - x) < radius * k and y - 0.9 * tall * k < seen.head[1]:
                return True
    return False


def _head(seen: Seen, shown: float, back: float) -> float:
    """Return what somebody's head is worth as it is seen; from behind, `back` of what a face is."""
    worth = 2.0 * shown * (back if seen.back else 1.0)
    if _TANGENT[0] < 1 - shown < _TANGENT[1]:
        worth -= 0.5
    if shown < _WELL:
        worth -= _HIDDEN
    return worth * seen.actor.weight


def _composition(people: Sequence[Seen], staged: Staged, width: float) -> float:
    """Return how well the frame is filled: cuts, heads that make no row, depth, room before the focus."""
    focus = people[0]
    worth = 0.0
    for seen in people:
        top, bottom = seen.reach[1], max(seen.reach[3], seen.ground)
        cut = (bottom - 1000) / max(bottom - top, 1.0)
        if any(low < cut < high for low, high in _CUTS):
            worth -= 0.4 * min(1.0, seen.actor.weight)
        if (
            seen.reach[0] < 0 < seen.head[0] < seen.radius * 2
            or seen.reach[2] > width > seen.head[0] > width - seen.radius
        ):
            worth -= 0.3
        if min(seen.head[0], width - seen.head[0], seen.head[1]) < 1.2 * seen.radius and seen.actor.named:
            worth -= 0.8
    worth -= _clumped(people)
    if len(people) > 1:
        heads = [seen.head[1] for seen in people]
        worth += 0.4 * min(1.0, (max(heads) - min(heads)) / 240)
        depths = [max(_NEAREST, seen.depth) for seen in people]
        worth += 0.5 * min(1.0, math.log(max(depths) / min(depths)))
    ahead = (width - focus.head[0]) / width if focus.facing > 0 else focus.head[0] / width
    worth += 0.5 if 0.45 < ahead < 0.8 else -0.3
    if staged.behind and focus.back:
        worth += 0.9
    return worth


def _lens(camera: Camera, focus: Seen) -> float:
    """Return what it is worth that the focus is seen level, large and by a long lens: floors do not slide."""
    level = (camera.eye[1] - _height_of(focus)) / max(focus.depth, NEAR)
    long = math.log(max(camera.lens, _WIDE_LENS) / _WIDE_LENS) / math.log(_LONG_LENS / _WIDE_LENS)
    large = min(1.0, focus.radius / _LARGE_HEAD)
    long = min(1.0, long) - max(0.0, camera.lens / _LONGEST - 1.0)
    return _LONG * long + _NEAR * large - _STEEP * max(0.0, level - _LEVEL)


def _height_of(focus: Seen) -> float:
    """Return how high above the ground a head is, in world units."""
    return foot_of(focus.actor)[1] + (focus.y - focus.head[1]) / focus.scale


def _clumped(people: Sequence[Seen]) -> float:
    """Return what it costs that bodies lie over one another without need: those who hold each other may."""
    cost = 0.0
    for one, other in combinations(people, 2):
        wide = min(one.trunk[2], other.trunk[2]) - max(one.trunk[0], other.trunk[0])
        if wide > 0 and math.dist(one.actor.at, other.actor.at) > _HELD:
            narrow = min(one.trunk[2] - one.trunk[0], other.trunk[2] - other.trunk[0])
            hidden = one if one.depth > other.depth else other
            cost += 0.9 * min(1.3, hidden.actor.weight) * wide / max(narrow, 1.0)
    return cost


def _side_on(camera: Camera, staged: Staged) -> float:
    """Return what it is worth that those who deal with each other, and who lies or rides, are seen from the side."""
    long = [a for a in staged.actors if a.on in ("horse", "bed", "cart", "boat") or pose_named(a.pose).kind == "lying"]
    worth = sum(_along(a) * abs(a.ahead[0] * camera.right[0] + a.ahead[1] * camera.right[2]) / len(long) for a in long)
    if len(staged.pair) < 2:
        return worth
    (ax, az), (bx, bz) = (staged.actors[number].at for number in staged.pair)
    far = math.hypot(bx - ax, bz - az) or 1.0
    aside = abs((bx - ax) * camera.right[0] + (bz - az) * camera.right[2]) / far
    return worth + (_TOUCHING * min(aside, _ASIDE) / _ASIDE if _touch(staged) else 1.2 * aside)


def _along(actor: Actor) -> float:
    return _IN_BED if actor.on == "bed" and pose_named(actor.pose).kind == "lying" else _LONG_BODY


def _touch(staged: Staged) -> bool:
    """Say whether of those who deal with each other one has a hand on the other."""
    pair = [staged.actors[number] for number in staged.pair]
    reaches = [reach for actor in pair for reach in (actor.near, actor.far)]
    return any(reach is not None and reach.actor is not None for reach in reaches)


def _deed(camera: Camera, seen: Seen, people: Sequence[Seen], obstacles: Sequence[Obstacle], width: float) -> float:
    """Return what it is worth how a deed is seen: from the side, large, with nothing before the hands."""
    actor = seen.actor
    x, z = actor.ahead if actor.aim is None else (actor.aim[0] - actor.at[0], actor.aim[2] - actor.at[1])
    worth = _DEED * (x * camera.right[0] + z * camera.right[2]) ** 2 / (x * x + z * z or 1.0)
    nearer = [other for other in people if other.depth < seen.depth - 0.5]
    hand = hand_of(seen)
    worth += _HAND * (is_free(hand, nearer, width) - _is_behind(hand, seen.depth, camera, obstacles))
    worth += _HAND * min(1.0, seen.scale * 100 / _LARGE)
    if seen.aim is not None:
        worth += 1.0 if is_free(seen.aim, nearer, width) else -1.0
    before = [other for other in people if NEAR < other.depth < _BEFORE * seen.depth]
    worth -= _HAND * sum(1 for other in before if other.reach[2] > 0 and other.reach[0] < width)
    return worth - (_HAND if seen.back else 0.0)


def _is_behind(point: Point, depth: float, camera: Camera, obstacles: Sequence[Obstacle]) -> bool:
    """Say whether an obstacle stands before a point of the picture."""
    for at, radius, tall in obstacles:
        away = camera.seen(at)[2]
        if NEAR + radius < away < depth - 4:
            (x, y), k = camera.point(at), camera.lens / away
            if abs(point[0] - x) < radius * k and y - tall * k < point[1]:
                return True
    return False


def _too_near(people: Sequence[Seen], named: Sequence[Seen]) -> float:
    """Return what it costs that somebody fills the frame before those whom it is about."""
    focus = named[0]
    cost = 0.0
    for seen in people[1:]:
        wide = (seen.reach[2] - seen.reach[0]) / _WIDE
        if NEAR < seen.depth < focus.depth * 0.8 and seen.actor.weight < 1:
            cost += min(_SCREEN, wide * wide)
        if not seen.actor.named and NEAR < seen.depth < focus.depth:
            cost += 0.2
        if NEAR < seen.depth < focus.depth * 0.45:
            cost += 0.5 if seen.back and seen.actor.weight > 1 else 1.6
        if seen.depth > NEAR and seen.scale > _LOOMS * focus.scale and not seen.back:
            cost += 0.9
        if 0 < seen.depth < _NEAREST:
            cost += 0.8
    return cost


def _in_the_way(camera: Camera, people: Sequence[Seen], obstacles: Sequence[Obstacle], width: float) -> float:
    """Return what it costs that furniture stands before people: less where it only frames the picture."""
    focus, cost = people[0], 0.0
    for at, radius, tall in obstacles:
        away = camera.seen(at)[2]
        if away < NEAR + radius:
            cost += 1.2 if _aside(camera, at, radius) else 0.0
            continue
        k = camera.lens / away
        x, y = camera.point(at)
        left, right, top = x - radius * k, x + radius * k, y - tall * k
        if right < 0 or left > width or top > 1000:
            continue
        if away < focus.depth - 6:
            cover = (min(right, width) - max(left, 0.0)) / width
            high = 1.0 if away < _CLOSE * focus.depth else min(1.0, (1000 - max(top, 0.0)) / 700)
            cost += 3.0 * cover * high
        for seen in people:
            across = min(right, seen.trunk[2]) - max(left, seen.trunk[0])
            if away < seen.depth - 4 and across > 0:
                hidden = (seen.reach[3] - top) / max(1.0, seen.reach[3] - seen.reach[1])
                part = min(1.0, across / max(1.0, seen.trunk[2] - seen.trunk[0]))
                cost += 1.6 * part * min(1.0, max(0.0, hidden)) * seen.actor.weight
    return cost


def _aside(camera: Camera, at: Vector, radius: float) -> bool:
    """Say whether something right beside the eye may come into the picture."""
    x, _, away = camera.seen(at)
    return away > -radius and abs(x) < max(away, 10.0) * 0.8 + radius
