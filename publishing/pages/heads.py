"""Cropping a picture in which not all heads can stay: as many as possible are whole, and none is cut through."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BELOW_HEADS = 0.14
"""By which part of a window its middle is below the heads, if there is room."""
ROOM = 0.02
"""Of the picture: between a head and the edge of the window."""
MOST_TRIED = 5
"""Heads, the most important ones, of which every group is tried."""
CUT = 2.0
"""What a head that is cut counts, beside one that is whole."""


def best_aim(heads: Sequence[Rectangle], width: float, height: float) -> tuple[float, float]:
    """Return the middle of the window of such a size, as parts of the picture, that treats the heads best.

    `heads` has the most important first; at least one.
    """
    best = max(_windows(heads[:MOST_TRIED], width, height), key=lambda window: _worth(heads, window))
    return best.left + width / 2, best.top + height / 2


def _windows(heads: Sequence[Rectangle], width: float, height: float) -> Iterator[Rectangle]:
    """Yield windows around every group of heads that fits, in its middle or at an edge; the larger groups first."""
    for size in range(len(heads), 0, -1):
        for group in combinations(heads, size):
            left, top = min(head.left for head in group), min(head.top for head in group)
            right, bottom = max(head.right for head in group), max(head.bottom for head in group)
            if size > 1 and (right - left > width or bottom - top > height):
                continue
            below = min(BELOW_HEADS * height, max(0.0, (height - (bottom - top)) / 2))
            across = ((left + right - width) / 2, left - ROOM, right + ROOM - width)
            down = ((top + bottom - height) / 2 + below, top - ROOM, bottom + ROOM - height)
            for x, y in product(across, down):
                yield Rectangle(min(max(x, 0.0), 1.0 - width), min(max(y, 0.0), 1.0 - height), width, height)


def _worth(heads: Sequence[Rectangle], window: Rectangle) -> float:
    """Return what a window is worth: the most important head twice as much as others."""
    return sum(_seen(head, window) * (2.0 if place == 0 else 1.0) for place, head in enumerate(heads))


def _seen(head: Rectangle, window: Rectangle) -> float:
    """Return 1 for a head that is whole, 0 for one that is outside, less where it is cut."""
    across = min(head.right, window.right) - max(head.left, window.left)
    down = min(head.bottom, window.bottom) - max(head.top, window.top)
    share = max(across, 0.0) * max(down, 0.0) / (head.width * head.height)
    if share > 0.97:
        return 1.0
    return -CUT * min(share, 0.25) if share > 0.03 else 0.0
