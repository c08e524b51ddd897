"""Colours as films have them: Y, U and V of BT.709 in limited range (ITU-R BT.709-6, table 3), whole frames in 4:2:0.

Samples of colour lie on the left of their two columns of brightness, between their two rows, as H.264 expects where
nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from cinema.contract import Frame, Plane, Size

if TYPE_CHECKING:
    from PIL import Image

RGB = tuple[int, int, int]
Floats = NDArray[np.float32]

BLACK_Y, WHITE_Y, NO_COLOUR = 16, 235, 128
_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1.0 - _RED - _BLUE
_Y_SPAN, _C_SPAN = (WHITE_Y - BLACK_Y) / 255, 224 / 255
MATRIX = np.array(
    [
        [_RED * _Y_SPAN, _GREEN * _Y_SPAN, _BLUE * _Y_SPAN, BLACK_Y],
        [
            -_RED / (2 - 2 * _BLUE) * _C_SPAN,
            -_GREEN / (2 - 2 * _BLUE) * _C_SPAN,
            0.5 * _C_SPAN,
            NO_COLOUR,
        ],
        [
            0.5 * _C_SPAN,
            -_GREEN / (2 - 2 * _RED) * _C_SPAN,
            -_BLUE / (2 - 2 * _RED) * _C_SPAN,
            NO_COLOUR,
        ],
    ],
    dtype=np.float32,
)
"""From R, G and B (0 to 255) to Y, U and V."""


def planes_of(picture: Image.Image) -> tuple[Plane, Plane, Plane]:
    """Return Y, U and V of an RGB picture, each as large as it."""
    y, u, v = (as_plane(part) for part in cv2.split(cv2.transform(np.asarray(picture), MATRIX)))
    return y, u, v


def colour_of(colour: RGB) -> tuple[int, int, int]:
    """Return Y, U and V of one colour."""
    y, u, v = MATRIX @ np.array([*colour, 1.0], dtype=np.float32)
    return round(float(y)), round(float(u)), round(float(v))


def rgb_of(frame: Frame) -> NDArray[np.uint8]:
    """Return a frame as rows of R, G and B, for who looks at it."""
    size = (frame.y.shape[1], frame.y.shape[0])
    shift = np.array([[0.5, 0.0, 0.0], [0.0, 0.5, -0.25]])  # from the left and the middle, where its samples lie
    colours = [
        cv2.warpAffine(
            plane, shift, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        )
        for plane in (frame.u, frame.v)
    ]
    stacked = np.dstack([frame.y, *colours]).astype(np.float32) - MATRIX[:, 3]
    rgb = stacked @ np.linalg.inv(MATRIX[:, :3]).T.astype(np.float32)
    return as_plane(np.clip(np.rint(rgb), 0, 255).astype(np.uint8))


def halved(plane: Plane) -> Plane:
    """Return a plane of colour of half the width and height, its samples where H.264 expects them."""
    wide = cv2.sepFilter2D(
        plane, -1, np.array([0.25, 0.5, 0.25]), np.array([0.0, 0.5, 0.5]), borderType=cv2.BORDER_REPLICATE
    )
    return as_plane(np.ascontiguousarray(wide[::2, ::2]))


def frame_of(picture: Image.Image) -> Frame:
    """Return an RGB picture of even width and height as a frame."""
    y, u, v = planes_of(picture)
    return Frame(y, halved(u), halved(v))


def plain_frame(size: Size, colour: RGB = (0, 0, 0)) -> Frame:
    """Return a frame of one colour."""
    y, u, v = colour_of(colour)
    half = (size.height // 2, size.width // 2)
    return Frame(
        np.full((size.height, size.width), y, np.uint8),
        np.full(half, u, np.uint8),
        np.full(half, v, np.uint8),
    )


def as_plane(samples: NDArray[Any]) -> Plane:
    """Return what OpenCV has made of a plane, which is one again."""
    return cast("Plane", samples)
