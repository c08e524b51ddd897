"""How often the API may be called: by everybody of one address, and by each reader for each kind of call.

Counted in the database, so all hosts count together. Every answer says how much is left (`accounts.access.rates`).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings

from accounts.access import rates
from accounts.access.rates import MINUTE
from accounts.access.tallies import Limit
from api.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User
    from accounts.tokens import Scope

KINDS: dict[Scope | None, str] = {"read": "read", "spend": "spend"}
"""Under which setting calls of a scope are counted; all others are writes."""


def spend_of_address(request: HttpRequest) -> None:
    """Count a call of somebody who is not known. Raises Problem."""
    _spend(request, Limit("api-address", settings.API_ANONYMOUS_A_MINUTE, MINUTE), get_ip(request) or "nowhere")


def spend_of_reader(request: HttpRequest, reader: User, scope: Scope | None) -> None:
    """Count a call of a reader. Raises Problem."""
    kind = KINDS.get(scope, "write")
    most = {
        "read": settings.API_READS_A_MINUTE,
        "write": settings.API_WRITES_A_MINUTE,
        "spend": settings.API_SPENDS_A_MINUTE,
    }[kind]
    _spend(request, Limit(f"api-{kind}", most, MINUTE), reader.pk.hex)


def told(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap the running of a route: say on each answer how much is left."""

    @wraps(run)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = run(request, *args, **kwargs)
        for name, value in getattr(request, "rate", {}).items():
            response[name] = value
        return response

    return inner


def _spend(request: HttpRequest, limit: Limit, whose: str) -> None:
    if not limit.most:
        return
    rate = rates.count(limit, whose)
    request.rate = rate.headers  # type: ignore[attr-defined]
    if rate.is_over:
        words = f"No more than {limit.most} such calls may be made in a minute. Wait {rate.seconds} seconds."
        raise Problem(429, "too-often", "Too often", words)
