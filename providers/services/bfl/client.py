"""The API of Black Forest Labs over HTTP: what it answers, what its errors mean, and whether a key works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from providers.errors import KeyRefused, Unreadable
from providers.wire.failures import CallContext, ReportedError, hosted_failure
from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.errors import ProviderError
    from providers.interfaces.credentials import Credentials

TITLE = "Black Forest Labs"
BASE_URL = "https://api.bfl.ai"
DOMAINS = ("bfl.ai", "bfl.ml")
"""Where it answers, and is asked with the key."""
DELIVERY_DOMAINS = (*DOMAINS, "bfldeliveryprod.blob.core.windows.net")
"""Where it puts its pictures."""
ANSWER_SECONDS = 60.0
"""How long one HTTP answer may take; jobs are accepted at once and drawn after."""
MICROS_IN_CREDIT = 10_000
"""A credit is a cent."""


class Credits(BaseModel):
    """What is left in the account."""

    credits: float


class Accepted(BaseModel):
    """A job that was accepted: where it is asked for, and what it costs in credits."""

    id: str = Field(min_length=1)
    polling_url: str = Field(min_length=1, max_length=500)
    cost: float | None = None


class Sample(BaseModel):
    """A picture that is there, at an address that holds for ten minutes."""

    sample: str = ""


class Result(BaseModel):
    """How far a job is."""

    status: str = ""
    result: Sample | None = None
    details: dict[str, Any] | None = None


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> JsonClient:
    """Make a client. Raises KeyMissing, KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        key_header="x-key",
        seconds=ANSWER_SECONDS,
        explain=explained,
        unreadable=Unreadable,
        is_hosted=True,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    left = client_for(credentials, http_client).get("/v1/credits", Credits).credits
    return f"The key works; {left:g} credits (${left / 100:.2f}) are left."


def explained(reported: ReportedError, context: CallContext) -> ProviderError:
    """Make our error for what it reported: it answers 403 to a key that is none."""
    if reported.status == 403 and "authenticated" in reported.words.lower():
        return KeyRefused(f"{TITLE} does not know this key. Check that it is whole and still valid, or make a new one.")
    return hosted_failure(reported, context)


def _words_of(error: Any) -> str:
    """Read `detail`: words, or a list of what is wrong with which field."""
    detail = error["detail"]
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, wrong['loc'][1:]))}: {wrong['msg']}" for wrong in detail)
    return str(detail)
