"""Delivery by Django-Q2: whatever is to run in a worker, now or by a schedule, is handed over here and nowhere else.

A task is a wake-up: it may run twice, late, or never, so nothing may rest on it but the time that something takes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import time as time_of_day
from datetime import timedelta
from multiprocessing import Value
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError, connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule
from django_q.models import Task as DoneTask
from django_q.monitor import save_task
from django_q.scheduler import scheduler
from django_q.signing import BadSignature, SignedPackage
from django_q.tasks import async_task
from django_q.worker import worker as execute_tasks

from jobs.privacy import kind_and_place

if TYPE_CHECKING:
    from datetime import datetime

logger = logging.getLogger(__name__)

PATH = "path"
"""Of a task that is taken: where its function is."""
Task = Callable[..., Any] | str
"""A function of a module, or its dotted path where an app would import itself in a circle."""

TASK_SECONDS = float(Conf.TIMEOUT)
"""What a task may take; it is ended then."""
GIVE_BACK_SECONDS = 30.0
RETRY_SECONDS = 1.0
"""Until the queue is looked into again when the database was not there."""
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
    """Count the tasks of that function that no worker has taken yet, as far as the first of the queue tell."""
    path = _path_of(task)
    queued = OrmQ.objects.filter(lock__lte=timezone.now()).order_by("pk")[:MOST_LOOKED_AT]
    return sum(task.func() == path for task in queued)


def backlog() -> int:
    """Count the tasks of all functions that no worker has taken yet."""
    return int(OrmQ.objects.filter(lock__lte=timezone.now()).count())


_every_minute: list[str] = []
"""Functions of apps above that run every minute, by their paths."""


def run_every_minute(task: Task) -> None:
    """Have a worker run `task` every minute, too. Said again by each start of the site."""
    if (path := _path_of(task)) not in _every_minute:
        _every_minute.append(path)


def schedule_every_minute(*tasks: Task) -> None:
    """Have a worker run these tasks every minute from now on with those of apps above, and no others."""
    paths = [*(_path_of(task) for task in tasks), *_every_minute]
    Schedule.objects.filter(schedule_type=Schedule.MINUTES).exclude(name__in=paths).delete()
    for path in paths:
        Schedule.objects.update_or_create(
            name=path, defaults={"func": path, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
        )


_daily: dict[str, tuple[int, int]] = {}
"""Functions that run once a day, by their paths: hour and minute."""


def run_daily(task: Task, *, at: str) -> None:
    """Have a worker run `task` every day at that time: "03:30", in TIME_ZONE. Said again by each start of the site.

    Raises ValueError for what is no time.
    """
    when = time_of_day.fromisoformat(at)
    _daily[_path_of(task)] = (when.hour, when.minute)


def schedule_daily() -> None:
    """Write down what runs every day, and nothing else; what stands at its time already stays as it is."""
    Schedule.objects.filter(schedule_type=Schedule.DAILY).exclude(name__in=_daily).delete()
    now = timezone.localtime()
    for path, (hour, minute) in _daily.items():
        next_run = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        next_run += timedelta(days=next_run <= now)
        standing = Schedule.objects.filter(name=path).first()
        if standing is not None and _time_of(standing.next_run) == (hour, minute):
            continue
        Schedule.objects.update_or_create(
            name=path,
            defaults={"func": path, "schedule_type": Schedule.DAILY, "next_run": next_run, "repeats": -1},
        )


def _time_of(moment: datetime) -> tuple[int, int]:
    local = timezone.localtime(moment)
    return local.hour, local.minute


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
    """Return whether `task` is still to come with `argument`."""
    return bool(_scheduled(task, argument).exists())


def unschedule(task: Task, argument: str) -> None:
    """Have `task` no longer run with `argument`."""
    _scheduled(task, argument).delete()


def results_before(moment: datetime) -> int:
    """Count what is kept of tasks that ended before that time."""
    return int(DoneTask.objects.filter(stopped__lt=moment).count())


def forget_results(*, before: datetime) -> int:
    """Delete what is kept of tasks that ended before that time. Returns how many they were."""
    return int(DoneTask.objects.filter(stopped__lt=before).delete()[0])


def discard_unknown() -> None:
    """Drop what is queued or scheduled for functions that there are no more: an earlier version has left it behind."""
    for queued in OrmQ.objects.all():
        if not _exists(queued.func()):
            queued.delete()
    for scheduled in Schedule.objects.all():
        if not _exists(scheduled.func):
            scheduled.delete()


def run_due() -> None:
    """Queue what is scheduled for now or earlier."""
    scheduler()


def run_tasks(*, is_stopping: Callable[[], bool], on_look: Callable[[], None], on_task: Callable[[int], None]) -> None:
    """Take tasks and run them one after the other, until told to stop or enough were run for one process.

    `on_look` is called whenever the queue is looked into, `on_task` with the number of the task that begins, and with
    0 when it has ended. Nothing is shared with other processes but the database.
    """
    broker = get_broker()
    execute_tasks(_Tasks(broker, is_stopping, on_look, on_task), _Results(broker, on_task), Value("f", -1))


def give_back(task: int) -> None:
    """Have a task run again soon whose process has died; not at once, for it may be the task that ended it."""
    OrmQ.objects.filter(pk=task).update(lock=timezone.now() + timedelta(seconds=GIVE_BACK_SECONDS))


class _Tasks:
    """The queue as Django-Q2's worker sees it: it waits in `get` for a task, or for the word that ends it."""

    def __init__(
        self, broker: Any, is_stopping: Callable[[], bool], on_look: Callable[[], None], on_task: Callable[[int], None]
    ) -> None:
        self._broker = broker
        self._is_stopping = is_stopping
        self._on_look = on_look
        self._on_task = on_task

    def get(self) -> Any:
        while not self._is_stopping():
            self._on_look()
            try:
                task = self._take()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("the queue could not be looked into: %s", type(error).__name__)
                connections.close_all()
                time.sleep(RETRY_SECONDS)
                continue
            if task is not None:
                self._on_task(task["ack_id"])
                return task
        return "STOP"

    def _take(self) -> dict[str, Any] | None:
        """Take a task that is ours alone, if there is one; else a moment passes."""
        for number, payload in self._broker.dequeue() or ():  # no more than one: `bulk` is 1
            try:
                task = SignedPackage.loads(payload)
                task |= {"cluster": Conf.CLUSTER_NAME, "ack_id": number, PATH: task["func"]}
                return {**task, "func": _without_words(task["func"])}
            except (TypeError, BadSignature):
                logger.warning("a task of the queue was not put there by us, and is dropped")
                self._broker.fail(number)
        return None


class _Failed(Exception):
    """A task has failed; the words are no one's but ours."""


def _without_words(path: str) -> Callable[..., object]:
    """Return a function that fails as that one does, but without its words: the queue keeps what it is told."""

    def run(*args: Any, **kwargs: Any) -> object:
        try:
            return import_string(path)(*args, **kwargs)
        except Exception as error:  # whatever the words are of  # noqa: BLE001
            raise _Failed(kind_and_place(error)) from None

    run.__module__, _, run.__name__ = path.rpartition(".")
    return run


class _Results:
    """Where Django-Q2's worker puts what has become of a task."""

    def __init__(self, broker: Any, on_task: Callable[[int], None]) -> None:
        self._broker = broker
        self._on_task = on_task

    def put(self, task: dict[str, Any]) -> None:
        task["func"] = task.pop(PATH)
        if not task["success"]:
            logger.error("a task has failed: %s", task["func"])
        try:
            save_task(task, self._broker)
            self._broker.acknowledge(task["ack_id"])
        except (DatabaseError, InterfaceError) as error:  # it comes again, as every task may
            logger.warning("the end of a task could not be written down: %s", type(error).__name__)
            connections.close_all()
        self._on_task(0)


def _scheduled(task: Task, argument: str) -> Any:
    return Schedule.objects.filter(func=_path_of(task), name=argument)


def _exists(path: str | None) -> bool:
    try:
        return path is not None and callable(import_string(path))
    except ImportError:
        return False


def _path_of(task: Task) -> str:
    return task if isinstance(task, str) else f"{task.__module__}.{task.__qualname__}"
