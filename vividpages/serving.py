"""Web server and worker as child processes that end with us, however we end.

Being killed leaves us no time to end anything. So a third process watches us: when we are gone, it ends the others.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRACE_SECONDS = 30.0
"""How long a child may take to finish what it is at: longer than a worker stays with one job (JOB_SLICE_SECONDS)."""
TICK_SECONDS = 0.1


class CannotListen(Exception):
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


def serve(*, host: str, port: int) -> int:
    """Run web server and worker until one of them ends or we are told to stop. Returns an exit code.

    Told once, we let the worker finish what it is at; told twice, we do not wait.
    """
    check_free(host=host, port=port)
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: signals.append(number))
    children: list[subprocess.Popen[bytes]] = []
    with _watcher() as watcher:
        try:
            web = ["daphne", "-b", host, "-p", str(port), "--verbosity", "0", "vividpages.asgi:application"]
            for command in (["-m", *web], ["manage.py", "worker"]):
                children.append(_start(command))
                watcher.write(b"%d\n" % children[-1].pid)
                watcher.flush()
            while not signals:
                if any(child.poll() is not None for child in children):
                    return 1
                time.sleep(TICK_SECONDS)
            sys.stderr.write("\nStopping: what is being worked on is finished first. Ctrl-C again does not wait.\n")
            return 0
        finally:
            by_pid = {child.pid: child for child in children}
            _end(list(by_pid), is_there=lambda pid: by_pid[pid].poll() is None, hurried=lambda: len(signals) > 1)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a Python process in a group of its own, which a terminal's Ctrl-C does not reach.

    It finds the database in its environment, so the embedded server is held by us and our watcher alone. What settings
    conclude from a database that is not embedded, it is told.
    """
    told = {"DATABASE_URL": settings.DATABASE_URL, "ALLOW_PRIVATE_PROVIDERS": str(settings.ALLOW_PRIVATE_PROVIDERS)}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *command],
        env={**os.environ, **told, "PYTHONUNBUFFERED": "1"},
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextlib.contextmanager
def _watcher() -> Iterator[IO[bytes]]:
    """A process to which we write whom to end when we are gone; the end of its input tells it that we are."""
    watcher = subprocess.Popen(
        [sys.executable, "-m", "vividpages.serving"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    assert watcher.stdin is not None
    try:
        yield watcher.stdin
    finally:
        watcher.kill()
        watcher.wait()


def _watch(pids_to_end: IO[str]) -> None:
    """Wait for the end of what we are told, then end those whose numbers we were told."""
    # Reading the settings holds the embedded database; it stops when we let go as the last.
    assert settings.DATABASE_URL
    pids = [int(line) for line in pids_to_end]
    _end(pids, is_there=_is_there, hurried=lambda: False)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _end(pids: list[int], *, is_there: Callable[[int], bool], hurried: Callable[[], bool]) -> None:
    """Ask each process to end, give it time unless we are `hurried`, then end what is left of its group."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            if is_there(pid):
                os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(is_there(pid) for pid in pids) and time.monotonic() < deadline and not hurried():
        time.sleep(TICK_SECONDS)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    while any(is_there(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
    _watch(sys.stdin)
