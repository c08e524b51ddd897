"""Pictures of strangers, whoever sent them, are redrawn here: by one piece, under one limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sandbox import pictures
from sandbox.pictures import PictureLimits, PictureOrder, PictureRefused, RedrawnPicture

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


def picture_limits() -> PictureLimits:
    """Return what redrawing a picture may take, by the settings."""
    return PictureLimits(
        pixels=settings.PICTURE_PIXELS, memory=settings.PICTURE_MEMORY_BYTES, seconds=settings.PICTURE_SECONDS
    )


def redraw(data: bytes, order: PictureOrder) -> RedrawnPicture:
    """Redraw one picture in a process of its own. Raises PictureRefused."""
    return pictures.redraw(data, order, picture_limits())


def redraw_all(files: Sequence[bytes], order: PictureOrder) -> list[RedrawnPicture | PictureRefused]:
    """Redraw pictures, many in one process; each comes back or is refused by itself."""
    return pictures.redraw_all(files, order, picture_limits())
