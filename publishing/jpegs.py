"""Pictures as JPEG, which every program that opens documents can show. Those of strangers were redrawn before."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from publishing.kinds.kind import Refused
from publishing.publication import data_of

if TYPE_CHECKING:
    from storyboards.pictures.stored_image import StoredImage

GONE = "A picture of this book is missing or cannot be read. Redraw it or remove it, then make the edition again."
QUALITY = 88
PAPER = "white"
"""Shows through where a picture is clear."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    """An encoded JPEG and its size in pixels; in RGB unless `is_grey`."""

    data: bytes
    width: int
    height: int
    is_grey: bool = False


def jpeg_of(data: bytes, *, longer_side: int = 0, in_grey: bool = False) -> Jpeg:
    """Encode a picture as JPEG, in grey or RGB, its longer side shrunk to `longer_side` pixels (0: as it is).

    With `in_grey` colours become greys. A JPEG that is so already stays as it is, to the byte. Raises OSError if it is
    no picture.
    """
    with Image.open(io.BytesIO(data)) as opened:
        size = opened.size
        is_large = 0 < longer_side < max(size)
        modes = ("L",) if in_grey else ("L", "RGB")
        if opened.format == "JPEG" and opened.mode in modes and not is_large:
            return Jpeg(data, *size, is_grey=opened.mode == "L")
        if is_large:
            opened.draft(None, (longer_side, longer_side))
        image = _opaque(opened)
    if in_grey:
        image = image.convert("L")
    if is_large:
        image.thumbnail((longer_side, longer_side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Jpeg(out.getvalue(), *image.size, is_grey=image.mode == "L")


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode == "L":
        return image.copy()
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, PAPER)
    return Image.alpha_composite(paper, clear).convert("RGB")


def stored_jpeg(image: StoredImage, *, longer_side: int = 0) -> Jpeg:
    """Read a picture from the storage as JPEG. Raises Refused if it is gone or cannot be read."""
    try:
        return jpeg_of(data_of(image), longer_side=longer_side)
    except OSError:
        raise Refused(GONE) from None
