"""Google: its Gemini image models draw books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service
from providers.services.google.sizes import picture_tokens

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter

MOST_REFERENCES = 14


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.google.client import free_check

    return free_check(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.google.images import GoogleImages

    return GoogleImages(
        credentials, entry.model, references=entry.references, any_size=entry.any_size, http_client=client
    )


SERVICE = Service(
    name="google",
    title="Google",
    kinds=("image",),
    access=Access(
        purpose="Draws a book's pictures with Google's Gemini image models.",
        where="Make a key in Google AI Studio, in a project with billing: its free tier has no image models.",
        where_url="https://aistudio.google.com/apikey",
        needs_secret=True,
        check=_check,
    ),
    price_id="google",
    image=_image,
    picture_tokens=picture_tokens,
    filter_words=frozenset({"gore", "death", "nudity", "harm"}),
    references=References(
        MOST_REFERENCES,
        "As many as the model takes go with the prompt, which says who or what each of them shows.",
        styles=True,
    ),
)
