"""Finding what a page is about: books that are written here and their parts. Another writer's are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from writing.kinds.catalogue import kind_named
from writing.queries import book_of

if TYPE_CHECKING:
    from uuid import UUID

    from web.requests import SignedIn
    from writing.kinds.kind import BookKind
    from writing.models import PlannedPart, WrittenBook


def kind_or_404(name: str) -> BookKind[Any]:
    """Return a kind of book. Raises Http404."""
    try:
        return kind_named(name)
    except KeyError:
        raise Http404 from None


def written_book(request: SignedIn, vividpage_id: UUID) -> WrittenBook:
    """Return a book that the reader writes here. Raises Http404."""
    book = book_of(user=request.user, vividpage_id=vividpage_id)
    if book is None:
        raise Http404
    book.vividpage.owner = request.user
    return book


def planned_part(book: WrittenBook, part_id: UUID) -> PlannedPart:
    """Return a part of a book's plan as it stands. Raises Http404."""
    parts = book.parts.filter(is_planned=True).select_related("accepted")
    part: PlannedPart = get_object_or_404(parts, pk=part_id)
    part.book = book
    return part
