"""OpenAI: GPT models read books and embed their texts, its image models draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from providers.interfaces.service import Access, References, Service
from providers.services.openai.abilities import picture_tokens

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.batching import Batches
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.images import ImageAdapter
    from providers.interfaces.moderation import Moderator
    from providers.interfaces.text import TextModel

MOST_REFERENCES = 16


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.openai.client import free_check

    return free_check(credentials, client)


def _text(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> TextModel:
    from providers.services.openai.text import OpenAIText

    return OpenAIText(
        credentials,
        entry.model,
        context_tokens=entry.context_tokens,
        most_output_tokens=entry.most_output_tokens,
        http_client=client,
    )


def _image(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> ImageAdapter:
    from providers.services.openai.images import OpenAIImages

    quality: Any = entry.quality or "medium"
    return OpenAIImages(credentials, entry.model, quality=quality, http_client=client)


def _embedding(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Embedder:
    from providers.services.openai.embeddings import OpenAIEmbedder

    return OpenAIEmbedder(credentials, entry.model, http_client=client)


def _moderation(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Moderator:
    from providers.services.openai.moderation import OpenAIModerator

    return OpenAIModerator(credentials, entry.model, http_client=client)


def _batches(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Batches:
    from providers.services.openai.batches import OpenAIBatches

    return OpenAIBatches(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="openai",
    title="OpenAI",
    kinds=("text", "image", "embedding", "moderation"),
    access=Access(
        purpose="Reads a book with GPT models, and draws its pictures with OpenAI's image models.",
        where="Make a key on OpenAI's platform, under API keys. What it is used for is billed to you there.",
        where_url="https://platform.openai.com/api-keys",
        needs_secret=True,
        check=_check,
    ),
    price_id="openai",
    has_prompt_cache=True,
    text=_text,
    image=_image,
    filter_words=frozenset({"gore", "death", "nudity", "harm"}),
    picture_tokens=picture_tokens,
    embedding=_embedding,
    moderation=_moderation,
    batches=_batches,
    references=References(
        MOST_REFERENCES, "All are sent with the prompt, which says who or what each of them shows.", styles=True
    ),
)
