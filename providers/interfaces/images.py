"""The face of every image model: a request in, a picture out.

`PictureRequest` carries the written prompt for models that read and the depicted scene for those that draw it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from providers.interfaces.usage import Usage
from sketch.scene import DepictedScene
from sketch.styles import Style

if TYPE_CHECKING:
    from providers.errors import ContentRefused


@dataclass(frozen=True, slots=True)
class ReferenceImage:
    """An encoded picture that shows what somebody (`shows` is "person") or some place ("place") looks like.

    One that shows a "style" is looked at for how it is made, and goes to services alone that can be told so
    (`References.styles`).

    `looks` says in a few words what is to be seen of them, for models that read.
    """

    name: str
    data: bytes
    media_type: str
    shows: Literal["person", "place", "style"] = "person"
    looks: str = ""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """One picture to draw, `width` × `height` pixels.

    The same request with the same `seed` gives the same picture where the model takes one. `take` tells several
    pictures of the same words apart: whoever wants another one asks for the next. `style` is the key of
    a style (ink, watercolour, …); `own_style` is all of it where it is none of ours. `portrait` asks for a picture of
    the only person in `scene`. `tags` says what `prompt` does in short phrases, the style first and nobody by name, for
    models that read no sentences.
    """

    prompt: str
    width: int
    height: int
    seed: int
    style: str
    scene: DepictedScene
    negative_prompt: str = ""
    references: tuple[ReferenceImage, ...] = field(default=())
    portrait: bool = False
    tags: str = ""
    take: int = 1
    own_style: Style | None = None


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """An encoded picture, `width` × `height` pixels, the seed that it was drawn with and what drawing it used."""

    data: bytes
    media_type: str
    width: int
    height: int
    seed: int
    usage: Usage = field(default=Usage(pictures=1))


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """What came back from a service: a picture's bytes as they came, the seed that it used and what it bills.

    Nobody may keep it before `providers.wire.pictures` has looked at it.
    """

    data: bytes
    seed: int
    usage: Usage = field(default=Usage(pictures=1))


class ImageModel(Protocol):
    """Draws pictures. Raises a `providers.errors.ProviderError` when it cannot."""

    name: str

    def draw(self, request: PictureRequest) -> EncodedPicture:
        """Draw one picture."""
        ...

    def refusal_of(self, request: PictureRequest) -> ContentRefused | None:
        """Return the refusal that the last call for this very picture has ended with; None if it has not."""
        ...


@runtime_checkable
class QueuedImages(Protocol):
    """An adapter of a service that takes a job first and has its picture later: what is asked for twice is paid twice.

    Between the two the job is written down, so that whoever comes next asks for the picture of the same job.
    """

    def submit(self, request: PictureRequest) -> AcceptedJob:
        """Hand a picture in; the job that the service has made of it comes back at once."""
        ...

    def collect(self, job: AcceptedJob, request: PictureRequest) -> DrawnImage:
        """Wait for the picture of a job.

        Raises AnswerPending while there is none and as long as the service cannot be asked; the job then stands.
        """
        ...


@dataclass(frozen=True, slots=True)
class AcceptedJob:
    """A job that a service has accepted: where or under what name it is asked for, and what it bills, if that is said.

    `billed_micros`: millionths of a USD; 0: not said.
    """

    ticket: str
    billed_micros: int = 0


class ImageAdapter(Protocol):
    """A service's image model behind our face for adapters. Raises a `providers.errors.ProviderError`."""

    name: str

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture, of the size that was asked for or one that it can be cut from."""
        ...
