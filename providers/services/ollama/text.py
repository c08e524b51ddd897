"""Models on the reader's own machine, through Ollama."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import ollama
from pydantic import ValidationError

from providers.wire.failures import Asked, Told, failure
from providers.wire.installed import InstalledModel
from providers.wire.connections import (
    CONNECT_SECONDS,
    MOST_CONNECTIONS,
    MOST_IDLE_CONNECTIONS,
    broken_line,
    read_seconds,
    trusted,
)
from providers.wire.schemas import bare_json, schema_as_words, strict_schema
from providers.wire.vectors import pieces, unit_vectors
from providers.wire.words import is_sendable
from providers.addresses import refusal_in
from providers.credentials import Credentials
from providers.errors import ContextTooLong, CutOff, KeyRefused, ProviderError, ServiceDown
from providers.text import TextAnswer, TextRequest
from providers.usage import Usage

TITLE = "Ollama"
BASE_URL = "http://127.0.0.1:11434"
BYTES_A_TOKEN = 3.5
"""Of UTF-8: fewer than in most texts, because a prompt that does not fit would be cut without a word."""
LEAST_CONTEXT = 4096
SLOWNESS = 4
"""How many times slower than a service of the cloud a machine at home may be."""
EMBEDDED_AT_ONCE = 32
MOST_EMBEDDED_TOKENS = 8_000
"""Of one text."""


class OllamaText:
    """A model that Ollama has installed. Safe to use from several threads.

    `structured`: hold the model to the JSON schema; otherwise it is asked for JSON in words. `http_client` carries
    the requests instead of a client of the SDK's own.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        context_tokens: int,
        most_output_tokens: int,
        structured: bool = True,
        http_client: httpx.Client | None = None,
    ) -> None:
        self.name = model
        self.context_tokens = context_tokens
        self.most_output_tokens = most_output_tokens
        self._structured = structured
        self._credentials = credentials
        # The SDK has one timeout for all calls of a client.
        seconds = read_seconds(SLOWNESS * most_output_tokens)
        self._client = client_for(credentials, http_client, seconds=seconds)

    def complete(self, request: TextRequest) -> TextAnswer:
        """Ask once, with one HTTP request. Raises ContextTooLong before it asks, and the other `providers.errors`."""
        body = chat_body(request, model=self.name, most_context=self.context_tokens, structured=self._structured)
        with translated(Asked(TITLE, self._credentials, self.name, (request.prefix, request.prompt))):
            return answer_of(self._client.chat(**body))


class OllamaEmbedder:
    """An embedding model that Ollama has installed. `dimensions` is 0 until the first call."""

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx.Client | None = None) -> None:
        self.name = model
        self.dimensions = 0
        self._credentials = credentials
        self._client = client_for(credentials, http_client, seconds=read_seconds(0))

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """A vector for each text, in their order, with one HTTP request for each 32. Raises the `providers.errors`.

        Ollama cuts what its model cannot read at once.
        """
        vectors: list[list[float]] = []
        tokens = 0
        for piece in pieces(texts, at_once=EMBEDDED_AT_ONCE, most_tokens=MOST_EMBEDDED_TOKENS):
            with translated(Asked(TITLE, self._credentials, self.name, piece)):
                told = self._client.embed(self.name, piece)
            vectors += unit_vectors(told.embeddings, expected=len(piece))
            tokens += told.prompt_eval_count or 0
        self.dimensions = len(vectors[0]) if vectors else self.dimensions
        return vectors, Usage(input_tokens=tokens)


def free_check(credentials: Credentials, http_client: httpx.Client | None = None) -> str:
    """What is installed, in words, found out with one call. Raises the `providers.errors`."""
    count = len(_listed(credentials, http_client))
    if not count:
        return "Ollama answers, but it has no model yet: run “ollama pull qwen3” on its machine."
    return f"Ollama answers; {count} {'model is' if count == 1 else 'models are'} installed."


def installed_models(credentials: Credentials, http_client: httpx.Client | None = None) -> list[InstalledModel]:
    """The installed models by name, each with its context as Ollama shows it (a call each).

    Raises the `providers.errors`.
    """
    listed = _listed(credentials, http_client)
    client = client_for(credentials, http_client)
    found = []
    for model in listed:
        name = model.model or ""
        with translated(Asked(TITLE, credentials, name)):
            info = client.show(name).modelinfo or {}
        context = next((size for key, size in info.items() if key.endswith(".context_length")), None)
        found.append(InstalledModel(name, context, int(model.size) if model.size is not None else None))
    return sorted(found, key=lambda model: model.name)


def chat_body(request: TextRequest, *, model: str, most_context: int, structured: bool = True) -> dict[str, Any]:
    """The body of a chat request, with a context that holds it. Raises ContextTooLong if none of the model's does."""
    system = request.system if structured else f"{request.system}\n\n{schema_as_words(request.schema)}".strip()
    said = "\n\n".join(text for text in (request.prefix, request.prompt) if text)
    schema = strict_schema(request.schema)
    read = len(f"{system}{said}".encode()) / BYTES_A_TOKEN
    return {
        "model": model,
        "messages": [
            *([{"role": "system", "content": system}] if system else ()),
            {"role": "user", "content": said},
        ],
        "format": schema if structured else "json",
        "think": False,
        "options": {
            "num_ctx": _context_for(int(read) + request.max_output_tokens, most_context, model),
            "num_predict": request.max_output_tokens,
        },
    }


def answer_of(told: ollama.ChatResponse) -> TextAnswer:
    """The answer in a response of the SDK. Raises CutOff for one without an end."""
    if not told.done:
        raise CutOff(f"{TITLE} broke off before the answer had come whole.")
    usage = Usage(input_tokens=told.prompt_eval_count or 0, output_tokens=told.eval_count or 0)
    text = bare_json(told.message.content or "")
    return TextAnswer(text, "length" if told.done_reason == "length" else "end", usage)


def client_for(
    credentials: Credentials, http_client: httpx.Client | None = None, *, seconds: float = 60
) -> ollama.Client:
    """The SDK, which waits `seconds` for an answer and takes nothing from the environment. Raises KeyRefused."""
    if not is_sendable(credentials.secret):
        raise KeyRefused("The key holds characters that no key has. Copy it once more.")
    return ollama.Client(
        credentials.base_url or BASE_URL,
        timeout=httpx.Timeout(seconds, connect=CONNECT_SECONDS),
        limits=httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_IDLE_CONNECTIONS),
        headers={"authorization": f"Bearer {credentials.secret}"} if credentials.secret else {},
        # Else the SDK would send a key of the operator's environment to the reader's server.
        event_hooks={} if credentials.secret else {"request": [_without_key]},
        transport=_Through(http_client) if http_client else None,
        verify=trusted(),
    )


@contextmanager
def translated(asked: Asked) -> Iterator[None]:
    """Raise our errors for whatever the SDK and its client raise within."""
    try:
        yield
    except (ollama.ResponseError, ConnectionError, httpx.HTTPError) as error:
        raise _ours(error, asked) from None
    except (json.JSONDecodeError, ValidationError, TypeError, AttributeError):
        # The SDK reads any answer as its own.
        raise ServiceDown(f"What answered is not {TITLE}: look at the address, and at what stands between.") from None


class _Through(httpx.BaseTransport):
    """Carries the SDK's requests over a client that somebody else made: the SDK takes a transport, but no client."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        return self._client.send(request, stream=True)


def _ours(error: Exception, asked: Asked) -> ProviderError:
    refused = refusal_in(error)
    if refused:
        return refused
    if isinstance(error, ollama.ResponseError):
        return failure(Told(error.status_code, str(error.error), headers=_headers_behind(error)), asked)
    return broken_line(error, TITLE)


def _headers_behind(error: ollama.ResponseError) -> Mapping[str, str]:
    # The SDK's error has no headers, but it was made of one that has.
    behind = error.__context__
    return behind.response.headers if isinstance(behind, httpx.HTTPStatusError) else {}


def _listed(credentials: Credentials, http_client: httpx.Client | None) -> list[ollama.ListResponse.Model]:
    with translated(Asked(TITLE, credentials)):
        return list(client_for(credentials, http_client).list().models)


def _without_key(request: httpx.Request) -> None:
    request.headers.pop("authorization", None)


def _context_for(tokens: int, most: int, model: str) -> int:
    if tokens > most:
        raise ContextTooLong(f"That is more than {model} can read at once.")
    # Few different sizes, because another size makes Ollama load the model anew.
    size = LEAST_CONTEXT
    while size < tokens:
        size *= 2
    return min(size, most)
