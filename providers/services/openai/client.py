"""OpenAI's SDK as we use it, for OpenAI itself and for every server like it: a client, its errors, its models."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import openai

from providers.errors import KeyMissing, KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.interfaces.service import Limits
from providers.network.addresses import refusal_in
from providers.wire.connections import (
    CONNECT_SECONDS,
    MOST_CONNECTIONS,
    MOST_IDLE_CONNECTIONS,
    broken_connection,
    trusted,
)
from providers.wire.failures import CallContext, ReportedError, failure
from providers.wire.words import is_sendable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from providers.interfaces.credentials import Credentials

BASE_URL = "https://api.openai.com/v1"
CONTEXTS = ("max_model_len", "loaded_context_length", "context_length", "context_window", "max_context_length")
OUTPUTS = ("max_completion_tokens", "max_output_tokens")
"""What vLLM, LM Studio, OpenRouter and others call a model's limits in their lists."""


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> openai.OpenAI:
    """Make the SDK, which does not retry and takes nothing from the environment. Raises KeyMissing, KeyRefused."""
    if not credentials.secret and credentials.service == "openai":
        raise KeyMissing("There is no key for OpenAI yet.")
    if not is_sendable(credentials.secret):
        raise KeyRefused("The key contains characters that no key has. Copy it again.")
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
    """Return what readers call the service."""
    return "OpenAI" if credentials.service == "openai" else "The server"


@contextmanager
def translated(context: CallContext) -> Iterator[None]:
    """Raise our errors for whatever the SDK and its client raise within."""
    try:
        yield
    except (openai.OpenAIError, httpx2.HTTPError) as error:
        raise error_of(error, context) from None


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say what the key can do, found out with one free call. Raises the `providers.errors`."""
    count = len(installed_models(credentials, http_client))
    models = f"{count} {'model is' if count == 1 else 'models are'} open to it"
    return f"The key works; {models}." if credentials.service == "openai" else f"The server answers; {models}."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[str]:
    """List the names of the models that the key may use. Raises the `providers.errors`."""
    return sorted(str(getattr(model, "id", "")) for model in _listed(credentials, http_client))


def limits_of(credentials: Credentials, http_client: httpx2.Client | None, model: str) -> Limits:
    """Ask how much a model reads and answers, where its server's list says so. Raises the `providers.errors`."""
    listed = next((one for one in _listed(credentials, http_client) if getattr(one, "id", "") == model), None)
    metadata = dict(getattr(listed, "model_extra", None) or {})
    provider = metadata.get("top_provider")
    metadata = {**(provider if isinstance(provider, dict) else {}), **metadata}
    return Limits(_number(metadata, CONTEXTS), _number(metadata, OUTPUTS))


def _listed(credentials: Credentials, http_client: httpx2.Client | None) -> list[Any]:
    context = CallContext(title_of(credentials), credentials)
    with translated(context):
        client = client_for(credentials, http_client)
        try:
            page = client.models.list(timeout=httpx2.Timeout(30, connect=CONNECT_SECONDS))
        except AttributeError:  # the SDK's own, for an answer that is no JSON
            raise not_the_service(context) from None
        listed = getattr(page, "data", None)
    if not isinstance(listed, list):
        raise not_the_service(context)
    return listed


def _number(metadata: Mapping[str, Any], names: Iterable[str]) -> int | None:
    return next((metadata[name] for name in names if isinstance(metadata.get(name), int) and metadata[name] > 0), None)


def reported_error(status: int, error: object, headers: Mapping[str, str] | None = None) -> ReportedError:
    """Read an error as the service's JSON tells it; `error` is what stands under `error`."""
    fields: Mapping[str, Any] = error if isinstance(error, dict) else {}
    words = fields.get("message") or (error if isinstance(error, str) else "")
    codes = frozenset(str(fields[name]) for name in ("code", "type") if fields.get(name))
    return ReportedError(status, str(words), codes, headers or {})


def error_of(error: Exception, context: CallContext) -> ProviderError:
    """Translate an error of the SDK or its client into one of ours."""
    refused = refusal_in(error)
    if refused:
        return refused
    if isinstance(error, openai.APIStatusError):
        return failure(reported_error(error.status_code, error.body, error.response.headers), context)
    if type(error) is openai.APIError:
        # Reported in the middle of a stream.
        return failure(reported_error(status_in(error.body), error.body), context)
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    return broken_connection(cause, context.title)


def status_in(error: object) -> int:
    """Return the HTTP status that an error told within an answer names; 502 if it names none."""
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 502


def not_the_service(context: CallContext) -> ServiceDown:
    """Make the error for an answer that is none of this protocol."""
    who = "OpenAI" if context.title == "OpenAI" else "a server of this kind"
    return ServiceDown(f"The answer did not come from {who}. Check the address, and any proxy in between.")
