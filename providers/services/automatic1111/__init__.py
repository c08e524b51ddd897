"""AUTOMATIC1111: Stable Diffusion on a machine of the reader's own, also Forge and SD.Next, draws books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.automatic1111.client import free_check

    return free_check(credentials, client)


def _list_models(credentials: Credentials, client: httpx2.Client | None) -> list[str]:
    from providers.services.automatic1111.client import installed_models

    return installed_models(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.automatic1111.images import Automatic1111

    return Automatic1111(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="automatic1111",
    title="Stable Diffusion (AUTOMATIC1111)",
    kinds=("image",),
    access=Access(
        purpose="Draws pictures with Stable Diffusion on a machine of your own. Nothing is billed.",
        where="Start the web UI with --api. It needs no key; if you set --api-auth, give it as name:password.",
        example_url="http://localhost:7860",
        check=_check,
    ),
    is_free=True,
    takes_seed=True,
    image=_image,
    filter_words=frozenset({"nudity"}),
    references=References(
        1, "The first guides drawing where the server has ControlNet; else words alone say what somebody looks like."
    ),
    prompt_syntax=frozenset({"parentheses", "brackets", "braces", "keywords"}),
    list_models=_list_models,
    unlisted={"image": {"concurrency": 1, "references": 1, "any_size": True, "adult": "allowed"}},
)
