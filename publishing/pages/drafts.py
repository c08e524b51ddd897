"""A page before its type has a size: its layout, its text, and which part of its picture is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from publishing.pages.catalogue import layouts
from publishing.pages.cutting import words_in
from publishing.pages.framing import seen_part, within
from publishing.pages.patterns import FULL
from publishing.pages.quiet import Quietness
from publishing.pages.tree import WHOLE, Align, Ink, PlacedPicture, Role
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from publishing.rectangle import Rectangle
    from storyboards.illustrated.tree import Illustration

Look = Callable[[StoredImage], Quietness]
"""Looks at a picture."""
MOST_CENTRED = 40
"""Words: longer texts are ranged left."""
DETAIL = 1.7
"""The zoom of a picture that was seen whole on the page before."""
WIDE = 1.6
"""Width by height of a box that shows no more than a detail anyway."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page without number and size of type."""

    role: Role
    layout: str
    source: str = ""
    scene: UUID | None = None
    picture: PlacedPicture | None = None
    ink: Ink = "dark"
    align: Align = "left"


def drawn_up_text(source: str, scene: UUID | None = None) -> Draft:
    """Make a page of text."""
    return Draft("story", "text", source, scene)


def drawn_up(
    layout: str,
    source: str,
    scene: UUID,
    plate: Illustration,
    look: Look,
    *,
    page_aspect: float,
    is_detail: bool = False,
) -> Draft:
    """Make a page with a picture; text on a full picture goes where little happens, with a panel if it has to."""
    box = layouts()[layout].picture or WHOLE
    picture = PlacedPicture(plate.image, plate.alt, box, shape=layouts()[layout].shape)
    seen = look(plate.image)
    aspect = page_aspect * box.width / box.height
    zoom = DETAIL if is_detail and aspect < WIDE else 1.0
    picture = _aimed(picture, seen, aspect=aspect, zoom=zoom, at_one=is_detail)
    if layout != FULL:
        return Draft("story", layout, source, scene, picture)
    part = seen_part(picture, aspect=aspect)
    above, below = (within(part, text_box(name)) for name in ("panel-above", "panel-below"))
    side = "above" if seen.unrest(above) < seen.unrest(below) else "below"
    spot = above if side == "above" else below
    ink = seen.ink_on(spot) if seen.is_calm(spot) else None
    name = f"panel-{side}" if ink is None else f"open-{side}"
    align: Align = "center" if words_in(source) <= MOST_CENTRED else "left"
    return Draft("story", name, source, scene, picture, ink=ink or "dark", align=align)


def text_box(layout: str) -> Rectangle:
    """Return where the text of a layout stands. Raises KeyError if it has none."""
    box = layouts()[layout].text
    if box is None:
        raise KeyError(layout)
    return box


def _aimed(
    picture: PlacedPicture, seen: Quietness, *, aspect: float, zoom: float, at_one: bool = False
) -> PlacedPicture:
    """Turn a picture so that all who are in it, or (`at_one`) whoever is nearest, stay in sight in its box."""
    picture = replace(picture, zoom=zoom)
    window = seen_part(picture, aspect=aspect)
    if at_one and seen.heads:
        head = seen.heads[0]
        across, down = head.left + head.width / 2, head.top + head.height / 2
    else:
        across, down = seen.aim(window.width, window.height)
    return replace(picture, focus=(round(min(max(across, 0.0), 1.0), 3), round(min(max(down, 0.0), 1.0), 3)))
