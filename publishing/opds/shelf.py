"""What feeds show: books with finished editions, a page at a time, found by words. Seven queries a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, Q

from books.models import VividPage
from publishing.catalogue import title_of
from publishing.models import Edition
from publishing.services import links
from publishing.sources import withheld_among

if TYPE_CHECKING:
    from accounts.models import User

PAGE_SIZE = 25
"""Books."""
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Offer:
    """An edition as a feed offers it: `title` tells several of a book apart."""

    id: UUID
    title: str
    media_type: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class ShelvedBook:
    """A book with its editions, the newest first. `updated` is when the last of them was made."""

    id: UUID
    title: str
    authors: tuple[str, ...]
    language: str
    description: str
    series: str
    series_index: str
    subjects: tuple[str, ...]
    updated: datetime
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """A page of a shelf; pages count from 1. `query` is what was looked for, or ""."""

    books: tuple[ShelvedBook, ...]
    number: int
    total: int
    query: str
    updated: datetime

    @property
    def last(self) -> int:
        """The number of the last page; there is one of an empty shelf, too."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def neighbours(self) -> dict[str, int]:
        """The numbers of other pages, by their relation to this one."""
        found = {"first": 1, "last": self.last}
        if self.number > 1:
            found["previous"] = self.number - 1
        if self.number < self.last:
            found["next"] = self.number + 1
        return found


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything is: absolute addresses. `feed` takes a page's number and what was looked for."""

    feed: Callable[[int, str], str]
    search: str
    search_template: str
    file: Callable[[ShelvedBook, Offer], str]
    cover: Callable[[ShelvedBook], str]
    book: Callable[[ShelvedBook], str]
    authentication: str


def shelf_page(reader: User, *, number: int = 1, query: str = "", book: UUID | None = None) -> ShelfPage:
    """Read a page of a reader's shelf, those books first whose editions are newest; `book` is the only one."""
    books = VividPage.objects.owned_by(reader).filter(editions__in=_available(reader))
    if book is not None:
        books = books.filter(pk=book)
    for word in query.split():
        columns = ("title", "authors", "series", "subjects")
        books = books.filter(Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR))
    ordered = books.annotate(updated=Max("editions__finished")).order_by("-updated", "pk")
    total = ordered.count()
    number = min(max(1, number), MOST_PAGES)
    rows = list(ordered[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    offers = _offers(reader, [row.pk for row in rows])
    shelved = tuple(_shelved(row, offers.get(row.pk, ())) for row in rows if row.pk in offers)
    newest = max((one.updated for one in shelved), default=reader.date_joined)
    return ShelfPage(shelved, number, total, query, newest)


def edition_on_shelf(reader: User, edition_id: UUID) -> Edition | None:
    """Return an edition that a reader's feed offers; None if it does not."""
    found = Edition.objects.finished().owned_by(reader).select_related("vividpage").filter(pk=edition_id).first()
    return None if found is None or withheld_among([found]) else found


def _available(reader: User) -> list[UUID]:
    editions = list(Edition.objects.finished().owned_by(reader).only("pk", "versions"))
    withheld = withheld_among(editions)
    return [edition.pk for edition in editions if edition.pk not in withheld]


def _offers(reader: User, books: list[UUID]) -> dict[UUID, tuple[Offer, ...]]:
    found: dict[UUID, tuple[Offer, ...]] = {}
    editions = Edition.objects.finished().owned_by(reader).filter(vividpage__in=books).select_related("vividpage")
    available = list(editions.order_by("-finished"))
    withheld = withheld_among(available)
    for edition in available:
        if edition.pk not in withheld:
            offer = Offer(
                edition.pk,
                title_of(edition.kind),
                links.media_type_of(edition),
                edition.bytes,
                links.name_of(edition),
            )
            found[edition.vividpage_id] = (*found.get(edition.vividpage_id, ()), offer)
    return found


def _shelved(row: VividPage, offers: tuple[Offer, ...]) -> ShelvedBook:
    return ShelvedBook(
        id=row.pk,
        title=row.title,
        authors=tuple(row.authors),
        language=row.language,
        description=row.description,
        series=row.series,
        series_index=row.series_index,
        subjects=tuple(row.subjects),
        updated=row.updated,  # type: ignore[attr-defined]  # annotated above
        offers=offers,
    )
