"""Films as somebody may see them: those of a book, whether they are up to date, and the files that play them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.text import slugify

from films.models import Film, StreamFile
from films.options import FilmOptions
from films.sources import changed_since, sources_of, withheld_among

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage

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

    `is_withheld`: a picture was hidden that it shows, and nobody may see it.
    """

    film: Film
    options: FilmOptions
    changed: tuple[str, ...]
    is_withheld: bool

    @property
    def can_be_seen(self) -> bool:
        """Whether it has files that may be shown."""
        return self.film.has_files and not self.is_withheld


def films_of(book: VividPage, reader: User) -> list[ListedFilm]:
    """List the films of a book that `reader` may see, the latest first: its owner's. Some twelve queries."""
    films = list(Film.objects.owned_by(reader).filter(vividpage=book).select_related("vividpage"))
    if not films:
        return []
    now, withheld = sources_of(book), withheld_among(films)
    return [
        ListedFilm(
            film,
            FilmOptions.model_validate(film.options),
            tuple(changed_since(film, now)) if film.has_files else (),
            film.pk in withheld,
        )
        for film in films
    ]


def is_outdated(film: Film) -> bool:
    """Return whether its book has changed since a film was made; one that has no files yet has nothing to outdate."""
    return film.has_files and bool(changed_since(film, sources_of(film.vividpage)))


def is_withheld(film: Film) -> bool:
    """Return whether nobody may see a film, because a picture of it was hidden."""
    return film.pk in withheld_among([film])


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
