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
    from sketch.world.camera import Camera

ENOUGH = 0.5
"""Of a place, so that one knows it."""
_LARGE = 190.0
"""How large a landmark is that tells all that it can, in drawing units."""
_RATE = 0.9
_MORE = 0.12
"""How much a second landmark of a kind tells, by the first."""
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
