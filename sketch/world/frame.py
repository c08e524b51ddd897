"""Cut outlines off beyond the edges of the picture, so that what comes close to the eye does not grow without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.paint.geometry import Outline

MARGIN = 120.0
"""What lies farther outside the picture than this is cut off, in drawing units."""


def within(outline: Outline, width: float, height: float = 1000.0) -> Outline:
    """Return what of a closed outline lies in a picture of that size or close to it; empty if nothing does."""
    low, right, foot = -MARGIN, width + MARGIN, height + MARGIN
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    if not xs or max(xs) < low or min(xs) > right or max(ys) < low or min(ys) > foot:
        return []
    if min(xs) < low:
        outline = _cut(outline, 0, low, 1.0)
    if max(xs) > right:
        outline = _cut(outline, 0, right, -1.0)
    if outline and min(ys) < low:
        outline = _cut(outline, 1, low, 1.0)
    if outline and max(ys) > foot:
        outline = _cut(outline, 1, foot, -1.0)
    return outline


def _cut(outline: Outline, axis: int, edge: float, side: float) -> Outline:
    """Keep what lies on one side of an edge (Sutherland and Hodgman)."""
    if not outline:
        return []
    kept: Outline = []
    last = outline[-1]
    for point in outline:
        before, now = (last[axis] - edge) * side, (point[axis] - edge) * side
        if (before < 0) != (now < 0):
            t = before / (before - now)
            kept.append((last[0] + (point[0] - last[0]) * t, last[1] + (point[1] - last[1]) * t))
        if now >= 0:
            kept.append(point)
        last = point
    return kept
