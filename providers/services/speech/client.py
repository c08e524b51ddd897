"""HTTP to a speech server: whether it answers, which models and which voices it says that it has.

Only `/audio/speech` is common to all of them. Most list models as OpenAI does, and some their voices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from providers.errors import ProviderError, RequestRejected, UnknownModel
from providers.services.speech.voices import OPENAI_VOICES, voice_named
from providers.wire.failures import ReportedError, failure
from providers.wire.json_client import JsonApi, JsonClient

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials
    from providers.interfaces.speech import Voice
    from providers.wire.failures import CallContext

TITLE = "The speech server"
CHECK_SECONDS = 15.0
SECONDS = 300.0
"""How long one passage may take: servers without a graphics card take minutes."""


class ListedModel(BaseModel):
    """A model of the list."""

    id: str


class ListedModels(BaseModel):
    """The answer to a request for models."""

    data: list[ListedModel]


class ListedVoices(BaseModel):
    """The answer to a request for voices: names, or something that has one."""

    voices: list[str | dict[str, Any]]


def client_for(
    credentials: Credentials, http_client: httpx2.Client | None = None, *, seconds: float = CHECK_SECONDS
) -> JsonClient:
    """Make a client that waits `seconds` for an answer. Raises RequestRejected without an address, and KeyRefused."""
    if not credentials.base_url:
        raise RequestRejected("The key has no address of a server.")
    api = JsonApi(title=TITLE, default_url="", words_of=_words_of, seconds=seconds, explain=_explained)
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with a free call. Raises the `providers.errors`."""
    count = len(client_for(credentials, http_client).get("/models", ListedModels).data)
    return f"The server answers; {count} {'model is' if count == 1 else 'models are'} open to it."


def listed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[str]:
    """List the models that the server names. Raises the `providers.errors`."""
    return sorted(model.id for model in client_for(credentials, http_client).get("/models", ListedModels).data)


def listed_voices(client: JsonClient) -> list[Voice]:
    """List a server's voices; those of OpenAI if it lists none. Raises ProviderError if it cannot be asked at all."""
    try:
        listed = client.get("/audio/voices", ListedVoices).voices
    except (RequestRejected, UnknownModel):
        return list(OPENAI_VOICES)
    except ProviderError as error:
        if error.may_be_billed:  # an answer, and none that is made so
            return list(OPENAI_VOICES)
        raise
    names = (str(one.get("id") or one.get("name") or "") if isinstance(one, dict) else one for one in listed)
    return [voice_named(name) for name in dict.fromkeys(names) if name] or list(OPENAI_VOICES)


def _explained(reported: ReportedError, context: CallContext) -> ProviderError:
    if reported.status in (404, 405) and context.model:
        return UnknownModel(f"The server does not speak with {context.model}. Choose another model.")
    return failure(reported, context)


def _words_of(error: Any) -> str:
    """Read `error`, as words or with a `message`, or the `detail` of servers that are written with FastAPI."""
    told = error.get("error") or error.get("detail") or error.get("message")
    return str(told.get("message")) if isinstance(told, dict) else str(told)
