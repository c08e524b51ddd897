"""How much of the work at one time may be one reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from accounts.access.allowances import LimitReached, refuse_banned
from accounts.services import one_at_a_time
from jobs import pipelines
from jobs.models import Job

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


def check_open(*, owner: User, subject: UUID | None = None) -> None:
    """Raise LimitReached if a reader has so much under way that nothing more may be begun, but for `subject`.

    So it does where a moderator has closed drawing to them.
    Nothing else of the reader's begins until this transaction ends; so it is called before any row is locked.
    """
    refuse_banned(owner.pk)
    one_at_a_time(owner)
    most = settings.READER_OPEN_JOBS
    under_way = Job.objects.filter(owner=owner, state=Job.State.RUNNING)
    under_way = under_way.exclude(pipeline__in=pipelines.names_with_own_limit())
    if subject is not None:
        under_way = under_way.exclude(subject=subject)
    if most and under_way.values("subject").distinct().count() >= most:
        raise LimitReached(
            f"Only {most} of your books can be in progress at once. "
            "Wait until one of them is done, or stop one. Then try again."
        )
