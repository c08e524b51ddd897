"""What operators are told of: rules as data, each with a measure and a threshold that a setting may change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from monitoring import sampling
from monitoring.readings import Readings
from monitoring.sampling import Span

WINDOW = timedelta(minutes=15)
"""What rates are taken of."""
ENDS_AT = 0.8
"""Of its threshold, below which a rule holds again: else what stands just at it would begin and end all day."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What rules look at: what stands now, and what happened within the window."""

    readings: Readings
    recent: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """Broken once `measure` is above `threshold`; None: nothing can be said, and whatever was said stands.

    `sentence` holds `{value}`, written as `shown` says, and tells an operator what to do.
    """

    name: str
    sentence: str
    threshold: float
    measure: Callable[[Measured], float | None]
    shown: Callable[[float], str]


def measured(readings: Readings) -> Measured:
    """Gather what rules look at."""
    (recent,) = sampling.spans(since=readings.at - WINDOW, seconds=int(WINDOW.total_seconds()), until=readings.at)
    return Measured(readings, recent)


def thresholds() -> dict[str, float | None]:
    """Return the threshold of each rule; None switches a rule off. Raises KeyError for a rule that there is not."""
    known: dict[str, float | None] = {rule.name: rule.threshold for rule in RULES}
    for name, value in settings.ALERT_THRESHOLDS.items():
        if name not in known:
            raise KeyError(f"ALERT_THRESHOLDS names “{name}”. There are: {', '.join(known)}.")
        known[name] = None if value is None else float(value)
    return known


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes"


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.0f} hours"


def _number(value: float) -> str:
    return f"{value:.0f}"


def _missing_workers(seen: Measured) -> float:
    waits = seen.readings.queue.due or seen.readings.queue.tasks
    return 1.0 if waits and not seen.readings.processes else 0.0


def _backup_age(seen: Measured) -> float | None:
    return seen.readings.backup.age_seconds


def _backup_failed(seen: Measured) -> float | None:
    return {"failed": 1.0, "done": 0.0}.get(seen.readings.backup.outcome)


RULES = (
    Rule(
        "queue-stuck",
        "A job has waited {value} for a worker. Look at the workers, or start more.",
        900,
        lambda seen: seen.readings.queue.oldest_seconds,
        _minutes,
    ),
    Rule("no-workers", "There is work, and no worker was heard of. Start one.", 0.5, _missing_workers, _number),
    Rule(
        "tasks-waiting",
        "{value} tasks of the queue wait. Look at the workers that take the queue.",
        500,
        lambda seen: float(seen.readings.queue.tasks),
        _number,
    ),
    Rule("backup-failed", "The last backup failed. See: manage.py backup", 0.5, _backup_failed, _number),
    Rule("backup-old", "The last whole backup is {value} old. See: manage.py backup", 36 * 3600, _backup_age, _hours),
    Rule(
        "page-errors",
        "{value} of the requests of the last 15 minutes failed. Look into the log of the web server.",
        0.05,
        lambda seen: seen.recent.share("page_errors", "requests", fewest=20),
        _percent,
    ),
    Rule(
        "call-errors",
        "{value} of the calls of services in the last 15 minutes failed. Look at their status pages, and the log.",
        0.5,
        lambda seen: seen.recent.share("calls_failed", "calls", fewest=10),
        _percent,
    ),
    Rule(
        "logged-errors",
        "{value} errors were logged in the last 15 minutes. Look into the logs.",
        20,
        lambda seen: seen.recent.counts["errors"],
        _number,
    ),
    Rule(
        "disk-full",
        "{value} of a disk is used. Make room, or a larger disk.",
        0.9,
        lambda seen: 1 - min(seen.readings.least_free, seen.recent.stood.get("disk_free", 1.0)),
        _percent,
    ),
)
