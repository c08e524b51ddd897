"""The built-in embedder: words and their near relations, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder


def _embedding(_entry: ModelEntry, _credentials: Credentials, _client: httpx2.Client | None) -> Embedder:
    from providers.services.local.embedder import LocalEmbedder

    return LocalEmbedder()


SERVICE = Service(name="local", title="Built in", kinds=("embedding",), is_free=True, embedding=_embedding)
