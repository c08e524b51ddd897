"""OpenAI's models of text, and every server that speaks its chat completions: vLLM, LM Studio, OpenRouter, …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Literal, cast

import httpx2
import openai
from openai.types import CreateEmbeddingResponse
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from providers.services.anthropic.abilities import caches_at_breakpoints, openai_effort
from providers.wire.failures import Asked, Told, failure
from providers.wire.installed import InstalledModel
from providers.wire.connections import (
    CONNECT_SECONDS,
    LONGEST_UNSTREAMED,
    MOST_CONNECTIONS,
    MOST_IDLE_CONNECTIONS,
    broken_line,
    read_seconds,
    trusted,
)
from providers.services.openai.streams import collected
from providers.wire.schemas import bare_json, schema_as_words, strict_schema
from providers.wire.vectors import pieces, unit_vectors
from providers.wire.words import is_sendable
from providers.addresses import refusal_in
from providers.credentials import Credentials
from providers.errors import KeyMissing, KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.text import Stop, TextAnswer, TextRequest
from providers.usage import Usage

BASE_URL = "https://api.openai.com/v1"
CHARACTERS_A_TOKEN = 3
LEAST_CACHED_TOKENS = 1024
FORMATS = ("json_schema", "json_object", "text")
"""How a server can be held to JSON, the best first. Which it knows is found out and remembered."""

DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
EMBEDDED_AT_ONCE = 128
MOST_EMBEDDED_TOKENS = 8_000
"""Of one text; what comes after is not embedded."""

Format = Literal["json_schema", "json_object", "text"]

_FORMAT_REFUSED = re.compile(r"response_format|json_schema|json_object|structured output|guided", re.I)
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
            except _FormatRefused as refused:
                if tried == FORMATS[-1]:
                    raise refused.failure from None
                self._format = cast(Format, FORMATS[FORMATS.index(tried) + 1])

    def _ask(self, request: TextRequest, form: Format) -> TextAnswer:
        body = completion_body(request, model=self.name, service=self._credentials.service, form=form)
        asked = Asked(title_of(self._credentials), self._credentials, self.name, (request.prefix, request.prompt))
        streamed = request.max_output_tokens > LONGEST_UNSTREAMED
        seconds = read_seconds(0 if streamed else request.max_output_tokens)
        timeout = httpx2.Timeout(seconds, connect=CONNECT_SECONDS)
        completions = self._client.chat.completions
        with translated(asked, form=form):
            if not streamed:
                return answer_of(completions.create(**body, timeout=timeout), asked)
            body |= {"stream": True, "stream_options": {"include_usage": True}}
            stream: openai.Stream[ChatCompletionChunk] = completions.create(**body, timeout=timeout)
            with stream:
                return answer_of(collected(stream, asked.title), asked)


class OpenAIEmbedder:
    """An embedding model of OpenAI or of a server like it. Safe to use from several threads.

    `dimensions` is 0 for an unknown model until the first call.
    """

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self.dimensions = DIMENSIONS.get(model, 0)
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """A vector for each text, in their order, with one HTTP request for each 128. Raises the `providers.errors`."""
        vectors: list[list[float]] = []
        usage = Usage()
        for piece in pieces(texts, at_once=EMBEDDED_AT_ONCE, most_tokens=MOST_EMBEDDED_TOKENS):
            found, used = self._embed(piece)
            vectors += found
            usage += used
        self.dimensions = len(vectors[0]) if vectors else self.dimensions
        return vectors, usage

    def _embed(self, texts: list[str]) -> tuple[list[list[float]], Usage]:
        asked = Asked(title_of(self._credentials), self._credentials, self.name, texts)
        timeout = httpx2.Timeout(read_seconds(0), connect=CONNECT_SECONDS)
        with translated(asked):
            # Not all servers know the SDK's default, base64.
            told = self._client.embeddings.create(
                model=self.name, input=texts, encoding_format="float", timeout=timeout
            )
        if not isinstance(told, CreateEmbeddingResponse) or not told.data:
            raise _not_the_service(asked)
        in_order = sorted(told.data, key=lambda one: one.index)
        tokens = getattr(told.usage, "prompt_tokens", None) or 0
        return unit_vectors([one.embedding for one in in_order], expected=len(texts)), Usage(input_tokens=tokens)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """What the key can do, in words, found out with one free call. Raises the `providers.errors`."""
    count = len(installed_models(credentials, http_client))
    models = f"{count} {'model is' if count == 1 else 'models are'} open to it"
    return f"The key works; {models}." if credentials.service == "openai" else f"The server answers; {models}."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[InstalledModel]:
    """The models that the key may use, by name, with what the server tells of them. Raises the `providers.errors`."""
    asked = Asked(title_of(credentials), credentials)
    with translated(asked):
        client = client_for(credentials, http_client)
        try:
            page = client.models.list(timeout=httpx2.Timeout(30, connect=CONNECT_SECONDS))
        except AttributeError:  # the SDK's own, for an answer that is no JSON
            raise _not_the_service(asked) from None
        listed = getattr(page, "data", None)
    if not isinstance(listed, list):
        raise _not_the_service(asked)
    return sorted((_installed(model.to_dict()) for model in listed), key=lambda model: model.name)


def completion_body(request: TextRequest, *, model: str, service: str, form: Format = "json_schema") -> dict[str, Any]:
    """The body of a chat completion, the same for a direct call and for one of a batch.

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
        said = "\n\n".join(text for text in (request.prefix, request.prompt) if text)
        body["messages"].append({"role": "user", "content": said})
        return {**body, "max_tokens": request.max_output_tokens}
    prefix: dict[str, Any] = {"type": "text", "text": request.prefix}
    shared = f"{body.get('response_format')}{system}{request.prefix}"
    if caches_at_breakpoints(model):
        body["prompt_cache_options"] = {"mode": "explicit"}
        if len(shared) >= LEAST_CACHED_TOKENS * CHARACTERS_A_TOKEN:
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


def answer_of(completion: object, asked: Asked) -> TextAnswer:
    """The answer in a completion of the SDK. Raises ServiceDown for what is none, and errors told with status 200."""
    if not isinstance(completion, ChatCompletion):
        raise _not_the_service(asked)
    choices = getattr(completion, "choices", None)
    if not choices:
        told = (completion.model_extra or {}).get("error")
        raise failure(error_told(_status_in(told), told), asked) if told else _not_the_service(asked)
    message = choices[0].message
    stop = _STOPS.get(choices[0].finish_reason or "", "end")
    usage = usage_of(getattr(completion, "usage", None))
    if getattr(message, "refusal", None):
        return TextAnswer(message.refusal or "", "refusal", usage)
    text = getattr(message, "content", None) or ""
    return TextAnswer(text if stop == "refusal" else bare_json(text), stop, usage)


def usage_of(told: object) -> Usage:
    """The usage in the service's words, which count what the cache read and wrote within `prompt_tokens`."""
    details = getattr(told, "prompt_tokens_details", None)
    everything = getattr(told, "prompt_tokens", None) or 0
    read = min(everything, getattr(details, "cached_tokens", None) or 0)
    written = min(everything - read, getattr(details, "cache_write_tokens", None) or 0)
    return Usage(
        input_tokens=everything - read - written,
        cache_read_tokens=read,
        cache_write_tokens=written,
        output_tokens=getattr(told, "completion_tokens", None) or 0,
    )


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> openai.OpenAI:
    """The SDK, which does not retry and takes nothing from the environment. Raises KeyMissing, KeyRefused."""
    if not credentials.secret and credentials.service == "openai":
        raise KeyMissing("There is no key for OpenAI yet.")
    if not is_sendable(credentials.secret):
        raise KeyRefused("The key holds characters that no key has. Copy it once more.")
    if not credentials.base_url and credentials.service != "openai":
        raise RequestRejected("The key has no address of a server.")
    limits = httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_IDLE_CONNECTIONS)
    client = openai.OpenAI(
        # Servers without keys do not look at it, but the SDK insists.
        api_key=credentials.secret or "no-key",
        base_url=credentials.base_url or BASE_URL,
        max_retries=0,
        http_client=http_client or openai.DefaultHttpxClient(limits=limits, verify=trusted()),
    )
    # Of the operator's environment; the key is the reader's.
    client.organization = client.project = None
    return client


def title_of(credentials: Credentials) -> str:
    """What readers call the service."""
    return "OpenAI" if credentials.service == "openai" else "The server"


@contextmanager
def translated(asked: Asked, *, form: Format | None = None) -> Iterator[None]:
    """Raise our errors for whatever the SDK and its client raise within."""
    try:
        yield
    except (openai.OpenAIError, httpx2.HTTPError) as error:
        ours = _ours(error, asked)
        if form and isinstance(ours, RequestRejected | ServiceDown) and _is_about_format(error):
            raise _FormatRefused(ours) from None
        raise ours from None


def error_told(status: int, error: object, headers: Mapping[str, str] | None = None) -> Told:
    """An error as the service's JSON tells it; `error` is what stands under `error`."""
    found: Mapping[str, Any] = error if isinstance(error, dict) else {}
    words = found.get("message") or (error if isinstance(error, str) else "")
    codes = frozenset(str(found[name]) for name in ("code", "type") if found.get(name))
    return Told(status, str(words), codes, headers or {})


class _FormatRefused(Exception):
    """The server does not know the format that was asked for. Does not leave this module."""

    def __init__(self, ours: ProviderError) -> None:
        super().__init__(str(ours))
        self.failure = ours


def _is_about_format(error: Exception) -> bool:
    if not isinstance(error, openai.APIStatusError) or error.status_code not in (400, 404, 422, 500, 501):
        return False
    words = error_told(0, error.body).words or error.response.text
    # A schema that is wrong is a mistake to be seen, not to be got round.
    return bool(_FORMAT_REFUSED.search(words)) and "invalid schema" not in words.lower()


def _ours(error: Exception, asked: Asked) -> ProviderError:
    refused = refusal_in(error)
    if refused:
        return refused
    if isinstance(error, openai.APIStatusError):
        return failure(error_told(error.status_code, error.body, error.response.headers), asked)
    if type(error) is openai.APIError:
        # Told in the middle of a stream.
        return failure(error_told(_status_in(error.body), error.body), asked)
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    return broken_line(cause, asked.title)


def _status_in(error: object) -> int:
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 502


def _installed(told: Mapping[str, Any]) -> InstalledModel:
    meta = told.get("meta") if isinstance(told.get("meta"), dict) else {}
    found = {**cast(dict[str, Any], meta), **told}
    names = ("max_model_len", "context_length", "max_context_length", "n_ctx_train")
    context = next((found[name] for name in names if isinstance(found.get(name), int)), None)
    size = found.get("size")
    return InstalledModel(str(told.get("id", "")), context, size if isinstance(size, int) else None)


def _not_the_service(asked: Asked) -> ServiceDown:
    who = "OpenAI" if asked.title == "OpenAI" else "a server of this kind"
    return ServiceDown(f"What answered is not {who}: look at the address, and at what stands between.")
