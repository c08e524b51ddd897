"""From a name of the catalogue to a model that can be called: its adapter, a key of the reader's, and the ledger.

Adapters are kept for the life of the process, so that connections are used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from accounts.models import User
from providers.batching import Batches
from providers.catalogue import ModelEntry
from providers.credentials import Credentials, Service
from providers.embeddings import Embedder, embedder_named
from providers.images import ImageModel
from providers.keys import credentials_of, http_client_for, key_for
from providers.ledger import Account
from providers.paid import Line, PaidEmbedder, PaidImageModel, PaidTextModel
from providers.sketch_artist import SketchArtist
from providers.text import TextModel
from providers.turns import turns_of

KEPT = 32
"""Adapters at once."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a model: the reader, the key that they prefer, and the account that it goes on."""

    owner: User
    account: Account
    preferred_key: UUID | None = None

    def credentials(self, service: str) -> Credentials:
        """What the service is called with. Raises KeyMissing."""
        key = key_for(user=self.owner, service=cast(Service, service), preferred=self.preferred_key)
        return credentials_of(api_key=key)


def text_model(entry: ModelEntry, caller: Caller, *, economy: bool = False) -> TextModel:
    """A text model that goes through the ledger. Raises KeyMissing."""
    credentials = caller.credentials(entry.service)
    line = Line(entry, credentials, caller.account)
    return PaidTextModel(text_adapter(entry, credentials), line, economy=economy)


def image_model(entry: ModelEntry, caller: Caller) -> ImageModel:
    """The built-in artist, or an image model that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        return SketchArtist()
    credentials = caller.credentials(entry.service)
    return PaidImageModel(_image_adapter(entry, credentials), Line(entry, credentials, caller.account))


def embedder(entry: ModelEntry, caller: Caller) -> Embedder:
    """The built-in embedder, or one that goes through the ledger. Raises KeyMissing."""
    if entry.is_built_in:
        return embedder_named(entry.name)
    credentials = caller.credentials(entry.service)
    return PaidEmbedder(_embedding_adapter(entry, credentials), Line(entry, credentials, caller.account))


@lru_cache(KEPT)
def text_adapter(entry: ModelEntry, credentials: Credentials) -> TextModel:
    """A text model without the ledger."""
    client: Any = http_client_for(credentials)
    if entry.service == "anthropic":
        from providers.services.anthropic.text import AnthropicText as Adapter  # SDKs take long to import; few use all
    elif entry.service == "ollama":
        from providers.services.ollama.text import OllamaText as Adapter  # type: ignore[assignment]
    else:
        from providers.services.openai.text import OpenAIText as Adapter  # type: ignore[assignment]
    return Adapter(
        credentials, entry.model, context_tokens=entry.context_tokens, most_output_tokens=entry.most_output_tokens,
        http_client=client,
    )  # fmt: skip


def batch_adapter(entry: ModelEntry, credentials: Credentials) -> Batches:
    """What hands in batches for a text model of a service in `providers.paid.BATCHING`."""
    client: Any = http_client_for(credentials)
    if entry.service == "anthropic":
        from providers.services.anthropic.batches import AnthropicBatches as Adapter
    else:
        from providers.services.openai.batches import OpenAIBatches as Adapter  # type: ignore[assignment]
    return Adapter(credentials, entry.model, http_client=client)


@lru_cache(KEPT)
def _image_adapter(entry: ModelEntry, credentials: Credentials) -> ImageModel:
    client: Any = http_client_for(credentials)
    turns = turns_of(entry, credentials)
    if entry.service == "automatic1111":
        from providers.services.automatic1111.images import Automatic1111

        return Automatic1111(credentials, entry.model, http_client=client, turns=turns)
    if entry.service == "comfyui":
        from providers.services.comfyui.images import ComfyUI

        return ComfyUI(credentials, entry.model, http_client=client, turns=turns)
    from providers.services.openai.images import OpenAIImages

    quality: Any = entry.quality or "medium"
    return OpenAIImages(credentials, entry.model, quality=quality, http_client=client, turns=turns)


@lru_cache(KEPT)
def _embedding_adapter(entry: ModelEntry, credentials: Credentials) -> Embedder:
    client: Any = http_client_for(credentials)
    if entry.service == "ollama":
        from providers.services.ollama.text import OllamaEmbedder

        return OllamaEmbedder(credentials, entry.model, http_client=client)
    from providers.services.openai.text import OpenAIEmbedder

    return OpenAIEmbedder(credentials, entry.model, http_client=client)
