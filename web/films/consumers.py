"""Live films: the page of a book's films, and players."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import VividPage
from films.models import Film
from web.films.live import FilmAudience, FilmsAudience
from web.making.consumers import WatchingConsumer

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
        """Return who is told of the film, if it is theirs."""
        film_id = self.scope["url_route"]["kwargs"]["film_id"]
        is_owner = await Film.objects.owned_by(user).filter(pk=film_id).aexists()
        return FilmAudience(film_id, user) if is_owner else None
