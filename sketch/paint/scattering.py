"""What lies scattered over a picture (blades of grass, petals, panes) is painted patch by patch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.geometry import Outline
    from sketch.record.shapes import Shape

MANY = 12
"""From so many outlines on a shape is painted patch by patch."""
PATCH = 220.0
"""Units: the side of a patch."""


def scattered(shape: Shape) -> Sequence[Shape]:
    """Part a shape of many outlines into shapes of those that lie near each other.

    One that is shaded over its whole length stays as it is.
    """
    if len(shape.outlines) < MANY or shape.shade is not None:
        return (shape,)
    patches: dict[tuple[int, int], list[Outline]] = {}
    for outline in shape.outlines:
        x, y = outline[0]
        patches.setdefault((int(x // PATCH), int(y // PATCH)), []).append(outline)
    return [replace(shape, outlines=tuple(patch)) for patch in patches.values()]
