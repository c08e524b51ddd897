"""What can befall a call: the vocabulary of `WireServer.plan`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FailureName = Literal[
    "rate_limited",
    "server_error",
    "unavailable",
    "overloaded",
    "key_refused",
    "forbidden",
    "out_of_funds",
    "credit_too_low",
    "model_not_found",
    "model_retired",
    "context_too_long",
    "bad_request",
    "content_refused",
]
"""What `fails` can say. `out_of_funds` is the service's usual way, `credit_too_low` its other one, if it has two."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One call's fate. Made by the functions below."""

    kind: Literal["well", "slow", "cut_before", "cut_in_body", "fails", "answers", "strange_fields", "wrong_type"]
    seconds: float = 0.0
    failure: FailureName = "server_error"
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    stop: Literal["end", "length", "refusal"] = "end"


WELL = Trouble("well")


def slow(seconds: float) -> Trouble:
    """Let the answer come only after `seconds`."""
    return Trouble("slow", seconds=seconds)


def cut_before() -> Trouble:
    """Cut the line when the request is read, without a byte of an answer."""
    return Trouble("cut_before")


def cut_in_body() -> Trouble:
    """Cut the line in the middle of the answer's body."""
    return Trouble("cut_in_body")


def fails(failure: FailureName, *, headers: Mapping[str, str] | None = None, words: str | None = None) -> Trouble:
    """Let the service answer with its own error of that kind; `words` replace its usual message."""
    return Trouble("fails", failure=failure, headers=headers or {}, text=words)


def rate_limited(*, retry_after: float | None = None, headers: Mapping[str, str] | None = None) -> Trouble:
    """Answer 429, with `Retry-After` in seconds if given, or with any other `headers`."""
    extra = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    return Trouble("fails", failure="rate_limited", headers={**extra, **(headers or {})})


def answers(text: str, *, stop: Literal["end", "length", "refusal"] = "end") -> Trouble:
    """Let the model answer `text`, and stop because it is done, was cut at its limit, or refuses."""
    return Trouble("answers", text=text, stop=stop)


def strange_fields() -> Trouble:
    """Let the answer carry fields that nobody knows yet."""
    return Trouble("strange_fields")


def wrong_content_type() -> Trouble:
    """Answer with a page of HTML and status 200, as a captive proxy sends it."""
    return Trouble("wrong_type")
