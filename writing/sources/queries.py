"""Reads that pages need of a book's sources, each in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from authors.sources.relevance.judging import ABOUT
from writing.models import Passage, Source

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from accounts.models import User
    from writing.models import WrittenBook


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A source with how many passages it has, and how many of them are about the subject."""

    row: Source
    passages: int
    about: int


def sources_of(book: WrittenBook) -> list[CountedSource]:
    """List the sources of a book that have not been removed. Two queries."""
    about = Count("pk", filter=Q(relevance__gte=ABOUT))
    passages = Passage.objects.filter(source__book=book).order_by()
    counted = passages.values("source").annotate(total=Count("pk"), about=about)
    counts = {source: (total, sure) for source, total, sure in counted.values_list("source", "total", "about")}
    rows = book.sources.present().select_related("duplicate_of")
    return [CountedSource(row, *counts.get(row.pk, (0, 0))) for row in rows]


def source_of(*, user: User, source_id: UUID) -> Source | None:
    """Return a source of a writer's; None if they have none of that id."""
    return Source.objects.owned_by(user).select_related("book__vividpage").filter(pk=source_id).first()


def used_passages(book: WrittenBook) -> QuerySet[Passage]:
    """Filter the passages that a book is written from: those of used sources, but none that speaks to language models.

    Whether a single sentence is about the subject is decided where facts are found.
    """
    used = Source.objects.used().filter(book=book)
    return Passage.objects.filter(source__in=used, for_models=False).order_by("source__number", "number")


def passages_by_id(*, user: User, ids: Collection[UUID]) -> dict[UUID, Passage]:
    """Return a writer's passages of those ids, with their sources, so that a citation can be opened. One query."""
    rows = Passage.objects.filter(pk__in=ids, source__book__vividpage__owner=user).select_related("source")
    return {row.pk: row for row in rows}
