"""Limbs of two bones: where the middle joint lies when the ends are given. People and beasts alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sketch.paint.geometry import Point


@dataclass(frozen=True, slots=True)
class Limb:
    """Root, middle joint and end of an arm or a leg."""

    root: Point
    joint: Point
    end: Point


def bent(root: Point, end: Point, upper: float, lower: float, *, forward: float) -> Limb:
    """Return a limb that bends to the side of `forward` (+1 right of a limb that hangs down, -1 left).

    An end that is too far away is drawn in to where the limb reaches.
    """
    dx, dy = end[0] - root[0], end[1] - root[1]
    far = math.hypot(dx, dy) or 0.01
    reach = (upper + lower) * 0.998
    if far > reach:
        end = (root[0] + dx * reach / far, root[1] + dy * reach / far)
        dx, dy, far = end[0] - root[0], end[1] - root[1], reach
    along = (upper**2 - lower**2 + far**2) / (2 * far)
    out = math.sqrt(max(0.0, upper**2 - along**2))
    x, y = root[0] + dx / far * along, root[1] + dy / far * along
    return Limb(root, (x + dy / far * out * forward, y - dx / far * out * forward), end)
