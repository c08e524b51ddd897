"""OpenAI's models of text, and every server that speaks its chat completions: vLLM, LM Studio, OpenRouter, …"""

from __future__ import annotations

import re
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, cast

import httpx2
import openai
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from providers.errors import ProviderError, RequestRejected, ServiceDown
from providers.interfaces.text import Stop, TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.services.openai.abilities import caches_at_breakpoints, openai_effort
from providers.services.openai.client import (
    client_for,
    error_of,
    not_the_service,
    reported_error,
    status_in,
    title_of,
)
from providers.services.openai.streams import collected
from providers.wire.connections import CONNECT_SECONDS, LONGEST_UNSTREAMED, read_seconds
from providers.wire.failures import CallContext, failure
from providers.wire.schemas import bare_json, schema_as_words, strict_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from providers.interfaces.credentials import Credentials

CHARACTERS_A_TOKEN = 3
LEAST_CACHED_TOKENS = 1024
FORMATS = ("json_schema", "json_object", "text")
"""How a server can be held to JSON, the best first. Which it knows is found out and remembered."""

Format = Literal["json_schema", "json_object", "text"]

_FORMAT_REFUSED = re.compile(r"response_format|json_schema|json_object|structured output|guided", re.I)
_TEMPERATURE_REFUSED = re.compile(r"\btemperature\b", re.I)
_STOPS: Mapping[str, Stop] = {"length": "length", "content_filter": "refusal"}


class OpenAIText:
    """A model of OpenAI or of a server like it. Safe to use from several threads.

    `structured`: try to hold the model to the JSON schema. A server that refuses that is asked again for plain JSON,
    with the schema in words, and from then on at once. `http_client` is used instead of the SDK's own.
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
        self._format: Format = "json_schema" if structured else "json_object"
        self._takes_temperature = True
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def complete(self, request: TextRequest) -> TextAnswer:
        """Ask once, with one HTTP request, or more while the server's format is not known yet.

        Raises the `providers.errors`.
        """
        while True:
            tried = self._format
            try:
                return self._ask(request, tried)
            except _TemperatureRefused as refused:
                if not self._takes_temperature:
                    raise refused.failure from None
                self._takes_temperature = False
            except _FormatRefused as refused:
                if tried == FORMATS[-1]:
                    raise refused.failure from None
                self._format = cast("Format", FORMATS[FORMATS.index(tried) + 1])

    def _ask(self, request: TextRequest, form: Format) -> TextAnswer:
        body = completion_body(
            request,
            model=self.name,
            service=self._credentials.service,
            form=form,
            takes_temperature=self._takes_temperature,
        )
        context = CallContext(
            title_of(self._credentials), self._credentials, self.name, (request.prefix, request.prompt)
        )
        streamed = request.max_output_tokens > LONGEST_UNSTREAMED
        seconds = read_seconds(0 if streamed else request.max_output_tokens)
        timeout = httpx2.Timeout(seconds, connect=CONNECT_SECONDS)
        completions = self._client.chat.completions
        with _translated(context):
            if not streamed:
                return answer_of(completions.create(**body, timeout=timeout), context)
            body |= {"stream": True, "stream_options": {"include_usage": True}}
            stream: openai.Stream[ChatCompletionChunk] = completions.create(**body, timeout=timeout)
            with stream:
                return answer_of(collected(stream, context.title), context)


def completion_body(
    request: TextRequest,
    *,
    model: str,
    service: str,
    form: Format = "json_schema",
    takes_temperature: bool = True,
) -> dict[str, Any]:
    """Make the body of a chat completion, the same for a direct call and for one of a batch.

    What is shared comes first. OpenAI's newer models bill what they write to their prompt cache, so they are told to
    write the prefix and nothing else; other servers get nothing that not all of them know.
    """
    system = request.system
    if form != "json_schema":
        system = f"{system}\n\n{schema_as_words(request.schema)}".strip()
    body: dict[str, Any] = {"model": model, "messages": []}
    if system:
        body["messages"].append({"role": "system", "content": system})
    if form == "json_schema":
        name = re.sub(r"\W", "_", request.schema.__name__)[:64]
        wrapped = {"name": name, "schema": strict_schema(request.schema), "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": wrapped}
    elif form == "json_object":
        body["response_format"] = {"type": "json_object"}
    if service != "openai":
        prompt = "\n\n".join(text for text in (request.prefix, request.prompt) if text)
        body["messages"].append({"role": "user", "content": prompt})
        body |= {"temperature": 0} if takes_temperature else {}
        return {**body, "max_tokens": request.max_output_tokens}
    prefix: dict[str, Any] = {"type": "text", "text": request.prefix}
    shared = f"{body.get('response_format')}{system}{request.prefix}"
    if caches_at_breakpoints(model):
        body["prompt_cache_options"] = {"mode": "explicit"}
        if request.is_read_soon and len(shared) >= LEAST_CACHED_TOKENS * CHARACTERS_A_TOKEN:
            prefix["prompt_cache_breakpoint"] = {"mode": "explicit"}
    if request.prefix:
        # Requests with the same key go to the same machine, where their prefix is.
        body["prompt_cache_key"] = sha256(shared.encode()).hexdigest()[:32]
    parts = [part for part in (prefix, {"type": "text", "text": request.prompt}) if part["text"]]
    body["messages"].append({"role": "user", "content": parts})
    effort = openai_effort(model)
    if effort:
        body["reasoning_effort"] = effort
    return {**body, "max_completion_tokens": request.max_output_tokens}


def answer_of(completion: object, context: CallContext) -> TextAnswer:
    """Read the answer in a completion of the SDK. Raises ServiceDown for what is none, and errors with status 200."""
    if not isinstance(completion, ChatCompletion):
        raise not_the_service(context)
    choices = getattr(completion, "choices", None)
    if not choices:
        error = (completion.model_extra or {}).get("error")
        raise failure(reported_error(status_in(error), error), context) if error else not_the_service(context)
    message = choices[0].message
    stop = _STOPS.get(choices[0].finish_reason or "", "end")
    usage = usage_of(getattr(completion, "usage", None))
    if getattr(message, "refusal", None):
        return TextAnswer(message.refusal or "", "refusal", usage)
    text = getattr(message, "content", None) or ""
    return TextAnswer(text if stop == "refusal" else bare_json(text), stop, usage)


def usage_of(usage: object) -> Usage:
    """Read the usage from the service's words, which count what the cache read and wrote within `prompt_tokens`."""
    details = getattr(usage, "prompt_tokens_details", None)
    everything = getattr(usage, "prompt_tokens", None) or 0
    read = min(everything, getattr(details, "cached_tokens", None) or 0)
    written = min(everything - read, getattr(details, "cache_write_tokens", None) or 0)
    return Usage(
        input_tokens=everything - read - written,
        cache_read_tokens=read,
        cache_write_tokens=written,
        output_tokens=getattr(usage, "completion_tokens", None) or 0,
    )


class _FormatRefused(Exception):
    """The server does not know the format that was asked for. Does not leave this module."""

    def __init__(self, ours: ProviderError) -> None:
        super().__init__(str(ours))
        self.failure = ours


class _TemperatureRefused(_FormatRefused):
    """The model takes no temperature. Does not leave this module."""


@contextmanager
def _translated(context: CallContext) -> Iterator[None]:
    """Raise our errors for whatever the SDK raises within, and _FormatRefused for one about the answer's format."""
    try:
        yield
    except (openai.OpenAIError, httpx2.HTTPError) as error:
        ours = error_of(error, context)
        if isinstance(ours, RequestRejected | ServiceDown):
            if _is_about(error, _TEMPERATURE_REFUSED):
                raise _TemperatureRefused(ours) from None
            if _is_about(error, _FORMAT_REFUSED):
                raise _FormatRefused(ours) from None
        raise ours from None


def _is_about(error: Exception, refused: re.Pattern[str]) -> bool:
    if not isinstance(error, openai.APIStatusError) or error.status_code not in (400, 404, 422, 500, 501):
        return False
    words = reported_error(0, error.body).words or error.response.text
    # A schema that is wrong is a mistake to be seen, not to be got round.
    return bool(refused.search(words)) and "invalid schema" not in words.lower()
