"""All pictures of a book on sheets of A4, small, over their captions: set by Typst, pictures put in one at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from publishing.jpegs import stored_jpeg
from publishing.kinds.kind import Refused
from publishing.languages import language_of
from publishing.novels.look import FONTS
from publishing.typesetting.pictures import opened_with_pictures
from publishing.typesetting.press import NotSet, set_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.jpegs import Jpeg
    from publishing.kinds.pictures.shown import ShownPicture
    from storyboards.illustrated.tree import IllustratedBook

PAGE = {"width": 595.3, "height": 841.9, "margin": 36}
"""A4, in points."""
COLUMNS, GAP = 4, 12
CELL = 142
"""The height that a picture may have, in points."""
LONGER_SIDE = 480
"""Pixels of a picture on the sheet: 200 an inch."""
LONGEST_CAPTION = 90


def contact_sheet(book: IllustratedBook, pictures: Sequence[ShownPicture]) -> bytes:
    """Make the PDF. Raises Refused if a picture is gone, or the sheets cannot be set."""
    width = (PAGE["width"] - 2 * PAGE["margin"] - (COLUMNS - 1) * GAP) / COLUMNS
    data = {
        "title": book.title,
        "authors": list(book.authors),
        "language": language_of(book.language),
        "fonts": list(FONTS),
        "page": PAGE,
        "columns": COLUMNS,
        "gap": GAP,
        "cell": CELL,
        "pictures": [_box(number, picture, width) for number, picture in enumerate(pictures, 1)],
    }
    try:
        pages = set_pages("contact.typ", data, is_tagged=True)
    except NotSet:
        raise Refused("The contact sheet cannot be set: choose the pictures without it.") from None
    out = io.BytesIO()
    with opened_with_pictures(pages.pdf, _jpegs(pictures)) as pdf:
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _box(number: int, picture: ShownPicture, most: float) -> dict[str, object]:
    """Say where a picture goes and what stands below it; one of unknown size is taken for a square."""
    wide, high = picture.image.width or 1, picture.image.height or 1
    scale = min(most / wide, CELL / high)
    caption = picture.caption or (picture.people[0] if picture.kind == "portrait" else "")
    return {
        "number": number,
        "width": wide * scale,
        "height": high * scale,
        "alt": picture.alt or picture.name,
        "label": str(picture.scene) if picture.scene else picture.kind.capitalize(),
        "caption": caption if len(caption) <= LONGEST_CAPTION else f"{caption[:LONGEST_CAPTION].rstrip()} …",
    }


def _jpegs(pictures: Sequence[ShownPicture]) -> Iterator[tuple[int, Jpeg]]:
    for number, picture in enumerate(pictures, 1):
        yield number, stored_jpeg(picture.image, longer_side=LONGER_SIDE)
