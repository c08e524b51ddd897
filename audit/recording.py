"""Writing into the audit log, within the transaction of what is written about: both happen, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip

from audit.clients import device_of, shortened
from audit.models import Entry

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from audit.events import Event

LONGEST = 200
Plain = str | int | bool | None


def record(
    event: Event,
    *,
    subject: UUID | None = None,
    actor: UUID | None = None,
    request: HttpRequest | None = None,
    **details: Plain | list[str],
) -> Entry:
    """Write down what happened to the account `subject`.

    Who did it and from where is read from the request that is being answered, where nothing else is said. `details` are
    kinds, names and figures; what holds an address is shortened by `masked` first.
    """
    request = request or context.request
    return Entry.objects.create(
        event=event,
        subject=subject,
        actor=actor or _caller(request),
        network=shortened(get_client_ip(request)) if request is not None else "",
        device=device_of(request.headers.get("User-Agent", "")) if request is not None else "",
        details={name: _plain(value) for name, value in details.items() if value is not None and value != ""},
    )


def masked(address: str) -> str:
    """Return an e-mail address that only its owner knows again: “a…@example.com”."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _caller(request: HttpRequest | None) -> UUID | None:
    user: Any = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def _plain(value: Plain | list[str]) -> Any:
    if isinstance(value, list):
        return [part[:LONGEST] for part in value]
    return value if isinstance(value, bool | int | None) else str(value)[:LONGEST]
