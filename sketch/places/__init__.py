"""The places that the artist can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.places import built, indoors, nature

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.drawing import Drawing

PLACES: dict[str, Callable[[Drawing], None]] = {
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
    """Paint the scene's place; returns whether it is under a roof. A place that is not known is a meadow or a room."""
    place = drawing.scene.place
    if place in ("unknown", "castle", "ship", "") and drawing.scene.indoors:
        place = "library" if place == "castle" else "tavern" if place == "ship" else "room"
    PLACES.get(place, nature.meadow)(drawing)
    return place in UNDER_A_ROOF
