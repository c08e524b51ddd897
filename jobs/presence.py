"""Which workers there are, on whatever machine: each shows now and then that it is there."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from jobs.models import Cluster

if TYPE_CHECKING:
    from django.db.models import QuerySet

FORGOTTEN_AFTER = timedelta(hours=1)
FEWEST_SECONDS = 60.0
"""Whoever was heard of since is there."""


def show(*, pid: int) -> None:
    """Show that the `manage.py worker` of that process id works; forget those that have been silent for long."""
    Cluster.objects.update_or_create(
        host=socket.gethostname(),
        pid=pid,
        defaults={
            "processes": settings.WORKERS,
            "stages": settings.WORKER_STAGES,
            "version": settings.VERSION,
            "is_draining": False,
            "seen": timezone.now(),
        },
        create_defaults={
            "processes": settings.WORKERS,
            "stages": settings.WORKER_STAGES,
            "version": settings.VERSION,
        },
    )
    Cluster.objects.filter(seen__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def leave(*, pid: int) -> None:
    """Show that it takes nothing new any more."""
    Cluster.objects.filter(host=socket.gethostname(), pid=pid).update(is_draining=True)


def alive() -> QuerySet[Cluster]:
    """Filter the workers that were heard of a moment ago and take work."""
    silent = timedelta(seconds=max(FEWEST_SECONDS, 3 * settings.JOB_SWEEP_SECONDS))
    return Cluster.objects.filter(seen__gte=timezone.now() - silent, is_draining=False)
