"""A web server and workers of the tests' own: real processes on the test database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEADLINE_SECONDS = 600
"""What counts as never: on a machine that is slow and busy all takes many times as long as usual."""


class Machine:
    """Starts processes, kills them, and ends what is left when the test is over."""

    def __init__(self, *, media: Path, log: Path) -> None:
        database = connection.settings_dict
        host = quote(str(database["HOST"]), safe="")
        port = f":{database['PORT']}" if database["PORT"] else ""
        secret = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"postgresql://{database['USER']}{secret}@{host}{port}/{database['NAME']}",
            "MEDIA_ROOT": str(media),
            "SECRET_KEY": settings.SECRET_KEY,
            "JOB_SWEEP_SECONDS": "1",
            "WORKERS": "2",
            # Whoever tests what happens after so long sets it.
            "DATABASE_ANSWER_SECONDS": str(DEADLINE_SECONDS),
            "WEB_WAITING_SECONDS": str(DEADLINE_SECONDS),
        }
        self.log = log.open("ab")
        self.processes: list[subprocess.Popen[bytes]] = []
        self._ports = ExitStack()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a Python process in a group of its own."""
        process = subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            cwd=settings.BASE_DIR,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self.start("manage.py", "worker")

    def start_web(self) -> str:
        """Start the web server and return its address once it answers."""
        port = self._ports.enter_context(reserved_port())
        web = self.start("manage.py", "web", "--port", str(port))
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: web.poll() is not None or _answers(f"{address}/health/"))
        assert web.poll() is None, Path(self.log.name).read_text()
        return address

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and all its children with signal 9."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything."""
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
        self._ports.close()
        self.log.close()


@contextmanager
def reserved_port() -> Iterator[int]:
    """Hold a free port for a server of ours, so that nobody else is given it before, or after.

    Linux lets two sockets have a port while no more than one of them listens; elsewhere the port is only free.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        port = int(holder.getsockname()[1])
        if sys.platform != "linux":
            holder.close()
        yield port


def let_leases_run_out() -> None:
    """Let what is worked on be free for others, as JOB_LEASE_SECONDS after its worker has been killed."""
    from jobs.models import Unit  # processes that tests start import this module without Django

    Unit.objects.filter(state=Unit.State.CLAIMED).update(lease_until=timezone.now())


def end_other_sessions() -> None:
    """End every other session of this database: it can only be dropped when threads and processes have let go."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def waiting_for_locks() -> int:
    """Count the sessions of this database that wait for a lock, also within a transaction, which sees one look."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() "
            "AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def wait_until(holds: Callable[[], bool], *, seconds: float = DEADLINE_SECONDS) -> None:
    """Return as soon as it holds; fail if it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to hold in time"
        threading.Event().wait(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False
