"""Replicate: a host of open models, and of some that are not, draws books and moves the pictures of films."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter
    from providers.interfaces.video import VideoAdapter

MOST_REFERENCES = 8


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.replicate.client import free_check

    return free_check(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.replicate.images import ReplicateImages

    return ReplicateImages(credentials, entry.model, references=entry.references, http_client=client)


def _video(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> VideoAdapter:
    from providers.services.replicate.videos import ReplicateVideos

    return ReplicateVideos(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="replicate",
    title="Replicate",
    kinds=("image", "video"),
    access=Access(
        purpose="Draws a book's pictures, and moves those of films, with models that Replicate hosts.",
        where="Make an API token in your account there. What it is used for is billed to you there.",
        where_url="https://replicate.com/account/api-tokens",
        needs_secret=True,
        check=_check,
    ),
    takes_seed=True,
    image=_image,
    video=_video,
    filter_words=frozenset({"gore", "nudity"}),
    references=References(
        MOST_REFERENCES,
        "Go with the prompt where the model has an input for pictures to look at; none is drawn over.",
        styles=True,
    ),
)
