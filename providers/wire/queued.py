"""Waiting for the picture or the clip of a job that a service has accepted: it is asked for, never handed in again."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from providers.errors import AnswerPending, CutOff, RateLimited, ServiceDown, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 240.0
"""How long one worker waits for a picture before it leaves the job to whoever comes next."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 4.0
PAUSES_GROW = 1.5
ASK_AGAIN_SECONDS = 10.0
T = TypeVar("T")


@contextmanager
def job_standing() -> Iterator[None]:
    """Raise AnswerPending for whatever keeps a service from being asked just now: its job stands all the same."""
    try:
        yield
    except (ServiceDown, CutOff, RateLimited, Unreadable) as error:
        raise AnswerPending(str(error), retry_after=error.retry_after or ASK_AGAIN_SECONDS) from None


def look_until_there(
    look: Callable[[], T | None],
    title: str,
    *,
    seconds: float = PATIENCE_SECONDS,
    first_pause: float = FIRST_PAUSE,
    longest_pause: float = LONGEST_PAUSE,
) -> T:
    """Look again and again, with pauses that grow, until there is something. Raises AnswerPending when time is up."""
    ends, pause = time.monotonic() + seconds, first_pause
    while True:
        found = look()
        if found is not None:
            return found
        left = ends - time.monotonic()
        if left <= 0:
            raise AnswerPending(f"{title} is still at work on it.", retry_after=ASK_AGAIN_SECONDS)
        time.sleep(min(pause, left))
        pause = min(pause * PAUSES_GROW, longest_pause)
