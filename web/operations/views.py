"""The status page: how the site is doing, for staff who may see that."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import Alert
from monitoring.sampling import spans
from monitoring.status import status
from web.operations.charts import Chart, chart_of
from web.replicas import from_replica

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from monitoring.sampling import Span

PERMISSION = "monitoring.view_status"
LOOKS = {"hour": (timedelta(hours=1), 60), "day": (timedelta(days=1), 900), "week": (timedelta(days=7), 7200)}
"""How far is looked back, in stretches of how many seconds."""
EARLIER_ALERTS = 20


@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    """Show how the site is doing. Raises PermissionDenied for staff who may not see it."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    look = request.GET.get("look", "day")
    back, seconds = LOOKS.get(look, LOOKS["day"])
    with from_replica():
        found = spans(since=timezone.now() - back, seconds=seconds)
    return render(
        request,
        "operations/status.html",
        {
            "status": status(),
            "charts": charts_of(found, seconds),
            "look": look if look in LOOKS else "day",
            "looks": LOOKS,
            "earlier": Alert.objects.exclude(ended=None)[:EARLIER_ALERTS],
            "is_told": bool(settings.ALERT_EMAILS or settings.ALERT_WEBHOOK),
        },
    )


def charts_of(found: Sequence[Span], seconds: int) -> list[Chart]:
    """Draw what operators look at first."""
    hour = 3600 / seconds
    return [
        chart_of(
            found,
            title="Queue",
            note="units that could be begun",
            value=lambda span: span.stood.get("due"),
            shown=lambda value: f"{value:,.0f}",
            least_scale=5,
        ),
        chart_of(
            found,
            title="Longest wait",
            note="of a job for a worker",
            value=lambda span: span.stood.get("oldest_seconds"),
            shown=_duration,
            least_scale=60,
        ),
        chart_of(
            found,
            title="Units",
            note="done in an hour",
            value=lambda span: span.counts["units_done"] * hour if span.stood else None,
            shown=lambda value: f"{value:,.0f}",
            least_scale=5,
        ),
        chart_of(
            found,
            title="Spending",
            note="of all readers in an hour",
            value=lambda span: span.counts["spend"] * hour if span.stood else None,
            shown=lambda value: f"${value:,.2f}",
            least_scale=0.1,
        ),
        chart_of(
            found,
            title="Errors",
            note="failed requests, failed calls and errors in the log, in an hour",
            value=lambda span: (
                sum(span.counts[name] for name in ("page_errors", "calls_failed", "errors")) * hour
                if span.stood
                else None
            ),
            shown=lambda value: f"{value:,.0f}",
            least_scale=5,
        ),
        chart_of(
            found,
            title="Pages",
            note="within which 95 of 100 requests were answered",
            value=lambda span: span.page_seconds(0.95),
            shown=_latency,
            least_scale=0.1,
        ),
        chart_of(
            found,
            title="Disk",
            note="used of the fullest",
            value=lambda span: 1 - span.stood["disk_free"] if "disk_free" in span.stood else None,
            shown=lambda value: f"{value:.0%}",
            least_scale=1.0,
        ),
        chart_of(
            found,
            title="Requests",
            note="in a minute",
            value=lambda span: span.counts["requests"] * 60 / seconds if span.stood else None,
            shown=lambda value: f"{value:,.1f}",
            least_scale=5,
        ),
    ]


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _latency(seconds: float) -> str:
    if math.isinf(seconds):
        return "over 30 s"
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
