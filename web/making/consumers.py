"""Live progress: whoever watches a book gets its state at once and whenever it has changed."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.http import QueryDict

from books.models import VividPage
from jobs.privacy import kind_and_place
from web.making import sessions
from web.making.watching import BookAudience, CannotBeTold, states_for
from web.requests import asks_for_all

if TYPE_CHECKING:
    from accounts.models import User
    from web.making.watching import Audience

logger = logging.getLogger(__name__)

NOT_FOUND, SIGNED_OUT, TRY_AGAIN_LATER = 4404, 4401, 4503
"""Pages connect again by themselves whenever they are closed, but for the first two (static/js/live.js)."""


class WatchingConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # the library has no types
    """One browser that watches something. What it is told comes from the room that it shares with others."""

    channel_layer_alias = ""
    """None of its own: the room listens for all who are in it."""
    audience: Audience

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.telling: asyncio.Task[None] | None = None
        self.guarding: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Tell the state to whoever may know it."""
        user = self.scope["user"]
        audience = await self.find_audience(user) if user.is_authenticated else None
        await self.accept()
        if audience is not None:
            self.audience = audience
            self.telling = asyncio.create_task(self._tell())
            self.guarding = asyncio.create_task(self._leave_with_session())
        else:
            await self.close(code=NOT_FOUND)

    async def find_audience(self, user: User) -> Audience | None:
        """Return to which audience the browser of `user` belongs; None: there is nothing for them."""
        raise NotImplementedError

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        """Leave the room."""
        await self._be_silent()
        if self.guarding is not None:
            self.guarding.cancel()
            await asyncio.wait([self.guarding])

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002
        """Say how it stands, whatever a browser says."""
        if self.telling is not None:
            await self._be_silent()
            self.telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        code = NOT_FOUND  # the book has been deleted, when there is nothing more to tell
        try:
            async with aclosing(states_for(self.audience, get_channel_layer())) as states:
                async for html in states:
                    await self.send(text_data=html)
        except CannotBeTold:
            code = TRY_AGAIN_LATER
        await self.close(code=code)

    async def _leave_with_session(self) -> None:
        code = SIGNED_OUT
        try:
            await sessions.ended(self.scope["session"].session_key, self.audience.reader.pk, get_channel_layer())
        except Exception as error:  # noqa: BLE001 - nobody awaits this task, and an unwatched page is closed
            logger.error("a session is not watched: %s", kind_and_place(error))
            code = TRY_AGAIN_LATER
        await self._be_silent()
        await self.close(code=code)

    async def _be_silent(self) -> None:
        if self.telling is not None:
            self.telling.cancel()
            await asyncio.wait([self.telling])


class VividPageConsumer(WatchingConsumer):
    """Watches the making of a book of one's own."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the book, if it is theirs."""
        vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = await VividPage.objects.owned_by(user).filter(pk=vividpage_id).aexists()
        ahead = asks_for_all(QueryDict(self.scope["query_string"]))
        return BookAudience(vividpage_id, user, ahead) if is_owner else None
