"""ComfyUI: the checkpoints of a ComfyUI on a machine of the reader's own draw books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, References, Service
from providers.services.comfyui.workflows import MOST_REFERENCES, OWN

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import ImageAdapter


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.comfyui.client import free_check

    return free_check(credentials, client)


def _list_models(credentials: Credentials, client: httpx2.Client | None) -> list[str]:
    from providers.services.comfyui.client import installed_models

    return installed_models(credentials, client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.comfyui.images import ComfyUI

    if entry.model.startswith(OWN):
        from providers.choosing.workflows import graph_of

        return ComfyUI(credentials, "", graph_of(credentials.key_id, entry.model), http_client=client)
    return ComfyUI(credentials, entry.model, http_client=client)


def _title(model: str) -> str:
    """Call a workflow of the reader's own by the name that they have given it, and a checkpoint by its own."""
    name, _, _ = model.removeprefix(OWN).rpartition("-")
    return f"{name} (your workflow)" if model.startswith(OWN) else model


SERVICE = Service(
    name="comfyui",
    title="Stable Diffusion (ComfyUI)",
    kinds=("image",),
    access=Access(
        purpose="Draws pictures with the checkpoints of a ComfyUI on a machine of your own. Nothing is billed.",
        where="ComfyUI listens at http://localhost:8188 unless you have changed it. It needs no key.",
        example_url="http://localhost:8188",
        check=_check,
    ),
    is_free=True,
    takes_seed=True,
    image=_image,
    references=References(
        MOST_REFERENCES,
        "The first guides drawing where the server has an IP-Adapter; else words alone say what somebody looks like. A "
        "workflow of your own gets as many as it has slots for, up to 4.",
    ),
    prompt_syntax=frozenset({"parentheses", "braces"}),
    list_models=_list_models,
    title_of_unlisted=_title,
    unlisted_named={OWN: {"references": MOST_REFERENCES}},
    unlisted={"image": {"concurrency": 1, "references": 1, "any_size": True, "adult": "allowed"}},
)
