"""The files of a book's sources: snapshots of what was fetched, and what was uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writing.models import Source

if TYPE_CHECKING:
    from uuid import UUID


def files_of_book(*, vividpage_id: UUID) -> set[str]:
    """Return the names of the snapshots that a book keeps: they go with it."""
    return set(Source.objects.filter(book_id=vividpage_id).exclude(snapshot="").values_list("snapshot", flat=True))
