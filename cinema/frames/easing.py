"""How a move begins and ends: it gathers speed, goes evenly, and comes to rest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cinema.contract import Box, Move

RAMP = 0.3
"""Of a move is spent gathering speed, and as much coming to rest."""
EVEN = 1e-6


def eased(t: float) -> float:
    """Return how far a move has come (0 to 1) at `t` of its time; its speed changes smoothly and is 0 at both ends."""
    top = 1.0 / (1.0 - RAMP)
    if t > 0.5:
        return 1.0 - eased(1.0 - t)
    if t >= RAMP:
        return top * (t - RAMP / 2)
    # The speed rises as half a wave of a cosine; this is what it adds up to.
    return top / 2 * (t - RAMP / math.pi * math.sin(math.pi * t / RAMP))


def time_of(index: int, count: int) -> float:
    """Return when a frame of so many is, 0 to 1. One alone is the last of its shot."""
    return index / (count - 1) if count > 1 else 1.0


def number_of(index: int, count: int, length: int) -> int:
    """Return which frame of a shot of so many that is, of `count` that are asked for: the last one is the last."""
    return index if count == length else round(time_of(index, count) * (length - 1))


def box_at(move: Move, t: float) -> Box:
    """Return what the camera sees at `t` of a move's time: sizes change by equal parts in equal times."""
    done = eased(t)
    wide, narrow = move.start[2] - move.start[0], move.end[2] - move.end[0]
    if abs(narrow / wide - 1.0) > EVEN:
        done = ((narrow / wide) ** done - 1.0) / (narrow / wide - 1.0)
    left, top, right, foot = (a + (b - a) * done for a, b in zip(move.start, move.end, strict=True))
    return (left, top, right, foot)
