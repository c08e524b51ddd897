"""Writing to the pages of a book so that it can be taken back: a stack for each book, beside that of its bible."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from books.text.names import shortened
from characters.editing import EditRefused
from characters.editing.journal import Journal, lock_book, take_back
from publishing.models import PageEdit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from accounts.models import User

MOST_KEPT = 200
"""Edits of a book's pages that can be taken back."""


class PagesRefused(EditRefused):
    """The pages cannot be changed so; the words are the reader's and say what to do."""


@contextmanager
def recorded_pages(*, vividpage_id: UUID, by: User | None) -> Iterator[Journal]:
    """Record one edit of pages, in a transaction that lets no other edit of the book in. Raises EditRefused."""
    with transaction.atomic():
        lock_book(vividpage_id)
        journal = Journal(vividpage_id)
        yield journal
        if journal.steps:
            edits = PageEdit.objects.filter(vividpage_id=vividpage_id)
            number = (edits.aggregate(last=Max("number"))["last"] or 0) + 1
            PageEdit.objects.create(
                vividpage_id=vividpage_id,
                number=number,
                user=by,
                summary=shortened(journal.summary, 500),
                steps=journal.steps,
            )
            edits.filter(number__lte=number - MOST_KEPT).delete()


def latest_edit(vividpage_id: UUID) -> PageEdit | None:
    """Return the edit that would be taken back next."""
    return PageEdit.objects.filter(vividpage_id=vividpage_id).defer("steps").first()


@transaction.atomic
def undo_pages(*, vividpage_id: UUID) -> str:
    """Take the latest edit of the pages back and return what it was. Raises PagesRefused; nothing is changed then."""
    lock_book(vividpage_id)
    edit = PageEdit.objects.filter(vividpage_id=vividpage_id).first()
    if edit is None:
        raise PagesRefused("There is nothing to undo.")
    refused = PagesRefused(f"“{edit.summary}” cannot be undone: a picture that was there has been deleted since.")
    try:
        with transaction.atomic():
            if not take_back(edit.steps):
                raise refused
            connection.check_constraints()  # now, not at the end, where nobody could put it into words
    except DatabaseError as error:
        raise refused from error
    edit.delete()
    return edit.summary
