"""Claude, through Anthropic's Messages API."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

import anthropic
import httpx2
from anthropic.types import Message

from providers.errors import CutOff, KeyMissing, KeyRefused, ProviderError, ServiceDown
from providers.interfaces.text import Stop, TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.network.addresses import refusal_in
from providers.services.anthropic.abilities import claude_abilities
from providers.wire.connections import (
    CONNECT_SECONDS,
    LONGEST_SECONDS,
    LONGEST_UNSTREAMED,
    MOST_CONNECTIONS,
    MOST_IDLE_CONNECTIONS,
    broken_connection,
    read_seconds,
    trusted,
)
from providers.wire.failures import CallContext, ReportedError, failure
from providers.wire.schemas import bare_json, schema_as_words, strict_schema
from providers.wire.words import is_sendable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from providers.interfaces.credentials import Credentials

TITLE = "Anthropic"
BASE_URL = "https://api.anthropic.com"
CHARACTERS_A_TOKEN = 3
"""Fewer than in truth, so that a prefix at the edge is marked: a mark too many costs nothing."""

_STOPS: Mapping[str, Stop] = {
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refusal",
}


class AnthropicText:
    """A Claude model. Safe to use from several threads.

    `structured`: the model can be held to a JSON schema; otherwise it is asked for JSON in words. `http_client` is
    used instead of the SDK's own. Raises KeyMissing or KeyRefused for a secret that cannot be sent.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        context_tokens: int,
        most_output_tokens: int,
        structured: bool = True,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self.context_tokens = context_tokens
        self.most_output_tokens = most_output_tokens
        self._structured = structured
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def complete(self, request: TextRequest) -> TextAnswer:
        """Ask once, with one HTTP request. Raises the `providers.errors`."""
        body = message_body(request, model=self.name, structured=self._structured)
        with translated(context_of(self._credentials, request, self.name)):
            if request.max_output_tokens > LONGEST_UNSTREAMED:
                return answer_of(self._streamed(body))
            timeout = _timeout(read_seconds(request.max_output_tokens))
            return answer_of(self._client.messages.create(**body, timeout=timeout))

    def _streamed(self, body: dict[str, Any]) -> object:
        with self._client.messages.stream(**body, timeout=_timeout(read_seconds(0))) as stream:
            if "event-stream" not in stream.response.headers.get("content-type", ""):
                return None
            until = monotonic() + LONGEST_SECONDS
            for _ in stream:
                if monotonic() > until:
                    raise CutOff(f"{TITLE} did not come to an end in time.")
            return stream.get_final_message()


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    with translated(CallContext(TITLE, credentials)):
        client = client_for(credentials, http_client)
        try:
            page = client.models.list(limit=1000, timeout=_timeout(30))
        except AttributeError:  # the SDK's own, for an answer that is no JSON
            _not_the_service()
        count = len(getattr(page, "data", None) or _not_the_service())
    return f"The key works; {count} {'model is' if count == 1 else 'models are'} open to it."


def message_body(request: TextRequest, *, model: str, structured: bool = True) -> dict[str, Any]:
    """Make the body of a Messages request, the same for a direct call and for one of a batch.

    What is shared comes first; the prefix carries the mark of the prompt cache if it is long enough to be kept.
    """
    can = claude_abilities(model)
    system = request.system if structured else f"{request.system}\n\n{schema_as_words(request.schema)}".strip()
    output: dict[str, Any] = {}
    if structured:
        output["format"] = {"type": "json_schema", "schema": strict_schema(request.schema)}
    if can.effort:
        output["effort"] = "low"
    body: dict[str, Any] = {"model": model, "max_tokens": request.max_output_tokens}
    if system:
        body["system"] = [{"type": "text", "text": system}]
    prefix: dict[str, Any] = {"type": "text", "text": request.prefix}
    is_long = len(f"{output}{system}{request.prefix}") >= can.least_cached_tokens * CHARACTERS_A_TOKEN
    if request.is_read_soon and is_long:
        prefix["cache_control"] = {"type": "ephemeral"}
    # The service refuses blocks without text.
    blocks = [block for block in (prefix, {"type": "text", "text": request.prompt}) if block["text"]]
    body["messages"] = [{"role": "user", "content": blocks}]
    if output:
        body["output_config"] = output
    if can.thinking:
        body["thinking"] = {"type": can.thinking}
    return body


def answer_of(message: object) -> TextAnswer:
    """Read the answer in a message of the SDK. Raises ServiceDown for what is none, CutOff for one without an end."""
    if not isinstance(message, Message):
        _not_the_service()
    message = cast("Message", message)
    stop_reason = getattr(message, "stop_reason", None)
    if stop_reason is None:
        raise CutOff(f"The line to {TITLE} was cut before the answer had come whole.")
    stop = _STOPS.get(stop_reason, "end")
    text = "".join(block.text for block in getattr(message, "content", None) or () if block.type == "text")
    if stop == "refusal":
        details = getattr(message, "stop_details", None)
        text = (details and (details.explanation or details.category)) or text
    return TextAnswer(text if stop == "refusal" else bare_json(text), stop, usage_of(getattr(message, "usage", None)))


def usage_of(usage: object) -> Usage:
    """Read the usage from the service's words, which count what the cache read and wrote beside `input_tokens`."""
    return Usage(
        input_tokens=getattr(usage, "input_tokens", None) or 0,
        cache_read_tokens=getattr(usage, "cache_read_input_tokens", None) or 0,
        cache_write_tokens=getattr(usage, "cache_creation_input_tokens", None) or 0,
        output_tokens=getattr(usage, "output_tokens", None) or 0,
    )


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> anthropic.Anthropic:
    """Make the SDK, which does not retry and takes nothing from the environment. Raises KeyMissing, KeyRefused."""
    if not credentials.secret:
        raise KeyMissing(f"There is no key for {TITLE} yet.")
    if not is_sendable(credentials.secret):
        raise KeyRefused("The key contains characters that no key has. Copy it again.")
    limits = httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_IDLE_CONNECTIONS)
    return anthropic.Anthropic(
        api_key=credentials.secret,
        base_url=credentials.base_url or BASE_URL,
        max_retries=0,
        # Traces would hold the text of books.
        open_telemetry=False,
        http_client=http_client or anthropic.DefaultHttpxClient(limits=limits, verify=trusted()),
    )


def context_of(credentials: Credentials, request: TextRequest, model: str) -> CallContext:
    """Return what was asked, for the words of an error."""
    return CallContext(TITLE, credentials, model, (request.prefix, request.prompt))


@contextmanager
def translated(context: CallContext) -> Iterator[None]:
    """Raise our errors for whatever the SDK and its client raise within."""
    try:
        yield
    except (anthropic.AnthropicError, httpx2.HTTPError) as error:
        raise _ours(error, context) from None


def reported_error(status: int, body: object, headers: Mapping[str, str] | None = None) -> ReportedError:
    """Read an error as the service's JSON tells it."""
    error = body.get("error") if isinstance(body, dict) else None
    fields = error if isinstance(error, dict) else {}
    return ReportedError(
        status, str(fields.get("message", "")), frozenset({str(fields.get("type", ""))}), headers or {}
    )


def _ours(error: Exception, context: CallContext) -> ProviderError:
    refused = refusal_in(error)
    if refused:
        return refused
    if isinstance(error, anthropic.APIStatusError):
        return failure(reported_error(error.status_code, error.body, error.response.headers), context)
    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    return broken_connection(cause, TITLE)


def _timeout(seconds: float) -> httpx2.Timeout:
    return httpx2.Timeout(seconds, connect=CONNECT_SECONDS)


def _not_the_service() -> Any:
    raise ServiceDown(f"The answer did not come from {TITLE}. Check the address, and any proxy in between.")
