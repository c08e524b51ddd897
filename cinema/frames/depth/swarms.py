"""Many small things that move by themselves: where each of them is at a time, and how they are laid on a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cinema.contract import Plane
from cinema.frames.overlays import OPAQUE
from cinema.frames.planes import as_plane, halved, planes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cinema.contract import Frame
    from cinema.frames.depth.space import Matrix

Floats = NDArray[np.float64]

PHASES = 4
"""Places within two pixels, across and down, at which a sprite is kept."""
LEVELS = 10
"""Of a sprite's opacity."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where sprites are, in pixels of the frame: which of a swarm's it is, where its middle lies, how opaque it is."""

    sprite: NDArray[np.int64]
    x: Floats
    y: Floats
    opacity: Floats


class Swarm(Protocol):
    """Things that move. Those `behind` lie on the ground, the others before everybody."""

    @property
    def behind(self) -> bool:
        """Whether they lie on the ground."""
        ...

    @property
    def sprites(self) -> tuple[Sprite, ...]:
        """What they look like."""
        ...

    def at(self, seconds: float, window: Matrix) -> Seen:
        """Return where they are; `window` says where far pixels of the picture lie in the frame."""
        ...


@dataclass(slots=True)
class Sprite:
    """A small picture (RGBA, its middle in its middle) at every place within two pixels, made when it is wanted."""

    image: Image.Image
    kept: dict[tuple[int, int, int], _Stamp] = field(default_factory=dict)

    def stamp(self, phase: tuple[int, int], level: int) -> _Stamp:
        """Return it moved by so many steps, as opaque as a level."""
        key = (*phase, level)
        if key not in self.kept:
            self.kept[key] = _stamp_of(self.image, phase, level / LEVELS)
        return self.kept[key]


@dataclass(frozen=True, slots=True)
class _Stamp:
    y: Plane
    u: Plane
    v: Plane
    clear: Plane
    clear_of_colour: Plane


def lay(frame: Frame, sprites: tuple[Sprite, ...], seen: Seen) -> None:
    """Lay sprites on a frame."""
    height, width = frame.y.shape
    steps = np.rint(np.stack([seen.x, seen.y]) * PHASES / 2).astype(int)
    cells, phases = steps // PHASES, steps % PHASES
    levels = np.rint(np.clip(seen.opacity, 0, 1) * LEVELS).astype(int)
    for which, column, row, across, down, level in zip(
        seen.sprite.tolist(), *cells.tolist(), *phases.tolist(), levels.tolist(), strict=True
    ):
        if level == 0:
            continue
        stamp = sprites[which].stamp((across, down), level)
        high, wide = stamp.u.shape
        left, top = column - wide // 2, row - high // 2
        x0, y0, x1, y1 = max(0, left), max(0, top), min(width // 2, left + wide), min(height // 2, top + high)
        if x0 >= x1 or y0 >= y1:
            continue
        a, b, c, d = x0 - left, y0 - top, x1 - left, y1 - top
        _lay(
            frame.y[2 * y0 : 2 * y1, 2 * x0 : 2 * x1],
            stamp.y[2 * b : 2 * d, 2 * a : 2 * c],
            stamp.clear[2 * b : 2 * d, 2 * a : 2 * c],
        )
        clear = stamp.clear_of_colour[b:d, a:c]
        _lay(frame.u[y0:y1, x0:x1], stamp.u[b:d, a:c], clear)
        _lay(frame.v[y0:y1, x0:x1], stamp.v[b:d, a:c], clear)


def lay_all(frame: Frame, swarms: Iterable[Swarm], seconds: float, window: Matrix, *, behind: bool) -> None:
    """Lay those swarms on a frame that belong there."""
    for swarm in swarms:
        if swarm.behind == behind:
            lay(frame, swarm.sprites, swarm.at(seconds, window))


def _lay(under: Plane, over: Plane, clear: Plane) -> None:
    under[:] = cv2.add(cv2.multiply(under, clear, scale=1 / OPAQUE), over)


def _stamp_of(image: Image.Image, phase: tuple[int, int], opacity: float) -> _Stamp:
    """Return a sprite on a sheet whose middle is a whole sample of colour, moved by steps of half a pixel."""
    wide, high = image.width // 2 + 2, image.height // 2 + 2
    wide, high = wide + wide % 2, high + high % 2
    shift = (wide - image.width / 2 + phase[0] * 2 / PHASES, high - image.height / 2 + phase[1] * 2 / PHASES)
    matrix = np.array([[1.0, 0.0, shift[0]], [0.0, 1.0, shift[1]]])

    def moved(plane: Plane) -> Plane:
        return as_plane(cv2.warpAffine(plane, matrix, (2 * wide, 2 * high), flags=cv2.INTER_LINEAR))

    y, u, v = planes_of(image.convert("RGB"))
    cover = as_plane(cv2.convertScaleAbs(np.asarray(image.getchannel("A")), alpha=opacity))
    weighed = [moved(as_plane(cv2.multiply(plane, cover, scale=1 / OPAQUE))) for plane in (y, u, v)]
    whole = moved(cover)
    return _Stamp(weighed[0], halved(weighed[1]), halved(weighed[2]), OPAQUE - whole, OPAQUE - halved(whole))
