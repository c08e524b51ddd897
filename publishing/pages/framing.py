"""Which part of a picture is seen in its box: one rule for screens, for print and for e-books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from publishing.pages.tree import PlacedPicture

MOST_ZOOM = 4.0


def seen_part(picture: PlacedPicture, *, aspect: float) -> Rectangle:
    """Return the part of a picture, as parts of its width and height, that fills a box of an aspect (width by height).

    Nothing is stretched. A half of a spread's picture is half of what fills a box twice as wide.
    """
    whole_aspect = aspect if picture.part == "whole" else 2 * aspect
    wide, tall = picture.image.width or 1, picture.image.height or 1
    own = wide / tall
    width, height = (1.0, own / whole_aspect) if own <= whole_aspect else (whole_aspect / own, 1.0)
    zoom = min(max(picture.zoom, 1.0), MOST_ZOOM)
    width, height = width / zoom, height / zoom
    left = min(max(picture.focus[0] - width / 2, 0.0), 1.0 - width)
    top = min(max(picture.focus[1] - height / 2, 0.0), 1.0 - height)
    if picture.part == "whole":
        return Rectangle(left, top, width, height)
    return Rectangle(left + (width / 2 if picture.part == "right" else 0.0), top, width / 2, height)


def within(part: Rectangle, box: Rectangle) -> Rectangle:
    """Return where a box of a box lies in what that lies in."""
    return Rectangle(
        part.left + box.left * part.width,
        part.top + box.top * part.height,
        box.width * part.width,
        box.height * part.height,
    )
