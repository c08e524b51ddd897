"""Smaller renditions of a picture, and a handful of pixels that stand in its place until it has come."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import dataclass

from PIL import Image

SIDES = (320, 720, 1080)
"""Pixels of the longer side of each rendition: the thumbnail first."""
_QUALITIES = (80, 82, 82)
_METHOD = 4
_BLUR_SIDE = 16
_BLUR_QUALITIES = (40, 15, 0)
BLUR_MOST = 300
"""Characters of a blur, as its page has it."""
BLUR_PREFIX = "data:image/webp;base64,"


@dataclass(frozen=True, slots=True)
class Renditions:
    """WebPs of a picture by SIDES, and its `blur`: a WebP of at most 16 pixels a side, in base64.

    A rendition that would be no smaller than the picture itself, in pixels or in bytes, is the picture itself.
    """

    files: tuple[bytes, ...]
    blur: str


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """Return the size of a picture whose longer side is shrunk to `side`; all in pixels."""
    longer = max(width, height)
    if longer <= side:
        return width, height
    return max(1, round(width * side / longer)), max(1, round(height * side / longer))


def renditions_of(data: bytes) -> Renditions:
    """Make the renditions of an encoded picture. It must be one that we have encoded: strangers' go to the sandbox."""
    with Image.open(io.BytesIO(data)) as opened:
        is_webp = opened.format == "WEBP"
        return renditions_of_pixels(opened.convert("RGB"), data, is_webp=is_webp)


def renditions_of_pixels(image: Image.Image, data: bytes, *, is_webp: bool) -> Renditions:
    """Make the renditions of a picture that is decoded; `data` is what it is encoded as, as WebP or otherwise."""
    files = []
    smaller = image
    for side, quality in sorted(zip(SIDES, _QUALITIES, strict=True), reverse=True):
        size = fitted(*image.size, side)
        if size == image.size and is_webp:
            files.append(data)
            continue
        smaller = smaller.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)  # each of the one before it
        encoded = _webp(smaller, quality=quality)
        files.append(encoded if len(encoded) < len(data) else data)
    return Renditions(tuple(reversed(files)), _blur(smaller))


def _blur(image: Image.Image) -> str:
    tiny = image.resize(fitted(*image.size, _BLUR_SIDE), Image.Resampling.BOX)
    blurs = (b64encode(_webp(tiny, quality=quality)).decode() for quality in _BLUR_QUALITIES)
    return next((blur for blur in blurs if len(BLUR_PREFIX) + len(blur) <= BLUR_MOST), "")


def _webp(image: Image.Image, *, quality: int) -> bytes:
    encoded = io.BytesIO()
    image.save(encoded, "WEBP", quality=quality, method=_METHOD)
    return encoded.getvalue()
