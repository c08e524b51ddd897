"""A picture's way: the facts of a scene are staged on the plan of its place, seen by a camera, and drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.camera.choose import Shot, choose
from sketch.camera.companions import brought_near, too_small
from sketch.camera.covering import BEARING, covering
from sketch.camera.posture import stand_of
from sketch.camera.scoring import VISIBLE
from sketch.camera.seen import AWAY, bed_of, see, shown_of
from sketch.figures.figure import draw_figure
from sketch.figures.sleeper import draw_sleeper
from sketch.outputs.masks import heads_shown
from sketch.plans.plan import Piece, Plan
from sketch.record.recorder import Recorder
from sketch.staging.actors import Staged, Thing
from sketch.staging.casting import SITTING
from sketch.staging.furniture import paint_thing
from sketch.staging.sea import without_stranded
from sketch.staging.stage import stage
from sketch.world.camera import NEAR
from sketch.world.vectors import heading_of
from sketch.world.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sketch.camera.seen import Seen
    from sketch.paint.light import Light
    from sketch.record.sheet import Sheet
    from sketch.scene import DepictedScene


_UNDER = frozenset({"chair", "log", "bed", "sofa", "horse", "stump", "stool"})
_TURNED = 0.3
"""Whoever sits and looks farther away from the eye than this (1: straight) has the back of the seat before them."""
_ASEAT, _ABED = 12.0, 40.0
"""How far from the middle of their seat or bed people are at most."""
_CROWN = 0.3
"""Half the width of a crown, by the height of a tree."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A scene that is staged and framed, before anything is drawn. What covers a face is `left_away`."""

    plan: Plan
    staged: Staged
    shot: Shot
    left_away: tuple[Piece | Thing, ...] = ()


def compose(scene: DepictedScene, plan: Plan, light: Light, *, seed: int, width: float) -> Composed:
    """Stage a scene on its plan and choose the camera. The same arguments give the same picture.

    Of the best cameras that one is taken before which no furniture covers a face; if there is none, the artist leaves
    the furniture away.
    """
    scene = without_stranded(scene, plan)
    staged = stage(scene, plan, seed)
    composed = _composed(scene, staged, plan, light, seed=seed, width=width)
    people, hidden = _faces(composed, light, scene, seed, width)
    for number in too_small(composed.staged, people, plan, hidden):
        for nearer in brought_near(composed.staged, people, composed.shot.camera, plan, number, width):
            tried = replace(composed, staged=nearer)
            if len(_faces(tried, light, scene, seed, width)[1]) <= len(hidden - {people[number].actor.key}):
                return tried
    return composed


def _faces(
    composed: Composed, light: Light, scene: DepictedScene, seed: int, width: float
) -> tuple[list[Seen], set[str]]:
    """Return how everybody of a composed scene is seen, and the keys of those whose faces are not."""
    camera, staged = composed.shot.camera, composed.staged
    people = [see(camera, actor, staged.actors) for actor in staged.everybody]
    view = View(Recorder((1, 1), 1 / width), camera, light, scene, seed)
    left_out = {seen.actor.key for seen in people if seen.actor.named and shown_of(seen, people, width) < VISIBLE}
    return people, _hidden(people, view, width) | left_out


def _composed(scene: DepictedScene, staged: Staged, plan: Plan, light: Light, *, seed: int, width: float) -> Composed:
    """Return a staged scene as it is framed best."""
    best: tuple[int, Composed] | None = None
    for shot in choose(scene, staged, plan, seed=seed, width=width):
        clear = _without_crowd_before(staged, shot)
        people = [see(shot.camera, actor, clear.actors) for actor in clear.everybody]
        view = View(Recorder((1, 1), 1 / width), shot.camera, light, scene, seed)
        covers = list(covering(plan, clear, people, view))
        hidden = {seen.actor.key for _, seen in covers} | _hidden(people, view, width)
        count = len(hidden) + len(shot.left_out)
        if best is None or count < best[0]:
            away = tuple(thing for thing, _ in covers if not _bears(thing, clear))
            best = (count, Composed(plan, clear, shot, away))
        if not count:
            break
    assert best is not None  # there is always one shot
    return best[1]


_SIDE = 256
"""Pixels of the height of the sheet on which heads are counted."""
HALF = 0.5
"""Of a head that arms and bodies, one's own and others', leave to be seen."""


def _hidden(people: Sequence[Seen], view: View, width: float) -> set[str]:
    """Return the keys of those named whose heads arms and bodies hide, found by drawing everybody."""
    if not people:
        return set()
    sheet = Recorder((round(_SIDE * width / 1000), _SIDE), _SIDE / 1000)
    own = view.on(sheet)
    for seen in sorted(people, key=lambda one: -one.depth):
        if seen.depth > NEAR * 1.5:
            _person(seen, list(people), own, -1)()
    shown = heads_shown(sheet.drawn())
    return {s.actor.key for s in people if s.actor.named and shown.get(s.actor.key, 1.0) < HALF}


def _without_crowd_before(staged: Staged, shot: Shot) -> Staged:
    """Return a staged moment without those of its crowd who stand before the faces of the people it names."""
    if not staged.crowd:
        return staged
    named = [see(shot.camera, actor, staged.actors) for actor in staged.actors]
    kept = [actor for actor in staged.crowd if not _stands_before(see(shot.camera, actor, staged.actors), named)]
    return replace(staged, crowd=tuple(kept))


def _stands_before(seen: Seen, named: Sequence[Seen]) -> bool:
    left, top, right, bottom = seen.reach
    return any(
        seen.depth < one.depth
        and left < one.head[0] + one.radius
        and one.head[0] - one.radius < right
        and top < one.head[1] + 2 * one.radius
        and one.head[1] - one.radius < bottom
        for one in named
    )


def _bears(thing: Piece | Thing, staged: Staged) -> bool:
    """Say whether somebody sits or lies on it, or at it."""
    if isinstance(thing, Thing):
        return thing.kind in BEARING
    at = (thing.at[0], thing.at[2])
    sitting = [actor for actor in staged.actors if not actor.on and (actor.abed or actor.pose in SITTING)]
    return any(math.dist(at, actor.at) < (_ABED if actor.abed else _ASEAT) for actor in sitting)


def paint(composed: Composed, sheet: Sheet, light: Light, scene: DepictedScene, seed: int) -> None:
    """Draw a composed scene: the place, then people and things, the farthest first."""
    view = View(sheet, composed.shot.camera, light, scene, seed, composed.plan.sunbeams)
    composed.plan.backdrop(view)
    for _, draw in sorted(_standing(composed, view), key=lambda one: -one[0]):
        draw()
    composed.plan.foreground(view)


def _standing(composed: Composed, view: View) -> list[tuple[float, Callable[[], None]]]:
    """Return all that stands about, with its distance from the eye."""
    camera, staged = view.camera, composed.staged
    people = [see(camera, actor, staged.actors) for actor in staged.everybody]
    light_from = -1 if view.seed % 2 else 1
    drawn: list[tuple[float, Callable[[], None]]] = [
        (_depth(seen, composed.plan, view), _person(seen, people, view, light_from))
        for seen in people
        if seen.depth > NEAR * 1.5
    ]
    drawn += [
        (depth, _bound(piece.paint, view.of("thing", depth=max(depth, 0.0))))
        for piece in composed.plan.pieces
        for depth in (camera.seen(piece.at)[2],)
        if piece not in composed.left_away
        and view.sees(piece.at, 2.5 * piece.radius + piece.tall)
        and (_bears(piece, staged) or not _hides(piece, people, view))
    ]
    for thing in staged.things:
        if thing in composed.left_away:
            continue
        depth = camera.seen((thing.at[0], 0.0, thing.at[1]))[2]
        drawn.append((_thing_depth(thing, depth, people, view), lambda thing=thing: paint_thing(view, thing)))  # type: ignore[misc]
    return drawn


def _depth(seen: Seen, plan: Plan, view: View) -> float:
    """Return from how far off somebody is drawn: before what they sit or lie on, unless its back is between."""
    actor = seen.actor
    ahead = actor.ahead[0] * view.camera.forward[0] + actor.ahead[1] * view.camera.forward[2]
    if actor.on or not (actor.pose == "lying" or (actor.pose in SITTING and ahead < _TURNED)):
        return seen.depth
    reach = _ABED if actor.pose == "lying" else _ASEAT
    own = [p for p in plan.pieces if math.dist((p.at[0], p.at[2]), actor.at) < reach]
    return min([seen.depth, *(view.camera.seen(piece.at)[2] for piece in own)]) - 0.5


def _hides(piece: Piece, people: list[Seen], view: View) -> bool:
    """Say whether something that grows stands right before somebody: an artist leaves it out."""
    if not piece.tall:
        return False
    depth = view.camera.seen(piece.at)[2]
    (x, y), k = view.camera.point(piece.at), view.camera.scale(piece.at)
    half = max(piece.radius, _CROWN * piece.tall) * k
    return any(
        seen.depth > depth
        and seen.reach[0] < x + half
        and x - half < seen.reach[2]
        and y - piece.tall * k < seen.reach[3] - 4 * seen.scale
        for seen in people
    )


def _thing_depth(thing: Thing, depth: float, people: list[Seen], view: View) -> float:
    """Return from how far off a thing is drawn: seats behind who sits there, or before the back of who looks away.

    A table is before who does something at it.

    All else that somebody deals with is behind their hands.
    """
    if thing.by is not None:
        own = people[thing.by].depth
        if thing.high:
            return min(own, depth) - 0.8
        return min(own, depth) - 0.6 if thing.kind == "board" else max(own, depth) + 0.6
    if thing.kind not in _UNDER:
        return depth
    x, z = heading_of(thing.heading)[0::2]
    turned = thing.kind == "chair" and x * view.camera.forward[0] + z * view.camera.forward[2] > AWAY
    return depth - 0.4 if turned else depth + 1.5


def _person(seen: Seen, people: list[Seen], view: View, light_from: int) -> Callable[[], None]:
    stand = stand_of(seen, people, light_from)
    own = view.on(view.sheet.of(depth=seen.depth))
    if seen.actor.abed:
        return lambda: draw_sleeper(own, seen.actor.plan, stand, bed_of(seen.actor))
    return lambda: draw_figure(own.sheet, view.light, seen.actor.plan, stand)


def _bound(paint_piece: Callable[[View], None], view: View) -> Callable[[], None]:
    return lambda: paint_piece(view)
