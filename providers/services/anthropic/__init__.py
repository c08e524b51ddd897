"""Anthropic: Claude reads books, one question at a time or in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.service import Access, Service

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.batching import Batches
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.text import TextModel


def _check(credentials: Credentials, client: httpx2.Client | None) -> str:
    from providers.services.anthropic.text import free_check

    return free_check(credentials, client)


def _text(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> TextModel:
    from providers.services.anthropic.text import AnthropicText

    return AnthropicText(
        credentials,
        entry.model,
        context_tokens=entry.context_tokens,
        most_output_tokens=entry.most_output_tokens,
        http_client=client,
    )


def _batches(entry: ModelEntry, credentials: Credentials, client: httpx2.Client | None) -> Batches:
    from providers.services.anthropic.batches import AnthropicBatches

    return AnthropicBatches(credentials, entry.model, http_client=client)


SERVICE = Service(
    name="anthropic",
    title="Anthropic",
    kinds=("text",),
    access=Access(
        purpose="Reads a book with Claude: its people, its places, and what each scene shows.",
        where="Make a key in Anthropic's console, under API keys. What it is used for is billed to you there.",
        where_url="https://platform.claude.com/settings/keys",
        needs_secret=True,
        check=_check,
    ),
    price_id="anthropic",
    has_prompt_cache=True,
    text=_text,
    batches=_batches,
)
