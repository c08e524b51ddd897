"""What services say when something goes wrong, in our errors.

The services' own words are shortened and cleared of keys and of the text that was sent, because messages are logged
and shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from providers.errors import (
    ContentRefused,
    ContextTooLong,
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
from providers.interfaces.credentials import Credentials
from providers.wire.retry_after import retry_after
from providers.wire.words import fit_to_show

_GAVE_UP_WAITING = (504, 524)
"""A gateway had sent the request on, and nobody knows what became of it."""
_ECHO_WORDS = 4
"""So many words in a row that are also in what was sent are a quotation of it."""

_FUNDS = re.compile(r"credit balance is too low|exceeded your current quota|insufficient (credits|balance|quota)", re.I)
_FUNDS_CODES = {
    "insufficient_quota",
    "insufficient_credits",
    "billing_error",
    "billing_hard_limit_reached",
    "billing_not_active",
    "organization_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "project_spend_limit_exceeded",
}
_RETIRED = re.compile(
    r"\bmodel\b.{0,120}\b(deprecated|retired|decommissioned|shut ?down|discontinued|no longer (available|supported))\b",
    re.I | re.S,
)
_CONTENT = re.compile(
    r"content (filter\w*|management|policy|moderation)|safety (system|reasons)|flagged|usage polic|was refused", re.I
)
_CONTENT_CODES = {
    "content_filter",
    "content_moderation",
    "content_policy_violation",
    "invalid_prompt",
    "moderation_blocked",
}
_CONTEXT = re.compile(
    r"prompt is too long|(maximum|max_model_len|exceed\w*).{0,40}context|context (length|window|size).{0,60}exceed"
    r"|exceed\w*.{0,60}context|input is too long|too many (input )?tokens|input length and `max_tokens`",
    re.I,
)
_NO_MODEL = re.compile(
    r"\bmodel\b.{0,80}(not found|does not exist)|(no such|unknown|invalid|not a valid) model\b", re.I | re.S
)
_TOO_LARGE = re.compile(r"request too large", re.I)
_WORDS = re.compile(r"\w+")
_ESCAPES = re.compile(r"\\[nrt]")


@dataclass(frozen=True, slots=True)
class ReportedError:
    """An error as a service reports it: the HTTP `status`, its `words`, the `codes` that its JSON names."""

    status: int
    words: str
    codes: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallContext:
    """What was asked of whom: `title` is the service's name for readers, `texts` is what must not be repeated.

    `may_quote`: False where the texts are not at hand, so that nothing of the service's words is shown.
    """

    title: str
    credentials: Credentials
    model: str = ""
    texts: Sequence[str] = ()
    may_quote: bool = True


def failure(reported: ReportedError, context: CallContext) -> ProviderError:  # noqa: C901, PLR0911
    """Make our error for what a service reported. Its status counts, but its codes and words know more."""
    title, wait = context.title, retry_after(reported.headers)
    if reported.status == 402 or reported.codes & _FUNDS_CODES or _FUNDS.search(reported.words):
        return OutOfFunds(f"The account with {title} is empty or at its limit. Add funds there, then go on here.")
    if reported.status in (400, 403) and (reported.codes & _CONTENT_CODES or _CONTENT.search(reported.words)):
        return ContentRefused(f"{title} would not do this one{_quoted(reported, context)}")
    if reported.status == 401:
        return KeyRefused(f"{title} does not know this key. Check that it is whole and still valid, or make a new one.")
    if reported.status == 403:
        return KeyRefused(
            f"{title} does not let this key do that. Look at the key's permissions there{_quoted(reported, context)}"
        )
    if _too_long(reported):
        return ContextTooLong(f"That is more than {context.model or 'the model'} can read at once.")
    if reported.status in (400, 404, 410, 422) and context.model:
        if reported.status == 410 or "model_decommissioned" in reported.codes or _RETIRED.search(reported.words):
            return ModelRetired(f"{title} has shut {context.model} down. Choose another model.")
        if (
            "model_not_found" in reported.codes
            or "not_found_error" in reported.codes
            or _NO_MODEL.search(reported.words)
        ):
            return UnknownModel(f"{title} has no model {context.model} for this key. Choose another model.")
    if reported.status == 429 or "rate_limit_error" in reported.codes:
        return RateLimited(f"{title} asks us to slow down.", retry_after=wait)
    if reported.status in _GAVE_UP_WAITING:
        return CutOff(f"{title} did not answer in time ({reported.status}).")
    if (
        reported.status >= 500
        or reported.status in (408, 409, 425)
        or reported.codes & {"overloaded_error", "api_error"}
    ):
        return ServiceDown(f"{title} is not working at the moment ({reported.status}).", retry_after=wait)
    if reported.status == 404:
        return RequestRejected(
            f"{title} has nothing at that address. Check the address of the server{_quoted(reported, context)}"
        )
    return RequestRejected(f"{title} rejected the request ({reported.status}){_quoted(reported, context)}")


def hosted_failure(reported: ReportedError, context: CallContext) -> ProviderError:
    """Make our error for a service that says in words how long to wait, and has nothing but models at its addresses."""
    if reported.status == 404 and context.model:
        return UnknownModel(f"{context.title} has no model {context.model} for this key. Choose another model.")
    error = failure(reported, context)
    if isinstance(error, RateLimited):
        error.retry_after = retry_after(reported.headers, reported.words)
    return error


def safe_words(words: str, context: CallContext) -> str:
    """Return a service's words, short and without keys; "" if they repeat what was sent."""
    if not context.may_quote:
        return ""
    shown = fit_to_show(words, secret=context.credentials.secret)
    sent = " ".join(_runs(" ".join(context.texts)))
    return "" if any(run in sent for run in _echoes(_runs(words))) else shown


def _quoted(reported: ReportedError, context: CallContext) -> str:
    words = safe_words(reported.words, context)
    return f": {words}" if words else "."


def _runs(text: str) -> list[str]:
    return _WORDS.findall(_ESCAPES.sub(" ", text.lower()))


def _echoes(words: list[str]) -> Iterator[str]:
    for start in range(len(words) - _ECHO_WORDS + 1):
        yield " ".join(words[start : start + _ECHO_WORDS])


def _too_long(reported: ReportedError) -> bool:
    if reported.status == 413 or "context_length_exceeded" in reported.codes:
        return True
    if reported.status == 429:
        # More than a minute's allowance in one request: waiting does not help.
        return bool(_TOO_LARGE.search(reported.words))
    return reported.status in (400, 422, 500) and bool(_CONTEXT.search(reported.words))
