"""Whether the site can do its work: what it needs to answer pages, and what it needs to make books."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection

from jobs import presence
from jobs.depth import queue_depth
from jobs.privacy import kind_and_place
from monitoring.readings import disks

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

KEPT_SECONDS = 2.0
"""For which a look is believed: whoever asks a thousand times a second asks the database no more often."""
READY, DEGRADED, NOT_READY = "ready", "degraded", "not-ready"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `note` is for operators."""

    name: str
    is_ok: bool
    is_required: bool
    seconds: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that was looked at.

    `state` is “ready”; “degraded”: pages are answered, but something needs an operator; or “not-ready”.
    """

    state: str
    checks: tuple[Check, ...]


class Trouble(Exception):
    """What was looked at is not as it should be; the words are for operators."""


def readiness() -> Readiness:
    """Look at everything, or return what was seen a moment ago."""
    global _last  # noqa: PLW0603
    with _looking:
        if _last is None or time.monotonic() - _last[0] > KEPT_SECONDS:
            _last = (time.monotonic(), look())
        return _last[1]


_looking = threading.Lock()
_last: tuple[float, Readiness] | None = None


def look() -> Readiness:
    """Look at everything now."""
    checks = tuple(_looked_at(name, check) for name, check in CHECKS.items())
    failed = [check for check in checks if not check.is_ok]
    state = NOT_READY if any(check.is_required for check in failed) else DEGRADED if failed else READY
    return Readiness(state, checks)


def _looked_at(name: str, check: Callable[[], None]) -> Check:
    began, note = time.perf_counter(), ""
    try:
        check()
    except Trouble as trouble:
        note = str(trouble)
    except Exception as error:  # each storage and cache has errors of its own  # noqa: BLE001
        note = type(error).__name__
        logger.warning("%s is not ready: %s", name, kind_and_place(error))
    return Check(name, not note, name in settings.READY_REQUIRES, time.perf_counter() - began, note)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    probe = uuid4().hex
    cache.set("monitoring.probe", probe, 60)
    if cache.get("monitoring.probe") is None:
        raise Trouble("What is put into the cache is not there a moment later.")


def _storage() -> None:
    default_storage.exists("monitoring-probe")


def _workers() -> None:
    if not presence.alive().exists():
        raise Trouble("No worker was heard of. Start one: manage.py worker")


def _queue() -> None:
    waits = queue_depth().oldest_seconds
    if waits > settings.READY_QUEUE_SECONDS:
        raise Trouble(f"A job has waited {waits / 60:.0f} minutes for a worker.")


def _disk() -> None:
    for disk in disks():
        if disk.free < settings.READY_DISK_BYTES:
            raise Trouble(f"The disk of {disk.folder} has {disk.free // 1024**2} MB left.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "cache": _cache,
    "storage": _storage,
    "workers": _workers,
    "queue": _queue,
    "disk": _disk,
}
