"""What a reader's key can do, found out without paying for anything."""

from __future__ import annotations

import httpx
import httpx2

from providers.adapters import anthropic, automatic1111, comfyui, ollama, openai_text
from providers.credentials import Credentials


def free_check(credentials: Credentials, http_client: httpx2.Client | httpx.Client | None = None) -> str:
    """Ask a service one free question and say in words what the key can do.

    `http_client` is one of httpx for Ollama and of httpx2 for all others. Raises the `providers.errors`.
    """
    match credentials.service:
        case "ollama":
            return ollama.free_check(credentials, http_client if isinstance(http_client, httpx.Client) else None)
        case "anthropic":
            return anthropic.free_check(credentials, _of_httpx2(http_client))
        case "openai" | "compatible":
            return openai_text.free_check(credentials, _of_httpx2(http_client))
        case "automatic1111":
            return automatic1111.free_check(credentials, _of_httpx2(http_client))
        case "comfyui":
            return comfyui.free_check(credentials, _of_httpx2(http_client))


def _of_httpx2(http_client: httpx2.Client | httpx.Client | None) -> httpx2.Client | None:
    return http_client if isinstance(http_client, httpx2.Client) else None
