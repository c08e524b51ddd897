"""Whether whoever opened a page is still signed in: it is told nothing more once they are not.

Signing out, a new password, an account that is switched off or deleted wake those that watch its sessions; and each is
looked at from time to time, for sessions expire by themselves.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user

from jobs import broadcast
from jobs.privacy import kind_and_place

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0
RETRY_SECONDS = 1.0

_threads = ThreadPoolExecutor(1, thread_name_prefix="sessions")


def wake(user_id: UUID) -> None:
    """Have every process look whether the sessions of a reader still are."""
    broadcast.changed(user_id, at_once=True)


def is_open(session_key: str, user_id: UUID) -> bool:
    """Return whether the reader is signed in by that session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user: Any = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]  # all that it looks at
    return bool(user.pk == user_id)


class _Watch:
    """One session that pages of this process were opened by, however many they are."""

    def __init__(self, session_key: str, user_id: UUID, layer: Any, channel: str) -> None:
        self.members = 0
        self.ended = asyncio.Event()
        self._session = (session_key, user_id)
        self._layer = layer
        self._channel = channel
        self._has_joined = False
        self._look = asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._watch())]

    async def close(self) -> None:
        """End it: no page is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        try:  # even if it has not joined yet: the layer knows the channel since it is listened to
            await self._layer.group_discard(self._group, self._channel)
        except Exception as error:  # noqa: BLE001 - it expires by itself
            logger.warning("a group was not left: %s", kind_and_place(error))

    @property
    def _group(self) -> str:
        return broadcast.group_of(self._session[1])

    async def _listen(self) -> None:
        while True:
            try:
                await self._layer.receive(self._channel)
            except Exception as error:  # noqa: BLE001 - nobody awaits this task
                logger.warning("the end of a session is not heard: %s", kind_and_place(error))
                await asyncio.sleep(RETRY_SECONDS)
            self._look.set()

    async def _watch(self) -> None:
        looked = database_sync_to_async(is_open, thread_sensitive=False, executor=_threads)
        while not self.ended.is_set():
            self._look.clear()
            seconds = LOOK_EVERY_SECONDS
            try:
                if not self._has_joined:  # before it is looked at: what ends in between is heard
                    await self._layer.group_add(self._group, self._channel)
                    self._has_joined = True
                if not await looked(*self._session):
                    self.ended.set()
            except Exception as error:  # noqa: BLE001 - nobody awaits this task
                logger.warning("a session was not looked at: %s", kind_and_place(error))
                seconds = RETRY_SECONDS
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), seconds)


_watches: dict[tuple[str, UUID], _Watch] = {}


async def ended(session_key: str, user_id: UUID, layer: Any) -> None:
    """Return as soon as the reader is no longer signed in by that session."""
    session = (session_key, user_id)
    if session not in _watches:
        channel = await layer.new_channel()
        if session not in _watches:  # nobody else was faster
            _watches[session] = _Watch(session_key, user_id, layer, channel)
    watch = _watches[session]
    watch.members += 1
    try:
        await watch.ended.wait()
    finally:
        watch.members -= 1
        if not watch.members:
            del _watches[session]
            await watch.close()
