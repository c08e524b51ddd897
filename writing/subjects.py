"""A book that is written here as the subject of the jobs that write it."""

from __future__ import annotations

from jobs.models import Job, Unit
from jobs.pipelines import SubjectGone
from writing.models import WrittenBook


def book_of(work: Job | Unit) -> WrittenBook:
    """Return the book that a job or a unit works on. Raises SubjectGone if it has been deleted."""
    job = work.job if isinstance(work, Unit) else work
    books = WrittenBook.objects.select_related("vividpage__owner", "plan")
    book = books.filter(pk=job.subject).first()
    if book is None:
        raise SubjectGone(f"There is no book {job.subject}.")
    return book
