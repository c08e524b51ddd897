"""Ollama's own API over HTTP: what it answers, what is installed, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from providers.errors import ServiceDown
from providers.interfaces.service import Limits
from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "Ollama"
BASE_URL = "http://127.0.0.1:11434"
CHECK_SECONDS = 60.0


class Message(BaseModel):
    """What a model said."""

    content: str = ""


class ChatAnswer(BaseModel):
    """The answer to `/api/chat`."""

    message: Message
    done: bool = False
    done_reason: str | None = None
    prompt_eval_count: int | None = None
    eval_count: int | None = None


class EmbedAnswer(BaseModel):
    """The answer to `/api/embed`."""

    embeddings: list[list[float]]
    prompt_eval_count: int | None = None


class ListedModel(BaseModel):
    """A model as `/api/tags` lists it."""

    model: str


class ListAnswer(BaseModel):
    """The answer to `/api/tags`."""

    models: list[ListedModel]


class ShowAnswer(BaseModel):
    """The answer to `/api/show`. The names of what is told begin with that of the model's architecture."""

    model_info: dict[str, Any] = {}


def client_for(
    credentials: Credentials, http_client: httpx2.Client | None = None, *, seconds: float = CHECK_SECONDS
) -> JsonClient:
    """Make a client that waits `seconds` for an answer and takes nothing from the environment. Raises KeyRefused."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        seconds=seconds,
        unreadable=ServiceDown,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what is installed, found out with one call. Raises the `providers.errors`."""
    count = len(installed_models(credentials, http_client))
    if not count:
        return "Ollama answers, but it has no model yet: run “ollama pull qwen3” on its machine."
    return f"Ollama answers; {count} {'model is' if count == 1 else 'models are'} installed."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[str]:
    """List the names of the installed models, found out with one call. Raises the `providers.errors`."""
    answer = client_for(credentials, http_client).get("/api/tags", ListAnswer)
    return sorted(listed.model for listed in answer.models)


def limits_of(credentials: Credentials, http_client: httpx2.Client | None, model: str) -> Limits:
    """Ask how long the context is that a model was made for. Raises the `providers.errors`."""
    model_info = client_for(credentials, http_client).post("/api/show", {"model": model}, ShowAnswer).model_info
    lengths = [
        value for name, value in model_info.items() if name.endswith(".context_length") and isinstance(value, int)
    ]
    return Limits(context_tokens=max(lengths, default=None))


def _words_of(error: Any) -> str:
    return str(error["error"])
