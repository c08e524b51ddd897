"""One at a time: what is done with a book waits for what is being done with it."""

from __future__ import annotations

from jobs import services as jobs
from writing.making import WRITING
from writing.models import WrittenBook
from writing.services.errors import WritingRefused

TAKEN_DOWN = "A moderator has taken this book down: {reason} Nothing of it can be written or made."
GONE = "This book has been deleted meanwhile."


def locked(book: WrittenBook) -> WrittenBook:
    """Lock the work on a book and then its row, in the order in which workers take their locks; return it afresh.

    Raises WritingRefused if it has been deleted or taken down. Call it in a transaction.
    """
    current = held(book)
    check_not_taken_down(current)
    return current


def check_not_taken_down(book: WrittenBook) -> None:
    """Raise WritingRefused for a book that a moderator has taken down."""
    if book.taken_down is not None:
        raise WritingRefused(TAKEN_DOWN.format(reason=book.taken_down_reason))


def held(book: WrittenBook) -> WrittenBook:
    """Lock a book as `locked` does, though it may be taken down. Raises WritingRefused if it has been deleted."""
    jobs.lock_work(subject=book.pk, pipeline=WRITING)
    rows = WrittenBook.objects.select_for_update(of=("self",)).select_related("vividpage__owner", "plan")
    current = rows.filter(pk=book.pk).first()
    if current is None:
        raise WritingRefused(GONE)
    return current
