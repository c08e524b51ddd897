"""Everything that is measured, as Prometheus reads it: what was counted, and what stands in the database now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from monitoring.readings import read
from telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prometheus_client.metrics_core import Metric

    from monitoring.readings import Readings

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
WORK = ("pipeline", "stage")


def exposition() -> bytes:
    """Return all metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Everything())
    return generate_latest(registry)


class _Everything:
    def collect(self) -> Iterable[Metric]:
        yield from metrics.collected()
        yield from gauges(read())


def gauges(readings: Readings) -> Iterable[GaugeMetricFamily]:
    """Return what stands in the database as gauges."""
    stages = readings.queue.stages
    yield _gauge("vividpages_info", "The version that runs.", {(settings.VERSION,): 1.0}, ("version",))
    yield _gauge(
        "vividpages_queue_units",
        "Units of running jobs: due, under way (claimed), or waiting for something else (later).",
        {
            (stage.pipeline, stage.stage, name): float(getattr(stage, name))
            for stage in stages
            for name in ("due", "claimed", "later")
        },
        (*WORK, "state"),
    )
    yield _gauge(
        "vividpages_queue_oldest_seconds",
        "How long the job has waited for a worker that has waited longest.",
        {(stage.pipeline, stage.stage): stage.oldest_seconds for stage in stages},
        WORK,
    )
    yield _gauge(
        "vividpages_queue_depth",
        "Units due or under way, and tasks: what workers are needed for.",
        _one(readings.queue.due + readings.queue.claimed + readings.queue.tasks),
    )
    yield _gauge("vividpages_queue_tasks", "Tasks of the queue that no worker has taken.", _one(readings.queue.tasks))
    yield _gauge("vividpages_jobs", "Jobs by state.", readings.jobs, (*WORK, "state"))
    yield _gauge(
        "vividpages_open_units", "Units of running and paused jobs by state.", readings.units, (*WORK, "state")
    )
    yield _gauge("vividpages_worker_processes", "Worker processes that take work.", _one(readings.processes))
    yield _gauge(
        "vividpages_worker_seen_seconds",
        "Seconds since a worker was last heard of.",
        {
            (worker.host, str(worker.pid), worker.stages): (readings.at - worker.seen).total_seconds()
            for worker in readings.workers
        },
        ("host", "pid", "stages"),
    )
    yield _gauge("vividpages_sessions", "Sessions that are not over.", _one(readings.sessions))
    yield _gauge("vividpages_calls_open", "Calls of services under way.", readings.calls, ("service", "state"))
    yield _gauge(
        "vividpages_stored_bytes", "Bytes of files.", {(kind,): n for kind, n in readings.stored.items()}, ("kind",)
    )
    for name, words in (("total", "Bytes of a disk."), ("free", "Bytes of a disk that are free.")):
        values = {(disk.folder,): float(getattr(disk, name)) for disk in readings.disks}
        yield _gauge(f"vividpages_disk_{name}_bytes", words, values, ("folder",))
    age = readings.backup.age_seconds
    yield _gauge("vividpages_backup_age_seconds", "Age of the last whole backup.", {} if age is None else _one(age))
    yield _gauge("vividpages_backup_failed", "1 if the last backup failed.", _one(readings.backup.outcome == "failed"))
    yield _gauge("vividpages_alert", "Alerts that are open.", {(a.rule,): 1.0 for a in readings.alerts}, ("rule",))


def _one(value: float) -> dict[tuple[str, ...], float]:
    return {(): float(value)}


def _gauge(name: str, words: str, values: Mapping[Any, float], labels: Sequence[str] = ()) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=labels)
    for of_labels, value in values.items():
        family.add_metric(of_labels, value)
    return family
