"""Pictures from the bytes of their files."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

LARGEST_SIDE = 6000
"""Pixels. A larger picture is made smaller: no film shows more of it."""
MOST_PIXELS = 200_000_000
GROUND = (255, 255, 255)
"""What shows through where a picture is clear."""


class PictureUnusable(ValueError):
    """A picture's file is broken, empty or too large to be filmed."""


def opened(picture: bytes) -> Image.Image:
    """Return the picture of a JPEG, PNG or WebP file in RGB, upright. Raises PictureUnusable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _opened(picture)
    except PictureUnusable:
        raise
    except Exception as problem:
        raise PictureUnusable("This picture cannot be opened. Draw it again, or upload another.") from problem


def _opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as file:
        if file.width * file.height > MOST_PIXELS:
            raise PictureUnusable(f"This picture has {file.width} × {file.height} pixels, more than a film can take.")
        file.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        picture = ImageOps.exif_transpose(file)
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
        if "A" in picture.getbands() or "transparency" in picture.info:
            clear = picture.convert("RGBA")
            picture = Image.new("RGB", clear.size, GROUND)
            picture.paste(clear, mask=clear)
        return picture.convert("RGB")
