"""Live progress: whoever watches a book gets its state at once and whenever it has changed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.http import QueryDict

from books.models import VividPage
from jobs import broadcast
from jobs.privacy import kind_and_place
from web.making import live as progress
from web.requests import asks_for_all

if TYPE_CHECKING:
    from uuid import UUID

logger = logging.getLogger(__name__)

NOT_FOUND = 4404
SHORTEST_INTERVAL_SECONDS = 0.1
RETRY_SECONDS = 1.0
"""Until the state is read again that could not be read: the database may be back by then."""


class VividPageConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One browser that watches one book of its own.

    A message only says that something has changed; the state is read here, one reading after the other. So no older
    state can overtake a newer one, and many changes at once are told as one.
    """

    vividpage_id: UUID
    ahead: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed = asyncio.Event()
        self.telling: asyncio.Task[None] | None = None
        self.has_joined = False

    async def connect(self) -> None:
        """Join the book's group, then tell its state: what changes in between is told again, never lost."""
        user = self.scope["user"]
        self.vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        self.ahead = asks_for_all(QueryDict(self.scope["query_string"]))
        is_owner = (
            user.is_authenticated and await VividPage.objects.owned_by(user).filter(pk=self.vividpage_id).aexists()
        )
        await self.accept()
        if not is_owner:
            await self.close(code=NOT_FOUND)
            return
        self.changed.set()
        self.telling = asyncio.create_task(self._tell())

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        """Leave the group."""
        if self.telling is not None:
            self.telling.cancel()
        if self.has_joined:
            await self.channel_layer.group_discard(broadcast.group_of(self.vividpage_id), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002
        """Whatever a browser says means: tell me how it stands."""
        self.changed.set()

    async def subject_changed(self, event: dict[str, Any]) -> None:  # noqa: ARG002
        """Something has changed."""
        self.changed.set()

    async def layer_listening(self, event: dict[str, Any]) -> None:  # noqa: ARG002
        """Something may have changed while the channel layer did not listen."""
        self.changed.set()

    async def _tell(self) -> None:
        while True:
            await self.changed.wait()
            self.changed.clear()
            try:
                await self._join()
                html = await database_sync_to_async(progress.render)(
                    self.vividpage_id, self.scope["user"], ahead=self.ahead
                )
            except Exception as error:  # noqa: BLE001 - nobody awaits this task, and the browser would wait for ever
                logger.error("the state of a book was not told: %s", kind_and_place(error))
                await asyncio.sleep(RETRY_SECONDS)
                self.changed.set()
                continue
            if html is None:  # the book has been deleted
                await self.close(code=NOT_FOUND)
                return
            await self.send(text_data=html)
            await asyncio.sleep(SHORTEST_INTERVAL_SECONDS)

    async def _join(self) -> None:
        if not self.has_joined:
            await self.channel_layer.group_add(broadcast.group_of(self.vividpage_id), self.channel_name)
            self.has_joined = True
