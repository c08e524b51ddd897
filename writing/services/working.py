"""The work on a book: begin it, stop it, go on, and have parts written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.access.allowances import spend_start
from jobs import broadcast
from jobs import services as jobs
from jobs.allowances import check_open
from jobs.models import Job, Priority
from writing.making import PARTS, PLANNING, WRITING
from writing.models import PlannedPart, WrittenBook
from writing.services.errors import WritingRefused
from writing.services.feedback import check_feedback
from writing.services.locking import locked

if TYPE_CHECKING:
    from accounts.models import User


def begin(book: WrittenBook, *, by: User | None, until: str, after: str) -> None:
    """Have the stages behind `after` (empty: all) do what is wanted now, up to `until` (empty: the last).

    Raises LimitReached.
    """
    owner = book.vividpage.owner
    if by is not None:
        check_open(owner=owner, subject=book.pk)
        spend_start(by)
    jobs.reopen(pipeline=WRITING, subject=book.pk, after=after)
    jobs.start(pipeline=WRITING, subject=book.pk, owner=owner, by=by, until=until, priority=Priority.ORDINARY)
    transaction.on_commit(lambda: broadcast.changed(book.pk, at_once=True))


def is_under_way(book: WrittenBook) -> bool:
    """Return whether workers are at a book: nothing of it is stopped, paused or has failed."""
    return Job.objects.filter(pipeline=WRITING, subject=book.pk, state=Job.State.RUNNING).exists()


@transaction.atomic
def write_again(*, part: PlannedPart, by: User | None = None, feedback: str = "", mends: bool = False) -> PlannedPart:
    """Have a part written anew, with a word of feedback about the text that stands, or (`mends`) what was found mended.

    The new text comes beside it and is accepted by the writer. Raises WritingRefused and LimitReached.
    """
    check_feedback(feedback)
    book = locked(part.book)
    current = book.parts.filter(pk=part.pk, is_planned=True).first()
    if current is None:
        raise WritingRefused("This part is not in the plan any more.")
    if book.approved is None:
        raise WritingRefused("Approve the plan first.")
    if current.accepted is None:
        mends = False
    current.wanted = PlannedPart.Wanted.MENDING if mends else PlannedPart.Wanted.WRITING
    current.feedback = feedback
    current.save(update_fields=["wanted", "feedback"])
    begin(book, by=by, until=PARTS, after=PLANNING)
    return current


@transaction.atomic
def stop(*, book: WrittenBook) -> None:
    """Stop the work on a book: nothing new begins, and what is written stays."""
    jobs.stop(pipeline=WRITING, subject=book.pk)


@transaction.atomic
def go_on(*, book: WrittenBook, by: User | None = None) -> bool:
    """Go on where the work on a book was stopped, is paused or has failed. Returns False if there is no such work.

    Raises WritingRefused and LimitReached.
    """
    locked(book)
    if by is not None:
        check_open(owner=book.vividpage.owner, subject=book.pk)
    return jobs.go_on(pipeline=WRITING, subject=book.pk, by=by) is not None
