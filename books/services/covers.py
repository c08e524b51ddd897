"""Keep the cover that a book brings."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from PIL import Image, UnidentifiedImageError

from books.manuscript import Manuscript
from books.models import VividPage

COVER_HEIGHT = 900
"""Pixels: sharp on a bookcase, small enough to load by the dozen."""
MOST_COVER_PIXELS = 40_000_000
"""Of the file's own; what is larger would take hundreds of megabytes to open."""
COVER_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Those of an EPUB. Pillow would open many more, some of them by running other programs."""


def keep_cover(vividpage: VividPage, book: Manuscript) -> None:
    """Keep the book's cover, drawn anew so that nothing but a picture comes from the file."""
    if book.cover is None:
        return
    try:
        with Image.open(io.BytesIO(book.cover.data), formats=COVER_FORMATS) as image:
            if image.width * image.height > MOST_COVER_PIXELS:
                raise Image.DecompressionBombError
            image.thumbnail((COVER_HEIGHT, COVER_HEIGHT))
            drawn = io.BytesIO()
            image.convert("RGB").save(drawn, "WEBP", quality=85)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # all Pillow's
        vividpage.notes.append("The cover picture could not be opened, so the book is shown without it.")
        return
    vividpage.cover.save("cover.webp", ContentFile(drawn.getvalue()), save=False)
