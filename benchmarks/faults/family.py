"""Who is who among the processes of a site."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from benchmarks.faults.site import Site

LOOK_SECONDS = 0.02
_NUMBER = 64
"""Bits of a claim behind the number of its process: `jobs.lifelines`."""


def all_of(site: Site) -> list[psutil.Process]:
    """Return everything that `serve` has started, and that has started in turn."""
    if site.serving is None:
        return []
    with suppress(psutil.NoSuchProcess):
        return [*psutil.Process(site.serving.pid).children(recursive=True)]
    return []


def supervisor(site: Site) -> psutil.Process | None:
    """Return the supervisor of the workers: the sentinel of the queue."""
    return _child(site, "worker")


def web_supervisor(site: Site) -> psutil.Process | None:
    """Return the parent of the web server's processes."""
    return _child(site, "web")


def web_process(site: Site) -> psutil.Process | None:
    """Return the process that answers requests."""
    parent = web_supervisor(site)
    with suppress(psutil.NoSuchProcess):
        return (
            next((one for one in parent.children() if "spawn_main" in " ".join(one.cmdline())), None)
            if parent
            else None
        )
    return None


def workers(site: Site) -> dict[int, psutil.Process]:
    """Return the processes that take tasks, by the number that their claims begin with."""
    from jobs import lifelines

    parent = supervisor(site)
    below = {process.pid: process for process in _forked(parent)} if parent else {}
    found = {}
    for number, path in lifelines.files().items():
        with suppress(OSError, ValueError):
            pid = int(path.read_text() or 0)
            if pid in below:
                found[number] = below[pid]
    return found


def sweeper(site: Site) -> psutil.Process | None:
    """Return the process that sweeps."""
    parent = supervisor(site)
    working = {process.pid for process in workers(site).values()}
    return next((one for one in _forked(parent) if one.pid not in working), None) if parent else None


def claimed_by(number: int) -> tuple[UUID, UUID]:
    """Return the first and the last claim of a process."""
    from uuid import UUID

    first = number << _NUMBER
    return UUID(int=first), UUID(int=first | ((1 << _NUMBER) - 1))


def number_of(claim: UUID) -> int:
    """Return whose process a claim is."""
    return claim.int >> _NUMBER


def wake_all(site: Site) -> None:
    """Let those go on that are frozen."""
    for process in all_of(site):
        with suppress(psutil.NoSuchProcess):
            if process.status() == psutil.STATUS_STOPPED:
                process.send_signal(signal.SIGCONT)


def wait_for(there: Callable[[], psutil.Process | None], *, seconds: float = 30.0) -> psutil.Process:
    """Wait for a process that is being started. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process := there():
            return process
        time.sleep(LOOK_SECONDS)
    raise TimeoutError("a process of the site is not there")


def _child(site: Site, command: str) -> psutil.Process | None:
    if site.serving is None:
        return None
    with suppress(psutil.NoSuchProcess):
        return next((one for one in psutil.Process(site.serving.pid).children() if command in one.cmdline()), None)
    return None


def _forked(parent: psutil.Process) -> Iterable[psutil.Process]:
    """Return the children that are the same program, and not one of the sandboxes'."""
    with suppress(psutil.NoSuchProcess):
        for one in parent.children():
            with suppress(psutil.NoSuchProcess):
                if "-c" not in one.cmdline() and one.status() != psutil.STATUS_ZOMBIE:
                    yield one
