"""How much room a reader takes, by book and by kind. A file that several rows name counts once for each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from books.models import VividPage
from films.models import Film
from publishing.models import Edition
from storyboards.models import PictureVersion
from storyboards.pictures.versions import old_of
from writing.models import Source

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User


_OF_PICTURES = "picture__vividpage"


@dataclass(slots=True)
class BookRoom:
    """What one book takes, in bytes; `old` is that part of the pictures that may be deleted on request."""

    vividpage: UUID
    title: str
    file: int = 0
    pictures: int = 0
    old: int = 0
    old_count: int = 0
    editions: int = 0
    films: int = 0
    sources: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.file + self.pictures + self.editions + self.films + self.sources


@dataclass(frozen=True, slots=True)
class Quotas:
    """How much one reader may have: books, bytes of their files, books in progress at once. 0: as much as they like."""

    books: int
    file_bytes: int
    open_books: int


def quotas() -> Quotas:
    """Return what the operator has set."""
    return Quotas(settings.READER_BOOKS, settings.READER_STORAGE_BYTES, settings.READER_OPEN_JOBS)


@dataclass(frozen=True, slots=True)
class Room:
    """What a reader takes: books by size, the largest first."""

    books: list[BookRoom] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All of it, in bytes."""
        return sum(book.total for book in self.books)

    @property
    def files(self) -> int:
        """What the files of books that were uploaded take of it."""
        return sum(book.file for book in self.books)

    @property
    def old(self) -> int:
        """What could be deleted of old pictures, in bytes."""
        return sum(book.old for book in self.books)


def room_of(user: User) -> Room:
    """Sum up what the books of a reader take. Six queries, however many books there are."""
    books = {
        pk: BookRoom(pk, title, file=size)
        for pk, title, size in VividPage.objects.owned_by(user).values_list("pk", "title", "epub_bytes")
    }
    for pk, size in _summed(PictureVersion.objects.filter(picture__vividpage__owner=user), _OF_PICTURES, "size"):
        books[pk].pictures = size
    for pk, size, count in old_of(user):
        books[pk].old, books[pk].old_count = size, count
    for pk, size in _summed(Edition.objects.filter(vividpage__owner=user), "vividpage", "bytes"):
        books[pk].editions = size
    for pk, size in _summed(Film.objects.filter(vividpage__owner=user), "vividpage", "bytes"):
        books[pk].films = size
    for pk, size in _summed(Source.objects.filter(book__vividpage__owner=user), "book__vividpage", "snapshot_bytes"):
        books[pk].sources = size
    return Room(sorted(books.values(), key=lambda book: (-book.total, book.title)))


def _summed(rows: QuerySet[Any], book: str, column: str) -> list[tuple[UUID, int]]:
    sums = rows.order_by().values(book).annotate(together=Sum(column, default=0))
    return [(row[book], int(row["together"])) for row in sums]
