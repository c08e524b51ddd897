"""How films stand, as their pages show them and are told of each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string

from accounts.models import User
from books.models import VividPage
from films.models import Film
from films.services.links import token_of
from films.services.viewing import MASTER, screening_of
from storyboards.safety.veiling import eyes_of
from web.films.queries import ShownFilm, shown_films
from web.films.viewers import admission_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from films.screening import Screening

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
    """The browsers of a viewer that play a film: they go on with it when it has grown, and stop when it is withheld.

    `links` are those of stories by which they came, `revealed` what they have clicked to see.
    """

    film_id: UUID
    vividpage_id: UUID
    reader: User
    links: tuple[tuple[str, str], ...] = ()
    revealed: frozenset[UUID] = frozenset()

    @property
    def subject(self) -> UUID:
        """The book: its pictures may be hidden, and its films be made again."""
        return self.vividpage_id

    def render(self) -> str | None:
        """Render from where it is played now; None if the film is gone, or not for them any more."""
        film = Film.objects.select_related("vividpage__owner").filter(pk=self.film_id).first()
        if film is None or admission_to(film, self.reader, dict(self.links)) is None:
            return None
        return played(film, self.reader, screening_of(film, eyes_of(self.reader, self.revealed)))


def fragment(vividpage: VividPage, reader: User) -> str:
    """Render the list of films that browsers swap in."""
    films = shown_films(vividpage, reader)
    making = [one for one in films if one.film.state == Film.State.MAKING]
    context = {"vividpage": vividpage, "films": films, "is_working": bool(making)}
    context["announcement"] = (
        f"{len(making)} being made." if making else _words_of(films[0]) if films else "No films yet."
    )
    return render_to_string(TEMPLATE, context)


def played(film: Film, reader: User | AnonymousUser, screening: Screening) -> str:
    """Render what a player is told of its film."""
    context = {"film": film, "is_withheld": not screening.is_shown, "token": token_of(film, reader), "master": MASTER}
    context["asks"] = film.state == Film.State.MAKING or (film.grows and not reader.is_authenticated)
    return render_to_string(PLAYED_TEMPLATE, context)


def _words_of(one: ShownFilm) -> str:
    how = {
        Film.State.READY: "is ready",
        Film.State.PAUSED: "stands still",
        Film.State.CANCELLED: "was cancelled",
    }.get(Film.State(one.film.state), "could not be made")
    return f"{one.title} {how}."
