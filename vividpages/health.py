"""Whether this process can serve: for load balancers and containers."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

ALIVE = "/alive/"
"""Answered by the web server's event loop itself, for whoever watches over it: pages may wait for the database."""


@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
