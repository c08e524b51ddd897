"""Web server and worker as child processes: another is started for one that dies or freezes, and they end with us."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from jobs.cluster.supervisor import life_sign_of
from jobs.cluster.watchdog import Watchdog
from vividpages import embedded
from vividpages.health import ALIVE
from vividpages.ready import NOT_SET_UP, lacks_tables
from vividpages.watcher import GRACE_SECONDS, TICK_SECONDS, Watcher

START_SECONDS = 60.0
"""How long web server and worker may take until they are heard of first."""
DRAINED_SECONDS = 6.0
"""Before we kill it, the worker has given back what it was at."""
PROBE_SECONDS, ANSWER_SECONDS = 1.0, 5.0
"""Between two questions to the web server, and for its answer: it may be busy."""


class CannotServe(Exception):
    """Something is missing that must be there before anybody can be served."""


class CannotListen(CannotServe):
    """Nobody can be served at our address."""


def check_free(*, host: str, port: int) -> None:
    """Raise CannotListen if a server could not listen at this address."""
    if not 0 < port < 65536:
        raise CannotListen(f"There is no port {port}; choose one with PORT, such as PORT=8001.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        is_taken = error.errno == errno.EADDRINUSE
        reason = "another program already listens there" if is_taken else error.strerror
        raise CannotListen(f"Cannot listen at {host}:{port}: {reason}. Choose another, such as PORT=8001.") from None


def check_migrated() -> None:
    """Raise CannotServe if the database lacks tables of this version; one that is away is waited for later."""
    if lacks_tables():
        raise CannotServe(NOT_SET_UP)


def serve(*, host: str, port: int) -> int:
    """Keep web server and worker running until we are told to stop, or one ends as often as it is started.

    Told once, we let the worker finish what it is at; told twice, we do not wait. Returns an exit code.
    """
    check_free(host=host, port=port)
    check_migrated()
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: signals.append(number))
    web = Watchdog(
        "the web server",
        lambda: _Web(host, port),
        silence_seconds=settings.WATCHDOG_WEB_SECONDS,
        start_seconds=START_SECONDS,
    )
    worker = Watchdog(
        "the worker", _Worker, silence_seconds=settings.WATCHDOG_QUEUE_SECONDS, start_seconds=START_SECONDS
    )
    children = [web, worker]
    with Watcher() as watcher:
        try:
            while not signals:
                _look(children, watcher)
                if any(child.is_failing for child in children):
                    return 1
            sys.stderr.write("\nStopping: what is being worked on is finished first. Ctrl-C again does not wait.\n")
            return 0
        finally:
            for child in children:
                child.retire()
            deadline = time.monotonic() + GRACE_SECONDS
            while any(child.process for child in children) and time.monotonic() < deadline and len(signals) < 2:
                _look(children, watcher)
            for child in children:
                child.kill()


def _look(children: list[Watchdog], watcher: Watcher) -> None:
    if settings.EMBEDDED_DATABASE is not None:
        with contextlib.suppress(embedded.CannotStart):  # it has said why in its log, and is tried again
            embedded.keep_running(settings.EMBEDDED_DATABASE)
    for child in children:
        child.look(seconds=TICK_SECONDS)
    watcher.tell([child.process.pid for child in children if isinstance(child.process, _Child)])
    time.sleep(TICK_SECONDS)


class _Child:
    """A child with all that it starts."""

    def __init__(self, command: list[str]) -> None:
        self._process = _start(command)
        self._is_terminating = False
        self.pid = self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def beats(self) -> float:
        return 0.0

    def terminate(self) -> None:
        if not self._is_terminating:  # told twice, it would not finish what it is at
            self._is_terminating = True
            self._process.terminate()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()


class _Worker(_Child):
    """The cluster of workers, which shows by a file that all is well with it."""

    def __init__(self) -> None:
        super().__init__(["manage.py", "worker"])
        self._life_sign = life_sign_of(self.pid)

    def beats(self) -> float:
        try:
            return self._life_sign.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def kill(self) -> None:
        super().kill()
        self._life_sign.unlink(missing_ok=True)


class _Web(_Child):
    """The web server, which is asked again and again whether it answers."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(["manage.py", "web", "--host", host, "--port", str(port)])
        self._address = (host, port)
        self._answers = 0
        threading.Thread(target=self._ask_again_and_again, daemon=True, name="web-probe").start()

    def beats(self) -> float:
        return self._answers

    def _ask_again_and_again(self) -> None:
        while self.is_alive():
            connection = HTTPConnection(*self._address, timeout=ANSWER_SECONDS)
            with contextlib.suppress(OSError, HTTPException), contextlib.closing(connection):
                connection.request("GET", ALIVE)
                connection.getresponse()
                self._answers += 1
            time.sleep(PROBE_SECONDS)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a Python process in a group of its own, which a terminal's Ctrl-C does not reach.

    It finds the database in its environment, so the embedded server is held by us and our watcher alone. What settings
    conclude from a database that is not embedded, it is told.
    """
    variables = {
        "DATABASE_URL": settings.DATABASE_URL,
        "ALLOW_PRIVATE_PROVIDERS": str(settings.ALLOW_PRIVATE_PROVIDERS),
        # Sooner than it is killed, it gives back what it is at.
        "WORKER_DRAIN_SECONDS": str(min(settings.WORKER_DRAIN_SECONDS, GRACE_SECONDS - DRAINED_SECONDS)),
    }
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *command],
        env={**os.environ, **variables, "PYTHONUNBUFFERED": "1"},
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
