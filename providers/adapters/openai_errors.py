"""What OpenAI's SDK raises, as our errors."""

from __future__ import annotations

import httpx2
import openai

from providers.adapters.retry_after import retry_after
from providers.adapters.words import fit_to_show
from providers.errors import (
    BadAnswer,
    ContentRefused,
    CutOff,
    KeyRefused,
    ModelRetired,
    OutOfFunds,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)

_OUT_OF_FUNDS = {
    "insufficient_quota",
    "billing_hard_limit_reached",
    "billing_not_active",
    "organization_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "project_spend_limit_exceeded",
}
_REFUSED = {"moderation_blocked", "content_policy_violation", "content_filter"}
_NO_MODEL = {"model_not_found", "unsupported_model"}
_RETIRED = ("deprecated", "retired", "shut down", "no longer available", "no longer supported")
_NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.WriteError,
    httpx2.WriteTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
    httpx2.LocalProtocolError,
)


def failure_of(error: openai.OpenAIError, *, model: str, secret: str = "", sent: tuple[str, ...] = ()) -> ProviderError:
    """The error of ours that `error` is. `secret` and the texts `sent` are kept out of its words."""
    if isinstance(error, openai.APIConnectionError):
        return _of_the_line(error)
    if isinstance(error, openai.APIStatusError):
        words = fit_to_show(_words(error), secret=secret, sent=sent)
        return _of_status(error, model=model, words=words)
    return BadAnswer("OpenAI answered with something that cannot be read.")


def _of_the_line(error: openai.APIConnectionError) -> ProviderError:
    if isinstance(error.__cause__, _NOT_SENT):
        return ServiceDown("OpenAI cannot be reached.")
    if isinstance(error, openai.APITimeoutError):
        return CutOff("OpenAI did not answer in time.")
    return CutOff("The line to OpenAI was cut before its answer had come whole.")


def _of_status(error: openai.APIStatusError, *, model: str, words: str) -> ProviderError:
    status = error.status_code
    names = {str(error.code or ""), str(error.type or "")}
    if status == 402 or names & _OUT_OF_FUNDS:
        return OutOfFunds(f"The account with OpenAI is empty or at its limit: add credit there. OpenAI says: {words}")
    if names & _REFUSED:
        return ContentRefused(f"OpenAI would not do this one. It says: {words}")
    # Its words at 401 repeat parts of the key, so they are not shown.
    if status == 401:
        return KeyRefused(
            "OpenAI does not accept this key. Make a new one at platform.openai.com/api-keys and put it in its place."
        )
    if "verif" in words and "organization" in words:
        return KeyRefused(
            f"OpenAI wants the key's organisation to be verified before {model} may be used. OpenAI says: {words}"
        )
    if status == 404 or names & _NO_MODEL:
        if any(word in words.lower() for word in _RETIRED):
            return ModelRetired(f"OpenAI has shut {model} down: choose another model. OpenAI says: {words}")
        return UnknownModel(f"OpenAI knows no model {model} that this key may use: choose another. It says: {words}")
    if status == 403:
        return KeyRefused(f"OpenAI does not let this key do this: look at what it is allowed. OpenAI says: {words}")
    if status == 429:
        return RateLimited(f"OpenAI asks us to wait. It says: {words}", retry_after=retry_after(error.response.headers))
    if status in (408, 409) or status >= 500:
        return ServiceDown(
            f"OpenAI is failing at the moment (error {status}).", retry_after=retry_after(error.response.headers)
        )
    return RequestRejected(f"OpenAI finds something wrong with the request. It says: {words or f'error {status}'}")


def _words(error: openai.APIStatusError) -> object:
    return error.body.get("message") if isinstance(error.body, dict) else ""
