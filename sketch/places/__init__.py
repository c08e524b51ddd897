"""The places that the artist can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.places import built, indoors, nature

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.drawing import Drawing

PAINTINGS: dict[str, Callable[[Drawing], None]] = {
    "meadow": nature.meadow,
    "forest": nature.forest,
    "field": nature.field,
    "sea": nature.sea,
    "beach": nature.beach,
    "river": nature.river,
    "mountain": nature.mountain,
    "road": nature.road,
    "garden": nature.garden,
    "desert": nature.desert,
    "swamp": nature.swamp,
    "cave": nature.cave,
    "village": built.village,
    "street": built.street,
    "castle": built.castle,
    "ship": built.ship,
    "room": indoors.room,
    "kitchen": indoors.kitchen,
    "library": indoors.library,
    "tavern": indoors.tavern,
    "church": indoors.church,
}
UNDER_A_ROOF = frozenset({"room", "kitchen", "library", "tavern", "church", "cave"})


def paint_place(drawing: Drawing) -> bool:
    """Paint what stands for the scene's place; returns whether it is under a roof."""
    PAINTINGS[drawing.painting](drawing)
    return drawing.painting in UNDER_A_ROOF
