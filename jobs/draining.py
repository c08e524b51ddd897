"""Whether this process is to stop: then it begins nothing new, and gives back what does not end in time."""

from __future__ import annotations

import time

from django.conf import settings

_began: float | None = None


def begin() -> None:
    """Take nothing new from now on. Called by a signal: it does no more than write a number down."""
    global _began  # noqa: PLW0603
    if _began is None:
        _began = time.monotonic()


def is_draining() -> bool:
    """Return whether nothing new is begun."""
    return _began is not None


def is_over() -> bool:
    """Return whether what is under way has had its time: WORKER_DRAIN_SECONDS."""
    return _began is not None and time.monotonic() - _began >= settings.WORKER_DRAIN_SECONDS
