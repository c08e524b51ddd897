"""A shot's frames in every size that is wanted: painted once, at the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from cinema.contract import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cinema.contract import Painter, Plane, Shot, Size

BLACK, GREY = 16, 128
"""Luma of black and chroma of no colour, in limited range."""


class WrongFrame(Exception):
    """A painter gave other frames than it was asked for."""


def frames_of(shot: Shot, *, sizes: Sequence[Size]) -> Iterator[dict[Size, Frame]]:
    """Yield each frame of a shot in all `sizes`, one at a time. Raises WrongFrame."""
    largest = max(sizes, key=lambda size: size.width)
    painted = shot.painter.frames(size=largest, count=shot.frames)
    before = last_frame(shot.after, size=largest) if shot.fade_in else None
    number = -1
    for number, frame in enumerate(painted):
        if number >= shot.frames:
            raise WrongFrame(f"The painter gives more than the {shot.frames} frames that it was asked for.")
        _check(frame, largest)
        mixed = _blend(before, frame, (number + 1) / (shot.fade_in + 1)) if number < shot.fade_in and before else frame
        yield {size: mixed if size == largest else scaled(mixed, size) for size in sizes}
    if number + 1 < shot.frames:
        raise WrongFrame(f"The painter gives {number + 1} frames of the {shot.frames} that it was asked for.")


def last_frame(painter: Painter | None, *, size: Size) -> Frame:
    """Return the frame that a painter ends with; black where there is none.

    It is asked for one moment of its shot, which is the end: nothing before is painted.
    """
    if painter:
        *_, last = (_copied(frame) for frame in painter.frames(size=size, count=1))
        return last
    half = (size.height // 2, size.width // 2)
    luma = np.full((size.height, size.width), BLACK, np.uint8)
    return Frame(luma, np.full(half, GREY, np.uint8), np.full(half, GREY, np.uint8))


def _copied(frame: Frame) -> Frame:
    return Frame(frame.y.copy(), frame.u.copy(), frame.v.copy())


def scaled(frame: Frame, size: Size) -> Frame:
    """Return a smaller frame: each sample the mean of what it covers.

    Chroma, which lies on the left of its two columns, comes to lie a seventh of its sample further right at most.
    """
    half = (size.width // 2, size.height // 2)
    luma = cv2.resize(frame.y, (size.width, size.height), interpolation=cv2.INTER_AREA)
    u, v = (cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in (frame.u, frame.v))
    return Frame(_plane(luma), _plane(u), _plane(v))


def _blend(before: Frame, after: Frame, share: float) -> Frame:
    planes = zip((before.y, before.u, before.v), (after.y, after.u, after.v), strict=True)
    y, u, v = (_plane(cv2.addWeighted(old, 1 - share, new, share, 0)) for old, new in planes)
    return Frame(y, u, v)


def _plane(samples: object) -> Plane:
    return np.asarray(samples, np.uint8)


def _check(frame: Frame, size: Size) -> None:
    half = (size.height // 2, size.width // 2)
    if (frame.y.shape, frame.u.shape, frame.v.shape) != ((size.height, size.width), half, half):
        raise WrongFrame(
            f"The painter gives a frame of {frame.y.shape[::-1]} pixels, not {size.width} × {size.height}."
        )
