"""Jobs as an operator sees them: what is known of each, with counts of its units and the history of its subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q

from jobs.models import Job, Run, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job, by ids and numbers; `units` counts them by state, `reason` is in its reader's words."""

    id: UUID
    pipeline: str
    stage: str
    subject: UUID
    owner: UUID
    state: str
    priority: int
    reason: str
    created: datetime
    taken_up: datetime | None
    started: datetime | None
    finished: datetime | None
    paused_until: datetime | None
    metadata: dict[str, Any]
    units: dict[str, int]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One course of a pipeline on a subject; an empty outcome: it is under way."""

    id: UUID
    pipeline: str
    started: datetime
    finished: datetime | None
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class FailedUnit:
    """A unit that was set aside, by its ids; its label is not told, for that may be out of a book."""

    id: UUID
    kind: str
    target: UUID | None
    attempts: int
    reason: str


def listed(*, state: str = "", pipeline: str = "", stage: str = "", most: int = 50) -> list[JobFacts]:
    """List jobs, the latest first, in one query; an empty filter lets all pass."""
    wanted = {name: value for name, value in (("state", state), ("pipeline", pipeline), ("stage", stage)) if value}
    return [
        _facts(job) for job in _counted(Job.objects.filter(**wanted)).order_by("-created")[: min(most, MOST_LISTED)]
    ]


def facts_of(job: UUID) -> JobFacts:
    """Return what is known of a job. Raises Job.DoesNotExist."""
    return _facts(_counted(Job.objects.all()).get(pk=job))


def history_of(job: JobFacts) -> list[RunFacts]:
    """List what has run of a job's pipeline on its subject, the latest first."""
    runs = Run.objects.filter(pipeline=job.pipeline, subject=job.subject)
    return [RunFacts(run.pk, run.pipeline, run.started, run.finished, run.outcome, run.reason) for run in runs]


def failures_of(job: JobFacts) -> list[FailedUnit]:
    """List the units of a job that were set aside."""
    failed = Unit.objects.filter(job_id=job.id, state=Unit.State.FAILED).order_by("number")
    return [FailedUnit(unit.pk, unit.kind, unit.target, unit.attempts, unit.reason) for unit in failed]


def _counted(jobs: QuerySet[Job]) -> QuerySet[Job]:
    return jobs.annotate(**{f"n_{state}": Count("units", filter=Q(units__state=state)) for state in Unit.State.values})


def _facts(job: Job) -> JobFacts:
    return JobFacts(
        id=job.pk,
        pipeline=job.pipeline,
        stage=job.stage,
        subject=job.subject,
        owner=job.owner_id,
        state=job.state,
        priority=job.priority,
        reason=job.reason,
        created=job.created,
        taken_up=job.taken_up,
        started=job.started,
        finished=job.finished,
        paused_until=job.paused_until,
        metadata=job.metadata,
        units={state: getattr(job, f"n_{state}") for state in Unit.State.values},
    )
