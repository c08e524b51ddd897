"""A book as the subject of the jobs that make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import VividPage
from jobs.models import Job, Unit
from jobs.pipelines import SubjectGone

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAKING = "making"
"""The pipeline that turns a book into pictures."""
EPUB_PARSE = "epub-parse"
"""Its first stage, which reads the book."""


def jobs_of(vividpage: VividPage) -> QuerySet[Job]:
    """Return the jobs of a book's making, the latest first."""
    return Job.objects.filter(pipeline=MAKING, subject=vividpage.pk)


def vividpage_of(work: Job | Unit) -> VividPage:
    """Return the book that a job or a unit works on. Raises SubjectGone if it has been deleted."""
    job = work.job if isinstance(work, Unit) else work
    try:
        return VividPage.objects.select_related("owner").get(pk=job.subject)
    except VividPage.DoesNotExist as error:
        raise SubjectGone(f"There is no book {job.subject}.") from error
