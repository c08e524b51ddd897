"""The written book that a route is about. Another writer's is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from api.core.problems import refuses
from api.core.rows import owned
from writing.kinds.catalogue import kind_named
from writing.queries import book_of
from writing.services import WritingRefused

if TYPE_CHECKING:
    from uuid import UUID

    from api.core.rules import CalledBy
    from writing.kinds.kind import BookKind
    from writing.models import PlannedPart, WrittenBook

refuses(WritingRefused, kind="writing-refused", title="This cannot be written so")


def found_kind(name: str) -> BookKind[Any]:
    """Return a kind of book. Raises Http404."""
    try:
        return kind_named(name)
    except KeyError:
        raise Http404 from None


def found_book(request: CalledBy, book_id: UUID) -> WrittenBook:
    """Return a book that the caller writes here. Raises Http404."""
    book = book_of(user=request.auth, vividpage_id=book_id)
    if book is None:
        raise Http404
    book.vividpage.owner = request.auth
    return book


def found_part(book: WrittenBook, part_id: UUID) -> PlannedPart:
    """Return a part of a book's plan as it stands. Raises Http404."""
    part = owned(book.parts.filter(is_planned=True).select_related("accepted"), part_id)
    part.book = book
    return part
