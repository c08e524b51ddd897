"""Whose turn it is: the most urgent work, then that of the reader for whom least is done, then of who waited longest.

Asked before each unit, of the rows alone: wake-ups are all alike, and their order in the queue decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from jobs.models import Job, Priority, Unit
from jobs.pipelines import all_pipelines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

JOBS_IN_TURN = """
WITH running AS (
    SELECT job.*,
        EXISTS (
            SELECT FROM jobs_unit WHERE job_id = job.id AND state IN ('waiting', 'claimed')
        ) AS has_open,
        EXISTS (
            SELECT FROM jobs_unit WHERE job_id = job.id AND state = 'failed' AND essential
        ) AS has_broken,
        EXISTS (
            SELECT FROM jobs_unit
            WHERE job_id = job.id AND state = 'waiting' AND NOT asks
                AND (not_before IS NULL OR not_before <= %(by)s)
                AND (waits_for_id IS NULL OR NOT EXISTS (
                    SELECT FROM jobs_unit AS other
                    WHERE other.id = jobs_unit.waits_for_id AND other.state IN ('waiting', 'claimed')
                ))
        ) AS has_due,
        EXISTS (
            SELECT FROM jobs_unit WHERE job_id = job.id AND state = 'claimed' AND lease_until < %(by)s
        ) AS has_abandoned,
        job.priority > 0 OR EXISTS (
            SELECT FROM jobs_unit
            WHERE job_id = job.id AND state = 'waiting' AND priority > 0 AND NOT asks
                AND (not_before IS NULL OR not_before <= %(by)s)
        ) AS is_urgent,
        (
            SELECT count(*) FROM jobs_unit JOIN jobs_job AS other ON other.id = jobs_unit.job_id
            WHERE other.owner_id = job.owner_id AND jobs_unit.state = 'claimed'
                AND jobs_unit.concurrency_key = '' AND jobs_unit.lease_until >= %(now)s
        ) AS computed_for_owner,
        (SELECT max(last_turn) FROM jobs_job AS other WHERE other.owner_id = job.owner_id) AS last_turn_of_owner
    FROM jobs_job AS job
    WHERE job.state = 'running' AND job.pipeline = ANY (%(pipelines)s)
        AND (%(stages)s::text[] IS NULL OR job.pipeline || '/' || job.stage = ANY (%(stages)s))
        AND (%(job_id)s::uuid IS NULL OR job.id = %(job_id)s)
)
SELECT * FROM running
WHERE NOT planned OR NOT has_open OR has_broken OR has_due OR has_abandoned
ORDER BY is_urgent DESC, computed_for_owner, last_turn_of_owner NULLS FIRST, last_turn NULLS FIRST, created
"""
"""By hand, since composing it anew for each unit would take longer than asking. What workers compute counts for its
owner; calls of services do not, for they take no worker from other readers."""


def jobs_in_turn(
    *, job_id: UUID | None = None, by: datetime | None = None, stages: Sequence[str] | None = None
) -> list[Job]:
    """Return running jobs for which something could be done: planning, a unit, or settling, now or at the time `by`.

    `job_id` is the only one that is looked at; `stages` (“pipeline/stage”) the only ones, None: all. Each job says
    whether it `has_open` units and whether one that all others need `has_broken`.
    """
    now = timezone.now()
    names = [pipeline.name for pipeline in all_pipelines()]
    asked = {"job_id": job_id, "by": by or now, "now": now, "pipelines": names}
    return list(Job.objects.raw(JOBS_IN_TURN, {**asked, "stages": None if stages is None else list(stages)}))


@transaction.atomic
def move_first(job_id: UUID) -> None:
    """Let a job and what follows it go before all ordinary work, as what a reader waits for does."""
    Job.objects.filter(pk=job_id).update(priority=Priority.READER_WAITS, last_turn=None)


@transaction.atomic
def move_last(job_id: UUID) -> None:
    """Let a job go after all other work of its reader, and before nobody's."""
    Job.objects.filter(pk=job_id).update(priority=Priority.ORDINARY, last_turn=timezone.now())


@transaction.atomic
def take_turn(job_id: UUID) -> None:
    """Write down that a job has had its turn; whoever holds its row just now has better things to do."""
    free = Job.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=job_id)
    Job.objects.filter(pk__in=free.values("pk")).update(last_turn=timezone.now())


def is_at_work(job_id: UUID) -> bool:
    """Return whether a worker holds one of a job's units."""
    held = Unit.objects.filter(job_id=job_id, state=Unit.State.CLAIMED, lease_until__gte=timezone.now())
    return held.exists()
