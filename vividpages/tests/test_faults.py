"""Processes of a worker and of a server that are killed or frozen: another takes their place, and no book stands still.

What is killed here is idle or at work, as it comes; `benchmarks.faults.at_random` tries it often, and at random.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import urllib.request
from typing import TYPE_CHECKING
from urllib.error import URLError

import psutil
import pytest
from django.conf import settings

from books import services
from books.models import VividPage
from vividpages import watcher, web_server
from vividpages.embedded import _is_running
from vividpages.tests.machine import Machine, let_leases_run_out, wait_until
from vividpages.tests.test_serving import are_gone, family_of, stop

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

pytestmark = pytest.mark.processes

SIGNALS = pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])


@pytest.fixture
def hasty(machine: Machine) -> Machine:
    """A machine whose processes are patient for seconds where they are for minutes elsewhere."""
    machine.environment |= {
        "WATCHDOG_FROZEN_SECONDS": "3",
        "WATCHDOG_QUEUE_SECONDS": "3",
        "WATCHDOG_SWEEP_SECONDS": "5",
        "WATCHDOG_WEB_SECONDS": "5",
        # However often a slow machine makes them lose patience.
        "JOB_MAX_ATTEMPTS": "1000",
    }
    return machine


@pytest.fixture
def vividpage(reader: User, sample_epub: Path) -> VividPage:
    with sample_epub.open("rb") as epub:
        return services.upload(owner=reader, epub=epub)


def processes_of(worker: subprocess.Popen[bytes], *, at_least: int) -> list[psutil.Process]:
    top = psutil.Process(worker.pid)
    wait_until(lambda: len(top.children(recursive=True)) >= at_least)
    return top.children(recursive=True)


def signal_all(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):  # one that has been replaced on a slow machine
            process.send_signal(number)


def finish(vividpage: VividPage) -> None:
    services.start(vividpage=vividpage, until="analysis")

    def is_completed() -> bool:
        vividpage.refresh_from_db()
        return vividpage.status == VividPage.Status.COMPLETED

    wait_until(is_completed)


def is_served(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=30) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


@SIGNALS
def test_a_book_is_made_after_every_idle_process_of_a_worker_was(
    hasty: Machine, vividpage: VividPage, number: int
) -> None:
    worker = hasty.start_worker()
    signal_all(processes_of(worker, at_least=3), number)

    finish(vividpage)

    assert worker.poll() is None


@SIGNALS
def test_a_book_is_made_though_whoever_works_on_it_is(hasty: Machine, vividpage: VividPage, number: int) -> None:
    worker = hasty.start_worker()
    processes_of(worker, at_least=3)
    services.start(vividpage=vividpage, until="analysis")
    wait_until(lambda: vividpage.chapters.exists())
    signal_all(psutil.Process(worker.pid).children(), number)
    let_leases_run_out()

    finish(vividpage)


@SIGNALS
def test_a_server_goes_on_after_each_of_its_processes_was(
    hasty: Machine, vividpage: VividPage, port: int, number: int
) -> None:
    serving = hasty.start("manage.py", "serve", "--port", str(port))
    wait_until(lambda: is_served(port))
    signal_all(family_of(serving, port), number)

    wait_until(lambda: is_served(port))
    finish(vividpage)

    assert serving.poll() is None
    stop(serving)


def test_a_supervisor_that_is_frozen_is_woken_by_those_below_it(hasty: Machine) -> None:
    worker = hasty.start_worker()
    supervisor = psutil.Process(worker.pid)
    processes_of(worker, at_least=3)

    supervisor.suspend()

    def was_woken() -> bool:
        """Ask the system, which remembers it: who looks at the state may look before it is frozen, or too late."""
        pid, change = os.waitpid(supervisor.pid, os.WCONTINUED | os.WNOHANG)
        return pid > 0 and os.WIFCONTINUED(change)

    wait_until(was_woken)


def test_workers_end_when_their_supervisor_has_been_killed(hasty: Machine) -> None:
    worker = hasty.start_worker()
    processes = processes_of(worker, at_least=3)

    worker.kill()

    wait_until(lambda: are_gone(processes))


def test_a_server_starts_its_own_database_again(hasty: Machine, port: int, var: Path) -> None:
    hasty.environment |= {"DATABASE_URL": "", "VIVIDPAGES_VAR": str(var)}
    hasty.start("manage.py", "migrate", "--verbosity", "0").wait()
    serving = hasty.start("manage.py", "serve", "--port", str(port))
    wait_until(lambda: is_served(port))
    database = psutil.Process(int((var / "postgres" / "postmaster.pid").read_text().split()[0]))

    database.kill()

    wait_until(lambda: are_gone([database]))
    wait_until(lambda: _is_running(var / "postgres") and is_served(port))
    stop(serving)
    assert not (var / "postgres" / "postmaster.pid").exists(), "and stops it in the end"


def test_a_container_may_finish_its_requests_before_it_is_killed() -> None:
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    web = compose[compose.index("\n  web:") : compose.index("\n  worker:")]
    (grace,) = re.findall(r"stop_grace_period: (\d+)s", web)

    assert int(grace) >= web_server.GRACE_SECONDS + 10
    assert watcher.GRACE_SECONDS >= web_server.GRACE_SECONDS + 5


def test_a_container_is_healthy_while_its_worker_is(machine: Machine, tmp_path: Path) -> None:
    compose = (settings.BASE_DIR / "docker-compose.yml").read_text()
    (check,) = re.findall(r'"CMD-SHELL", "(find /data/alive .*)"', compose)
    check = check.replace("/data", str(tmp_path)).replace("60 seconds", "2 seconds")
    machine.environment["VIVIDPAGES_VAR"] = str(tmp_path)

    def is_healthy() -> bool:
        return subprocess.run(check, shell=True, capture_output=True, check=False).returncode == 0

    assert not is_healthy()
    worker = machine.start_worker()
    wait_until(is_healthy)
    worker.send_signal(signal.SIGSTOP)
    signal_all(psutil.Process(worker.pid).children(), signal.SIGSTOP)  # they would wake it
    wait_until(lambda: not is_healthy())
