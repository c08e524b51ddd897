"""Work that ended long ago: its history, and the jobs of pipelines that forget them.

Those that make and write books keep theirs for as long as the book is there: they say which parts of it are done, and
without them it would be made, and paid for, again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from jobs import pipelines
from jobs.models import Job, Run

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

COMPLETED = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)
UNDONE = (Job.State.FAILED, Job.State.CANCELLED)


def old_jobs(states: tuple[str, ...], *, before: datetime) -> QuerySet[Job]:
    """Select the jobs that ended so before that time, and whose pipelines forget them."""
    forgotten = Q(pk__in=())
    for pipeline in pipelines.all_pipelines():
        forgotten |= Q(pipeline=pipeline.name, state__in=set(pipeline.forgets) & set(states))
    return Job.objects.filter(forgotten, finished__lt=before)


def old_runs(states: tuple[str, ...], *, before: datetime) -> QuerySet[Run]:
    """Select what the history has of runs that ended so before that time."""
    return Run.objects.filter(outcome__in=states, finished__lt=before)


def forget(states: tuple[str, ...], *, before: datetime) -> int:
    """Delete them with their units. Returns how many jobs and runs they were."""
    jobs, runs = old_jobs(states, before=before), old_runs(states, before=before)
    count = jobs.count() + runs.count()
    jobs.delete()
    runs.delete()
    return count
