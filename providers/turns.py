"""Turns: in one process no more calls of a key are in flight than it bears, however many wait or are being written."""

from __future__ import annotations

from threading import BoundedSemaphore, Lock

from providers.catalogue import ModelEntry
from providers.credentials import Credentials

_turns: dict[tuple[object, int], BoundedSemaphore] = {}
_opening = Lock()


def turns_of(entry: ModelEntry, credentials: Credentials) -> BoundedSemaphore:
    """What a call of the model with these credentials holds while it is in flight."""
    key = credentials.key_id or entry.service
    with _opening:
        return _turns.setdefault((key, entry.concurrency), BoundedSemaphore(entry.concurrency))
