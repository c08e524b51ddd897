"""Black Forest Labs: its FLUX models draw books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter

MOST_REFERENCES = 8


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.bfl.client import free_check

    return free_check(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.bfl.images import Flux

    return Flux(credentials, entry.model, references=entry.references, http_client=client)


SERVICE = Service(
    name="bfl",
    title="Black Forest Labs",
    kinds=("image",),
    access=Access(
        purpose="Draws a book's pictures with the FLUX models of Black Forest Labs.",
        where="Make a key on their dashboard. What it is used for is billed to you there, in credits of a cent.",
        where_url="https://dashboard.bfl.ai/get-started",
        needs_secret=True,
        check=_check,
    ),
    takes_seed=True,
    image=_image,
    filter_words=frozenset({"gore", "nudity"}),
    references=References(
        MOST_REFERENCES,
        "As many as the model takes go with the prompt, which says who or what each of them shows.",
        styles=True,
    ),
)
