"""Servers that speak OpenAI's protocol: vLLM, LM Studio, OpenRouter, NanoGPT, … Words go through OpenAI's adapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, Limits, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.images import ImageAdapter
    from providers.interfaces.text import TextModel


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.openai.client import free_check

    return free_check(credentials, client)


def _list_models(credentials: Credentials, client: httpx2.Client | None) -> list[str]:
    from providers.services.openai.client import installed_models

    return installed_models(credentials, client)


def _limits(credentials: Credentials, client: httpx2.Client | None, model: str) -> Limits:
    from providers.services.openai.client import limits_of

    return limits_of(credentials, client, model)


def _text(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> TextModel:
    from providers.services.openai.text import OpenAIText

    return OpenAIText(
        credentials,
        entry.model,
        context_tokens=entry.context_tokens,
        most_output_tokens=entry.most_output_tokens,
        http_client=client,
    )


def _embedding(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Embedder:
    from providers.services.openai.embeddings import OpenAIEmbedder

    return OpenAIEmbedder(credentials, entry.model, http_client=client)


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.compatible.images import CompatibleImages

    return CompatibleImages(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="compatible",
    title="OpenAI-compatible server",
    kinds=("text", "image", "embedding"),
    access=Access(
        purpose="Reads or draws a book with any server of OpenAI's protocol: vLLM, LM Studio, LocalAI, NanoGPT.",
        where="The server's own page names its address, which often ends in /v1. A server at home needs no key.",
        example_url="https://openrouter.ai/api/v1",
        check=_check,
    ),
    text=_text,
    image=_image,
    embedding=_embedding,
    filter_words=frozenset({"gore", "nudity"}),
    list_models=_list_models,
    limits=_limits,
    unlisted={"text": {"context_tokens": 32_000}, "image": {"concurrency": 2, "any_size": True}, "embedding": {}},
)
