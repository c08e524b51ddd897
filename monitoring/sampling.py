"""A line of numbers a minute for each machine: what charts and alerts look back on where no Prometheus runs."""

from __future__ import annotations

import itertools
import math
import socket
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from monitoring.models import Sample
from monitoring.readings import disks
from telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from monitoring.readings import Readings

KEPT_DAYS = 14
FAILED_CALLS = frozenset({"down", "failed", "rate-limited"})
SLOWEST = "+Inf"

COUNTS: dict[str, tuple[str, Mapping[str, frozenset[str]]]] = {
    "requests": ("vividpages_http_requests_total", {}),
    "page_errors": ("vividpages_http_requests_total", {"status": frozenset({"500", "502", "503", "504", "507"})}),
    "units_done": ("vividpages_units_total", {"outcome": frozenset({"done"})}),
    "units_set_aside": ("vividpages_units_total", {"outcome": frozenset({"set-aside"})}),
    "calls": ("vividpages_calls_total", {}),
    "calls_failed": ("vividpages_calls_total", {"outcome": FAILED_CALLS}),
    "spend": ("vividpages_spend_usd_total", {}),
    "errors": ("vividpages_logged_errors_total", {}),
}
"""What a sample holds of what was counted: the metric, and the labels that are meant (empty: all)."""


def record(readings: Readings | None = None) -> None:
    """Write down what this machine measures in this minute, once; with `readings` also what stands in the database."""
    values = {**_counted(), "disk_free": min((disk.share_free for disk in disks()), default=1.0)}
    if readings is not None:
        values |= {
            "due": readings.queue.due,
            "claimed": readings.queue.claimed,
            "oldest_seconds": readings.queue.oldest_seconds,
            "tasks": readings.queue.tasks,
            "processes": readings.processes,
            "sessions": readings.sessions,
        }
    minute = timezone.now().replace(second=0, microsecond=0)
    sample, made = Sample.objects.get_or_create(host=socket.gethostname(), at=minute, defaults={"values": values})
    if not made and readings is not None:  # the web server of this machine came first, which knows less
        Sample.objects.filter(pk=sample.pk).update(values={**values, **sample.values})


def forget_old() -> None:
    """Delete the samples that are over."""
    Sample.objects.filter(at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()


def _counted() -> dict[str, object]:
    values: dict[str, float] = dict.fromkeys(COUNTS, 0.0)
    pages: dict[str, float] = defaultdict(float)
    for metric in metrics.collected():
        for sample in metric.samples:
            for name, (of, labels) in COUNTS.items():
                if sample.name == of and all(sample.labels[label] in wanted for label, wanted in labels.items()):
                    values[name] += sample.value
            if sample.name == "vividpages_http_request_seconds_bucket":
                pages[sample.labels["le"]] += sample.value
    return {**values, "pages": dict(pages)}


@dataclass(slots=True)
class Span:
    """What all machines together did in a stretch of time, and what stood at its end; None: nobody looked."""

    since: datetime
    until: datetime
    counts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    pages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    stood: dict[str, float] = field(default_factory=dict)

    def share(self, part: str, of: str, *, fewest: int) -> float | None:
        """Return which share of a count another is; None where there were fewer than `fewest`."""
        return self.counts[part] / self.counts[of] if self.counts[of] >= fewest else None

    def page_seconds(self, share: float) -> float | None:
        """Return the seconds within which that share of requests was answered, as far as buckets tell."""
        total = self.pages.get(SLOWEST, 0.0)
        if not total:
            return None
        edges = sorted((math.inf if edge == SLOWEST else float(edge), count) for edge, count in self.pages.items())
        return next(edge for edge, count in edges if count >= share * total)


def spans(*, since: datetime, seconds: int, until: datetime | None = None) -> list[Span]:
    """Return what happened since then, in stretches of so many seconds, in one query."""
    until = until or timezone.now()
    count = max(1, math.ceil((until - since).total_seconds() / seconds))
    step = timedelta(seconds=seconds)
    found = [Span(since + number * step, since + (number + 1) * step) for number in range(count)]
    # One sample from before the first stretch tells where its counts began.
    looked_at = Sample.objects.filter(at__gte=since - timedelta(minutes=5), at__lte=until).order_by("host", "at")
    for _, of_host in itertools.groupby(looked_at, key=lambda sample: sample.host):
        _add(found, list(of_host), since, step)
    return found


def _add(found: Sequence[Span], samples: list[Sample], since: datetime, step: timedelta) -> None:
    for before, sample in itertools.pairwise([None, *samples]):
        assert sample is not None
        number = int((sample.at - since) / step)
        if sample.at < since or number >= len(found):
            continue
        span = found[number]
        if before is not None:
            for name in COUNTS:
                span.counts[name] += _rise(before.values.get(name, 0.0), sample.values.get(name, 0.0))
            _add_pages(span, before.values.get("pages", {}), sample.values.get("pages", {}))
        for name in ("due", "claimed", "oldest_seconds", "tasks", "processes", "sessions"):
            if name in sample.values:
                span.stood[name] = float(sample.values[name])
        free = float(sample.values.get("disk_free", 1.0))
        span.stood["disk_free"] = min(free, span.stood.get("disk_free", 1.0))


def _add_pages(span: Span, before: Mapping[str, float], now: Mapping[str, float]) -> None:
    for edge, count in now.items():
        span.pages[edge] += _rise(before.get(edge, 0.0), count)


def _rise(before: float, now: float) -> float:
    """Return how far a count rose; one that fell began anew."""
    return now - before if now >= before else now


def latest(names: Iterable[str], found: Sequence[Span]) -> dict[str, float]:
    """Return the last that is known of each name."""
    return {name: span.stood[name] for name in names for span in found if name in span.stood}
