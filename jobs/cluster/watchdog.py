"""A process that is always there: started anew when it has died, killed when it has been silent too long."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

SHORT_LIFE_SECONDS = 5.0
"""Whoever dies sooner may do so again: the next is started after a pause that grows."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
MANY_SHORT_LIVES = 4


class Process(Protocol):
    """A process as its watchdog sees it."""

    def is_alive(self) -> bool:
        """Return whether it has not ended; a frozen one is alive."""
        ...

    def beats(self) -> float:
        """Return a number that changes for as long as the process does what it is there for."""
        ...

    def terminate(self) -> None:
        """Ask it to finish what it is at and end."""
        ...

    def kill(self) -> None:
        """End it without asking, and whatever it has started."""
        ...


class Watchdog:
    """Keeps one process running until it is retired. Works whenever `look` is called, and never waits."""

    def __init__(
        self, name: str, start: Callable[[], Process], *, silence_seconds: float, start_seconds: float = 0.0
    ) -> None:
        """Take `start_seconds`: how long it may take until it is heard of first, if that is longer."""
        self.name = name
        self.process: Process | None = None
        self._start = start
        self._silence_seconds = silence_seconds
        self._start_seconds = max(start_seconds, silence_seconds)
        self._silent = 0.0
        self._beats = 0.0
        self._was_heard = False
        self._started = self._not_before = 0.0
        self._short_lives = 0
        self._is_retired = False

    def look(self, *, seconds: float) -> None:
        """Start what is not there, kill what is silent. `seconds` have passed since the last look.

        Silence is added up from look to look, so a pause of the whole machine is nobody's silence.
        """
        if self.process is None:
            if not self._is_retired and time.monotonic() >= self._not_before:
                self._try_to_start()
        elif not self.process.is_alive():
            self._replace("has ended")
        else:
            beats = self.process.beats()
            self._was_heard = self._was_heard or beats != self._beats
            self._silent = self._silent + seconds if beats == self._beats else 0.0
            self._beats = beats
            if self._silent > (self._silence_seconds if self._was_heard else self._start_seconds):
                self._replace(f"has been silent for {self._silent:.0f} seconds and is killed")
            elif self._is_retired:  # again and again: one that has just been started does not listen yet
                self.process.terminate()

    def start(self) -> None:
        """Start the process."""
        self._silent, self._was_heard, self._started = 0.0, False, time.monotonic()
        self.process = self._start()
        self._beats = self.process.beats()

    def retire(self) -> None:
        """Have the process end from now on, and start no other."""
        self._is_retired = True

    def kill(self) -> None:
        """End the process without asking."""
        if self.process is not None:
            self.process.kill()

    @property
    def is_failing(self) -> bool:
        """Whether one process after the other has ended as soon as it was there."""
        return self._short_lives >= MANY_SHORT_LIVES

    def _try_to_start(self) -> None:
        try:
            self.start()
        except OSError as error:  # no memory, or too many processes: it may pass, and others must be looked after
            logger.warning("%s could not be started: %s", self.name, error.strerror)
            self._not_before = time.monotonic() + SHORT_LIFE_SECONDS

    def _replace(self, reason: str) -> None:
        """Let go of a process, and say when the next may come."""
        self.kill()  # what it started may be there still
        self.process = None
        if self._is_retired:
            return
        logger.warning("%s %s; another is started", self.name, reason)
        lived = time.monotonic() - self._started
        self._short_lives = self._short_lives + 1 if lived < SHORT_LIFE_SECONDS else 0
        pause = FIRST_PAUSE_SECONDS * 2**self._short_lives if self._short_lives > 1 else 0.0
        self._not_before = time.monotonic() + min(pause, LONGEST_PAUSE_SECONDS)
