"""Reads that pages need: how far a book's work has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Avg, Count, DurationField, F, Min, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jobs import registry
from jobs.models import Job, Unit
from providers.models import PaidCall

FEWEST_FOR_AN_ESTIMATE = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one job has come.

    `seconds_left` is None while too little is done to say; `waits_since` is when the first of the calls was made that
    wait for a batch, None if none does.
    """

    stage: str
    title: str
    state: str
    done: int
    failed: int
    total: int
    step: str
    seconds_left: float | None
    reason: str
    waits_since: datetime | None = None

    @property
    def settled(self) -> int:
        """Units that need nothing more."""
        return self.done + self.failed


def progress_of(vividpage_id: UUID) -> list[Progress]:
    """The jobs of a book in the order in which they were started."""
    jobs = Job.objects.filter(vividpage_id=vividpage_id).order_by("created").annotate(
        total=Count("units"),
        done=Count("units", filter=Q(units__state=Unit.State.DONE)),
        failed=Count("units", filter=Q(units__state=Unit.State.FAILED)),
        held=Count("units", filter=Q(units__state=Unit.State.CLAIMED)),
        mean=Avg(
            F("units__finished") - F("units__started"),
            filter=Q(units__state=Unit.State.DONE),
            output_field=DurationField(),
        ),
    )  # fmt: skip
    steps = dict(
        Unit.objects.filter(job__vividpage_id=vividpage_id, state=Unit.State.CLAIMED)
        .order_by("job_id", "-phase", "-number")
        .distinct("job_id")
        .values_list("job_id", "label")
    )
    batched = PaidCall.objects.filter(vividpage_id=vividpage_id, state__in=PaidCall.IN_BATCH)
    waits_since = batched.aggregate(first=Min("created"))["first"]
    return [_progress(job, steps.get(job.pk, ""), waits_since) for job in jobs]


def _progress(job: Job, step: str, waits_since: datetime | None) -> Progress:
    counted: dict[str, int] = {name: getattr(job, name) for name in ("total", "done", "failed")}
    remaining = counted["total"] - counted["done"] - counted["failed"]
    seconds_left = None
    if job.state == Job.State.RUNNING and job.planned:
        seconds_left = _estimate(getattr(job, "mean", None), counted["done"], remaining, getattr(job, "held", 0))
    waits_since = waits_since if job.state == Job.State.RUNNING else None
    if waits_since and not step:
        step, seconds_left = f"Waiting for a batch since {date_format(localtime(waits_since), 'j F, H:i')}", None
    return Progress(
        stage=job.stage, title=registry.stage_named(job.stage).title, state=job.state,
        step=step, seconds_left=seconds_left, reason=job.reason, waits_since=waits_since, **counted,
    )  # fmt: skip


def _estimate(mean: timedelta | None, done: int, remaining: int, held: int) -> float | None:
    """Seconds for what remains, by what a unit has taken so far and by how many are worked on side by side."""
    if mean is None or done < FEWEST_FOR_AN_ESTIMATE:
        return None
    return mean.total_seconds() * remaining / max(1, held)


@dataclass(frozen=True, slots=True)
class Pause:
    """Why a book's work stands still.

    `halted_by` is the class of the error that stopped it, "" if none is known; `until` when it goes on by itself, None
    if it does not.
    """

    stage: str
    reason: str
    halted_by: str
    until: datetime | None


def pause_of(vividpage_id: UUID) -> Pause | None:
    """The pause of a book's work; None if it does not stand still."""
    job = Job.objects.filter(vividpage_id=vividpage_id, state=Job.State.PAUSED).order_by("created").first()
    return Pause(job.stage, job.reason, job.halted_by, job.paused_until) if job else None


def failures_of(vividpage_ids: Iterable[UUID]) -> list[Unit]:
    """Units that were set aside, with their reasons."""
    units = Unit.objects.filter(job__vividpage_id__in=list(vividpage_ids), state=Unit.State.FAILED)
    return list(units.select_related("job").order_by("job__created", "number"))
