"""Films as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from films.estimates.lengths import LengthEstimate, estimate_length
from films.estimates.prices import estimate_price
from films.models import Film
from films.outline import OutlinedShot, outline_of
from films.services.spending import price_in_words
from films.services.viewing import ListedFilm, films_of
from providers.choosing.catalogue import entry_named
from providers.errors import ProviderError, UnknownModel
from web.requests import vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from films.options import FilmOptions
    from web.requests import SignedIn

SHAPES = {"16:9": "Wide film", "1:1": "Square film", "9:16": "Upright film"}


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """A film with all that its page tells of it."""

    listed: ListedFilm

    @property
    def film(self) -> Film:
        """The film itself."""
        return self.listed.film

    @property
    def title(self) -> str:
        """What it is called among the films of its book."""
        return SHAPES[self.listed.options.shape.value]

    @property
    def choices(self) -> list[str]:
        """What was chosen of it, in words."""
        options = self.listed.options
        chapters = options.chapters
        said = [
            f"{options.narration.rpartition('/')[2]} reads aloud" if options.is_spoken else "without a voice",
            f"moved by {mover}" if (mover := _mover(options)) else "",
            "captions in the picture" if options.burned else "",
            "the moments of its pictures" if options.telling == "moments" else "",
            f"{len(chapters)} chapter{'' if len(chapters) == 1 else 's'}" if chapters else "",
            f"up to {options.rungs[-1]} lines",
        ]
        return [words for words in said if words]

    @property
    def changed(self) -> str:
        """What of its book has changed since, in words."""
        return " and ".join(self.listed.changed)

    @property
    def length(self) -> str:
        """How long it plays, in words."""
        return length_in_words(self.film.seconds)

    @property
    def unmoved_because(self) -> list[str]:
        """Why pictures are moved by our own painters that a service was to move, each reason once."""
        if not self.film.unmoved:
            return []
        reasons = self.film.clips.filter(file="").exclude(reason="").order_by("reason")
        return list(reasons.values_list("reason", flat=True).distinct())

    @property
    def needs_again(self) -> bool:
        """Whether it is to be made again before it is what its reader wants."""
        is_ready = self.film.state == Film.State.READY
        return not self.film.is_being_made and (
            not is_ready or bool(self.changed) or not self.listed.screening.is_shown
        )


@dataclass(frozen=True, slots=True)
class Watched:
    """What is told beside a film: its shots, and those of them with which its chapters begin."""

    shots: list[OutlinedShot]
    chapters: list[OutlinedShot]


def film_of(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> Film:
    """Return a film of the reader's own book. Raises Http404."""
    vividpage = vividpage_of(request, vividpage_id)
    film: Film = get_object_or_404(vividpage.films, pk=film_id)
    film.vividpage = vividpage
    return film


def shown_films(vividpage: VividPage, reader: User) -> list[ShownFilm]:
    """Read the films of a book, the newest first."""
    return [ShownFilm(listed) for listed in films_of(vividpage, reader)]


@dataclass(frozen=True, slots=True)
class EstimatedFilm:
    """What a film will be before it is made: how long and large, and what it costs, in words."""

    length: LengthEstimate
    price: str


def estimated(vividpage: VividPage, options: FilmOptions) -> EstimatedFilm:
    """Say about what a film will be."""
    try:
        price = price_in_words(estimate_price(vividpage, options))
    except ProviderError as error:
        price = str(error)
    return EstimatedFilm(estimate_length(vividpage, options), price)


def watched(film: Film) -> Watched:
    """Read what is told beside a film."""
    shots = outline_of(film)
    return Watched(shots, [shot for shot in shots if shot.title])


def _mover(options: FilmOptions) -> str:
    """Return what the video model of a film is called."""
    try:
        return entry_named(options.video, "video").title if options.video else ""
    except UnknownModel:
        return options.video


def length_in_words(seconds: float) -> str:
    """Say how long something plays: “48 s”, “3 min 20 s”, “2 h 5 min”."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
