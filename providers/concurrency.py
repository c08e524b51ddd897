"""The limit of calls at once: in one process no more calls of a key are in flight than it bears.

`limited` is the one place where a call takes its turn, around adapters and never within them.
"""

from __future__ import annotations

from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials

T = TypeVar("T")

_limits: WeakValueDictionary[tuple[object, int], BoundedSemaphore] = WeakValueDictionary()
"""Those that somebody holds, or waits for: keys come and go."""
_opening = Lock()


def limited(entry: ModelEntry, credentials: Credentials, call: Callable[[], T]) -> T:
    """Make a call of a model with these credentials once fewer than `entry.concurrency` others are in flight."""
    with _limit_of(entry, credentials):
        return call()


def _limit_of(entry: ModelEntry, credentials: Credentials) -> BoundedSemaphore:
    key = credentials.key_id or entry.service
    with _opening:
        return _limits.setdefault((key, entry.concurrency), BoundedSemaphore(entry.concurrency))
