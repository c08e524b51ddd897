"""What is waited for on purpose, and for how long: pauses after an outage, and between two tries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

LONGEST = timedelta(minutes=31)
"""What is waited for at the most, by `jobs.attempts`, `jobs.claims` and `providers.throttle`."""


def waits_too_long(subjects: Sequence[UUID]) -> list[str]:
    """Return what would be waited for longer than any wait is."""
    from django.utils import timezone

    from jobs.models import Job, Unit

    latest = timezone.now() + LONGEST
    units = Unit.objects.filter(job__subject__in=subjects, state=Unit.State.WAITING, not_before__gt=latest)
    jobs = Job.objects.filter(subject__in=subjects, state=Job.State.PAUSED, paused_until__gt=latest)
    problems = [f"the unit “{unit.label}” waits until {unit.not_before:%H:%M}" for unit in units]
    return problems + [f"the job {job.stage} is paused until {job.paused_until:%H:%M}" for job in jobs]


def hurry(subjects: Sequence[UUID]) -> bool:
    """Let what is waited for be over, so that a cell takes no minutes. Returns whether anything was."""
    from django.utils import timezone

    from jobs.models import Job, Unit
    from providers.models import Throttle

    now = timezone.now()
    jobs = Job.objects.filter(subject__in=subjects)
    hurried = jobs.filter(state=Job.State.PAUSED, paused_until__gt=now).update(paused_until=now)
    hurried += Unit.objects.filter(
        job__in=jobs, state=Unit.State.WAITING, not_before__gt=now, not_before__lt=now + LONGEST
    ).update(not_before=now)
    Throttle.objects.filter(not_before__gt=now, not_before__lt=now + LONGEST).update(not_before=now)
    return bool(hurried)
