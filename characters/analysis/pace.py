"""Whether a service's prompt cache still has a part of a book when it is read for the second time.

All parts are searched, who is who is asked once, and then all parts are read again, in the same order. A cache keeps
what it is given for some minutes; beyond that a mark for it is paid for twice and saves nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Avg, DurationField, F
from django.utils import timezone

from jobs.models import Unit

if TYPE_CHECKING:
    from jobs.models import Job

KEPT_SECONDS = 270.0
"""A little less than the five minutes for which services promise to keep a prefix."""
FIND_SECONDS = 30.0
"""What searching a part takes, before any has been searched."""
SEE_TIMES = 2.5
"""How much longer reading its scenes takes: the answer is longer."""
MERGE_SECONDS = 60.0


def is_warm(part: int, parts: int, *, at_once: int, seconds: float = FIND_SECONDS) -> bool:
    """Predict whether a part, counted from 0, is read again in time, if searching one takes `seconds`."""
    searching = (parts - part) / at_once * seconds
    reading = part / at_once * SEE_TIMES * seconds
    return searching + MERGE_SECONDS + reading <= KEPT_SECONDS


def is_read_soon(unit: Unit, *, find: str, at_once: int) -> bool:
    """Say whether what a unit reads should be marked for the cache: `find` is the kind of those that search."""
    searched = Unit.objects.filter(job_id=unit.job_id, kind=find)
    if unit.kind != find:
        lately = timezone.now() - timedelta(seconds=KEPT_SECONDS)
        return searched.filter(target=unit.target, finished__gt=lately).exists()
    before = searched.filter(number__lt=unit.number).count()
    return is_warm(before, searched.count(), at_once=at_once, seconds=_seconds_of(unit.job, find))


def _seconds_of(job: Job, kind: str) -> float:
    took = Avg(F("finished") - F("started"), output_field=DurationField())
    mean: timedelta | None = job.units.filter(kind=kind, state=Unit.State.DONE).aggregate(mean=took)["mean"]
    return FIND_SECONDS if mean is None else mean.total_seconds()
