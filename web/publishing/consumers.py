"""Live editions: their page, and whatever page of a reader is open while one is waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import VividPage
from web.making.consumers import WatchingConsumer
from web.publishing.live import EditionsAudience, NewsAudience

if TYPE_CHECKING:
    from accounts.models import User
    from web.making.watching import Audience


class EditionsConsumer(WatchingConsumer):
    """Watches the editions of a book of one's own."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the editions, if the book is theirs."""
        vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = await VividPage.objects.owned_by(user).filter(pk=vividpage_id).aexists()
        return EditionsAudience(vividpage_id, user) if is_owner else None


class NewsConsumer(WatchingConsumer):
    """Waits for editions that are being made."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return the reader's own."""
        return NewsAudience(user)
