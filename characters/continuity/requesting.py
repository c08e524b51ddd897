"""Asking for a check after an edit: many edits one after the other are one check, once they have come to rest."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

SETTLE_SECONDS = 10
TASK = "characters.tasks.check_continuity"


def request_check(*, vividpage_id: UUID, seconds: int = SETTLE_SECONDS) -> None:
    """Have a worker check a book in `seconds`; a check that is still to come waits as long again."""
    due = timezone.now() + timedelta(seconds=seconds)
    coming = Schedule.objects.filter(func=TASK, name=str(vividpage_id))
    if not coming.update(next_run=due):
        Schedule.objects.create(
            func=TASK, name=str(vividpage_id), args=f"'{vividpage_id}'", schedule_type=Schedule.ONCE, next_run=due
        )


def check_now(*, vividpage_id: UUID) -> None:
    """Have a worker check a book at once, instead of a check that is still to come."""
    Schedule.objects.filter(func=TASK, name=str(vividpage_id)).delete()
    transaction.on_commit(lambda: async_task(TASK, str(vividpage_id)))


def is_coming(*, vividpage_id: UUID) -> bool:
    """Whether a check is still to come."""
    return bool(Schedule.objects.filter(func=TASK, name=str(vividpage_id)).exists())
