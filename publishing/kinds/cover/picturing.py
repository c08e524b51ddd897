"""The picture of a cover: which one, cropped for its area, darkened where words stand on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from PIL import Image

from publishing.kinds.cover.colours import GROUNDS, PLAIN, palette_of
from publishing.kinds.kind import Check, Refused
from publishing.pages.looking import StoredLook
from publishing.print_size import PRINT_DPI, picture_at

if TYPE_CHECKING:
    from publishing.kinds.cover.book import CoverBook
    from publishing.kinds.cover.colours import Palette
    from publishing.kinds.cover.options import FrontOptions
    from publishing.pages.quiet import Quietness
    from publishing.publication import Publication
    from publishing.rectangle import Rectangle
    from storyboards.pictures.stored_image import StoredImage

SCRIM_TOP, SCRIM_FOOT = 0.42, 0.2
"""Shares of a front over which it grows dark from above and from below."""
DARKEST = 0.72
GONE = "A picture for the cover is gone. Choose another picture."


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """A picture of exactly the pixels that its area has, and what is to be said of it."""

    image: Image.Image
    checks: tuple[Check, ...] = ()


def chosen_picture(book: CoverBook, options: FrontOptions) -> StoredImage | None:
    """Return the picture that is chosen; None if the book has none at all. Raises Refused."""
    match options.picture:
        case "auto":
            return next(iter(book.scenes.values()), book.cover)
        case "cover":
            if book.cover is None:
                raise Refused("This book has no cover yet. Choose a scene, or upload a cover.")
            return book.cover
        case number:
            if int(number) not in book.scenes:
                raise Refused(f"Scene {number} has no picture. Choose a scene that has one.")
            return book.scenes[int(number)]


def palette_for(options: FrontOptions, picture: StoredImage | None) -> Palette:
    """Return the colours of a cover, those of its picture by its smallest rendition. Raises Refused if it is gone."""
    if options.ground != "auto":
        return GROUNDS[options.ground]
    if picture is None:
        return PLAIN
    for name in dict.fromkeys((picture.by_width[0][0], picture.name)):
        try:
            with default_storage.open(name) as file, Image.open(file) as image:
                return palette_of(image)
        except OSError:
            continue
    raise Refused(GONE)


def cropped_for(
    publication: Publication, picture: StoredImage, area: Rectangle, *, is_ground: bool, dpi: int = PRINT_DPI
) -> CoverPicture:
    """Return a picture that fills an area at a resolution, cut so that heads stay. Raises Refused if it is gone."""
    size = (math.ceil(area.width / 72 * dpi), math.ceil(area.height / 72 * dpi))
    try:
        made = picture_at(publication, picture, least=size)
    except OSError as error:
        raise Refused(GONE) from error
    image = _filling(made.image, size, StoredLook(publication.drawn_by)(picture))
    if is_ground:
        image = _darkened(image)
    checks: tuple[Check, ...] = ()
    if made.way == "enlarged":
        words = f"The picture has {made.dpi(dpi)} dots per inch at this size; {dpi} are wanted."
        checks = (Check("dpi", "warning", words, "Draw it larger, or choose a picture of the built-in artist."),)
    return CoverPicture(image, checks)


def _filling(image: Image.Image, size: tuple[int, int], look: Quietness) -> Image.Image:
    """Cut a picture: around its heads where they are known, else evenly on both sides."""
    factor = max(size[0] / image.width, size[1] / image.height)
    wide, high = size[0] / factor, size[1] / factor
    x, y = look.aim(wide / image.width, high / image.height) if look.heads else (0.5, 0.5)
    left = min(max(x * image.width - wide / 2, 0.0), image.width - wide)
    top = min(max(y * image.height - high / 2, 0.0), image.height - high)
    return image.resize(size, Image.Resampling.LANCZOS, box=(left, top, left + wide, top + high))


def _darkened(image: Image.Image) -> Image.Image:
    """Darken a picture from above and below; printers take no transparency, so it is in the pixels."""
    height = image.height
    column = Image.new("L", (1, height))
    column.putdata([round(255 * shade_at(y / height)) for y in range(height)])
    return Image.composite(Image.new("RGB", image.size, (12, 12, 14)), image, column.resize(image.size))


def shade_at(share: float) -> float:
    """Return how dark a picture is at a share of its height, from 0 to 1."""
    above = max(0.0, 1 - share / SCRIM_TOP)
    below = max(0.0, 1 - (1 - share) / SCRIM_FOOT)
    shade: float = max(above, below) ** 0.8
    return DARKEST * shade
