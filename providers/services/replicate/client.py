"""Replicate's API over HTTP: what it answers, and whether a token works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from providers.errors import Unreadable
from providers.wire.failures import hosted_failure
from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "Replicate"
BASE_URL = "https://api.replicate.com"
DOMAINS = ("replicate.delivery",)
"""Where it puts its pictures, beside its own address."""
ANSWER_SECONDS = 60.0
CANCEL_AFTER = "30m"
"""A prediction that has waited or run so long is cancelled there, and not billed for more."""


class Account(BaseModel):
    """Whose token it is."""

    username: str = Field(min_length=1)


class Version(BaseModel):
    """A version of a model, and what its inputs are."""

    id: str = ""
    openapi_schema: dict[str, Any] = {}


class Model(BaseModel):
    """A model; those that Replicate keeps ready itself are official, and asked for without a version."""

    is_official: bool = False
    latest_version: Version | None = None


class Prediction(BaseModel):
    """A job, and what has come of it."""

    id: str = Field(min_length=1)
    status: str = ""
    output: Any = None
    error: Any = None


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> JsonClient:
    """Make a client. Raises KeyMissing, KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=lambda error: str(error.get("detail") or error.get("title")),
        headers={"Cancel-After": CANCEL_AFTER},
        seconds=ANSWER_SECONDS,
        explain=hosted_failure,
        unreadable=Unreadable,
        is_hosted=True,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say whose token it is, found out with one free call. Raises the `providers.errors`."""
    return f"The key works; it is that of {client_for(credentials, http_client).get('/v1/account', Account).username}."
