"""Units that later work stands on and that fail again and again: tried for long, while all else goes on.

What does not need them is done meanwhile; what needs them waits, for it would have to be done, and paid for, again.
When nothing else is left to do, the job asks its reader, who can also let it go on without. What is paid for each time
is not tried for long: after JOB_MAX_ATTEMPTS calls in vain its reader says whether there is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
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
SOONER_OR_LATER = timedelta(days=365)
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


def give_up(unit: Unit, reason: str) -> None:
    """End the attempts of a unit whose calls were paid for in vain: its reader is asked if later work stands on it."""
    if not unit.needed:
        set_aside(unit, reason)
        return
    claims.ask(unit, reason=reason)
    if not ask_if_alone(unit.job_id):
        settling.wake(times=settings.WORKERS - 1)


def set_aside(unit: Unit, reason: str) -> None:
    """Give a unit up, with the reason that the reader is told."""
    claims.set_aside(unit, reason)
    go_on_after(unit)


def go_on_after(unit: Unit) -> None:
    """Settle the job if nothing more can be done; wake other workers if this unit was the last of its phase."""
    if ask_if_alone(unit.job_id):
        return
    still_open = Unit.objects.filter(job_id=unit.job_id, state__in=Unit.OPEN)
    if not unit.essential and still_open.filter(phase=unit.phase).exists():
        return
    settling.settle_if_done(unit.job_id)
    if still_open.exists():
        settling.wake(times=settings.WORKERS - 1)


def ask_if_alone(job_id: UUID) -> bool:
    """Pause a job and ask its reader if nothing else is left to do than what asks, or waits for it."""
    asking = Unit.objects.filter(job_id=job_id, state=Unit.State.WAITING, asks=True).order_by("number").first()
    if asking is None or _others_go_on(job_id):
        return False
    words = (
        f"{asking.label} was paid for and never came whole: {asking.reason} It is not tried again unless you say so."
    )
    settling.pause(job_id, reason=words, seconds=None, mended_by=MENDED_BY)
    return True


def ask_where_alone() -> None:
    """Ask the readers of running jobs in which nothing else is left: whoever was to ask may have died."""
    asking = Unit.objects.filter(state=Unit.State.WAITING, asks=True, job__state=Job.State.RUNNING)
    for job_id in list(asking.order_by().values_list("job_id", flat=True).distinct()):
        ask_if_alone(job_id)


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
            next_try=unit.not_before if unit.job.state == Job.State.RUNNING and not unit.asks else None,
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
    Unit.objects.filter(pk=held.pk).update(not_before=None, asks=False)
    if held.job.state == Job.State.PAUSED:
        settling.take_up(held.job_id, by=by)
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
        state=Unit.State.FAILED, needed=False, asks=False, not_before=None, finished=timezone.now()
    )
    if held.job.state == Job.State.PAUSED:
        settling.take_up(held.job_id, by=by, without=held.pk)
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
    """Return whether a job has units that are under way, or can be begun sooner or later, though others are held."""
    return claims.claimable(job_id, by=timezone.now() + SOONER_OR_LATER).exclude(claims.held()).exists()
