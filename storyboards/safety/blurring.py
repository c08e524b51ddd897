"""What is sent instead of a picture behind a blur: of its proportions, so that no page moves when it is shown."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGER_SIDE = 640
"""Pixels of what is sent."""
LEFT_OF_IT = 12
"""Pixels of the longer side that are left of the picture: nothing that is smaller than a twelfth of it can be seen."""
SMALLEST_WITH_WORDS = 200
"""Pixels of the shorter side on which words can be read."""
PAPER, INK = (74, 66, 58), (255, 250, 240)
QUALITY = 60

Rating = PictureVersion.Rating
NAMES = {Rating.ADULT: "Adult picture", Rating.VIOLENT: "Violent picture", Rating.UNCHECKED: "Not checked yet"}


def blurred(data: bytes, words: Sequence[str]) -> bytes:
    """Make a WebP of an encoded picture of ours in which nothing can be made out, with lines of words over it."""
    with Image.open(io.BytesIO(data)) as picture:
        size = _size(picture.size)
        picture.thumbnail((LEFT_OF_IT, LEFT_OF_IT), Image.Resampling.BOX)
        few = picture.convert("RGB")
    blur = few.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(LONGER_SIDE / LEFT_OF_IT / 2))
    return _encoded(Image.blend(blur, Image.new("RGB", size, PAPER), 0.35), words)


def plate(data: bytes, words: Sequence[str]) -> bytes:
    """Make a WebP of the proportions of an encoded picture that shows nothing of it but words."""
    with Image.open(io.BytesIO(data)) as picture:
        size = _size(picture.size)
    return _encoded(Image.new("RGB", size, PAPER), words)


def _size(of: tuple[int, int]) -> tuple[int, int]:
    scale = LONGER_SIDE / max(of)
    return max(1, round(of[0] * scale)), max(1, round(of[1] * scale))


def _encoded(image: Image.Image, words: Sequence[str]) -> bytes:
    if min(image.size) >= SMALLEST_WITH_WORDS:
        _write(image, words)
    encoded = io.BytesIO()
    image.save(encoded, "WEBP", quality=QUALITY)
    return encoded.getvalue()


def _write(image: Image.Image, words: Sequence[str]) -> None:
    """Write lines into the middle, as large as the width allows."""
    draw = ImageDraw.Draw(image)
    size = image.width / (max(map(len, words)) * 0.6 + 2)
    font = ImageFont.load_default(size=min(size, 44))
    top = image.height / 2 - 1.35 * len(words) * font.size / 2  # type: ignore[union-attr]  # a size gives a font with one
    for number, line in enumerate(words):
        at = (image.width / 2, top + 1.35 * number * font.size)  # type: ignore[union-attr]
        draw.text(at, line, INK, font, anchor="ma", stroke_width=2, stroke_fill=PAPER)
