"""Each request is given an id, counted, timed and traced, and what is logged meanwhile bears its id."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from telemetry import metrics, tracing
from telemetry.context import bound

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
ANSWERED_IN = "X-Request-ID"


class Observed:
    """The first to see a request and the last to see its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id, parent = _given(request)
        began = time.perf_counter()
        with (
            bound(request=request_id, user=partial(_known_user, request)),
            tracing.span(
                f"{request.method}", kind="server", parent=parent, http__request__method=request.method
            ) as span,
        ):
            response = self.get_response(request)
            route = route_of(request)
            span.note(http__route=route, http__response__status_code=response.status_code)
        metrics.request_answered(
            method=request.method or "",
            route=route,
            status=response.status_code,
            seconds=time.perf_counter() - began,
        )
        response[ANSWERED_IN] = request_id
        return response


def route_of(request: HttpRequest) -> str:
    """Return the name under which a request's address is known to us: never the address, which may hold anything."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or match.route
    return "static" if request.path.startswith(settings.STATIC_PATH) else "unknown"


def _given(request: HttpRequest) -> tuple[str, str]:
    """Return a request's id and traceparent: those that our proxy gives it, else a new id and none."""
    header = settings.REQUEST_ID_HEADER
    given = request.headers.get(header, "") if header else ""
    parent = request.headers.get("traceparent", "") if header else ""
    return (given if ACCEPTED_ID.fullmatch(given) else uuid4().hex), parent


def _known_user(request: HttpRequest) -> object:
    """Return the id of who asks, if anybody has looked who that is: no query is made for a log line."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)
