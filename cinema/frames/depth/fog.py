"""Fog that drifts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from cinema.frames.planes import RGB, as_plane, colour_of

if TYPE_CHECKING:
    from cinema.contract import Frame, Plane, Size

COARSE = 12
"""Pixels of the frame to one of the fog."""
CELLS = ((3, 9, 0.6), (5, 17, 0.4))
"""How many patches it has, down and across, and how much they count."""
SPEEDS = (0.016, -0.011)
"""Widths of the frame in a second, of each kind of patches."""


@dataclass(frozen=True, slots=True)
class Fog:
    """Patches of a colour, each kind on a strip twice as wide as the frame that goes on seamlessly."""

    strips: tuple[NDArray[np.float32], ...]
    profile: NDArray[np.float32]
    colour: tuple[int, int, int]

    @classmethod
    def of(cls, colour: RGB, *, size: Size, horizon: float, thickest: float, seed: int) -> Fog:
        """Return fog; it is thickest about the horizon (a part of the height) and at our feet."""
        wide, high = size.width // COARSE + 2, size.height // COARSE + 2
        chance = np.random.default_rng(seed)
        strips = tuple(part * _noise(chance, rows, columns, (2 * wide, high)) for rows, columns, part in CELLS)
        y = np.linspace(0, 1, high, dtype=np.float32)[:, None]
        about = np.exp(-(((y - horizon) / 0.2) ** 2)) + 0.8 * np.clip((y - 0.75) / 0.25, 0, 1) + 0.15
        return cls(strips, (thickest * np.minimum(about, 1.0)).astype(np.float32), colour_of(colour))

    def lay(self, frame: Frame, seconds: float) -> None:
        """Let it lie over a frame."""
        high, double = self.strips[0].shape
        wide = double // 2
        cover = np.zeros((high, wide), np.float32)
        for strip, speed in zip(self.strips, SPEEDS, strict=True):
            shift = speed * seconds * wide % double
            matrix = np.array([[1.0, 0.0, shift], [0.0, 1.0, 0.0]])
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            cover += cv2.warpAffine(strip, matrix, (wide, high), flags=flags, borderMode=cv2.BORDER_WRAP)
        small = np.clip(cover * self.profile * 255, 0, 255).astype(np.uint8)
        height, width = frame.y.shape
        whole = cv2.resize(small, (wide * COARSE, high * COARSE), interpolation=cv2.INTER_LINEAR)
        bright = as_plane(np.ascontiguousarray(whole[:height, :width]))
        half = as_plane(cv2.resize(bright, (width // 2, height // 2), interpolation=cv2.INTER_AREA))
        for plane, level, over in zip((frame.y, frame.u, frame.v), self.colour, (bright, half, half), strict=True):
            _veil(plane, level, over)


def _veil(plane: Plane, level: int, cover: Plane) -> None:
    under = cv2.multiply(plane, 255 - cover, scale=1 / 255)
    plane[:] = cv2.add(under, cv2.convertScaleAbs(cover, alpha=level / 255))


def _noise(chance: np.random.Generator, rows: int, columns: int, size: tuple[int, int]) -> NDArray[np.float32]:
    cells = chance.random((rows, columns), dtype=np.float32)
    wide = np.hstack([cells[:, -2:], cells, cells[:, :2]])
    scale = size[0] / columns
    whole = cv2.resize(wide, (round((columns + 4) * scale), size[1]), interpolation=cv2.INTER_CUBIC)
    left = round(2 * scale)
    return np.clip(whole[:, left : left + size[0]], 0, 1).astype(np.float32)
