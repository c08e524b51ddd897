"""Thumbnails of pictures."""

from __future__ import annotations

import io

from PIL import Image

THUMBNAIL_SIZE = 320
"""Pixels of the longer side."""


def thumbnail_of(data: bytes) -> bytes:
    """Make a WebP of an encoded picture whose longer side has THUMBNAIL_SIZE pixels."""
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((THUMBNAIL_SIZE, THUMBNAIL_SIZE))
        small = io.BytesIO()
        image.convert("RGB").save(small, "WEBP", quality=80)
    return small.getvalue()
