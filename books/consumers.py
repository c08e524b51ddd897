"""Live progress: whoever watches a book gets its state at once and every change of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from books.models import VividPage
from jobs import broadcast

NOT_FOUND = 4404


class VividPageConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One browser that watches one book of its own."""

    vividpage_id: UUID

    async def connect(self) -> None:
        """Join the book's group, then send its state: what changes in between arrives twice, never not at all."""
        user = self.scope["user"]
        self.vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = user.is_authenticated and await VividPage.objects.owned_by(user).filter(pk=self.vividpage_id).aexists()
        await self.accept()
        if not is_owner:
            await self.close(code=NOT_FOUND)
            return
        await self.channel_layer.group_add(broadcast.group_of(self.vividpage_id), self.channel_name)
        await self._send_state()

    async def disconnect(self, code: int) -> None:
        """Leave the group."""
        await self.channel_layer.group_discard(broadcast.group_of(self.vividpage_id), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Whatever a browser says means: tell me how it stands."""
        await self._send_state()

    async def vividpage_changed(self, event: dict[str, Any]) -> None:
        """A change, rendered by whoever made it."""
        await self.send(text_data=event["html"])

    async def _send_state(self) -> None:
        html = await sync_to_async(broadcast.render)(self.vividpage_id)
        if html is not None:
            await self.send(text_data=html)
