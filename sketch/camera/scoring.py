"""How well a camera shows a staged moment: heads, cut joints, thirds, lead room, depth, furniture in the way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.camera.seen import Seen, see, shown_of
from sketch.figures.poses import pose_named
from sketch.world.camera import NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.plans.plan import Plan
    from sketch.staging.actors import Staged
    from sketch.world.camera import Camera

VISIBLE = 0.25
"""Of a head: whoever shows less is left out of the picture."""
_CUTS = ((0.0, 0.09), (0.21, 0.33))
"""Where the lower edge must not cut a body, by its height: ankles and knees."""
_TANGENT = (0.05, 0.55)
_NEAREST = 30.0


@dataclass(frozen=True, slots=True)
class Score:
    """`worth` compares cameras; `left_out` are the numbers of the people of whom too little is seen."""

    worth: float
    left_out: tuple[int, ...]


def score(camera: Camera, staged: Staged, plan: Plan, width: float) -> Score:
    """Score a camera without drawing."""
    people = [see(camera, actor, staged.actors) for actor in staged.everybody]
    named = people[: len(staged.actors)]
    shown = [shown_of(seen, people, width) if seen.depth > NEAR * 1.5 else 0.0 for seen in named]
    back = 0.9 if staged.behind else 0.35
    worth = sum(_head(seen, part, back) for seen, part in zip(named, shown, strict=True))
    worth += _composition(named, width) - _too_near(people, named) - _in_the_way(camera, named[0], plan)
    worth += _side_on(camera, staged)
    left_out = tuple(number for number, part in enumerate(shown) if part < VISIBLE)
    return Score(worth - 2.0 * len(left_out), left_out)


def _head(seen: Seen, shown: float, back: float) -> float:
    """Return what somebody's head is worth as it is seen; from behind, `back` of what a face is."""
    worth = 2.0 * shown * (back if seen.back else 1.0)
    if _TANGENT[0] < 1 - shown < _TANGENT[1]:
        worth -= 0.5
    return worth * seen.actor.weight


def _composition(people: Sequence[Seen], width: float) -> float:
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
    if len(people) > 1:
        heads = [seen.head[1] for seen in people]
        worth += 0.4 * min(1.0, (max(heads) - min(heads)) / 240)
        depths = [max(_NEAREST, seen.depth) for seen in people]
        worth += 0.5 * min(1.0, math.log(max(depths) / min(depths)))
    ahead = (width - focus.head[0]) / width if focus.facing > 0 else focus.head[0] / width
    worth += 0.5 if 0.45 < ahead < 0.8 else -0.3
    return worth


def _side_on(camera: Camera, staged: Staged) -> float:
    """Return what it is worth that those who deal with each other, and who lies or rides, are seen from the side."""
    long = [a for a in staged.actors if a.on in ("horse", "bed", "cart", "boat") or pose_named(a.pose).kind == "lying"]
    worth = sum(2.0 * abs(a.ahead[0] * camera.right[0] + a.ahead[1] * camera.right[2]) / len(long) for a in long)
    if len(staged.pair) < 2:
        return worth
    (ax, az), (bx, bz) = (staged.actors[number].at for number in staged.pair)
    far = math.hypot(bx - ax, bz - az) or 1.0
    return worth + 1.2 * abs((bx - ax) * camera.right[0] + (bz - az) * camera.right[2]) / far


def _too_near(people: Sequence[Seen], named: Sequence[Seen]) -> float:
    """Return what it costs that somebody fills the frame before the one whom it is about."""
    focus = named[0]
    cost = 0.0
    for seen in people[1:]:
        if seen.depth < focus.depth * 0.4 and not seen.back:
            cost += 0.6
        if 0 < seen.depth < _NEAREST:
            cost += 0.5
    return cost


def _in_the_way(camera: Camera, focus: Seen, plan: Plan) -> float:
    """Return what it costs that furniture stands between the eye and the focus."""
    ex, ez = camera.eye[0], camera.eye[2]
    fx, fz = focus.actor.at
    length = math.hypot(fx - ex, fz - ez) or 1.0
    cost = 0.0
    for piece in plan.pieces:
        along = ((piece.at[0] - ex) * (fx - ex) + (piece.at[2] - ez) * (fz - ez)) / length
        aside = abs((piece.at[0] - ex) * (fz - ez) - (piece.at[2] - ez) * (fx - ex)) / length
        if 0 < along < length - 8 and aside < piece.radius:
            cost += 0.7 * (1.0 - 0.5 * along / length)
    return cost
