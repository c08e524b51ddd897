"""Parts and verdicts as they arrive: whoever has the page of their book or its sources open is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from web.making.consumers import WatchingConsumer
from web.writing.live import WritingAudience
from web.writing.live_sources import SourcesAudience
from writing.models import WrittenBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from accounts.models import User
    from web.making.watching import Audience


class WritingConsumer(WatchingConsumer):
    """Watches a book of one's own being written."""

    audience_of: ClassVar[Callable[[UUID, User], Audience]] = WritingAudience

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the book, if it is theirs."""
        vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = await WrittenBook.objects.owned_by(user).filter(pk=vividpage_id).aexists()
        return type(self).audience_of(vividpage_id, user) if is_owner else None


class SourcesConsumer(WritingConsumer):
    """Watches the sources of a book of one's own being fetched and judged."""

    audience_of: ClassVar[Callable[[UUID, User], Audience]] = SourcesAudience
