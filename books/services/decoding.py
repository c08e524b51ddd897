"""Decode the pictures that a book brings and encode them anew, so that nothing but a picture comes from its file."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from providers.wire.redrawing import EXTENSIONS, redraw, redraw_all
from sandbox.pictures import PictureOrder, PictureRefused, RedrawnPicture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from books.manuscript import ManuscriptChapter

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Those of an EPUB. Pillow would open many more, some of them by running other programs."""
COVER_HEIGHT = 900
"""Pixels: sharp on a bookcase, small enough to load by the dozen."""
LONGER_SIDE = 2400
"""Pixels of a picture in the text: enough for a printed page."""
COVER = PictureOrder(FORMATS, longer_side=COVER_HEIGHT)
IN_THE_TEXT = PictureOrder(FORMATS, longer_side=LONGER_SIDE, photo=("JPEG", 90), other=("PNG", 0))
"""A photograph as JPEG, others, with their clear colours and see-through parts, as PNG."""


class UnusablePicture(ValueError):
    """The file is no picture that can be opened, or too large a one."""


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """A picture encoded by us. Sizes are in pixels."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int


def decode_cover(data: bytes) -> DecodedPicture:
    """Decode a cover to WebP, at most COVER_HEIGHT high and wide. Raises UnusablePicture."""
    try:
        return _decoded(redraw(data, COVER))
    except PictureRefused as refused:
        raise UnusablePicture("The file is no picture that can be opened.") from refused


def decode_pictures(chapters: Iterable[ManuscriptChapter], *, known: Collection[str] = ()) -> dict[str, DecodedPicture]:
    """Decode the pictures of chapters by the digests of their files, but for those known and those of no use."""
    files: dict[str, bytes] = {}
    for picture in (picture for chapter in chapters for picture in chapter.pictures):
        if not picture.digest:  # it is not kept yet
            files.setdefault(digest_of(picture.data), picture.data)
    wanted = {digest: data for digest, data in files.items() if digest not in known}
    redrawn = zip(wanted, redraw_all(list(wanted.values()), IN_THE_TEXT), strict=True)
    return {digest: _decoded(result) for digest, result in redrawn if not isinstance(result, PictureRefused)}


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of data, in hexadecimal digits."""
    return sha256(data).hexdigest()


def _decoded(picture: RedrawnPicture) -> DecodedPicture:
    return DecodedPicture(
        picture.data,
        f"image/{picture.encoding.lower()}",
        EXTENSIONS[picture.encoding],
        picture.width,
        picture.height,
    )
