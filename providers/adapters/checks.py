"""What a reader's key can do, found out without paying for anything."""

from __future__ import annotations

import httpx
import httpx2

from providers.adapters import anthropic, ollama, openai_text
from providers.credentials import Credentials
from providers.errors import RequestRejected


def free_check(credentials: Credentials, http_client: httpx2.Client | httpx.Client | None = None) -> str:
    """Ask a text service one free question and say in words what the key can do.

    `http_client` is one of httpx for Ollama and of httpx2 for all others. Raises the `providers.errors`.
    """
    match credentials.service:
        case "ollama":
            return ollama.free_check(credentials, http_client if isinstance(http_client, httpx.Client) else None)
        case "anthropic" | "openai" | "compatible" as service:
            check = anthropic.free_check if service == "anthropic" else openai_text.free_check
            return check(credentials, http_client if isinstance(http_client, httpx2.Client) else None)
        case other:
            raise RequestRejected(f"{other} is no text service.")
