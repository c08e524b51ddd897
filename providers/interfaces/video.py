"""The face of every video model: a first frame and words of what moves in, a clip out.

The built-in painters (`cinema.frames`) are no service: they film whatever no clip was made for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from providers.interfaces.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from providers.interfaces.images import AcceptedJob


@dataclass(frozen=True, slots=True)
class ShotRequest:
    """One shot to film: it begins with `first_frame`, an encoded picture of `width` × `height` pixels.

    `prompt` says what moves. `seconds` is one of the lengths that the model makes (`ModelEntry.clip_seconds`). The clip
    is of the shape of its first frame, or of the nearest that the model has. The same request with the same `seed`
    gives a similar clip where the model takes one.
    """

    first_frame: bytes = field(repr=False)
    media_type: str
    prompt: str
    seconds: int
    width: int
    height: int
    seed: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip as it came, by its media type, and what it used. Nobody has looked at it yet."""

    data: bytes = field(repr=False)
    media_type: str
    usage: Usage = Usage()  # noqa: RUF009


class VideoModel(Protocol):
    """Films shots. Raises a `providers.errors.ProviderError` when it cannot."""

    name: str

    def film(self, request: ShotRequest, *, stop: Callable[[], bool] = lambda: False) -> Clip:
        """Film one shot. Once `stop` says so, its job is cancelled, and JobCancelled raised."""
        ...


class VideoAdapter(Protocol):
    """A service's video model: all of them take a job first and have its clip later.

    Between the two the job is written down, so that whoever comes next asks for the clip of the same job.
    """

    name: str

    def submit(self, request: ShotRequest) -> AcceptedJob:
        """Hand a shot in; the job that the service has made of it comes back at once."""
        ...

    def collect(self, job: AcceptedJob, request: ShotRequest, *, stop: Callable[[], bool] = lambda: False) -> Clip:
        """Wait for the clip of a job.

        Raises AnswerPending while there is none and as long as the service cannot be asked; the job then stands. Once
        `stop` says so, the job is cancelled with the service, and JobCancelled raised.
        """
        ...
