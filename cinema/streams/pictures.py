"""Frames as pictures of their own: stills of shots, and the small ones that show where one is when seeking."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from cinema.contract import Frame, Size

QUALITY = 85
TILE_LINES = 90
"""The shorter side in pixels of a picture that is shown when seeking."""
_TO_RGB = np.array([[255 / 219, 0, 1.792741], [255 / 219, -0.213249, -0.532909], [255 / 219, 2.112402, 0]], np.float32)
"""BT.709 in limited range to RGB."""


def as_picture(frame: Frame, size: Size) -> Image.Image:
    """Return a frame as an RGB picture of that size."""
    target = (size.width, size.height)
    planes = [cv2.resize(plane, target, interpolation=cv2.INTER_AREA) for plane in (frame.y, frame.u, frame.v)]
    samples = np.stack(planes, axis=-1).astype(np.float32) - (16, 128, 128)
    return Image.fromarray(np.clip(np.rint(samples @ _TO_RGB.T), 0, 255).astype(np.uint8))


def as_jpeg(picture: Image.Image, *, quality: int = QUALITY) -> bytes:
    """Return a picture as JPEG."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
