"""Ask for a check after an edit: many edits one after the other are one check, once they have come to rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jobs import queue

if TYPE_CHECKING:
    from uuid import UUID

SETTLE_SECONDS = 10
CHECK_CONTINUITY = "storyboards.tasks.check_continuity"


def request_check(*, vividpage_id: UUID, seconds: int = SETTLE_SECONDS) -> None:
    """Have a worker check a book in `seconds`; a check that is still to come waits as long again."""
    queue.schedule_at(CHECK_CONTINUITY, str(vividpage_id), when=timezone.now() + timedelta(seconds=seconds))


def check_now(*, vividpage_id: UUID) -> None:
    """Have a worker check a book at once, instead of a check that is still to come."""
    queue.unschedule(CHECK_CONTINUITY, str(vividpage_id))
    queue.enqueue(CHECK_CONTINUITY, str(vividpage_id))


def is_coming(*, vividpage_id: UUID) -> bool:
    """Return whether a check is still to come."""
    return queue.is_scheduled(CHECK_CONTINUITY, str(vividpage_id))
