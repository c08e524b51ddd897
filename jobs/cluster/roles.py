"""What the processes of the cluster do: take tasks from the queue, or wake what stands still."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from jobs import engine, lifelines, presence, queue, services, serving, settling, turns
from jobs.cluster.pulse import TICK_SECONDS, Life
from jobs.privacy import kind_and_place

logger = logging.getLogger(__name__)

Role = Callable[[Life, int], None]
"""Lives a life; given the task that the process before it has left behind, or 0."""

LOOK_SECONDS = 1.0
"""Between two looks for work of a worker that is kept for some stages."""
SLICES_OF_A_LIFE = 200
"""After so many slices another process takes its place, as it does after so many tasks of the queue."""
HANGS_AFTER_SECONDS = 30.0
"""How much longer a task may take than the queue lets it run, before its process is taken to hang."""


def work(life: Life, left_behind: int) -> None:
    """Take tasks from the queue, and first give back the one that was left behind."""
    _keep_connections()
    lifelines.hold()
    with contextlib.suppress(DatabaseError, InterfaceError):  # then it comes again by itself, only later
        queue.give_back(left_behind)
        if lifelines.free_units_of_the_dead():
            settling.wake()
    if serving.here().takes_queue:
        queue.run_tasks(is_stopping=lambda: life.is_stopping, on_look=life.promise, on_task=partial(_hold, life))
    else:
        _work_on_own_stages(life)


def _work_on_own_stages(life: Life) -> None:
    """Look again and again whether there is work of the stages that this worker is kept for, and do it."""
    slices = 0
    while not life.is_stopping and slices < SLICES_OF_A_LIFE:
        life.promise()
        worked = 0
        try:
            if turns.jobs_in_turn(stages=serving.here().stages):
                life.promise(queue.TASK_SECONDS + HANGS_AFTER_SECONDS)
                worked = engine.work_slice()
                slices += 1
        except (DatabaseError, InterfaceError) as error:
            logger.warning("could not look for work: %s", type(error).__name__)
            connections.close_all()
        if not worked and not life.is_stopping:
            time.sleep(LOOK_SECONDS)


def sweep_again_and_again(life: Life, _left_behind: int) -> None:
    """Have what is scheduled run, and wake what stands still, every few seconds."""
    _keep_connections()
    is_set_up = False
    while not life.is_stopping:
        try:
            if not is_set_up:
                queue.discard_unknown()
                services.schedule_housekeeping()
                is_set_up = True
            queue.run_due()
            services.sweep()
            life.promise()
            presence.show(pid=os.getppid())
        except (DatabaseError, InterfaceError) as error:
            logger.warning("could not sweep: %s", type(error).__name__)
            connections.close_all()
        except Exception as error:  # it is made again; if never, another process takes its place  # noqa: BLE001
            logger.error("could not sweep: %s", kind_and_place(error))
        next_time = time.monotonic() + settings.JOB_SWEEP_SECONDS
        while time.monotonic() < next_time and not life.is_stopping:
            time.sleep(TICK_SECONDS)
    with contextlib.suppress(DatabaseError, InterfaceError):  # then it is missed a minute later
        presence.leave(pid=os.getppid())


def _hold(life: Life, task: int) -> None:
    """Show which task has begun, or (0) that it has ended."""
    life.pulse.hold(task)
    life.promise(queue.TASK_SECONDS + HANGS_AFTER_SECONDS if task else None)


def _keep_connections() -> None:
    """Keep a connection from one look into the queue to the next: there are several in a second."""
    for connection in connections.all():
        connection.settings_dict["CONN_MAX_AGE"] = None
