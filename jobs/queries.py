"""Reads that pages need: how far the work on a subject has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Avg, CharField, Count, DurationField, F, Min, Q, QuerySet
from django.db.models.functions import Cast, Left
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jobs import pipelines
from jobs.models import Job, Run, Unit
from providers.models import PaidCall

if TYPE_CHECKING:
    from uuid import UUID

FEWEST_FOR_AN_ESTIMATE = 3
LENGTH_OF_ID = 36
"""Of a unit's id at the beginning of the holder of its calls: see `Unit.holder`."""


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


def waiting_calls(*, pipeline: str, subject: UUID) -> QuerySet[PaidCall]:
    """Select the calls of a pipeline's units that wait for a batch."""
    units = Unit.objects.filter(job__pipeline=pipeline, job__subject=subject)
    calls = PaidCall.objects.filter(subject=subject, state__in=PaidCall.IN_BATCH)
    return calls.alias(unit=Left("holder", LENGTH_OF_ID)).filter(
        unit__in=units.values_list(Cast("pk", CharField()), flat=True)
    )


def progress_of(*, pipeline: str, subject: UUID) -> list[Progress]:
    """Read the jobs of a pipeline in the order in which they were started."""
    jobs = list(
        Job.objects.filter(pipeline=pipeline, subject=subject)
        .order_by("created")
        .annotate(
            total=Count("units"),
            done=Count("units", filter=Q(units__state=Unit.State.DONE)),
            failed=Count("units", filter=Q(units__state=Unit.State.FAILED)),
            claimed=ArrayAgg(
                "units__label",
                filter=Q(units__state=Unit.State.CLAIMED),
                order_by=("-units__phase", "-units__number"),
                default=[],
            ),
            mean=Avg(
                F("units__finished") - F("units__started"),
                filter=Q(units__state=Unit.State.DONE),
                output_field=DurationField(),
            ),
        )
    )
    waits_since = None
    if any(job.state == Job.State.RUNNING for job in jobs):
        waits_since = waiting_calls(pipeline=pipeline, subject=subject).aggregate(first=Min("created"))["first"]
    return [_progress(job, waits_since) for job in jobs]


def _progress(job: Job, waits_since: datetime | None) -> Progress:
    claimed: list[str] = getattr(job, "claimed", [])
    step = next(iter(claimed), "")
    counted: dict[str, int] = {name: getattr(job, name) for name in ("total", "done", "failed")}
    remaining = counted["total"] - counted["done"] - counted["failed"]
    seconds_left = None
    if job.state == Job.State.RUNNING and job.planned:
        seconds_left = _estimate(getattr(job, "mean", None), counted["done"], remaining, len(claimed))
    waits_since = waits_since if job.state == Job.State.RUNNING else None
    if waits_since and not step:
        step, seconds_left = f"Waiting for a batch since {date_format(localtime(waits_since), 'j F, H:i')}", None
    return Progress(
        stage=job.stage,
        title=pipelines.stage_of(job).title,
        state=job.state,
        step=step,
        seconds_left=seconds_left,
        reason=job.reason,
        waits_since=waits_since,
        **counted,
    )


def _estimate(mean: timedelta | None, done: int, remaining: int, held: int) -> float | None:
    """Estimate the seconds for what remains, by what a unit has taken so far and how many are worked on at once."""
    if mean is None or done < FEWEST_FOR_AN_ESTIMATE:
        return None
    return mean.total_seconds() * remaining / max(1, held)


@dataclass(frozen=True, slots=True)
class Pause:
    """Why a pipeline stands still.

    `mended_by` is what the reader can do about it, "" if that is not known; `until` when it goes on by itself, None
    if it does not.
    """

    stage: str
    reason: str
    mended_by: str
    until: datetime | None


def pause_of(*, pipeline: str, subject: UUID) -> Pause | None:
    """Return the pause of a pipeline; None if it is not paused."""
    paused = Job.objects.filter(pipeline=pipeline, subject=subject, state=Job.State.PAUSED)
    job = paused.order_by("created").first()
    return Pause(job.stage, job.reason, job.mended_by, job.paused_until) if job else None


def failures_of(*, pipeline: str, subject: UUID) -> list[Unit]:
    """List the units of a pipeline that were set aside, with their reasons."""
    units = Unit.objects.filter(job__pipeline=pipeline, job__subject=subject, state=Unit.State.FAILED)
    return list(units.select_related("job").order_by("job__created", "number"))


def runs_of(*, subject: UUID) -> QuerySet[Run]:
    """List the runs of a subject, the latest first."""
    return Run.objects.filter(subject=subject).select_related("started_by")
