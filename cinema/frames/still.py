"""A picture under a moving camera."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from cinema.contract import Box, Frame, Move, Size
from cinema.frames.decoding import opened
from cinema.frames.easing import box_at, time_of
from cinema.frames.fingerprints import fingerprint_of
from cinema.frames.sampling import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLED = 17
"""Times of a move at which it is asked how far it reaches."""
FILL_SIDE, FILL_BLUR, FILL_DIM = 160, 6.0, 0.55
"""What lies beyond a picture's edges is the picture itself, so small, blurred by so many pixels, and so dark."""


@dataclass(frozen=True, slots=True)
class StillPainter:
    """Paints a picture (the bytes of a JPEG, PNG or WebP file) while the camera makes its move.

    Where a box reaches beyond the picture, the picture itself is seen there, large, blurred and dim.
    Raises PictureUnusable when its first frame is painted.
    """

    picture: bytes
    move: Move

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        return fingerprint_of("still", self.picture, self.move)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames."""
        picture, move = _with_room(opened(self.picture), self.move)
        boxes = [box_at(move, k / (SAMPLED - 1)) for k in range(SAMPLED)]
        window = Window(picture, boxes=boxes, size=size)
        for index in range(count):
            yield window.seen(box_at(move, time_of(index, count)))


def _with_room(picture: Image.Image, move: Move) -> tuple[Image.Image, Move]:
    """Return a picture that reaches as far as its move, and the move over it."""
    sides = [*zip(move.start, move.end, strict=True)]
    reach = (min(0.0, *sides[0]), min(0.0, *sides[1]), max(1.0, *sides[2]), max(1.0, *sides[3]))
    if reach == (0.0, 0.0, 1.0, 1.0):
        return picture, move
    width, height = picture.size
    left, top = math.ceil(-reach[0] * width), math.ceil(-reach[1] * height)
    wide, high = left + math.ceil(reach[2] * width), top + math.ceil(reach[3] * height)
    sheet = _fill(picture, (wide, high))
    sheet.paste(picture, (left, top))

    def on_sheet(box: Box) -> Box:
        return (
            (box[0] * width + left) / wide,
            (box[1] * height + top) / high,
            (box[2] * width + left) / wide,
            (box[3] * height + top) / high,
        )

    return sheet, Move(on_sheet(move.start), on_sheet(move.end))


def _fill(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    scale = max(size[0] / picture.width, size[1] / picture.height)
    wide, high = size[0] / scale, size[1] / scale
    left, top = (picture.width - wide) / 2, (picture.height - high) / 2
    part = FILL_SIDE / max(size)
    small = picture.resize(
        (max(1, round(size[0] * part)), max(1, round(size[1] * part))),
        Image.Resampling.BOX,
        box=(left, top, left + wide, top + high),
    )
    soft = small.filter(ImageFilter.GaussianBlur(FILL_BLUR)).point([round(v * FILL_DIM) for v in range(256)] * 3)
    return soft.resize(size, Image.Resampling.BICUBIC)
