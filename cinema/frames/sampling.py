"""A picture seen through a moving window, true to a small part of a pixel.

The picture is resized once for each degree of detail that the window needs (no finer than the frame can show, so that
nothing shimmers), more than twice as fine as that, and each frame is then read from it bilinearly. Bilinear reading of
something twice as fine as it has detail keeps that detail, and OpenCV places it to 1/32 of those finer pixels: 0.005
pixels of the frame rms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from cinema.contract import Box, Frame, Plane, Size
from cinema.frames.planes import as_plane, planes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FINER = 2.3
"""A level has so many samples to a pixel of the frame where it is seen closest.

Were it a whole number, in a slow pan all pixels would lie between samples at a time, and fine grain would come and go
by 4 % from frame to frame; now it is 0.3 %."""
STEP = 1.3
"""A window may become so many times wider before it wants a coarser level."""
MOST_SAMPLES = 48_000_000
"""Of a level's brightness: a long way over a large picture is kept less fine."""
MARGIN = 4
"""Samples of a level around what is seen of it."""
_READ = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True, slots=True)
class Level:
    """Y, U and V of a part of a picture that begins at (left, top), pixels of it; `pitch` of them make a sample of Y,
    twice as many one of U and V."""

    left: float
    top: float
    pitch: float
    y: Plane
    u: Plane
    v: Plane


class Window:
    """What is seen of a picture through boxes (parts of its width and height) in frames of `size`."""

    def __init__(self, picture: Image.Image, *, boxes: Sequence[Box], size: Size) -> None:
        self.size, self.picture_size = size, picture.size
        around = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        steps = [self._step(box) for box in boxes]
        planes = planes_of(picture)
        self.levels = [self._level(planes, around, step) for step in _steps(min(steps), max(steps))]

    def seen(self, box: Box) -> Frame:
        """Return the frame that shows a box."""
        step = self._step(box)
        finer = max(
            (lv for lv in self.levels if lv.pitch * FINER <= step * (1 + 1e-9)), default=self.levels[0], key=_pitch
        )
        coarser = min((lv for lv in self.levels if lv.pitch > finer.pitch), default=finer, key=_pitch)
        frame = self._read(finer, box)
        if coarser is finer:
            return frame
        part = math.log(step / (finer.pitch * FINER)) / math.log(coarser.pitch / finer.pitch)
        return blended(frame, self._read(coarser, box), min(1.0, max(0.0, part)))

    def _step(self, box: Box) -> float:
        """Return how many pixels of the picture a pixel of the frame is wide."""
        return (box[2] - box[0]) * self.picture_size[0] / self.size.width

    def _level(self, planes: tuple[Plane, Plane, Plane], around: Box, step: float) -> Level:
        width, height = self.picture_size
        wide, high = (around[2] - around[0]) * width, (around[3] - around[1]) * height
        pitch = max(step / FINER, math.sqrt(wide * high / MOST_SAMPLES))
        margin = MARGIN * 2 * pitch
        left, top = max(0.0, around[0] * width - margin), max(0.0, around[1] * height - margin)
        right, foot = min(float(width), around[2] * width + margin), min(float(height), around[3] * height + margin)
        cells = (math.ceil((right - left) / pitch / 2), math.ceil((foot - top) / pitch / 2))
        right, foot = left + cells[0] * 2 * pitch, top + cells[1] * 2 * pitch
        y, u, v = planes
        box = (left, top, right, foot)
        return Level(
            left,
            top,
            pitch,
            _resized(y, box, (cells[0] * 2, cells[1] * 2), step),
            _resized(u, box, cells, step * 2),
            _resized(v, box, cells, step * 2),
        )

    def _read(self, level: Level, box: Box) -> Frame:
        width, height = self.picture_size
        steps = ((box[2] - box[0]) * width / self.size.width, (box[3] - box[1]) * height / self.size.height)
        corner = (box[0] * width - level.left, box[1] * height - level.top)
        half = Size(self.size.width // 2, self.size.height // 2)
        # A pixel's middle lies half a pixel from its corner; colour lies half a pixel from the left of two, and in
        # the middle of two rows.
        bright = placed(corner, steps, pitch=level.pitch, middle=(0.5, 0.5))
        wide = (2 * steps[0], 2 * steps[1])
        colour = placed(corner, wide, pitch=2 * level.pitch, middle=(0.25, 0.5))
        return Frame(
            _warped(level.y, bright, self.size), _warped(level.u, colour, half), _warped(level.v, colour, half)
        )


def blended(one: Frame, other: Frame, part: float) -> Frame:
    """Return a frame that is `part` (0 to 1) of another, and one for the rest."""
    if part <= 0:
        return one
    if part >= 1:
        return other
    y, u, v = (
        as_plane(cv2.addWeighted(a, 1 - part, b, part, 0))
        for a, b in ((one.y, other.y), (one.u, other.u), (one.v, other.v))
    )
    return Frame(y, u, v)


def _steps(least: float, most: float) -> list[float]:
    """Return for how many pixels of the picture to one of the frame it is resized, the finest first."""
    least, most = max(least, 1e-6), max(most, 1e-6)
    if most <= 1.0:  # the frame shows less detail than it could: nothing can shimmer
        return [least]
    count = math.ceil(math.log(most / least) / math.log(STEP) - 1e-9)
    return [least * (most / least) ** (k / count) for k in range(count + 1)] if count else [most]


def _pitch(level: Level) -> float:
    return level.pitch


def _resized(plane: Plane, box: Box, size: tuple[int, int], step: float) -> Plane:
    """Resize a part of a plane (its box in pixels), without any detail finer than `step` of them."""
    height, width = plane.shape
    over = (max(0, math.ceil(box[2]) - width), max(0, math.ceil(box[3]) - height))
    if any(over):
        plane = as_plane(cv2.copyMakeBorder(plane, 0, over[1], 0, over[0], cv2.BORDER_REPLICATE))
    image = Image.fromarray(plane)
    if step > 1.0:
        coarse = (max(1, round((box[2] - box[0]) / step)), max(1, round((box[3] - box[1]) / step)))
        image, box = image.resize(coarse, Image.Resampling.LANCZOS, box=box), (0.0, 0.0, coarse[0], coarse[1])
    return np.asarray(image.resize(size, Image.Resampling.LANCZOS, box=box))


def placed(
    corner: tuple[float, float], steps: tuple[float, float], *, pitch: float, middle: tuple[float, float]
) -> NDArray[np.float64]:
    """Return where the samples of a frame's plane lie on a level's, by OpenCV's count: a sample's middle is whole.

    `corner` is the frame's on the level and `steps` the way from sample to sample, both in pixels of the picture of
    which the level has one each `pitch`; `middle` is where in its step a sample lies.
    """
    return np.array(
        [
            [steps[0] / pitch, 0.0, (corner[0] + middle[0] * steps[0]) / pitch - 0.5],
            [0.0, steps[1] / pitch, (corner[1] + middle[1] * steps[1]) / pitch - 0.5],
        ]
    )


def _warped(plane: Plane, matrix: NDArray[np.float64], size: Size) -> Plane:
    seen = cv2.warpAffine(plane, matrix, (size.width, size.height), flags=_READ, borderMode=cv2.BORDER_REPLICATE)
    return as_plane(seen)
