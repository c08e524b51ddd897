"""How a picture changes when the eye that sees it moves: what stands at a depth, and the floor.

Everything is a homography of the picture's pixels (Hartley and Zisserman, Multiple View Geometry, 13.1): a plane that
faces the eye is scaled and shifted, the floor is what its plane induces. Where wall and floor meet they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cinema.contract import Move
from cinema.frames.easing import box_at, eased

if TYPE_CHECKING:
    from cinema.contract import Box, Size
    from sketch.world.camera import Camera

Matrix = NDArray[np.float64]

DOLLY = 0.5
"""Of the zoom of a move the eye makes this part (as a power) by going nearer, the rest by its lens."""
DRIFT = 0.016
"""How far to each side the eye goes: whom the picture is about would move by that part of the picture's width."""
MOST_SHIFT = 0.055
"""No plane moves farther than this part of the width against whom the picture is about: there is no more room."""
VERY_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Eye:
    """The eye of a picture in pixels: `lens`, the point `middle` that it looks at, which way is up for it and how high
    it is above the floor; and `focus`, how far off they are whom the picture is about."""

    lens: float
    middle: tuple[float, float]
    up: tuple[float, float, float]
    height: float
    focus: float

    @classmethod
    def of(cls, camera: Camera, *, unit: float, focus: float) -> Eye:
        """Return the eye of a camera, `unit` pixels to a drawing unit."""
        return cls(
            camera.lens * unit,
            (camera.centre[0] * unit, camera.centre[1] * unit),
            (0.0, camera.up[1], camera.forward[1]),
            camera.eye[1],
            focus,
        )

    def upright(self, depth: float, gone: tuple[float, float]) -> Matrix:
        """Return where what stands at a depth goes, against the focus, when the eye has `gone` right and ahead."""
        scale, shift = self._seen(depth, gone)
        own_scale, own_shift = self._seen(self.focus, gone)
        (x, y), k = self.middle, scale / own_scale
        return np.array([[k, 0.0, x - k * x + (shift - own_shift) / own_scale], [0.0, k, y - k * y], [0.0, 0.0, 1.0]])

    def floor(self, gone: tuple[float, float]) -> Matrix:
        """Return where the floor goes, against the focus."""
        lens, (x, y) = self.lens, self.middle
        inward = np.array([[lens, 0.0, x], [0.0, -lens, y], [0.0, 0.0, 1.0]])
        moved = np.eye(3) + np.outer((gone[0], 0.0, gone[1]), self.up) / max(self.height, 1.0)
        whole: Matrix = inward @ moved @ np.linalg.inv(inward)
        scale, shift = self._seen(self.focus, gone)
        own = np.array([[scale, 0.0, x - scale * x + shift], [0.0, scale, y - scale * y], [0.0, 0.0, 1.0]])
        against: Matrix = np.linalg.inv(own) @ whole
        against /= against[2, 2]
        return against

    def depth_at(self, row: float) -> float:
        """Return how far off the floor is that lies at a row of pixels."""
        slope = (row - self.middle[1]) / self.lens
        down = slope * self.up[1] - self.up[2]
        return self.height / down if down > 1e-6 else VERY_FAR

    def _seen(self, depth: float, gone: tuple[float, float]) -> tuple[float, float]:
        left = max(depth - gone[1], depth * 0.3)
        return depth / left, -self.lens * gone[0] / left


@dataclass(frozen=True, slots=True)
class Journey:
    """How an eye goes during a move over a picture, whose `frame` (pixels of its planes) the move's boxes are parts of.

    `nearest` is how far off the nearest plane is.
    """

    eye: Eye
    move: Move
    frame: tuple[float, float, float, float]
    nearest: float

    def window(self, t: float, size: Size) -> Matrix:
        """Return where the planes' pixels lie in a frame of the film, for what is in focus."""
        left, top, right, foot = self.seen(t)
        x, y = size.width / (right - left), size.height / (foot - top)
        return np.array([[x, 0.0, -left * x], [0.0, y, -top * y], [0.0, 0.0, 1.0]])

    def seen(self, t: float) -> Box:
        """Return the pixels of the planes that are seen at `t` of the move."""
        box = box_at(self.move, t)
        left, top, right, foot = self.frame
        wide, high = right - left, foot - top
        return (left + box[0] * wide, top + box[1] * high, left + box[2] * wide, top + box[3] * high)

    def gone(self, t: float) -> tuple[float, float]:
        """Return how far the eye has gone to the right and ahead, in units of the world."""
        box, widest = box_at(self.move, t), max(b[2] - b[0] for b in (self.move.start, self.move.end))
        zoom = widest / (box[2] - box[0])
        ahead = self.eye.focus * (1 - zoom**-DOLLY)
        return self._aside(t), min(ahead, 0.5 * self.nearest)

    def _aside(self, t: float) -> float:
        """Return how far aside the eye is: from one side to the other, the way that the move goes."""
        across = sum(self.move.end[::2]) - sum(self.move.start[::2])
        way = -1.0 if across < 0 else 1.0
        wide = self.frame[2] - self.frame[0]
        reach = DRIFT * wide
        foot = min(self.nearest, self.eye.depth_at(self.frame[3]))
        most = MOST_SHIFT * wide / max(self.eye.focus / max(foot, 1.0) - 1.0, 1.0)
        return way * (2 * eased(t) - 1) * min(reach, most) * self.eye.focus / self.eye.lens
