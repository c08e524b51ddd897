"""Decode the pictures that a book brings and encode them anew, so that nothing but a picture comes from its file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from books.manuscript import ManuscriptChapter

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Those of an EPUB. Pillow would open many more, some of them by running other programs."""
MOST_PIXELS = 40_000_000
"""Of the file's own; what is larger would take hundreds of megabytes to open."""
COVER_HEIGHT = 900
"""Pixels: sharp on a bookcase, small enough to load by the dozen."""
LONGER_SIDE = 2400
"""Pixels of a picture in the text: enough for a printed page."""
PHOTO_FORMATS = ("JPEG", "MPO")


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
    """A cover as WebP, at most COVER_HEIGHT high and wide. Raises UnusablePicture."""
    return _decode(data, longer_side=COVER_HEIGHT, encoding="WEBP")


def decode_picture(data: bytes) -> DecodedPicture:
    """A picture in the text: a photograph as JPEG, others, with their clear colours and see-through parts, as PNG.

    Raises UnusablePicture.
    """
    return _decode(data, longer_side=LONGER_SIDE)


def decode_pictures(chapters: Iterable[ManuscriptChapter], *, known: Collection[str] = ()) -> dict[str, DecodedPicture]:
    """The pictures of chapters by the digests of their files, but for those known already and those of no use."""
    decoded: dict[str, DecodedPicture] = {}
    unusable: set[str] = set()
    for picture in (picture for chapter in chapters for picture in chapter.pictures):
        if picture.digest:  # it is kept already
            continue
        digest = digest_of(picture.data)
        if digest in decoded or digest in unusable or digest in known:
            continue
        try:
            decoded[digest] = decode_picture(picture.data)
        except UnusablePicture:
            unusable.add(digest)
    return decoded


def digest_of(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return sha256(data).hexdigest()


def _decode(data: bytes, *, longer_side: int, encoding: str = "") -> DecodedPicture:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnusablePicture("A picture of so many pixels is not opened.")
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longer_side, longer_side))
            return _encode(upright, encoding or ("JPEG" if image.format in PHOTO_FORMATS else "PNG"))
    except UnusablePicture:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnusablePicture("The file is no picture that can be opened.") from error  # all of these are Pillow's


def _encode(image: Image.Image, encoding: str) -> DecodedPicture:
    encoded = io.BytesIO()
    if encoding == "PNG":
        image.convert("RGBA" if image.has_transparency_data else "RGB").save(encoded, "PNG", optimize=True)
    else:
        image.convert("RGB").save(encoded, encoding, quality=90 if encoding == "JPEG" else 85)
    extension = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}[encoding]
    return DecodedPicture(encoded.getvalue(), f"image/{encoding.lower()}", extension, image.width, image.height)
