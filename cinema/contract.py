"""What a film is to those who paint, encode and play it: plain values, no ORM.

A film is a row of shots. A shot is painted and encoded by itself, in a process that knows nothing of the others, and
its `key` says everything that its bytes depend on: equal keys, equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME_RATE = 30
"""Frames a second."""

Plane = NDArray[np.uint8]
"""Rows of samples."""

Box = tuple[float, float, float, float]
"""Left, top, right and foot as parts of a picture's width and height."""


class Shape(StrEnum):
    """What a film is wide by what it is high."""

    LANDSCAPE = "16:9"
    SQUARE = "1:1"
    PORTRAIT = "9:16"

    @property
    def aspect(self) -> float:
        """Width by height."""
        width, height = self.value.split(":")
        return int(width) / int(height)


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels, both even."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame in YUV 4:2:0, BT.709, limited range: `y` as large as the frame, `u` and `v` half as wide and high."""

    y: Plane
    u: Plane
    v: Plane


@dataclass(frozen=True, slots=True)
class Move:
    """How the camera goes over a picture during a shot: from one box to another, each of the film's aspect."""

    start: Box
    end: Box


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: from `start` to `end` seconds of its shot. `speaker` is who says it, or nobody."""

    start: float
    end: float
    text: str
    speaker: str = ""


class Painter(Protocol):
    """What paints the frames of one shot: a picture under a moving camera, layers of ours, a title card, a clip."""

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield `count` frames of that size, each as the last one is done with: never all in memory.

        Fewer frames than the shot has are moments of it, its end among them: of two the second, and one alone, is the
        last frame of the shot.
        """
        ...


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot of a film: whole frames long.

    `fade_in` frames at its beginning cross-fade from the last frame of `after`, the painter of the shot before (from
    black where there is none); `sound` is a WAV file of this shot's narration, which begins with it. `key` is a digest
    of all of this, of the painter's picture, and of the version of what paints it.
    """

    key: str
    frames: int
    painter: Painter
    cues: tuple[Cue, ...] = ()
    sound: Path | None = None
    fade_in: int = 0
    after: Painter | None = None
    title: str = ""
    """A chapter of the film begins here, and is called so; empty elsewhere."""
