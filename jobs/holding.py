"""Units that later work stands on and that fail again and again: tried for long, while all else goes on.

What does not need them is done meanwhile; what needs them waits, for it would have to be done, and paid for, again.
When nothing else is left to do, the job asks its reader, who can also let it go on without.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from jobs import claims, settling
from jobs.allowances import check_open
from jobs.models import Job, Unit

if TYPE_CHECKING:
    from accounts.models import User

MENDED_BY = "held"
TRIES_ALONE = 6
"""Over about an hour, after which a job that has nothing else to do asks its reader."""


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A unit that is held: why, when it is tried next (None: once the job goes on), and how many units wait for it."""

    unit: UUID
    label: str
    reason: str
    next_try: datetime | None
    waiting: int
    can_be_done_without: bool


def hold(unit: Unit, reason: str, retry_after: float | None) -> None:
    """Put a needed unit back for minutes, and let the next phase begin with what does not wait for it."""
    claims.put_back(unit, reason=reason, seconds=max(claims.seconds_held(unit), retry_after or 0))
    if unit.attempts >= settings.JOB_MAX_ATTEMPTS + TRIES_ALONE and not _others_go_on(unit.job_id):
        words = f"{unit.label} could not be done, although it was tried {unit.attempts} times: {reason}"
        settling.pause(unit.job_id, reason=words, seconds=None, mended_by=MENDED_BY)
    else:
        settling.wake(times=settings.WORKERS - 1)


def held_units(*, pipeline: str, subject: UUID) -> list[HeldUnit]:
    """List the units of a pipeline that are held."""
    standing = (Job.State.RUNNING, Job.State.PAUSED)
    units = Unit.objects.filter(claims.held(), job__pipeline=pipeline, job__subject=subject, job__state__in=standing)
    counted = units.annotate(held_back=Count("waiting", filter=Q(waiting__state=Unit.State.WAITING)))
    return [
        HeldUnit(
            unit=unit.pk,
            label=unit.label,
            reason=unit.reason,
            next_try=unit.not_before if unit.job.state == Job.State.RUNNING else None,
            waiting=unit.held_back,
            can_be_done_without=not unit.essential,
        )
        for unit in counted.select_related("job").order_by("job__created", "number")
    ]


@transaction.atomic
def try_now(*, pipeline: str, subject: UUID, unit: UUID, by: User | None = None) -> bool:
    """Try a held unit without waiting longer. Returns False if it is held no more. Raises LimitReached."""
    _check_allowance(pipeline, subject, by)
    held = _locked(pipeline, subject, unit)
    if held is None:
        return False
    Unit.objects.filter(pk=held.pk).update(not_before=None)
    if held.job.state == Job.State.PAUSED:
        settling.resume(held.job_id, by=by)
    else:
        settling.wake()
    return True


@transaction.atomic
def go_on_without(*, pipeline: str, subject: UUID, unit: UUID, by: User | None = None) -> bool:
    """Give a held unit up: what waits for it is done without it.

    Returns False if it is held no more, or essential. Raises LimitReached.
    """
    _check_allowance(pipeline, subject, by)
    held = _locked(pipeline, subject, unit)
    if held is None or held.essential:
        return False
    Unit.objects.filter(pk=held.pk).update(
        state=Unit.State.FAILED, needed=False, not_before=None, finished=timezone.now()
    )
    if held.job.state == Job.State.PAUSED:
        settling.resume(held.job_id, by=by, without=held.pk)
    else:
        settling.settle_if_done(held.job_id)
        settling.wake()
    return True


def _check_allowance(pipeline: str, subject: UUID, by: User | None) -> None:
    """Raise LimitReached if the work has stopped to ask and its reader may have no more under way."""
    asking = Job.objects.filter(pipeline=pipeline, subject=subject, state=Job.State.PAUSED)
    if by is not None and asking.exists():
        check_open(owner=by, subject=subject)


def _locked(pipeline: str, subject: UUID, unit: UUID) -> Unit | None:
    """Lock a held unit that waits, after its job: the order in which locks are taken."""
    job = Job.objects.filter(pipeline=pipeline, subject=subject, units=unit).first()
    if job is None:
        return None
    job = Job.objects.select_for_update().get(pk=job.pk)
    found = Unit.objects.select_for_update().filter(claims.held(), pk=unit, job=job, state=Unit.State.WAITING).first()
    if found is not None:
        found.job = job
    return found


def _others_go_on(job_id: UUID) -> bool:
    """Return whether a job has open units that are neither held nor wait for one that is."""
    open_ = Unit.objects.filter(job_id=job_id, state__in=Unit.OPEN)
    return open_.exclude(claims.held()).exclude(waits_for__state__in=Unit.OPEN).exists()
