"""The pictures of a novel: how large each is placed, and the JPEG that goes there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from publishing.jpegs import GONE, stored_jpeg
from publishing.kinds.kind import Refused
from publishing.publication import data_of
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.jpegs import Jpeg
    from publishing.kinds.kind import Tell

POINTS_PER_INCH = 72.0
NEARLY_A_PAGE = 0.86
"""Of a sheet's height."""
NATURAL_DOTS = 110
"""Dots to the inch at which a book's own picture has its own size: ornaments stay small."""


@dataclass(frozen=True, slots=True)
class Box:
    """A picture where it is placed, in points. `listed` is what the list of illustrations calls it, or ""."""

    image: StoredImage
    width: float
    height: float
    alt: str
    listed: str = ""

    def pixels(self, dots_per_inch: int) -> tuple[int, int]:
        """Return the size in which it has so many dots to the inch."""
        scale = dots_per_inch / POINTS_PER_INCH
        return math.ceil(self.width * scale), math.ceil(self.height * scale)


class Boxes:
    """The pictures of a document in the order in which they come; each has a number, from 1."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []

    def place(self, box: Box) -> dict[str, Any]:
        """Take up a picture, and return it as the typesetter is told of it."""
        self._boxes.append(box)
        return {"number": len(self._boxes), "width": box.width, "height": box.height, "alt": box.alt}

    def __iter__(self) -> Iterator[Box]:
        return iter(self._boxes)

    def __len__(self) -> int:
        return len(self._boxes)


def fitted(image: StoredImage, width: float, height: float) -> tuple[float, float]:
    """Return the largest size of a picture, in its own shape, that a room has, in points."""
    wide, high = image.width or 3, image.height or 4
    scale = min(width / wide, height / high)
    return wide * scale, high * scale


def natural(image: StoredImage, width: float, height: float) -> tuple[float, float]:
    """Return the size of a picture that the book brings: its own, but at most what there is room for."""
    scale = POINTS_PER_INCH / NATURAL_DOTS
    return fitted(image, min(width, image.width * scale or width), min(height, image.height * scale or height))


def measured(image: StoredImage) -> StoredImage:
    """Return a picture with its size, which is read from its file if it is not known."""
    if image.width and image.height:
        return image
    try:
        with Image.open(BytesIO(data_of(image))) as picture:
            width, height = picture.size
    except OSError:
        raise Refused(GONE) from None
    return type(image)(image.name, width, height)


def covering(image: StoredImage, width: float, height: float) -> tuple[float, float]:
    """Return the size of a picture that is as wide as a sheet; one nearly as high fills it, cut a little."""
    high = width * (image.height or 4) / (image.width or 3)
    return width, height if high >= NEARLY_A_PAGE * height else high


def stored_jpegs(boxes: Boxes, *, dots_per_inch: int, tell: Tell) -> Iterator[tuple[int, Jpeg]]:
    """Make JPEGs of the pictures as they are, at most so fine as placed, one after another, with their numbers."""
    for number, box in enumerate(boxes, start=1):
        tell(number - 1, len(boxes))
        yield number, stored_jpeg(box.image, longer_side=max(box.pixels(dots_per_inch)))
