"""Whether this process lives, whether the site is ready, and what it has counted: for machines that ask."""

from __future__ import annotations

import hmac
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from monitoring.checks import NOT_READY, readiness
from monitoring.exposition import CONTENT_TYPE, exposition

ALIVE = "/alive/"
"""Answered by the web server's event loop itself, for whoever watches over it: pages may wait for the database."""
LIVE = "/health/live"
"""The same for others, with words."""


@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    """Answer 200 and touch nothing. Our own web server does so before anybody is woken (`vividpages.asgi`)."""
    return JsonResponse({"status": "live"})


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while pages can be answered, else 503; by name what is well and what is not, and nothing more."""
    seen = readiness()
    checks = {check.name: "ok" if check.is_ok else "failed" for check in seen.checks}
    return JsonResponse({"status": seen.state, "checks": checks}, status=503 if seen.state == NOT_READY else 200)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, if it is ours; to everybody else there is no such page."""
    if not _may_read_metrics(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


def _may_read_metrics(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return hmac.compare_digest(token.strip().encode(), settings.METRICS_TOKEN.encode())
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ip_network(network, strict=False) for network in settings.METRICS_ADDRESSES)
