"""How the site is doing, as plain data: for the API, the page for operators, and whoever else shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from jobs.models import Job
from monitoring.checks import READY, Check, readiness
from monitoring.readings import Disk, Worker, read


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """Something that is wrong; the sentence is for operators."""

    rule: str
    sentence: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """The jobs and units of the whole site: `active` jobs run or are paused; seconds are those the oldest waits."""

    active: int
    completed: int
    failed: int
    units_due: int
    units_under_way: int
    tasks_waiting: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that an operator wants to know at once. `state` is that of `monitoring.checks.Readiness`."""

    state: str
    version: str
    at: datetime
    checks: tuple[Check, ...]
    alerts: tuple[OpenAlert, ...]
    work: Work
    workers: tuple[Worker, ...]
    disks: tuple[Disk, ...]
    stored: dict[str, int]
    sessions: int
    backup_outcome: str
    backup_age_seconds: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What everybody may know: whether pages are answered and books are made."""

    state: str
    is_reading_ok: bool
    is_making_ok: bool


def status() -> Status:
    """Look at everything. For operators: it names machines and says what is wrong with them."""
    readings, ready = read(), readiness()
    by_state: dict[str, int] = {}
    for (_, _, state), count in readings.jobs.items():
        by_state[state] = by_state.get(state, 0) + count
    return Status(
        state=ready.state,
        version=settings.VERSION,
        at=readings.at,
        checks=ready.checks,
        alerts=tuple(OpenAlert(alert.rule, alert.sentence, alert.started) for alert in readings.alerts),
        work=Work(
            active=by_state.get(Job.State.RUNNING, 0) + by_state.get(Job.State.PAUSED, 0),
            completed=by_state.get(Job.State.COMPLETED, 0) + by_state.get(Job.State.COMPLETED_WITH_FAILURES, 0),
            failed=by_state.get(Job.State.FAILED, 0),
            units_due=readings.queue.due,
            units_under_way=readings.queue.claimed,
            tasks_waiting=readings.queue.tasks,
            oldest_seconds=readings.queue.oldest_seconds,
        ),
        workers=readings.workers,
        disks=readings.disks,
        stored=readings.stored,
        sessions=readings.sessions,
        backup_outcome=readings.backup.outcome,
        backup_age_seconds=readings.backup.age_seconds,
    )


def summary() -> Summary:
    """Look what everybody may know."""
    ready = readiness()
    failed = {check.name for check in ready.checks if not check.is_ok}
    is_reading_ok = not failed & {"database", "cache", "storage"}
    return Summary(
        state=ready.state,
        is_reading_ok=is_reading_ok,
        is_making_ok=ready.state == READY or (is_reading_ok and not failed & {"workers", "queue"}),
    )
