"""The outlines that heads of beasts are cut to: a species is told by its outline first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.geometry import Outline, Point, ellipse, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Head


def outline(head: Head) -> Outline:
    """Return the outline of skull and muzzle in one."""
    cx, cy, rx, ry = head.skull
    if head.face == "wide":
        return _wide(head)
    if head.face == "muzzle":
        return _muzzled(head)
    if head.face == "bare":
        return _bare(head)
    if head.cheek and head.face == "round":
        return _cheeked(head)
    return ellipse(cx, cy, rx, ry, count=36)


def _muzzled(head: Head) -> Outline:
    (cx, cy, rx, ry), (tx, ty, root_deep, deep) = head.skull, head.muzzle
    root = cx + rx * 0.74
    mid = (root + tx) / 2
    brow = cy - ry * 0.2
    straight = (brow + ty - deep) / 2
    dip = ty - (root_deep * 0.3 + deep * 0.75)
    points: list[Point] = [
        (cx - rx * 0.98, cy + 0.04),
        (cx - rx * 0.86, cy - ry * 0.6),
        (cx - rx * 0.2, cy - ry),
        (cx + rx * 0.5, cy - ry * 0.78),
        (root, brow),
        (mid, straight + (dip - straight) * head.stop),
        (tx - deep * 0.3, ty - deep),
        (tx + deep * 0.62, ty - deep * 0.35),
        (tx + deep * 0.5, ty + deep * 0.5),
        (tx - deep * 0.3, ty + deep),
        (mid, ty + root_deep * 0.55 + deep * 0.5),
        (cx + rx * 0.45, cy + ry * 0.88),
        (cx - rx * 0.1, cy + ry),
        (cx - rx * (0.78 + head.cheek), cy + ry * 0.6),
    ]
    return spline(points, steps=6)


def _wide(head: Head) -> Outline:
    cx, cy, rx, ry = head.skull
    points: list[Point] = [
        (cx - rx, cy + 0.02),
        (cx - rx * 0.8, cy - ry * 0.72),
        (cx, cy - ry * 0.95),
        (cx + rx * 0.75, cy - ry * 0.7),
        (cx + rx * 1.02, cy - 0.02),
        (cx + rx * 0.86, cy + ry * 0.62),
        (cx + 0.1, cy + ry),
        (cx - rx * 0.75, cy + ry * 0.8),
    ]
    return spline(points, steps=6)


def _cheeked(head: Head) -> Outline:
    """Return a round head with tufts of fur beside the jaw, as cats have."""
    cx, cy, rx, ry = head.skull
    out = 1 + head.cheek
    points: list[Point] = [
        (cx - rx * 0.92, cy - ry * 0.3),
        (cx - rx * 0.62, cy - ry * 0.82),
        (cx + rx * 0.05, cy - ry),
        (cx + rx * 0.66, cy - ry * 0.78),
        (cx + rx * 0.93, cy - ry * 0.25),
        (cx + rx * 0.96 * out, cy + ry * 0.36),
        (cx + rx * 0.7, cy + ry * 0.78),
        (cx + rx * 0.2, cy + ry),
        (cx - rx * 0.5, cy + ry * 0.86),
        (cx - rx * 1.06 * out, cy + ry * 0.48),
    ]
    return spline(points, steps=6)


def _bare(head: Head) -> Outline:
    """Return a head without flesh, or one like a person's: narrow at the jaw."""
    cx, cy, rx, ry = head.skull
    points: list[Point] = [
        (cx - rx, cy - ry * 0.2),
        (cx - rx * 0.78, cy - ry * 0.8),
        (cx, cy - ry),
        (cx + rx * 0.78, cy - ry * 0.78),
        (cx + rx, cy - ry * 0.12),
        (cx + rx * 0.82, cy + ry * 0.4),
        (cx + rx * 0.62, cy + ry * 0.86),
        (cx + rx * 0.1, cy + ry),
        (cx - rx * 0.36, cy + ry * 0.84),
        (cx - rx * 0.74, cy + ry * 0.4),
    ]
    return spline(points, steps=6)
