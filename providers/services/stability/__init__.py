"""Stability AI: its Stable Image and Stable Diffusion models draw books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.stability.client import free_check

    return free_check(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.stability.images import StabilityImages

    return StabilityImages(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="stability",
    title="Stability AI",
    kinds=("image",),
    access=Access(
        purpose="Draws a book's pictures with Stable Image and Stable Diffusion at Stability AI.",
        where="Make a key on its platform, under API keys. What it is used for is billed to you there, in credits.",
        where_url="https://platform.stability.ai/account/keys",
        needs_secret=True,
        check=_check,
    ),
    takes_seed=True,
    image=_image,
    filter_words=frozenset({"gore", "nudity", "harm"}),
    references=References(
        0,
        "They are not sent: it would begin the whole scene with one of them. Words alone say what somebody looks like.",
    ),
)
