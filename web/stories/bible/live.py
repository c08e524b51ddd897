"""The bible of a branch as its page shows it, and as it is sent anew when somebody edits it or the story goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from web.stories.bible.knowledge import bible_of
from web.stories.bible.suggestions import open_suggestions
from web.stories.consumers import StoryConsumer
from web.stories.live import StoryAudience

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from web.making.watching import Audience
    from writing.stories.access import Standing
    from writing.stories.models import Branch

TEMPLATE = "stories/bible/_live.html"


def bible_context(
    branch: Branch, user: User | AnonymousUser, standing: Standing, *, to: int = 0, page: int = 0
) -> dict[str, Any]:
    """Return what the templates of a bible show."""
    return {
        "story": branch.story,
        "branch": branch,
        "standing": standing,
        "bible": bible_of(branch, to=to, page=page),
        "waiting": open_suggestions(branch),
        "may_suggest": user.is_authenticated and not standing.is_banned,
        "user": user,
    }


class BibleAudience(StoryAudience):
    """The browsers of a reader that show the bible of a branch."""

    __slots__ = ()

    def shown(self, branch: Branch, standing: Standing) -> str:
        """Render the bible at the end of the branch."""
        return render_to_string(TEMPLATE, bible_context(branch, self.reader, standing))


class BibleConsumer(StoryConsumer):
    """Watches the bible of a branch that one may read."""

    def audience_of(self, story_id: UUID, branch: Branch, user: User, link: str) -> Audience:
        """Return who is told of it."""
        return BibleAudience(story_id, branch.pk, user, link)
