"""How often the API may be called: by everybody of one address, and by each reader for each kind of call.

Counted in the database, so all hosts count together. Every answer says how much is left, in the headers of
https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ as services write them.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings

from accounts.access import tallies
from accounts.access.tallies import Limit
from api.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User
    from accounts.tokens import Scope

MINUTE = 60
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
    count, until = tallies.count_up(limit, whose)
    seconds = tallies.seconds_to(until)
    request.rate = {  # type: ignore[attr-defined]
        "RateLimit-Limit": str(limit.most),
        "RateLimit-Remaining": str(max(0, limit.most - count)),
        "RateLimit-Reset": str(seconds),
    }
    if count > limit.most:
        words = f"No more than {limit.most} such calls may be made in a minute. Wait {seconds} seconds, then go on."
        raise Problem(429, "too-often", "Too often", words, {"Retry-After": str(seconds)})
