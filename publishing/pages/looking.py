"""Looking at the pictures of a book: where little happens in each, and where heads are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from publishing.pages.quiet import EVEN, Quietness, quietness_of
from publishing.rectangle import Rectangle
from sketch.artist import record_scene
from sketch.outputs.focus import focal_boxes
from sketch.plans.wording.genres import in_genre
from sketch.styles import DEFAULT_STYLE, STYLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from providers.interfaces.images import PictureRequest
    from publishing.publication import DrawnBy
    from storyboards.pictures.stored_image import StoredImage

SMALL = 256
"""Pixels of the longer side of the composition that heads are looked for in."""


class StoredLook:
    """Looks at pictures in the storage, each at its smallest rendition and once; callable.

    Where the built-in artist has drawn a picture, its own composition says where heads are: nobody has to find them.
    """

    def __init__(self, drawn_by: Mapping[str, DrawnBy], *, most_heads: int | None = None) -> None:
        """Look for heads in the first `most_heads` pictures, or in all: each takes about 75 ms."""
        self._drawn_by = drawn_by
        self._left = len(drawn_by) if most_heads is None else most_heads
        self._seen: dict[str, Quietness] = {}

    def __call__(self, image: StoredImage) -> Quietness:
        """Look at a picture; one that is gone is EVEN, so that text gets a panel."""
        if image.name not in self._seen:
            self._seen[image.name] = self._look(image)
        return self._seen[image.name]

    def _look(self, image: StoredImage) -> Quietness:
        name = image.by_width[0][0] if image.width else image.name
        try:
            with default_storage.open(name) as file:
                seen = quietness_of(file.read())
        except OSError:
            return EVEN
        origin = self._drawn_by.get(image.name)
        if origin is None or origin.redraw is None or origin.redraw.portrait:
            return seen
        if self._left <= 0:
            return seen
        self._left -= 1
        return replace(seen, heads=_heads(origin.redraw))


def _heads(request: PictureRequest) -> tuple[Rectangle, ...]:
    """Return the heads in a composition, the largest first."""
    style = request.own_style or STYLES.get(request.style) or STYLES[DEFAULT_STYLE]
    factor = SMALL / max(request.width, request.height)
    size = (round(request.width * factor), round(request.height * factor))
    drawn = record_scene(in_genre(request.scene, style.genre), size=size, seed=request.seed).drawn
    boxes = (Rectangle(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in focal_boxes(drawn).heads.values())
    return tuple(sorted(boxes, key=lambda box: box.width * box.height, reverse=True))
