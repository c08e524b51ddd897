"""How films stand, as their pages show them and are told of each change."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.template.loader import render_to_string

from accounts.models import User
from books.models import VividPage
from films.models import Film
from films.services.links import token_of
from films.services.viewing import MASTER, is_withheld
from web.films.queries import ShownFilm, shown_films

TEMPLATE = "films/_films.html"
PLAYED_TEMPLATE = "films/_played.html"


@dataclass(frozen=True, slots=True)
class FilmsAudience:
    """The browsers of a reader that show the films of a book."""

    vividpage_id: UUID
    reader: User

    @property
    def subject(self) -> UUID:
        """Whose changes they are told of."""
        return self.reader.pk

    def render(self) -> str | None:
        """Render the list; None if the book is gone."""
        vividpage = VividPage.objects.owned_by(self.reader).filter(pk=self.vividpage_id).first()
        return fragment(vividpage, self.reader) if vividpage else None


@dataclass(frozen=True, slots=True)
class FilmAudience:
    """The browsers of a reader that play a film: they go on with it when it has grown, and stop when it is withheld."""

    film_id: UUID
    reader: User

    @property
    def subject(self) -> UUID:
        """Whose changes they are told of."""
        return self.reader.pk

    def render(self) -> str | None:
        """Render from where it is played now; None if the film is gone."""
        film = Film.objects.owned_by(self.reader).filter(pk=self.film_id).first()
        return played(film, self.reader) if film else None


def fragment(vividpage: VividPage, reader: User) -> str:
    """Render the list of films that browsers swap in."""
    films = shown_films(vividpage, reader)
    making = [one for one in films if one.film.state == Film.State.MAKING]
    context = {"vividpage": vividpage, "films": films, "is_working": bool(making)}
    context["announcement"] = (
        f"{len(making)} being made." if making else _words_of(films[0]) if films else "No films yet."
    )
    return render_to_string(TEMPLATE, context)


def played(film: Film, reader: User) -> str:
    """Render what a player is told of its film."""
    context = {"film": film, "is_withheld": is_withheld(film), "token": token_of(film, reader), "master": MASTER}
    return render_to_string(PLAYED_TEMPLATE, context)


def _words_of(one: ShownFilm) -> str:
    how = {
        Film.State.READY: "is ready",
        Film.State.PAUSED: "stands still",
        Film.State.CANCELLED: "was cancelled",
    }.get(Film.State(one.film.state), "could not be made")
    return f"{one.title} {how}."
