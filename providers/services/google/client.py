"""The Gemini API over HTTP: what it answers, what its errors mean, and whether a key works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from providers.errors import KeyRefused, OutOfFunds, ProviderError, RateLimited
from providers.wire.failures import CallContext, ReportedError, hosted_failure
from providers.wire.json_client import JsonApi, JsonClient
from providers.wire.retry_after import retry_after

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "Google"
BASE_URL = "https://generativelanguage.googleapis.com"
CHECK_SECONDS = 15.0
_NO_QUOTA = re.compile(r"\blimit: 0(?!\.?\d)")
"""Of such a quota Google still says “Please retry in 45s”, and waiting never helps."""
_NO_KEY = {"API_KEY_INVALID", "API_KEY_EXPIRED", "UNAUTHENTICATED"}


class _Answer(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ListedModel(_Answer):
    """A model that the key may call, as in "models/gemini-3-pro-image"."""

    name: str = ""


class ModelList(_Answer):
    """The models that the key may call."""

    models: list[ListedModel]


class InlineData(_Answer):
    """A picture in base64."""

    data: str = ""


class Part(_Answer):
    """A piece of an answer; with `thought` it is what the model was thinking, pictures too."""

    text: str = ""
    thought: bool = False
    inline_data: InlineData | None = None


class Content(_Answer):
    """What a model has answered."""

    parts: list[Part] = []


class Candidate(_Answer):
    """An answer and why it ended."""

    content: Content = Content()
    finish_reason: str = ""
    finish_message: str = ""


class PromptFeedback(_Answer):
    """Why a prompt was not answered."""

    block_reason: str = ""
    block_reason_message: str = ""


class ModalityCount(_Answer):
    """Tokens of one kind: TEXT, IMAGE, …"""

    modality: str = ""
    token_count: int = 0


class UsageMetadata(_Answer):
    """What an answer used."""

    prompt_token_count: int = 0
    candidates_token_count: int = 0
    thoughts_token_count: int = 0
    prompt_tokens_details: list[ModalityCount] = []
    candidates_tokens_details: list[ModalityCount] = []


class Generated(_Answer):
    """The answer to `generateContent`; it has no candidates if the prompt was blocked."""

    candidates: list[Candidate] = []
    prompt_feedback: PromptFeedback | None = None
    usage_metadata: UsageMetadata | None = None


def client_for(
    credentials: Credentials, http_client: httpx2.Client | None = None, *, seconds: float = CHECK_SECONDS
) -> JsonClient:
    """Make a client that waits `seconds` for an answer. Raises KeyMissing, KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=lambda error: str(error["error"]["message"]),
        codes_of=_codes_of,
        key_header="x-goog-api-key",
        seconds=seconds,
        explain=explained,
        is_hosted=True,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    listed = client_for(credentials, http_client).get("/v1beta/models?pageSize=1000", ModelList).models
    count = sum("image" in model.name or "banana" in model.name for model in listed)
    return f"The key works; {count} image {'model is' if count == 1 else 'models are'} open to it."


def explained(reported: ReportedError, context: CallContext) -> ProviderError:
    """Make our error for what Google reported.

    It answers 400 to a key that is none, and says “quota” both of a minute and of an account without billing.
    """
    if reported.codes & _NO_KEY or "api key not valid" in reported.words.lower():
        return KeyRefused("Google does not know this key. Check that it is whole and still valid, or make a new one.")
    if reported.status == 429:
        if _NO_QUOTA.search(reported.words):
            return OutOfFunds(
                "Google lets this key draw no pictures: its project has no billing. Add it there, then go on here."
            )
        return RateLimited("Google asks us to slow down.", retry_after=retry_after(reported.headers, reported.words))
    return hosted_failure(reported, context)


def _codes_of(error: Any) -> frozenset[str]:
    told = error["error"]
    reasons = {str(detail.get("reason", "")) for detail in told.get("details", [])}
    return frozenset({str(told.get("status", "")), *reasons} - {""})
