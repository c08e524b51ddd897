"""What is laid on frames: lettering and whatever else has an edge of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from cinema.contract import Frame, Plane
from cinema.frames.planes import as_plane, halved, planes_of

if TYPE_CHECKING:
    from PIL import Image

OPAQUE = 255


@dataclass(frozen=True, slots=True)
class Overlay:
    """Planes to lay on a frame at (left, top), both even; `clear` is how much of the frame shows through (0 to 255)."""

    left: int
    top: int
    y: Plane
    u: Plane
    v: Plane
    clear: Plane
    clear_of_colour: Plane


def overlay_of(image: Image.Image, at: tuple[int, int], *, opacity: float = 1.0) -> Overlay:
    """Return an RGBA image, its corner at `at`, as an overlay."""
    left, top = at[0] // 2 * 2, at[1] // 2 * 2
    wide, high = (side + at[k] % 2 + (side + at[k] % 2) % 2 for k, side in enumerate(image.size))
    sheet = image.crop((left - at[0], top - at[1], left - at[0] + wide, top - at[1] + high))
    alpha = np.asarray(sheet.getchannel("A"))
    if opacity < 1:
        alpha = as_plane(cv2.convertScaleAbs(alpha, alpha=opacity))
    y, u, v = planes_of(sheet.convert("RGB"))
    alpha_of_colour = halved(alpha)
    return Overlay(
        left,
        top,
        _weighed(y, alpha),
        _weighed(halved(u), alpha_of_colour),
        _weighed(halved(v), alpha_of_colour),
        OPAQUE - alpha,
        OPAQUE - alpha_of_colour,
    )


def laid(frame: Frame, overlay: Overlay) -> Frame:
    """Return a frame with an overlay on it."""
    return Frame(
        _laid(frame.y, overlay.y, overlay.clear, overlay.left, overlay.top),
        _laid(frame.u, overlay.u, overlay.clear_of_colour, overlay.left // 2, overlay.top // 2),
        _laid(frame.v, overlay.v, overlay.clear_of_colour, overlay.left // 2, overlay.top // 2),
    )


def _weighed(plane: Plane, alpha: Plane) -> Plane:
    return as_plane(cv2.multiply(plane, alpha, scale=1 / OPAQUE))


def _laid(plane: Plane, over: Plane, clear: Plane, left: int, top: int) -> Plane:
    height, width = plane.shape
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + over.shape[1]), min(height, top + over.shape[0])
    sheet = plane.copy()
    if x0 < x1 and y0 < y1:
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        under = sheet[y0:y1, x0:x1]
        sheet[y0:y1, x0:x1] = cv2.add(cv2.multiply(under, clear[part], scale=1 / OPAQUE), over[part])
    return sheet
