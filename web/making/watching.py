"""Whoever watches a book's making: however many they are, each change is rendered once for all who see the same of it.

A message of the channel layer only says that something has changed. The state is read here, one rendering after the
other: no older state can overtake a newer one, and many changes at once are told as one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from channels.db import database_sync_to_async

from accounts.models import User
from jobs import broadcast
from jobs.privacy import kind_and_place
from web.making import live as progress

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

logger = logging.getLogger(__name__)

SHORTEST_INTERVAL_SECONDS = 0.1
"""Between two renderings; a rendering that takes longer is followed by a rest as long as itself."""
RETRY_SECONDS = 1.0
"""Until the state is read again that could not be read: the database may be back by then."""

GIVE_UP_SECONDS = 5.0
"""After so long without a state, watchers are let go: their pages connect again, and ask for it by themselves."""
READING_SECONDS = 20.0
"""What joining the group and reading the state may take: the database may be there and silent."""
REJOIN_SECONDS = 6 * 3600.0
"""Before a layer forgets who is in a group, which it does after a day."""

_threads = ThreadPoolExecutor(2, thread_name_prefix="watching")
"""Where states are read: each thread has a connection while it reads."""


class CannotBeTold(Exception):
    """The state cannot be read or its changes not be heard; it may be so again soon."""


class Audience(Protocol):
    """Those who are shown the same, by equal values. `subject` is what they are told the changes of."""

    @property
    def reader(self) -> User:
        """Who is signed in there."""
        ...

    @property
    def subject(self) -> UUID:
        """What changes."""
        ...

    def render(self) -> str | None:
        """Read the state and return what they are sent; None if there is nothing more to tell."""
        ...


@dataclass(frozen=True, slots=True)
class BookAudience:
    """Those who watch the making of a book: its owner's browsers, told of all of it (`ahead`) or not."""

    vividpage_id: UUID
    reader: User
    ahead: bool = False

    @property
    def subject(self) -> UUID:
        """The book."""
        return self.vividpage_id

    def render(self) -> str | None:
        """Render how the making stands; None if the book is gone."""
        return progress.render(self.vividpage_id, self.reader, ahead=self.ahead)


class Room:
    """The watchers of this process that are one audience: one channel, and one rendering for each change."""

    def __init__(self, audience: Audience, layer: Any, channel: str) -> None:
        self.members = 0
        self._audience = audience
        self._layer = layer
        self._channel = channel
        self._has_joined = False
        self._changed = asyncio.Event()
        self._begun = 0
        """How many renderings have been begun."""
        self._rendered = 0
        """Which of them `_html` is."""
        self._html: str | None = None
        self._next = asyncio.Event()
        """Set, and replaced, with each rendering, and each that fails."""
        self._failing_since = 0.0
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._render())]

    async def states(self) -> AsyncIterator[str]:
        """Yield the state as it is from now on, whenever it is another, until the book is deleted.

        Raises CannotBeTold when it has been unknown for too long.
        """
        after, sent = self._begun, None
        self._changed.set()
        while True:
            coming, html = self._next, self._html
            if self._failing_since and time.monotonic() - self._failing_since > GIVE_UP_SECONDS:
                raise CannotBeTold
            if self._rendered > after and html is None:
                return
            if self._rendered > after and html != sent:
                sent = html
                yield html or ""
            else:
                await coming.wait()

    async def close(self) -> None:
        """End it: nobody watches any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        try:  # even if it has not joined yet: the layer knows the channel since it is listened to
            await self._layer.group_discard(self._group, self._channel)
        except Exception as error:  # noqa: BLE001 - it expires by itself
            logger.warning("a group was not left: %s", kind_and_place(error))

    @property
    def _group(self) -> str:
        return broadcast.group_of(self._audience.subject)

    async def _listen(self) -> None:
        """Listen: every message means that something may have changed, the one that the layer listens again as well."""
        while True:
            try:
                async with asyncio.timeout(REJOIN_SECONDS):
                    await self._layer.receive(self._channel)
            except TimeoutError:
                self._has_joined = False
            except Exception as error:  # noqa: BLE001 - nobody awaits this task, and browsers would wait for ever
                logger.warning("the changes of a book are not heard: %s", kind_and_place(error))
                self._has_joined = False  # the layer may have forgotten it
                await asyncio.sleep(RETRY_SECONDS)
            self._changed.set()

    async def _render(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._begun += 1
            began = time.monotonic()
            try:
                async with asyncio.timeout(READING_SECONDS):
                    await self._join()
                    self._html = await self._read()
            except Exception as error:  # noqa: BLE001 - nobody awaits this task, and browsers would wait for ever
                logger.error("the state of a book was not told: %s", kind_and_place(error))
                self._failing_since = self._failing_since or began
                self._wake()
                await asyncio.sleep(RETRY_SECONDS)
                self._changed.set()
                continue
            self._rendered, self._failing_since = self._begun, 0.0
            self._wake()
            await asyncio.sleep(max(SHORTEST_INTERVAL_SECONDS, time.monotonic() - began))

    async def _read(self) -> str | None:
        read = database_sync_to_async(self._audience.render, thread_sensitive=False, executor=_threads)
        html: str | None = await read()
        return html

    def _wake(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    async def _join(self) -> None:
        """Join before the state is read: what changes in between is told again, never lost."""
        if not self._has_joined:
            await self._layer.group_add(self._group, self._channel)
            self._has_joined = True


_rooms: dict[Audience, Room] = {}


async def states_for(audience: Audience, layer: Any) -> AsyncGenerator[str, None]:
    """Yield the state of a book as its audience sees it: at once, and whenever it has changed, until it is deleted.

    Raises CannotBeTold when it has been unknown for too long.
    """
    if audience not in _rooms:
        channel = await layer.new_channel()
        if audience not in _rooms:  # nobody else was faster
            _rooms[audience] = Room(audience, layer, channel)
    room = _rooms[audience]
    room.members += 1
    try:
        async for html in room.states():
            yield html
    finally:
        room.members -= 1
        if not room.members:
            del _rooms[audience]
            await room.close()
