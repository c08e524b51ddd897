"""Parts as they arrive: whoever has the page of their book open is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.making.consumers import WatchingConsumer
from web.writing.live import WritingAudience
from writing.models import WrittenBook

if TYPE_CHECKING:
    from accounts.models import User
    from web.making.watching import Audience


class WritingConsumer(WatchingConsumer):
    """Watches a book of one's own being written."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the book, if it is theirs."""
        vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = await WrittenBook.objects.owned_by(user).filter(pk=vividpage_id).aexists()
        return WritingAudience(vividpage_id, user) if is_owner else None
