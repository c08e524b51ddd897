"""What is drawn before people's faces: found by drawing it, for nothing else knows how far furniture reaches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sketch.camera.seen import Seen, hand_of, ring_of, trunk_of
from sketch.figures.poses import pose_named
from sketch.paint.geometry import bounds
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.staging.furniture import paint_thing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sketch.paint.geometry import Outline, Point
    from sketch.plans.plan import Piece, Plan
    from sketch.staging.actors import Staged, Thing
    from sketch.world.view import View

    Box = tuple[float, float, float, float]

MOST, MOST_OF_A_BODY = 0.34, 0.42
"""Of a head, and of the body of one who does the deed, that may be covered."""
BEARING = frozenset({"chair", "log", "bed", "sofa", "horse", "table", "desk", "stump", "stool"})
"""Things that belong to how people sit, lie or eat: without them they would do so upon air."""
_OPAQUE = 0.6
_SIDE = 256
"""Pixels of the sheet on which it is drawn: only outlines count."""


def covering(plan: Plan, staged: Staged, people: Sequence[Seen], view: View) -> Iterator[tuple[Piece | Thing, Seen]]:
    """Yield furniture and things that cover the head of somebody named, or a deed, with whom they cover.

    Before those whom the moment is about nothing covers the body either, but for what one sits at.
    """
    named = [seen for seen in people if seen.actor.named]
    farthest = max((seen.depth for seen in named), default=0.0)
    for piece in plan.pieces:
        depth = view.camera.seen(piece.at)[2]
        if not piece.tall and depth < farthest and view.sees(piece.at, 4 * piece.radius + 120):
            yield from ((piece, seen) for seen in _covered(piece.paint, view, depth, named, _doing(staged)))
    for thing in (thing for thing in staged.things if thing.by is None):
        depth = view.camera.seen((thing.at[0], 0.0, thing.at[1]))[2]
        if depth < farthest:
            paint = partial(_paint_thing, thing=thing)
            doing = () if thing.kind in BEARING or thing.kind == "cover" else _doing(staged)
            yield from ((thing, seen) for seen in _covered(paint, view, depth, named, doing))


def _paint_thing(view: View, thing: Thing) -> None:
    paint_thing(view, thing)


def _doing(staged: Staged) -> tuple[str, ...]:
    """Return the keys of those who do the deed upright: whoever sits or lies may have furniture before them."""
    who = [staged.actors[number] for number in {0, *staged.pair}]
    return tuple(actor.key for actor in who if not actor.on and not actor.abed and not pose_named(actor.pose).seated)


def _covered(
    paint: Callable[[View], None], view: View, depth: float, people: Sequence[Seen], doing: Collection[str]
) -> Iterator[Seen]:
    behind = [seen for seen in people if seen.depth > depth + 0.6]
    if not behind:
        return
    recorder = Recorder((round(_SIDE * view.width / 1000), _SIDE), _SIDE / 1000)
    paint(view.on(recorder))
    outlines = [
        outline
        for item in recorder.drawn().flat()
        if isinstance(item, Shape) and item.alpha > _OPAQUE and not item.stroke
        for outline in item.outlines
    ]
    boxes = [bounds([outline]) for outline in outlines]
    for seen in behind:
        over_head = _share(ring_of(seen), outlines, boxes)
        at_work = [hand_of(seen), _middle(seen)] if seen.actor.acts else []
        if (
            over_head > MOST
            or any(_share([at], outlines, boxes) for at in at_work)
            or (seen.actor.key in doing and _share(trunk_of(seen), outlines, boxes) > MOST_OF_A_BODY)
        ):
            yield seen


def _middle(seen: Seen) -> Point:
    left, top, right, bottom = seen.trunk
    return ((left + right) / 2, (top + bottom) / 2)


def _share(points: Sequence[Point], outlines: Sequence[Outline], boxes: Sequence[Box]) -> float:
    """Return how many of some points lie in outlines, 0 to 1."""
    left, top, right, bottom = bounds([[*points]])
    near = [
        outline
        for outline, (x0, y0, x1, y1) in zip(outlines, boxes, strict=True)
        if x0 < right and left < x1 and y0 < bottom and top < y1
    ]
    return sum(1 for point in points if any(_inside(point, outline) for outline in near)) / len(points)


def _inside(point: Point, outline: Outline) -> bool:
    """Say whether a point lies in an outline, by the edges that a ray to the right crosses."""
    x, y = point
    inside = False
    px, py = outline[-1]
    for qx, qy in outline:
        if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
            inside = not inside
        px, py = qx, qy
    return inside
