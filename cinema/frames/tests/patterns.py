"""Pictures that can be measured: dots whose middles are known to a small part of a pixel."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from cinema.contract import Box, Plane

GROUND, HEIGHT = 20, 200
"""Of 255: what lies between the dots, and how far their middles rise above it."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture of soft dots, `spread` pixels wide, at `middles` (pixels from its upper left corner)."""

    size: tuple[int, int]
    spread: float
    middles: tuple[tuple[float, float], ...]

    @property
    def image(self) -> Image.Image:
        """Return the picture in grey."""
        width, height = self.size
        sheet = np.full((height, width), float(GROUND))
        reach = math.ceil(5 * self.spread)
        for x, y in self.middles:
            left, top = int(x) - reach, int(y) - reach
            down, across = np.mgrid[top : top + 2 * reach, left : left + 2 * reach]
            away = (across + 0.5 - x) ** 2 + (down + 0.5 - y) ** 2
            sheet[top : top + 2 * reach, left : left + 2 * reach] += HEIGHT * np.exp(-away / (2 * self.spread**2))
        return Image.fromarray(np.clip(np.rint(sheet), 0, 255).astype(np.uint8))

    @property
    def png(self) -> bytes:
        """Return its file."""
        file = io.BytesIO()
        self.image.convert("RGB").save(file, "PNG", compress_level=1)
        return file.getvalue()

    def strays(self, y: Plane, box: Box) -> list[tuple[float, float]]:
        """Return how far each dot that a frame shows wholly lies from where it must be, in pixels of the frame."""
        scale = y.shape[1] / ((box[2] - box[0]) * self.size[0])
        reach = math.ceil(4.5 * self.spread * scale)
        ground = int(y.min())
        found = []
        for x, down in self.middles:
            wanted = ((x - box[0] * self.size[0]) * scale, (down - box[1] * self.size[1]) * scale)
            left, top = int(wanted[0]) - reach, int(wanted[1]) - reach
            if left < 0 or top < 0 or left + 2 * reach >= y.shape[1] or top + 2 * reach >= y.shape[0]:
                continue
            part = y[top : top + 2 * reach + 1, left : left + 2 * reach + 1].astype(float)
            part = np.maximum(part - ground - 6, 0)
            rows, columns = np.mgrid[0 : 2 * reach + 1, 0 : 2 * reach + 1]
            at = ((part * columns).sum() / part.sum() + left + 0.5, (part * rows).sum() / part.sum() + top + 0.5)
            found.append((at[0] - wanted[0], at[1] - wanted[1]))
        return found


def dots(width: int, height: int, *, spread: float = 3.0, apart: int = 60) -> Dots:
    """Return a picture with dots all over."""
    places = [
        (x + 0.37, y + 0.61) for y in range(apart, height - apart, apart) for x in range(apart, width - apart, apart)
    ]
    return Dots((width, height), spread, tuple(places))
