"""Drawing a picture; one that is refused for its words is asked for once more in milder ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from providers.errors import ContentRefused
from providers.interfaces.images import EncodedPicture, PictureRequest
from providers.interfaces.usage import Usage
from providers.wire.softening import Softened, softened_request
from sandbox.renditions import Renditions, renditions_of
from storyboards.safety.checking import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.images import ImageModel
    from storyboards.models import PictureVersion

SOFTENED = "softened"
"""Among a version's parameters: the words that gave way to milder ones, as pairs."""


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture that an artist has drawn, its renditions, and what it was drawn from.

    `digest` is that of what the bible said (`requests.composing.digest_of`). `softened` are the words of the request
    that gave way to milder ones after a refusal, and `refused` what that refusal used, if its service has said so.
    `checked` is what the checks found before anybody sees it.
    """

    request: PictureRequest
    picture: EncodedPicture
    renditions: Renditions
    digest: str = ""
    softened: tuple[Softened, ...] = ()
    refused: Usage = Usage()  # noqa: RUF009
    checked: Checked = Checked()  # noqa: RUF009

    @property
    def usage(self) -> Usage:
        """What the service bills for it, the refusal before it with it."""
        return self.picture.usage + self.refused

    @property
    def parameters(self) -> dict[str, Any]:
        """What it was drawn with, as a version keeps it."""
        words = {SOFTENED: [list(pair) for pair in self.softened]} if self.softened else {}
        return {"style": self.request.style, "seed": self.picture.seed, **words}


def draw(model: ImageModel, entry: ModelEntry, request: PictureRequest, digest: str = "") -> DrawnPicture:
    """Draw a picture and make its renditions, away from the database.

    Raises what the model raises; ContentRefused only where milder words are refused, too, or there are none. If
    something else keeps those from being drawn, the next time begins with them: a refusal may have been billed.
    """
    milder, softened = softened_request(request, entry.of_service.filter_words)
    refusal = _standing_refusal(model, request, milder) if softened else None
    if refusal is None:
        try:
            picture = model.draw(request)
        except ContentRefused as refused:
            if not softened:
                raise
            refusal = refused
        else:
            return DrawnPicture(request, picture, renditions_of(picture.data), digest)
    picture = _draw_softened(model, milder, softened, refusal)
    return DrawnPicture(milder, picture, renditions_of(picture.data), digest, softened, refusal.usage or Usage())


def told(softened: Iterable[Sequence[str]]) -> str:
    """Say which words gave way to which."""
    return ", ".join(f"“{milder}” for “{word}”" for word, milder in softened)


def softened_in(version: PictureVersion) -> str:
    """Say which words of a version's prompt gave way to milder ones, for its reader; "" if none did."""
    words = told(version.parameters.get(SOFTENED, ()))
    return f"Drawn with milder words after the service had refused it: {words}." if words else ""


def _standing_refusal(model: ImageModel, request: PictureRequest, milder: PictureRequest) -> ContentRefused | None:
    """Return the refusal after which milder words are still to be tried; None to begin (again) with its own words."""
    refusal = model.refusal_of(request)
    return None if refusal is None or model.refusal_of(milder) else refusal


def _draw_softened(
    model: ImageModel, request: PictureRequest, softened: tuple[Softened, ...], refusal: ContentRefused
) -> EncodedPicture:
    try:
        return model.draw(request)
    except ContentRefused:
        raise ContentRefused(f"{refusal} It was asked once more in milder words ({told(softened)}), in vain.") from None
