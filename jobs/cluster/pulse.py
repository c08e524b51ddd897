"""What a process and its supervisor know of each other: numbers in memory that both see and nobody locks."""

from __future__ import annotations

import logging
import mmap
import os
import signal
import threading
import time

from jobs import draining

logger = logging.getLogger(__name__)

TICK_SECONDS = 0.25
_BEATS, _TASK = range(2)


class Pulse:
    """Two numbers that one process writes and another reads: how often it has beaten, and which task it holds (or 0).

    Made before the process is forked. Neither ever waits for the other, so neither can be held up by its death.
    """

    def __init__(self) -> None:
        self._numbers = memoryview(mmap.mmap(-1, 16)).cast("q")

    @property
    def beats(self) -> int:
        """How often it has beaten."""
        return self._numbers[_BEATS]

    @property
    def task(self) -> int:
        """The task of the queue that its process holds; 0 while it holds none."""
        return self._numbers[_TASK]

    def beat(self) -> None:
        """Show that one is there."""
        self._numbers[_BEATS] += 1

    def hold(self, task: int) -> None:
        """Show which task one holds."""
        self._numbers[_TASK] = task


class Life:
    """The life of a process below a supervisor: its pulse, its promises, and how it learns that it is to stop.

    The pulse beats while the process keeps its promise to be heard of again in time. One that does not (it hangs) ends
    itself; one that is frozen falls silent, and is ended by its supervisor.
    """

    def __init__(self, pulse: Pulse, *, supervisor: Pulse, supervisor_pid: int, silence_seconds: float) -> None:
        """Take `supervisor_pid` from whoever forks: the supervisor may be gone before we can ask for our parent."""
        self.is_stopping = False
        self.pulse = pulse
        self._supervisor = supervisor
        self._supervisor_pid = supervisor_pid
        self._silence_seconds = silence_seconds
        self._left = silence_seconds
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for the supervisor, which tells us
        signal.signal(signal.SIGTERM, lambda _number, _frame: self.stop())
        threading.Thread(target=self._beat, daemon=True, name="pulse").start()

    def promise(self, seconds: float | None = None) -> None:
        """Promise to be heard of again within `seconds` (None: as long as one may be silent)."""
        self._left = self._silence_seconds if seconds is None else seconds

    def stop(self) -> None:
        """End when what is at hand is done."""
        self.is_stopping = True
        draining.begin()

    def _beat(self) -> None:
        silent, beats = 0.0, 0
        while True:
            time.sleep(TICK_SECONDS)
            self._left -= TICK_SECONDS  # counted, not measured: a pause of the whole machine breaks no promise
            if self._left < 0:
                logger.error("a process of the cluster hangs and ends itself")
                os.kill(os.getpid(), signal.SIGKILL)
            self.pulse.beat()
            if os.getppid() != self._supervisor_pid:  # nobody would end us any more
                self.stop()
                continue
            silent = silent + TICK_SECONDS if self._supervisor.beats == beats else 0.0
            beats = self._supervisor.beats
            if silent > self._silence_seconds:
                os.kill(self._supervisor_pid, signal.SIGCONT)
