"""Tell browsers that the subject of a job has changed: a wake-up to its group, as a task is one to a worker.

The database is the truth; a message that is lost costs a moment's delay. So errors here are logged, not raised.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from typing import TYPE_CHECKING

from channels.layers import get_channel_layer

from jobs.privacy import kind_and_place

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

MESSAGE_TYPE = "subject.changed"
SHORTEST_INTERVAL_SECONDS = 0.05
SEND_TIMEOUT_SECONDS = 5.0

MOST_REMEMBERED = 1000
"""Subjects of which is known when they were last told of: most of them long ago enough to be forgotten."""

_last: dict[UUID, float] = {}
_last_lock = threading.Lock()


def group_of(subject: UUID) -> str:
    """Group the group of everybody who watches a subject."""
    return f"subject.{subject}"


def changed(subject: UUID, *, at_once: bool = False) -> None:
    """Wake those who watch a subject, at most every SHORTEST_INTERVAL_SECONDS unless `at_once`."""
    if not _is_due(subject, at_once=at_once):
        return
    try:
        _send(group_of(subject), {"type": MESSAGE_TYPE})
    except Exception as error:  # noqa: BLE001
        logger.warning("a change was not sent: %s", kind_and_place(error))


def _is_due(subject: UUID, *, at_once: bool) -> bool:
    """Return whether those who watch a subject may be woken again, and remember that they are."""
    now = time.monotonic()
    with _last_lock:
        if not at_once and now - _last.get(subject, float("-inf")) < SHORTEST_INTERVAL_SECONDS:
            return False
        if len(_last) >= MOST_REMEMBERED:
            for other in [other for other, told in _last.items() if now - told >= SHORTEST_INTERVAL_SECONDS]:
                del _last[other]
        _last[subject] = now
    return True


class _LoopThread:
    """An event loop in a thread of its own: the channel layer's connections stay with one loop."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True, name="broadcast").start()


_thread: _LoopThread | None = None
_thread_lock = threading.Lock()


def _send(group: str, message: dict[str, str]) -> None:
    global _thread  # noqa: PLW0603
    with _thread_lock:
        if _thread is None or _thread.pid != os.getpid():  # a forked worker has no threads of its parent
            _thread = _LoopThread()
        loop = _thread.loop
    layer = get_channel_layer()
    sending = asyncio.run_coroutine_threadsafe(layer.group_send(group, message), loop)
    try:
        sending.result(SEND_TIMEOUT_SECONDS)
    finally:
        sending.cancel()  # one that is not done by now keeps a connection
