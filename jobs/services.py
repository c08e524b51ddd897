"""What can be done with a book's work: start a stage, stop it, go on, try again what failed, wake what stands still."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_q.models import Schedule

from jobs import broadcast, engine, registry
from jobs.models import Job, Unit
from providers.batches import Collected


@transaction.atomic
def start_job(*, vividpage_id: UUID, stage: str, until: str = "") -> Job:
    """Start a stage of a book, up to and with the stage `until`; one that there is already goes on where it stood."""
    job, made = Job.objects.get_or_create(vividpage_id=vividpage_id, stage=stage, defaults={"until": until})
    if made:
        registry.announce_started(job)
        engine.wake(job.pk, times=settings.WORKERS)
        return job
    return resume_job(job=job, until=until)


@transaction.atomic
def resume_job(*, job: Job, until: str | None = None) -> Job:
    """Go on with a job: what is done stays done, what failed is tried again, and what has become possible is added."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    job.units.filter(state=Unit.State.FAILED).update(
        state=Unit.State.WAITING, attempts=0, not_before=None, finished=None
    )
    job.units.filter(state=Unit.State.WAITING).update(not_before=None)
    job.state, job.reason, job.finished, job.planned = Job.State.RUNNING, "", None, False
    job.halted_by, job.paused_until = "", None
    job.until = job.until if until is None else until
    job.save(update_fields=["state", "reason", "finished", "halted_by", "paused_until", "planned", "until"])
    registry.announce_started(job)
    engine.wake(job.pk, times=settings.WORKERS)
    return job


@transaction.atomic
def go_on(*, vividpage_id: UUID, until: str = "") -> Job | None:
    """Start or take up the first stage of a book that is not completed; None if all are.

    While a stage runs it is that one: a book has one at a time. It then goes on as far as either wanted.
    """
    running = Job.objects.select_for_update().filter(vividpage_id=vividpage_id, state=Job.State.RUNNING).first()
    if running is not None:
        running.until = _farther(running.until, until)
        running.save(update_fields=["until"])
        engine.wake(running.pk, times=settings.WORKERS)
        return running
    completed = set(
        Job.objects.filter(vividpage_id=vividpage_id, state=Job.State.COMPLETED).values_list("stage", flat=True)
    )
    for stage in registry.pipeline():
        if stage not in completed:
            return start_job(vividpage_id=vividpage_id, stage=stage, until=until)
        if stage == until:
            break
    return None


def _farther(one: str, other: str) -> str:
    """Which of two last stages comes later; an empty one is the end."""
    return max(one, other, key=lambda stage: registry.pipeline().index(stage) if stage else len(registry.pipeline()))


@transaction.atomic
def cancel_job(*, job: Job) -> Job:
    """Stop a job: no further call is started; calls already in flight end and keep their results."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.is_settled:
        return job
    job.state, job.finished = Job.State.CANCELLED, timezone.now()
    job.save(update_fields=["state", "finished"])
    registry.announce_settled(job)
    vividpage_id = job.vividpage_id
    transaction.on_commit(lambda: broadcast.changed(vividpage_id, at_once=True))
    return job


def hold_still(*, vividpage_id: UUID) -> None:
    """Wait for what is being written of a book, and let nothing else be written until this transaction ends.

    Jobs first, then units, then what is the domain's: the order in which workers take their locks.
    """
    jobs = Job.objects.select_for_update().filter(vividpage_id=vividpage_id).order_by("created")
    ids = list(jobs.values_list("pk", flat=True))
    list(Unit.objects.select_for_update().filter(job_id__in=ids).order_by("pk").values_list("pk", flat=True))


def resume_paused() -> None:
    """Take up every job whose pause is over."""
    over = Job.objects.filter(state=Job.State.PAUSED, paused_until__lte=timezone.now())
    for job_id in list(over.values_list("pk", flat=True)):
        with transaction.atomic():  # whoever holds it may be stopping it, or taking it up
            job = over.select_for_update(skip_locked=True).filter(pk=job_id).first()
            if job is not None:
                resume_job(job=job)


def sweep() -> list[UUID]:
    """Wake every running job that could go on and that nobody is working on. Returns their ids."""
    resume_paused()
    now = timezone.now()
    at_work = Q(state=Unit.State.CLAIMED, lease_until__gte=now)
    jobs = Job.objects.filter(state=Job.State.RUNNING).exclude(
        pk__in=Unit.objects.filter(at_work).values("job_id"),
    )
    # A job whose units all wait for a later time is left to the sweep that comes after it.
    asleep = Unit.objects.filter(state=Unit.State.WAITING, not_before__gt=now + timedelta(seconds=60))
    woken = [
        job.pk
        for job in jobs
        if not job.planned
        or not job.units.filter(state__in=Unit.OPEN).exists()
        or job.units.filter(state__in=Unit.OPEN).exclude(pk__in=asleep.values("pk")).exists()
    ]
    for job_id in woken:
        engine.wake(job_id, times=settings.WORKERS)
    return woken


def answers_have_come(collected: Collected) -> None:
    """Make units due that waited for a batch; if the service takes none of theirs, pause the jobs and say why."""
    with transaction.atomic():
        running = Job.objects.filter(vividpage_id__in=collected.vividpages, state=Job.State.RUNNING)
        jobs = list(running.values_list("pk", flat=True))
        for job_id in jobs:
            if refusal := collected.refusal:
                engine.pause(job_id, reason=str(refusal), seconds=None, halted_by=type(refusal).__name__)
            else:
                engine.wake(job_id, times=settings.WORKERS)
        waiting = Unit.objects.filter(job_id__in=jobs, pk__in=collected.tasks, state=Unit.State.WAITING)
        waiting.update(not_before=None)


def schedule_sweep() -> None:
    """Have the cluster sweep and collect batches every minute, so that whatever died is taken up again."""
    for name, task in (("sweep", "jobs.tasks.sweep"), ("batches", "providers.tasks.collect")):
        Schedule.objects.update_or_create(
            name=name, defaults={"func": task, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
        )
