"""Ollama: models on a machine of the reader's own read books and embed their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, Limits, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.text import TextModel


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.ollama.client import free_check

    return free_check(credentials, client)


def _list_models(credentials: Credentials, client: httpx2.Client | None) -> list[str]:
    from providers.services.ollama.client import installed_models

    return installed_models(credentials, client)


def _limits(credentials: Credentials, client: httpx2.Client | None, model: str) -> Limits:
    from providers.services.ollama.client import limits_of

    return limits_of(credentials, client, model)


def _text(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> TextModel:
    from providers.services.ollama.text import OllamaText

    return OllamaText(
        credentials,
        entry.model,
        context_tokens=entry.context_tokens,
        most_output_tokens=entry.most_output_tokens,
        http_client=client,
    )


def _embedding(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Embedder:
    from providers.services.ollama.embeddings import OllamaEmbedder

    return OllamaEmbedder(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="ollama",
    title="Ollama",
    kinds=("text", "embedding"),
    access=Access(
        purpose="Reads a book with a model on a machine of your own. Nothing is billed, and the text stays there.",
        where="Ollama listens at http://localhost:11434 unless you have changed it. It needs no key.",
        where_url="https://ollama.com/download",
        example_url="http://localhost:11434",
        check=_check,
    ),
    is_free=True,
    text=_text,
    embedding=_embedding,
    list_models=_list_models,
    limits=_limits,
    unlisted={"text": {"concurrency": 2}, "embedding": {"concurrency": 2}},
)
