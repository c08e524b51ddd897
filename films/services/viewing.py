"""Films as somebody may see them: those of a book, whether they are up to date, and the files that play them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.text import slugify

from films.models import Film, StreamFile
from films.options import FilmOptions
from films.screening import Bar, Screening, screenings_of
from films.sources import changed_since, sources_of
from storyboards.safety.veiling import eyes_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from storyboards.safety.veiling import Eyes

MEDIA_TYPES = {
    "m3u8": "application/vnd.apple.mpegurl",
    "mp4": "video/mp4",
    "m4s": "video/iso.segment",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}
MASTER = "master.m3u8"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ListedFilm:
    """A film with what a list says of it. `changed`: what of its book is no longer as it was made of.

    `screening`: whether its reader may see it.
    """

    film: Film
    options: FilmOptions
    changed: tuple[str, ...]
    screening: Screening

    @property
    def is_withheld(self) -> bool:
        """Whether it is kept from its reader, who can do no more about that than to make it again."""
        return self.screening.bar not in (Bar.NONE, Bar.VEIL)

    @property
    def can_be_seen(self) -> bool:
        """Whether it has files that may be shown."""
        return self.film.has_files and self.screening.is_shown


def films_of(book: VividPage, reader: User, eyes: Eyes | None = None) -> list[ListedFilm]:
    """List the films of a book of a reader's own, the latest first. Some fourteen queries.

    `eyes` are theirs with what they have clicked to see.
    """
    films = list(Film.objects.owned_by(reader).filter(vividpage=book).select_related("vividpage"))
    if not films:
        return []
    now, screenings = sources_of(book), screenings_of(films, eyes or eyes_of(reader))
    return [
        ListedFilm(
            film,
            FilmOptions.model_validate(film.options),
            tuple(changed_since(film, now)) if film.has_files else (),
            screenings[film.pk],
        )
        for film in films
    ]


def is_outdated(film: Film) -> bool:
    """Return whether its book has changed since a film was made; one that has no files yet has nothing to outdate."""
    return film.has_files and bool(changed_since(film, sources_of(film.vividpage)))


def screening_of(film: Film, eyes: Eyes) -> Screening:
    """Return whether somebody may see a film. Two queries at most."""
    return screenings_of([film], eyes)[film.pk]


def is_withheld(film: Film) -> bool:
    """Return whether not even the reader of its book sees a film, as they have set what they see."""
    return not screening_of(film, eyes_of(film.vividpage.owner)).is_shown


def stream_files(film: Film) -> Mapping[str, StreamFile]:
    """Return the files that a film is streamed from, by the paths that its playlists say: `MASTER` and all others.

    None of a film that is withheld.
    """
    if film.stream is None or is_withheld(film):
        return {}
    return {file.path: file for file in film.stream_files.filter(stream=film.stream)}


def stream_file(film_id: UUID, path: str) -> StreamFile | None:
    """Return one of the files of a film by its path, whoever asks: with its film, book and owner. One query."""
    found = StreamFile.objects.select_related("film__vividpage__owner").filter(
        film=film_id, path=path, stream=F("film__stream")
    )
    return found.first()


def media_type_of(path: str) -> str:
    """Return the media type of a file of a film."""
    return MEDIA_TYPES.get(path.rpartition(".")[2], "application/octet-stream")


def file_name_of(film: Film) -> str:
    """Return what a film's file is called where it is kept: its book's title and its shape."""
    title = slugify(film.vividpage.title)[:LONGEST_NAME].strip("-") or "film"
    return f"{title}-{str(film.options.get('shape', '16:9')).replace(':', 'x')}.mp4"
