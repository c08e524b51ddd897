"""The pictures of a picture book as they lie on their sheets: cropped, at print size, with panels painted in.

A panel is part of the picture, so that nothing on the page is transparent.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from publishing.jpegs import Jpeg
from publishing.pages.framing import seen_part
from publishing.pages.sheets import PANEL_RADIUS, Sheet, panel_of
from publishing.print_size import PrintPicture, picture_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.pages.tree import PagedBook, PlacedPicture
    from publishing.publication import Publication
    from publishing.rectangle import Rectangle

PAPER = (255, 253, 248)
WHITE = (255, 255, 255)
PANEL_OPACITY = 0.88
QUALITY = 90
LARGEST_SIDE = 3000
"""Pixels that a whole picture is asked for at the most: drawing one so large takes some 300 MB."""
ENOUGH = 0.997
"""Which part of the pixels wanted is all of them: those of a picture are whole."""


@dataclass(frozen=True, slots=True)
class LaidPicture:
    """A picture ready for its sheet, and at how many dots per inch it lies there on its own."""

    sheet: Sheet
    jpeg: Jpeg
    dpi: int


class PictureLayer:
    """Makes the pictures of a book's sheets, one at a time; one that is on several pages is opened as seldom as can be.

    Raises OSError where a picture is gone.
    """

    def __init__(self, publication: Publication, book: PagedBook, sheets: Sequence[Sheet], *, dpi: int) -> None:
        self._publication, self._book, self._dpi = publication, book, dpi
        self._sheets = [sheet for sheet in sheets if sheet.page.picture is not None]
        self._needs: dict[str, tuple[int, int]] = {}
        for sheet in self._sheets:
            picture, (_, need) = _placed(sheet), self._sizes(sheet)
            have = self._needs.get(picture.image.name, (0, 0))
            self._needs[picture.image.name] = (max(have[0], need[0]), max(have[1], need[1]))
        self._open: tuple[str, PrintPicture] | None = None

    def __len__(self) -> int:
        return len(self._sheets)

    def __iter__(self) -> Iterator[LaidPicture]:
        for sheet in self._sheets:
            picture, ((wide, tall), _) = _placed(sheet), self._sizes(sheet)
            opened = self._opened(picture)
            part = self._part(sheet)
            own = opened.image.size
            box = (part.left * own[0], part.top * own[1], part.right * own[0], part.bottom * own[1])
            image = opened.image.resize((wide, tall), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
            image = self._finished(sheet, image)
            share = own[0] * opened.share * part.width / wide
            dpi = self._dpi if share > ENOUGH else math.floor(self._dpi * share)
            yield LaidPicture(sheet, _jpeg(image), dpi)

    def _opened(self, picture: PlacedPicture) -> PrintPicture:
        name = picture.image.name
        if self._open is None or self._open[0] != name:
            self._open = None  # the one before it is let go first
            self._open = (name, picture_at(self._publication, picture.image, least=self._needs[name]))
        return self._open[1]

    def _part(self, sheet: Sheet) -> Rectangle:
        box = _box(sheet)
        return seen_part(_placed(sheet), aspect=box.width / box.height)

    def _sizes(self, sheet: Sheet) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the pixels of the box, and those that the whole picture needs for it."""
        box, part = _box(sheet), self._part(sheet)
        wide, tall = math.ceil(box.width * self._dpi - 0.01), math.ceil(box.height * self._dpi - 0.01)
        need = (math.ceil(wide / part.width), math.ceil(tall / part.height))
        return (wide, tall), (min(need[0], LARGEST_SIDE), min(need[1], LARGEST_SIDE))

    def _finished(self, sheet: Sheet, image: Image.Image) -> Image.Image:
        if _placed(sheet).shape == "oval":
            mask = Image.new("L", image.size, 0)
            ImageDraw.Draw(mask).ellipse((2, 2, image.width - 3, image.height - 3), fill=255)
            mask = mask.filter(ImageFilter.GaussianBlur(self._dpi / 100))
            image = Image.composite(image, Image.new("RGB", image.size, WHITE), mask)
        text = sheet.page.text
        if text is not None and text.has_panel:
            self._paint_panel(sheet, image, sheet.placed(panel_of(text.box, self._book)))
        return image

    def _paint_panel(self, sheet: Sheet, image: Image.Image, panel: Rectangle) -> None:
        box = _box(sheet)
        left, top = round((panel.left - box.left) * self._dpi), round((panel.top - box.top) * self._dpi)
        size = (round(panel.width * self._dpi), round(panel.height * self._dpi))
        mask = Image.new("L", size, 0)
        radius = PANEL_RADIUS * self._book.width * self._dpi
        ImageDraw.Draw(mask).rounded_rectangle(
            (0, 0, size[0] - 1, size[1] - 1), radius, fill=round(255 * PANEL_OPACITY)
        )
        image.paste(PAPER, (left, top), mask)


def _placed(sheet: Sheet) -> PlacedPicture:
    if sheet.page.picture is None:
        raise ValueError(sheet)
    return sheet.page.picture


def _box(sheet: Sheet) -> Rectangle:
    if sheet.picture is None:
        raise ValueError(sheet)
    return sheet.picture


def _jpeg(image: Image.Image) -> Jpeg:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, subsampling=0)
    return Jpeg(out.getvalue(), *image.size)
