"""One at a time: what is done with a book waits for what is being done with it."""

from __future__ import annotations

from jobs import services as jobs
from writing.making import WRITING
from writing.models import WrittenBook
from writing.services.errors import WritingRefused

GONE = "This book has been deleted meanwhile."


def locked(book: WrittenBook) -> WrittenBook:
    """Lock the work on a book and then its row, in the order in which workers take their locks; return it afresh.

    Raises WritingRefused if it has been deleted. Call it in a transaction.
    """
    jobs.lock_work(subject=book.pk, pipeline=WRITING)
    rows = WrittenBook.objects.select_for_update(of=("self",)).select_related("vividpage__owner", "plan")
    current = rows.filter(pk=book.pk).first()
    if current is None:
        raise WritingRefused(GONE)
    return current
