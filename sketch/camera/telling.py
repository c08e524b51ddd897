"""How much of a place a camera shows: the landmarks in its frame that nobody stands before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.camera.seen import is_free
from sketch.world.camera import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sketch.camera.seen import Seen
    from sketch.paint.geometry import Point
    from sketch.plans.plan import Landmark
    from sketch.staging.actors import Thing
    from sketch.world.camera import Camera

ENOUGH = 0.5
"""Of a place, so that one knows it."""
_LARGE = 190.0
"""How large a landmark is that tells all that it can, in drawing units."""
_RATE = 0.9
_MORE = 0.12
"""How much a second landmark of a kind tells, by the first."""
_UNDER_PEOPLE = frozenset({"chair", "log", "bed", "sofa", "horse"})
_UP, _EDGE = 8.0, 40.0
"""At how many units above its foot, and at three times that, a thing is looked at, and how far it is from the edges."""
_WHERE = ((0.0, 0.5), (-0.6, 0.25), (0.6, 0.25), (-0.6, 0.85), (0.6, 0.85))
"""Where a landmark is looked at: across it by half its width, and up by its height."""


def told(camera: Camera, landmarks: Sequence[Landmark], people: Sequence[Seen], width: float) -> float:
    """Return how well one knows a place by what a camera shows of its landmarks, 0 to 1; 1 where it has none."""
    if not landmarks:
        return 1.0
    best: dict[str, float] = {}
    total = 0.0
    for mark in landmarks:
        shown = _shown(camera, mark, people, width)
        total += _MORE * shown
        best[mark.kind] = max(best.get(mark.kind, 0.0), shown)
    return 1.0 - math.exp(-_RATE * (total + (1.0 - _MORE) * sum(best.values())))


def things_shown(camera: Camera, things: Sequence[Thing], people: Sequence[Seen], width: float) -> float:
    """Return how many of the things that the facts name are in the frame, with nobody before them; 1 for none."""
    taken = [person.actor.at for person in people]
    named = [
        thing for thing in things if thing.by is None and not (thing.kind in _UNDER_PEOPLE and _used(thing, taken))
    ]
    return sum(_is_shown(camera, thing, people, width) for thing in named) / len(named) if named else 1.0


def _used(thing: Thing, taken: Sequence[tuple[float, float]]) -> bool:
    return any(math.dist(thing.at, at) < 1 for at in taken)


def _is_shown(camera: Camera, thing: Thing, people: Sequence[Seen], width: float) -> bool:
    at = (thing.at[0], thing.high, thing.at[1])
    if not camera.sees(at):
        return False
    (x, y), away, up = camera.point(at), camera.seen(at)[2], _UP * camera.scale(at)
    nearer = [person for person in people if person.depth < away]
    return _EDGE < x < width - _EDGE and is_free((x, y - up), nearer, width) and is_free((x, y - 3 * up), nearer, width)


def _shown(camera: Camera, mark: Landmark, people: Sequence[Seen], width: float) -> float:
    seen = camera.seen(mark.at)
    away = seen[2]
    if away < 2 * NEAR:
        return 0.0
    k = camera.lens / away
    foot = camera.flat(seen)
    if not -mark.half * k < foot[0] < width + mark.half * k:
        return 0.0
    high = mark.high - mark.low
    size = math.sqrt(2 * mark.half * high) * k
    nearer = [person for person in people if person.depth < away]
    free = sum(1 for point in _points(foot, mark, k) if is_free(point, nearer, width))
    return mark.weight**2 * min(1.0, size / _LARGE) * free / len(_WHERE)


def _points(foot: Point, mark: Landmark, k: float) -> Iterator[Point]:
    x, y = foot
    for across, up in _WHERE:
        yield (x + across * mark.half * k, y - (mark.low + up * (mark.high - mark.low)) * k)
