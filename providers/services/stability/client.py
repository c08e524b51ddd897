"""Stability AI's API (v2beta) over HTTP: what it answers, and whether a key works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "Stability AI"
BASE_URL = "https://api.stability.ai"
CHECK_SECONDS = 15.0


class Balance(BaseModel):
    """What is left in the account; a credit is a cent."""

    credits: float


class Generated(BaseModel):
    """The answer to a request for a picture. One that was filtered is blurred."""

    image: str = ""
    finish_reason: str = ""
    seed: int | None = None


def client_for(
    credentials: Credentials, http_client: httpx2.Client | None = None, *, seconds: float = CHECK_SECONDS
) -> JsonClient:
    """Make a client that waits `seconds` for an answer. Raises KeyMissing, KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        codes_of=lambda error: frozenset({str(error["name"])}),
        headers={"Accept": "application/json"},
        seconds=seconds,
        is_hosted=True,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    left = client_for(credentials, http_client).get("/v1/user/balance", Balance).credits
    return f"The key works; {left:g} credits (${left / 100:.2f}) are left."


def _words_of(error: Any) -> str:
    """Read `errors`, a list of sentences; the older part of the API has one `message`."""
    return "; ".join(map(str, error["errors"])) if "errors" in error else str(error["message"])
