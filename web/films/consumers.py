"""Live films: the page of a book's films, and players."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from channels.db import database_sync_to_async

from books.models import VividPage
from films.models import Film
from storyboards.safety.revealing import KEY as REVEALED
from web.films.live import FilmAudience, FilmsAudience
from web.films.viewers import admission_to
from web.making.consumers import WatchingConsumer
from writing.stories.links import STORY_LINKS

if TYPE_CHECKING:
    from accounts.models import User
    from web.making.watching import Audience


class FilmsConsumer(WatchingConsumer):
    """Watches the films of a book of one's own."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the films, if the book is theirs."""
        vividpage_id = self.scope["url_route"]["kwargs"]["vividpage_id"]
        is_owner = await VividPage.objects.owned_by(user).filter(pk=vividpage_id).aexists()
        return FilmsAudience(vividpage_id, user) if is_owner else None


class FilmConsumer(WatchingConsumer):
    """Watches the one film that is played."""

    async def find_audience(self, user: User) -> Audience | None:
        """Return who is told of the film, if they may watch it."""
        film_id = self.scope["url_route"]["kwargs"]["film_id"]
        film = await Film.objects.select_related("vividpage").filter(pk=film_id).afirst()
        if film is None:
            return None
        session = self.scope.get("session", {})
        links = session.get(STORY_LINKS, {})
        if await database_sync_to_async(admission_to)(film, user, links) is None:
            return None
        revealed = frozenset(UUID(one) for one in session.get(REVEALED, []))
        return FilmAudience(film_id, film.vividpage_id, user, tuple(sorted(links.items())), revealed)
