"""Planes of a picture as Y, U and V, laid over one another where a moved eye sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from cinema.contract import Frame, Plane, Size
from cinema.frames.overlays import OPAQUE
from cinema.frames.planes import as_plane, halved, planes_of

if TYPE_CHECKING:
    from PIL import Image

    from cinema.frames.depth.space import Matrix

_READ = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
_FRAME_COLOUR = np.array([[2.0, 0.0, 0.0], [0.0, 2.0, 0.5], [0.0, 0.0, 1.0]])
"""From samples of a frame's colour to those of its brightness."""
_CARD_COLOUR = _FRAME_COLOUR
EDGE = 2
"""Pixels by which a card reaches beyond what is painted on it, so that its edge is soft."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A plane that covers all: Y, and U and V of half its width and height."""

    y: Plane
    u: Plane
    v: Plane

    @classmethod
    def of(cls, image: Image.Image) -> Ground:
        """Return an RGB picture as a ground."""
        y, u, v = planes_of(image)
        return cls(y, halved(u), halved(v))

    def laid(self, matrix: Matrix, size: Size, rows: tuple[int, int], frame: Frame) -> None:
        """Paint rows of a frame (from, to; both even): `matrix` says where the ground's pixels lie in it."""
        top, foot = rows
        if foot <= top:
            return
        bright, colour = matrices(matrix, (0, top))
        frame.y[top:foot] = _warped(self.y, bright, (size.width, foot - top), cv2.BORDER_REPLICATE)
        for plane, target in ((self.u, frame.u), (self.v, frame.v)):
            half = (size.width // 2, (foot - top) // 2)
            target[top // 2 : foot // 2] = _warped(plane, colour, half, cv2.BORDER_REPLICATE)


@dataclass(frozen=True, slots=True)
class CardPlanes:
    """Something before the ground, its corner at `at` of it: planes weighed by how much they cover, and that."""

    at: tuple[int, int]
    y: Plane
    u: Plane
    v: Plane
    cover: Plane
    cover_of_colour: Plane

    @classmethod
    def of(cls, image: Image.Image, at: tuple[int, int]) -> CardPlanes:
        """Return an RGBA picture as a card."""
        left, top = at[0] - EDGE - at[0] % 2, at[1] - EDGE - at[1] % 2
        wide, high = (s + 2 * EDGE + at[k] % 2 for k, s in enumerate(image.size))
        sheet = image.crop((left - at[0], top - at[1], left - at[0] + wide + wide % 2, top - at[1] + high + high % 2))
        y, u, v = planes_of(sheet.convert("RGB"))
        cover = np.asarray(sheet.getchannel("A"))
        # What is not covered takes part in nothing: colours are weighed before they are halved.
        less = halved(cover)
        return cls((left, top), _weighed(y, cover), halved(_weighed(u, cover)), halved(_weighed(v, cover)), cover, less)

    def laid(self, matrix: Matrix, size: Size, frame: Frame) -> None:
        """Lay the card on a frame: `matrix` says where the ground's pixels lie in it."""
        placed = matrix @ np.array([[1.0, 0.0, self.at[0]], [0.0, 1.0, self.at[1]], [0.0, 0.0, 1.0]])
        box = _box(placed, self.y.shape, size)
        if box is None:
            return
        left, top, right, foot = box
        bright, colour = matrices(placed, (left, top))
        wide, half = (right - left, foot - top), ((right - left) // 2, (foot - top) // 2)
        clear = OPAQUE - _warped(self.cover, bright, wide)
        _lay(frame.y[top:foot, left:right], _warped(self.y, bright, wide), clear)
        clear = OPAQUE - _warped(self.cover_of_colour, colour, half)
        part = (slice(top // 2, foot // 2), slice(left // 2, right // 2))
        _lay(frame.u[part], _warped(self.u, colour, half), clear)
        _lay(frame.v[part], _warped(self.v, colour, half), clear)


def matrices(matrix: Matrix, corner: tuple[int, int]) -> tuple[Matrix, Matrix]:
    """Return where the samples of a part of a frame, from `corner` (even) on, lie on a plane: of Y, and of U and V.

    OpenCV counts from the middles of samples, and `matrix` from corners of pixels.
    """
    middles = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    back = np.linalg.inv(middles) @ np.linalg.inv(matrix) @ middles
    bright = back @ np.array([[1.0, 0.0, corner[0]], [0.0, 1.0, corner[1]], [0.0, 0.0, 1.0]])
    half = np.array([[1.0, 0.0, corner[0] // 2], [0.0, 1.0, corner[1] // 2], [0.0, 0.0, 1.0]])
    colour = np.linalg.inv(_CARD_COLOUR) @ back @ _FRAME_COLOUR @ half
    return bright, colour


def _warped(plane: Plane, matrix: Matrix, size: tuple[int, int], border: int = cv2.BORDER_CONSTANT) -> Plane:
    """Read a plane through a matrix from the samples that are wanted to its own."""
    if abs(matrix[2, 0]) + abs(matrix[2, 1]) < 1e-12:
        affine = matrix[:2] / matrix[2, 2]
        return as_plane(cv2.warpAffine(plane, affine, size, flags=_READ, borderMode=border))
    return as_plane(cv2.warpPerspective(plane, matrix, size, flags=_READ, borderMode=border))


def _box(placed: Matrix, shape: tuple[int, ...], size: Size) -> tuple[int, int, int, int] | None:
    """Return the part of a frame (even pixels) that a card covers; None where it is out of sight."""
    corners = np.array([[0, 0, 1], [shape[1], 0, 1], [0, shape[0], 1], [shape[1], shape[0], 1]], np.float64)
    seen = corners @ placed.T
    xs, ys = seen[:, 0] / seen[:, 2], seen[:, 1] / seen[:, 2]
    left, top = (max(0, int(np.floor(v.min() / 2)) * 2) for v in (xs, ys))
    right, foot = (min(s, int(np.ceil(v.max() / 2)) * 2) for v, s in ((xs, size.width), (ys, size.height)))
    return (left, top, right, foot) if left < right and top < foot else None


def _weighed(plane: Plane, cover: Plane) -> Plane:
    return as_plane(cv2.multiply(plane, cover, scale=1 / OPAQUE))


def _lay(under: Plane, over: Plane, clear: Plane) -> None:
    cv2.add(cv2.multiply(under, clear, scale=1 / OPAQUE), over, dst=under)
