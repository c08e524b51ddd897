"""Runway's API over HTTP: what it answers, what its errors mean, and whether a key works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from providers.errors import OutOfFunds, Unreadable
from providers.wire.failures import CallContext, ReportedError, hosted_failure
from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.errors import ProviderError
    from providers.interfaces.credentials import Credentials

TITLE = "Runway"
BASE_URL = "https://api.dev.runwayml.com"
VERSION = "2024-11-06"
"""Of the API: it asks for it with every request."""
ANSWER_SECONDS = 60.0
"""How long one HTTP answer may take; tasks are accepted at once and filmed after."""
_FUNDS = re.compile(r"not have enough credits", re.IGNORECASE)
"""It says so with 400."""


class Organization(BaseModel):
    """Whose key it is: what is left in the account."""

    credits: int = Field(alias="creditBalance")


class Accepted(BaseModel):
    """A task that was accepted."""

    id: str = Field(min_length=1, max_length=500)


class Task(BaseModel):
    """How far a task is: `output` are addresses that hold for a day, `code` says why it failed."""

    status: str = ""
    output: list[str] | None = None
    failure: str | None = None
    code: str | None = Field(default=None, alias="failureCode")


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> JsonClient:
    """Make a client. Raises KeyMissing, KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        headers={"X-Runway-Version": VERSION},
        seconds=ANSWER_SECONDS,
        explain=explained,
        unreadable=Unreadable,
        is_hosted=True,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    left = client_for(credentials, http_client).get("/v1/organization", Organization).credits
    return f"The key works; {left} credits (${left / 100:.2f}) are left."


def explained(reported: ReportedError, context: CallContext) -> ProviderError:
    """Make our error for what it reported: it answers 400 where credits are lacking."""
    if reported.status == 400 and _FUNDS.search(reported.words):
        return OutOfFunds(f"The account with {TITLE} is empty or at its limit. Add funds there, then go on here.")
    return hosted_failure(reported, context)


def _words_of(error: Any) -> str:
    return str(error["error"])
