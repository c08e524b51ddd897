"""The supervisor: workers that take tasks from the queue, and a sweeper that wakes what stands still.

It does nothing but watch: it never touches the database, so nothing there can hold it up, and it has no threads, so it
can fork at any time.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

from jobs import draining
from jobs.cluster.pulse import TICK_SECONDS, Life, Pulse
from jobs.cluster.roles import Role, sweep_again_and_again, work
from jobs.cluster.watchdog import Watchdog
from jobs.privacy import keep_words_from_output, kind_and_place
from telemetry import errors, tracing

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

LAST_SECONDS = 15.0
"""Which a worker has beyond that, to give back what it could not end."""

_fork = multiprocessing.get_context("fork")


def life_sign_of(pid: int) -> Path:
    """Return the file that the supervisor of that process id touches for as long as all is well with its processes."""
    return Path(settings.VAR_DIR) / "alive" / f"worker-{pid}"


def run(*, workers: int) -> None:
    """Keep so many workers and a sweeper running until told to stop (SIGTERM, SIGINT); told twice, do not wait.

    Told to stop, they take nothing new, have WORKER_DRAIN_SECONDS for what they are at, and give the rest back.
    """
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: signals.append(number))
    keep_words_from_output()
    pulse = Pulse()
    cluster = [_post("the sweeper", sweep_again_and_again, pulse, settings.WATCHDOG_SWEEP_SECONDS)]
    cluster += [_post(f"worker {n}", work, pulse, settings.WATCHDOG_QUEUE_SECONDS) for n in range(1, workers + 1)]
    life_sign = life_sign_of(os.getpid())
    while not signals:
        _look(cluster, pulse)
        if not any(watchdog.is_failing for watchdog in cluster):
            _touch(life_sign)
    for watchdog in cluster:
        watchdog.retire()
    deadline = time.monotonic() + settings.WORKER_DRAIN_SECONDS + LAST_SECONDS
    while any(watchdog.process for watchdog in cluster):
        _look(cluster, pulse)
        if len(signals) > 1 or time.monotonic() > deadline:
            for watchdog in cluster:
                watchdog.kill()
    life_sign.unlink(missing_ok=True)


def _touch(life_sign: Path) -> None:
    with contextlib.suppress(OSError):  # the disk is full, say: no reason to look after nobody
        life_sign.parent.mkdir(parents=True, exist_ok=True)
        life_sign.touch()


def _look(cluster: list[Watchdog], pulse: Pulse) -> None:
    for watchdog in cluster:
        watchdog.look(seconds=TICK_SECONDS)
    pulse.beat()
    time.sleep(TICK_SECONDS)


def _post(name: str, role: Role, supervisor: Pulse, silence_seconds: float) -> Watchdog:
    """Make a watchdog over whichever process has that role.

    Each learns which task the one before it has left behind.
    """
    pulse = Pulse()

    def start() -> _Forked:
        nonlocal pulse
        new, left_behind = Pulse(), pulse.task
        life = partial(Life, new, supervisor=supervisor, supervisor_pid=os.getpid(), silence_seconds=silence_seconds)
        forked = _Forked(new, lambda: _live(name, lambda: role(life(), left_behind)))
        pulse = new
        return forked

    return Watchdog(name, start, silence_seconds=min(silence_seconds, settings.WATCHDOG_FROZEN_SECONDS))


def _live(name: str, live: Callable[[], None]) -> None:
    """Live a life; if an error ends it, say so without its words, which `multiprocessing` would print."""
    try:
        live()
    except Exception as error:  # whoever is next begins anew  # noqa: BLE001
        logger.error("%s ends: %s", name, kind_and_place(error))
        sys.exit(1)
    finally:
        tracing.flush()
        errors.flush()
    if draining.is_over():  # calls that were given back may still be waited for, in threads that would be joined
        connections.close_all()
        os._exit(0)


class _Forked:
    """A process that was forked from this one."""

    def __init__(self, pulse: Pulse, run: Callable[[], None]) -> None:
        self._pulse = pulse
        self._process = _fork.Process(target=run, daemon=True)  # asked to end, not waited for, if we should fail
        self._process.start()

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def beats(self) -> float:
        return self._pulse.beats

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()
