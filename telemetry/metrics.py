"""What happens, counted: requests, units, jobs, calls of services, errors; for Prometheus and the page for operators.

Counts of all processes of one machine are one (`telemetry.slots`). What stands in the database at a time, such as the
queue, is no count and is asked of the database when somebody looks (`monitoring`).

Labels are names out of our own code and settings: no id, no title, no address that a reader typed.
"""

from __future__ import annotations

import json
import logging
import struct
from typing import TYPE_CHECKING, Any

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

from telemetry import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from prometheus_client.metrics_core import Metric

logger = logging.getLogger(__name__)

BROKEN = (RuntimeError, ValueError, struct.error, UnicodeDecodeError, json.JSONDecodeError, OSError, IndexError)
"""What reading a file of counts fails with that somebody has cut off or written over."""

PAGE_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
WORK_SECONDS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)

REGISTRY = CollectorRegistry()
"""What this process counts, where nothing is kept in files."""

_in_files: type | None = None
_in_memory: type = values.MutexValue


def _value(*args: Any, **kwargs: Any) -> Any:
    """Make a number that is kept in this process's slot; in memory where it has none."""
    global _in_files  # noqa: PLW0603
    if slots.folder() is not None:
        try:
            if _in_files is None:
                slots.number()
                _in_files = values.MultiProcessValue(slots.number)  # type: ignore[no-untyped-call]
            return _in_files(*args, **kwargs)
        except BROKEN as error:
            logger.warning("counts are kept in memory alone: %s", type(error).__name__)
    return _in_memory(*args, **kwargs)


values.ValueClass = _value  # as its documentation has it for processes that are numbered

REQUESTS = Counter("vividpages_http_requests", "Requests answered.", ["method", "route", "status"], registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "vividpages_http_request_seconds",
    "Seconds that requests took in their thread.",
    ["route"],
    buckets=PAGE_SECONDS,
    registry=REGISTRY,
)
UNITS = Counter(
    "vividpages_units",
    "Units of work that were attempted, by what became of them.",
    ["pipeline", "stage", "outcome"],
    registry=REGISTRY,
)
UNIT_SECONDS = Histogram(
    "vividpages_unit_seconds",
    "Seconds that units took that were done.",
    ["pipeline", "stage"],
    buckets=WORK_SECONDS,
    registry=REGISTRY,
)
JOBS = Counter(
    "vividpages_jobs_settled",
    "Jobs that came to an end or a pause.",
    ["pipeline", "stage", "state"],
    registry=REGISTRY,
)
CALLS = Counter(
    "vividpages_calls",
    "Calls of services, by what became of them.",
    ["service", "kind", "outcome"],
    registry=REGISTRY,
)
CALL_SECONDS = Histogram(
    "vividpages_call_seconds",
    "Seconds that calls of services took.",
    ["service", "kind"],
    buckets=WORK_SECONDS,
    registry=REGISTRY,
)
CALL_RETRIES = Counter(
    "vividpages_call_retries",
    "Calls of services that an earlier attempt had made before.",
    ["service", "kind"],
    registry=REGISTRY,
)
SPEND = Counter("vividpages_spend_usd", "USD that calls of services have cost.", ["service"], registry=REGISTRY)
ERRORS = Counter("vividpages_logged_errors", "Errors that were logged, by our room.", ["room"], registry=REGISTRY)

COUNTED = (REQUESTS, REQUEST_SECONDS, UNITS, UNIT_SECONDS, JOBS, CALLS, CALL_SECONDS, CALL_RETRIES, SPEND, ERRORS)


def request_answered(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count a request by the name of its route, never by its address."""
    known = method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
    _counted(lambda: REQUESTS.labels(known, route, str(status)).inc())
    _counted(lambda: REQUEST_SECONDS.labels(route).observe(seconds))


def request_refused(status: int) -> None:
    """Count a request that was turned away before anybody looked what it was for."""
    _counted(lambda: REQUESTS.labels("other", "refused", str(status)).inc())


def unit_ended(*, pipeline: str, stage: str, outcome: str, seconds: float | None = None) -> None:
    """Count an attempt at a unit; `seconds` where it was done."""
    _counted(lambda: UNITS.labels(pipeline, stage, outcome).inc())
    if seconds is not None:
        _counted(lambda: UNIT_SECONDS.labels(pipeline, stage).observe(seconds))


def job_settled(*, pipeline: str, stage: str, state: str) -> None:
    """Count a job that ended or paused."""
    _counted(lambda: JOBS.labels(pipeline, stage, state).inc())


def call_ended(*, service: str, kind: str, outcome: str, seconds: float, is_retry: bool) -> None:
    """Count a call of a service."""
    _counted(lambda: CALLS.labels(service, kind, outcome).inc())
    _counted(lambda: CALL_SECONDS.labels(service, kind).observe(seconds))
    if is_retry:
        _counted(lambda: CALL_RETRIES.labels(service, kind).inc())


def spent(*, service: str, usd: float) -> None:
    """Count what a call has cost."""
    if usd > 0:
        _counted(lambda: SPEND.labels(service).inc(usd))


def error_logged(room: str) -> None:
    """Count an error that was logged by a package."""
    _counted(lambda: ERRORS.labels(room).inc())


def collected() -> Iterable[Metric]:
    """Return what all processes of this machine have counted."""
    folder = slots.folder()
    if folder is None or not folder.is_dir():
        return list(REGISTRY.collect())
    files = sorted(folder.glob("counter_*.db")) + sorted(folder.glob("histogram_*.db"))
    try:
        return _merged(files)
    except BROKEN:
        return _merged([file for file in files if _is_whole(file)])


def _merged(files: list[Path]) -> list[Metric]:
    return list(MultiProcessCollector.merge([str(file) for file in files]))  # type: ignore[no-untyped-call]


def _is_whole(file: Path) -> bool:
    try:
        _merged([file])
    except BROKEN as error:
        logger.warning("counts of %s are left out: %s", file.name, type(error).__name__)
        return False
    return True


def _counted(count: Callable[[], None]) -> None:
    """Count, unless that is not possible just now: nobody's page or book is worth less than a number."""
    try:
        count()
    except BROKEN as error:
        logger.debug("something was not counted: %s", type(error).__name__)
