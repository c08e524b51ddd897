"""The frames of a whole shot: painted, faded in from the shot before, with captions on it where they are burned in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema.frames.easing import eased
from cinema.frames.planes import plain_frame
from cinema.frames.sampling import blended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.contract import Frame, Painter, Shot, Size


def frames_of(shot: Shot, *, size: Size) -> Iterator[Frame]:
    """Yield the frames of a shot, each as the last one is done with.

    Its first frames cross-fade from the last of the painter of the shot before, which stands still meanwhile, or from
    black.
    """
    before = last_frame(shot.after, size=size) if shot.fade_in else None
    for index, frame in enumerate(shot.painter.frames(size=size, count=shot.frames)):
        if before is None or index >= shot.fade_in:
            before = None
            yield frame
        else:
            yield blended(before, frame, eased((index + 1) / (shot.fade_in + 1)))


def last_frame(painter: Painter | None, *, size: Size) -> Frame:
    """Return the last frame of a painter's shot (one frame alone is the last), or a black one where there is none."""
    if painter is None:
        return plain_frame(size)
    return next(iter(painter.frames(size=size, count=1)))
