"""Grounds: the large areas that a picture stands on, which some media treat otherwise than things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.geometry import area

if TYPE_CHECKING:
    from sketch.record.shapes import Shape, Tags

GROUNDS = frozenset({"sky", "wall", "ground"})
_AROUND = GROUNDS | {"texture", "weather"}
LARGE = 15_000.0
"""Square units."""


def is_around(tags: Tags) -> bool:
    """Say whether that is what lies around people and things: ground, walls, sky, and what is strewn or falls there."""
    return not tags.owner and tags.role in _AROUND


def is_ground(shape: Shape) -> bool:
    """Say whether a shape is a large opaque area of sky, wall or ground."""
    opaque = shape.tags.role in GROUNDS and not shape.stroke and shape.alpha > 0.9
    return opaque and sum(map(area, shape.outlines)) > LARGE
