"""The built-in sketch artist, which draws what it is told of a scene on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import References, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter


def _image(_entry: ModelEntry, _credentials: Credentials, _client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.sketch.artist import SketchArtist

    return SketchArtist()


SERVICE = Service(
    name="sketch",
    title="Built in",
    kinds=("image",),
    is_free=True,
    image=_image,
    references=References(use="They are not needed: whoever has the same features is drawn with the same face."),
)
