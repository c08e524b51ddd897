"""Delivery by Django-Q2: whatever is to run in a worker, now or by a schedule, is handed over here and nowhere else.

A task is a wake-up: it may run twice, late, or never, so nothing may rest on it but the time that something takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task

if TYPE_CHECKING:
    from datetime import datetime

Task = Callable[..., Any] | str
"""A function of a module, or its dotted path where an app would import itself in a circle."""

MOST_LOOKED_AT = 100
"""Tasks of the queue, when those of a function are counted."""


def enqueue(task: Task, *arguments: str) -> None:
    """Have a worker run `task` with `arguments` once the transaction is through."""
    path = _path_of(task)
    transaction.on_commit(lambda: async_task(path, *arguments))


def enqueue_up_to(most: int, task: Task, *, times: int) -> None:
    """Have workers run `task` so many times once the transaction is through, but have no more than `most` wait.

    For wake-ups that are all alike: one that no worker has taken yet will see all that this transaction has written.
    """
    path = _path_of(task)

    def queue() -> None:
        for _ in range(min(times, most - waiting(task))):
            async_task(path)

    transaction.on_commit(queue)


def waiting(task: Task) -> int:
    """How many tasks of that function no worker has taken yet, as far as the first of the queue tell."""
    path = _path_of(task)
    queued = OrmQ.objects.filter(lock__lte=timezone.now()).order_by("pk")[:MOST_LOOKED_AT]
    return sum(task.func() == path for task in queued)


def schedule_every_minute(*tasks: Task) -> None:
    """Have a worker run these tasks every minute from now on, and no others."""
    paths = [_path_of(task) for task in tasks]
    Schedule.objects.filter(schedule_type=Schedule.MINUTES).exclude(name__in=paths).delete()
    for path in paths:
        Schedule.objects.update_or_create(
            name=path, defaults={"func": path, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
        )


def schedule_at(task: Task, argument: str, *, when: datetime) -> None:
    """Have a worker run `task` with `argument` at that time; one that is still to come is put off to it."""
    if not _scheduled(task, argument).update(next_run=when):
        Schedule.objects.create(
            func=_path_of(task),
            name=argument,
            args=repr(argument),
            schedule_type=Schedule.ONCE,
            next_run=when,
        )


def is_scheduled(task: Task, argument: str) -> bool:
    """Whether `task` is still to come with `argument`."""
    return bool(_scheduled(task, argument).exists())


def unschedule(task: Task, argument: str) -> None:
    """Have `task` no longer run with `argument`."""
    _scheduled(task, argument).delete()


def discard_unknown() -> None:
    """Drop what is queued or scheduled for functions that there are no more: an earlier version has left it behind."""
    for queued in OrmQ.objects.all():
        if not _exists(queued.func()):
            queued.delete()
    for scheduled in Schedule.objects.all():
        if not _exists(scheduled.func):
            scheduled.delete()


def run_cluster() -> None:
    """Work on what is queued and scheduled until the process is told to stop."""
    call_command("qcluster")


def _scheduled(task: Task, argument: str) -> Any:
    return Schedule.objects.filter(func=_path_of(task), name=argument)


def _exists(path: str | None) -> bool:
    try:
        return path is not None and callable(import_string(path))
    except ImportError:
        return False


def _path_of(task: Task) -> str:
    return task if isinstance(task, str) else f"{task.__module__}.{task.__qualname__}"
