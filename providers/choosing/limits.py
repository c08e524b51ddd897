"""How much a model of a reader's own server reads and answers at once: asked of the server, and kept.

What an admin has said of a model goes before what its server says, and that before what is assumed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from providers.choosing.keys import CHECK_SECONDS, credentials_of, http_client_for
from providers.errors import CutOff, ProviderError, RateLimited, ServiceDown
from providers.interfaces.service import Limits
from providers.models import CatalogueModel, ServerLimits

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import ApiKey
    from providers.choosing.catalogue import ModelEntry

FRESH = timedelta(hours=1)
"""A server may be started with other settings."""
ANSWER_SHARE = 0.4
"""Of a context, for answers, where a server says nothing of their length."""
_LATER = (CutOff, RateLimited, ServiceDown)


def ask(entry: ModelEntry, api_key: ApiKey) -> None:
    """Ask a server about a model unless that was done lately, and keep what it says.

    Raises what the server raises if it cannot be asked just now and has never been; one that does not tell is
    believed to have no more than is assumed.
    """
    limits = entry.of_service.limits
    known = ServerLimits.objects.filter(api_key=api_key, model=entry.name).first()
    if limits is None or (known is not None and known.asked > timezone.now() - FRESH):
        return
    credentials = credentials_of(api_key=api_key)
    client = http_client_for(credentials, seconds=CHECK_SECONDS)
    try:
        reported = limits(credentials, client, entry.model)
    except _LATER:
        if known is None:
            raise
        return
    except ProviderError:
        reported = Limits()
    finally:
        if client:
            client.close()
    ServerLimits.objects.update_or_create(
        api_key=api_key,
        model=entry.name,
        defaults={
            "context_tokens": reported.context_tokens,
            "most_output_tokens": reported.most_output_tokens,
            "asked": timezone.now(),
        },
    )


def within(entry: ModelEntry, *, key_id: UUID | None) -> ModelEntry:
    """Return the model with the limits that the server of that key has reported, as far as it has."""
    if entry.of_service.limits is None or key_id is None:
        return entry
    server_limits = ServerLimits.objects.filter(api_key=key_id, model=entry.name).first()
    if server_limits is None:
        return entry
    operator_limits = CatalogueModel.objects.filter(kind=entry.kind, name=entry.name).first()
    context, output = server_limits.context_tokens, server_limits.most_output_tokens
    if context is None or (operator_limits and operator_limits.context_tokens):
        context = entry.context_tokens
    else:
        output = output or max(entry.most_output_tokens, int(context * ANSWER_SHARE))
    if output is None or (operator_limits and operator_limits.most_output_tokens):
        output = entry.most_output_tokens
    return replace(entry, context_tokens=context, most_output_tokens=output)
