"""Segments as they come: whoever has a story open is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channels.db import database_sync_to_async

from web.making.consumers import WatchingConsumer
from web.stories.live import StoryAudience
from writing.stories.access import standing_in
from writing.stories.links import STORY_LINKS
from writing.stories.models import Branch

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from web.making.watching import Audience


class StoryConsumer(WatchingConsumer):
    """Watches a branch of a story that one may read."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the branch, if they may read its story."""
        number, story_id = (self.scope["url_route"]["kwargs"][name] for name in ("number", "story_id"))
        rows = Branch.objects.select_related("story").filter(story=story_id, number=number)
        branch = await rows.afirst()
        if branch is None:
            return None
        link = str(self.scope["session"].get(STORY_LINKS, {}).get(str(story_id), ""))
        standing = await database_sync_to_async(standing_in)(branch.story, user, link=link)
        return self.audience_of(story_id, branch, user, link) if standing.may_read else None

    def audience_of(self, story_id: UUID, branch: Branch, user: User, link: str) -> Audience:
        """Return who is told of its end."""
        return StoryAudience(story_id, branch.pk, user, link)
