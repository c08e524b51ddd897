"""A clip that somebody else has made, as a shot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from cinema.contract import FRAME_RATE, Frame, Plane, Size
from cinema.frames.easing import number_of
from cinema.frames.fingerprints import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.video.frame import VideoFrame

UNSPECIFIED = 2
"""Of ITU-T H.273, table 4: nobody has said of the clip how its colours are coded; today that is BT.709."""
LARGEST_SIDE = 8192
"""Pixels."""


class ClipUnusable(ValueError):
    """A clip's file is broken, has no pictures, or ones too large to be filmed."""


@dataclass(frozen=True, slots=True)
class ClipPainter:
    """Paints what a clip shows, cut to the film's shape, at the film's frame rate.

    `digest` is that of its file; `length` the frames of its shot: a shorter clip stands still at its end.
    Raises ClipUnusable when its first frame is painted.
    """

    clip: Path
    digest: str
    length: int

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        return fingerprint_of("clip", self.digest, self.length)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames."""
        wanted = [number_of(index, count, self.length) for index in range(count)]
        try:
            yield from self._played(wanted, size)
        except (av.FFmpegError, OSError) as problem:
            raise ClipUnusable("This clip cannot be played. Have it made again.") from problem

    def _played(self, wanted: list[int], size: Size) -> Iterator[Frame]:
        with av.open(str(self.clip)) as container:
            if not container.streams.video:
                raise ClipUnusable("This clip has no pictures. Have it made again.")
            stream = container.streams.video[0]
            stream.thread_type = "NONE"
            seen: VideoFrame | None = None
            last: Frame | None = None
            coming = container.decode(stream)
            following = next(coming, None)
            for index in wanted:
                changed = False
                while following is not None and (seen is None or _time(following) <= index / FRAME_RATE + 1e-4):
                    seen, following, changed = following, next(coming, None), True
                if seen is None:
                    raise ClipUnusable("This clip has no pictures. Have it made again.")
                if changed or last is None:
                    last = _fitted(seen, size)
                yield last


def _time(frame: VideoFrame) -> float:
    return float(frame.time or 0.0)


def _fitted(frame: VideoFrame, size: Size) -> Frame:
    """Return the middle of a frame that covers one of that size."""
    if max(frame.width, frame.height) > LARGEST_SIDE:
        raise ClipUnusable(f"This clip is {frame.width} × {frame.height} pixels large, more than a film can take.")
    scale = max(size.width / frame.width, size.height / frame.height)
    wide, high = (math.ceil(side * scale / 2 - 1e-6) * 2 for side in (frame.width, frame.height))
    fitted = frame.reformat(
        wide,
        high,
        format="yuv420p",
        src_colorspace=Colorspace.ITU709 if frame.colorspace == UNSPECIFIED else None,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=Interpolation.BICUBIC,
    )
    left, top = (wide - size.width) // 4, (high - size.height) // 4
    half = Size(size.width // 2, size.height // 2)
    y, u, v = (_plane(fitted, k) for k in range(3))
    return Frame(
        y[2 * top : 2 * top + size.height, 2 * left : 2 * left + size.width],
        u[top : top + half.height, left : left + half.width],
        v[top : top + half.height, left : left + half.width],
    )


def _plane(frame: VideoFrame, number: int) -> Plane:
    plane = frame.planes[number]
    rows = np.frombuffer(bytes(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
