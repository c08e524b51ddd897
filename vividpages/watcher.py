"""Who ends web server and worker when whoever serves is killed: that leaves no time to end anything.

So a third process watches: when its input ends, it ends the others. It needs the settings alone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import IO, TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from typing import Self

GRACE_SECONDS = 30.0
"""How long a child may take to finish what it is at: longer than a worker stays with one job (JOB_SLICE_SECONDS)."""
TICK_SECONDS = 0.1


class Watcher:
    """The process to which we write whom to end when we are gone; the end of its input tells it that we are."""

    def __init__(self) -> None:
        self._pids: list[int] = []
        self._process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def tell(self, pids: list[int]) -> None:
        """Have these processes ended, and no others; a watcher that has died is replaced."""
        if self._process.poll() is not None:
            self._pids, self._process = [], self._start()
        if pids != self._pids:
            assert self._process.stdin is not None
            with contextlib.suppress(BrokenPipeError):  # it is told when it is replaced
                self._process.stdin.write((" ".join(map(str, pids)) + "\n").encode())
                self._process.stdin.flush()
                self._pids = pids

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "vividpages.watcher"],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )


def _watch(lines: IO[str]) -> None:
    """Wait for the end of what we are told, then end those whose numbers stood in the last line."""
    # Reading the settings holds the embedded database; it stops when we let go as the last.
    assert settings.DATABASE_URL
    pids: list[int] = []
    for line in lines:
        pids = [int(pid) for pid in line.split()]
    _end(pids)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _end(pids: list[int]) -> None:
    """Ask each process to end, give it time, then end what is left of its group."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(_is_there(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    while any(_is_there(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
    _watch(sys.stdin)
