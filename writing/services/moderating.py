"""What moderators do with a written book: take it down, so that nobody works on it, and put it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs import broadcast
from jobs import services as jobs
from storyboards.safety import noticing, trail
from storyboards.safety.moderating import checked_reason
from storyboards.safety.trail import Action
from writing.making import WRITING
from writing.services.locking import held

if TYPE_CHECKING:
    from accounts.models import User
    from writing.models import WrittenBook


@transaction.atomic
def take_down(*, book: WrittenBook, by: User, reason: str) -> WrittenBook:
    """Stop the work on a book and refuse all further work, for a reason that its writer is told and the trail keeps.

    What is written stays. Raises PermissionDenied, ModerationRefused without a reason, and WritingRefused.
    """
    reason = checked_reason(by, reason)
    jobs.stop(pipeline=WRITING, subject=book.pk)
    current = held(book)
    current.taken_down, current.taken_down_reason = timezone.now(), reason
    _keep(current, Action.TAKEN_DOWN, by=by, reason=reason)
    return current


@transaction.atomic
def put_back(*, book: WrittenBook, by: User, reason: str) -> WrittenBook:
    """Let a book be worked on again; its writer has it go on. Raises what `take_down` raises."""
    reason = checked_reason(by, reason)
    current = held(book)
    current.taken_down, current.taken_down_reason = None, ""
    _keep(current, Action.PUT_BACK, by=by, reason=reason)
    return current


def _keep(book: WrittenBook, action: Action, *, by: User, reason: str) -> None:
    book.save(update_fields=["taken_down", "taken_down_reason"])
    owner = book.vividpage.owner_id
    event = trail.record_of_book(action, vividpage=book.pk, owner=owner, by=by, reason=reason)
    noticing.tell_owner(event, title=book.vividpage.title)
    transaction.on_commit(lambda: broadcast.changed(book.pk, at_once=True))
