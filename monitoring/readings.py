"""What stands at a time: the queue, jobs and units, workers, sessions, files, calls under way, disks, backups.

Read of the database in a fixed number of queries, by whoever looks; nothing here is counted as it happens, for that is
`telemetry.metrics`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db.models import Count, Sum
from django.utils import timezone

from books.models import VividPage
from custody.backup_runs import LastBackup, last_backup
from films.models import Film
from jobs import presence
from jobs.depth import QueueDepth, queue_depth
from jobs.models import Cluster, Job, Unit
from monitoring.models import Alert
from providers.models import PaidCall
from publishing.models import Edition
from storyboards.models import PictureVersion
from writing.models import Source

if TYPE_CHECKING:
    from django.db.models import Model

STORED: tuple[tuple[str, type[Model], str], ...] = (
    ("books", VividPage, "epub_bytes"),
    ("pictures", PictureVersion, "size"),
    ("editions", Edition, "bytes"),
    ("films", Film, "bytes"),
    ("sources", Source, "snapshot_bytes"),
)
"""What takes room: its name, its rows, and the column of their bytes."""
STORED_SECONDS = 3600
"""For which the sums of all files are believed, by all processes: they are of many rows."""
STANDING = (Job.State.RUNNING, Job.State.PAUSED)
UNDER_WAY = (PaidCall.State.RESERVED, *PaidCall.IN_BATCH)


@dataclass(frozen=True, slots=True)
class Worker:
    """A `manage.py worker`; an empty `stages` takes all work. `seen` is when it was last heard of."""

    host: str
    pid: int
    processes: int
    stages: str
    version: str
    is_alive: bool
    is_draining: bool
    started: datetime
    seen: datetime


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder of ours and the room on its disk, in bytes."""

    folder: str
    total: int
    free: int

    @property
    def share_free(self) -> float:
        """From 0, full, to 1."""
        return self.free / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Readings:
    """What stands at `at`.

    `jobs` counts all jobs by pipeline, stage and state; `units` those of running and paused jobs likewise; `calls`
    those under way by service and state; `stored` bytes by kind.
    """

    at: datetime
    queue: QueueDepth
    jobs: dict[tuple[str, str, str], int]
    units: dict[tuple[str, str, str], int]
    workers: tuple[Worker, ...]
    sessions: int
    calls: dict[tuple[str, str], int]
    stored: dict[str, int]
    disks: tuple[Disk, ...]
    backup: LastBackup
    alerts: tuple[Alert, ...]

    @property
    def processes(self) -> int:
        """Worker processes that are there and take work."""
        return sum(worker.processes for worker in self.workers if worker.is_alive)

    @property
    def least_free(self) -> float:
        """The share that is free of the fullest disk."""
        return min((disk.share_free for disk in self.disks), default=1.0)


def read() -> Readings:
    """Look at everything."""
    jobs = Job.objects.order_by().values_list("pipeline", "stage", "state").annotate(n=Count("pk"))
    units = Unit.objects.filter(job__state__in=STANDING).order_by()
    by_state = units.values_list("job__pipeline", "job__stage", "state").annotate(n=Count("pk"))
    calls = PaidCall.objects.filter(state__in=UNDER_WAY).order_by().values_list("service", "state")
    return Readings(
        at=timezone.now(),
        queue=queue_depth(),
        jobs={(pipeline, stage, state): n for pipeline, stage, state, n in jobs},
        units={(pipeline, stage, state): n for pipeline, stage, state, n in by_state},
        workers=_workers(),
        sessions=_sessions(),
        calls={(service, state): n for service, state, n in calls.annotate(n=Count("pk"))},
        stored=_stored(),
        disks=disks(),
        backup=last_backup(),
        alerts=tuple(Alert.objects.filter(ended=None)),
    )


def disks() -> tuple[Disk, ...]:
    """Look how much room there is where we keep data; folders of one disk are told of once."""
    folders = [("data", Path(settings.VAR_DIR))]
    if not settings.S3_BUCKET:
        folders.append(("files", Path(settings.MEDIA_ROOT)))
    found: dict[int, Disk] = {}
    for name, folder in folders:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        usage = shutil.disk_usage(there)
        found.setdefault(there.stat().st_dev, Disk(name, usage.total, usage.free))
    return tuple(found.values())


def _workers() -> tuple[Worker, ...]:
    alive = set(presence.alive().values_list("pk", flat=True))
    return tuple(
        Worker(
            host=cluster.host,
            pid=cluster.pid,
            processes=cluster.processes,
            stages=cluster.stages,
            version=cluster.version,
            is_alive=cluster.pk in alive,
            is_draining=cluster.is_draining,
            started=cluster.started,
            seen=cluster.seen,
        )
        for cluster in Cluster.objects.all()
    )


def _sessions() -> int:
    """Count the sessions that are not over, where they are kept in the database."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    model = getattr(store, "get_model_class", lambda: None)() or Session
    return int(model.objects.filter(expire_date__gt=timezone.now()).count())


def _stored() -> dict[str, int]:
    def together() -> dict[str, int]:
        return {
            name: int(model._default_manager.aggregate(bytes=Sum(column, default=0))["bytes"])
            for name, model, column in STORED
        }

    return caches["default"].get_or_set("monitoring.stored", together, STORED_SECONDS) or {}
