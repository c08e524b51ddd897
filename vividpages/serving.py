"""Web server and worker as child processes that end with us."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading

from django.conf import settings

GRACE_SECONDS = 15


class AddressTaken(Exception):
    """Another program listens at our address."""


def serve(*, host: str, port: int) -> int:
    """Run web server and worker until one of them ends or we are told to stop. Returns an exit code.

    The children find the database in their environment, so the embedded server is held by this process alone.
    """
    _check_free(host, port)
    environment = {**os.environ, "DATABASE_URL": settings.DATABASE_URL, "PYTHONUNBUFFERED": "1"}
    web = ["-m", "daphne", "-b", host, "-p", str(port), "--verbosity", "0", "vividpages.asgi:application"]
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    children = [
        subprocess.Popen([sys.executable, *command], env=environment, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603
        for command in (web, ["manage.py", "worker"])
    ]
    try:
        while not stop.wait(0.3):
            if any(child.poll() is not None for child in children):
                return 1
        return 0
    finally:
        _end(children)


def _check_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressTaken(
                f"Another program already listens at {host}:{port}; stop it, or choose another with PORT=8001."
            ) from error


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each child to end, then end what is left of its process group."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
