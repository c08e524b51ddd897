"""What can be done with a pipeline of a subject: start it, stop it, go on, try again what failed, delete its work."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Left
from django.utils import timezone

from accounts.tasks import clear_expired
from jobs import claims, holding, lifelines, pipelines, queue, settling, turns
from jobs.models import Job, Priority, Run, Unit
from jobs.queries import LENGTH_OF_ID
from providers.models import PaidCall
from providers.money import answers, batches, ledger

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User
    from providers.money.batches import Collected

STOPPED = (Job.State.PAUSED, Job.State.CANCELLED, Job.State.FAILED)
FINISHED = (Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)


@transaction.atomic
def start(
    *,
    pipeline: str,
    subject: UUID,
    owner: User,
    by: User | None = None,
    until: str = "",
    priority: Priority = Priority.ORDINARY,
) -> Job | None:
    """Start a pipeline, or take it up at its first stage that is not completed; None if all are.

    While a stage runs it is that one: one stage of a pipeline runs at a time. It then goes on as far as either wanted:
    `until` is the last stage, empty for all. `owner` is whose turn the work takes, `by` who asked for it.
    """
    declared = pipelines.pipeline_named(pipeline)
    jobs = Job.objects.filter(pipeline=pipeline, subject=subject)
    running = jobs.select_for_update().filter(state=Job.State.RUNNING).first()
    if running is not None:
        running.until = declared.farther(running.until, until)
        running.save(update_fields=["until"])
        settling.begin(running, by=by)
        return running
    completed = set(jobs.filter(state=Job.State.COMPLETED).values_list("stage", flat=True))
    for stage in declared.stage_names:
        if stage not in completed:
            job, made = jobs.get_or_create(
                pipeline=pipeline,
                subject=subject,
                stage=stage,
                defaults={"owner": owner, "until": until, "priority": priority},
            )
            if not made:
                return settling.resume(job.pk, until=until, by=by)
            settling.begin(job, by=by)
            return job
        if stage == until:
            break
    return None


@transaction.atomic
def stop(*, pipeline: str, subject: UUID) -> None:
    """Stop a pipeline: nothing new begins; calls already in flight end and keep their results."""
    under_way = Job.objects.filter(pipeline=pipeline, subject=subject, state__in=settling.STANDING)
    while job := under_way.first():  # asked again: a stage that settled while we waited for it has started the next
        settling.cancel(job.pk)


@transaction.atomic
def go_on(*, pipeline: str, subject: UUID, by: User | None = None) -> Job | None:
    """Resume the stage at which a pipeline was stopped, is paused or has failed; None if there is none."""
    job = _first_of(Job.objects.filter(pipeline=pipeline, subject=subject, state__in=STOPPED))
    return settling.resume(job.pk, by=by) if job else None


@transaction.atomic
def retry(*, pipeline: str, subject: UUID, units: Collection[UUID], by: User | None = None) -> Job | None:
    """Retry units that were set aside, with all else that failed in the first of their stages; None if none was.

    The stages after it follow by themselves.
    """
    failed = Unit.objects.filter(pk__in=units, state=Unit.State.FAILED)
    job = _first_of(Job.objects.filter(pipeline=pipeline, subject=subject, pk__in=failed.values("job_id")))
    return settling.resume(job.pk, by=by) if job else None


@transaction.atomic
def retry_job(*, job: UUID, by: User | None = None) -> Job:
    """Go on with a job, whatever has become of it, and try again all of it that failed. Raises Job.DoesNotExist."""
    return settling.resume(job, by=by)


@transaction.atomic
def work_on_added(*, pipeline: str, subject: UUID, stage: str, by: User | None = None) -> bool:
    """Work on units that were added to a stage that had begun, or opened again in it.

    While an earlier stage runs, this one follows it. Returns False if the work was stopped, is paused or has failed:
    then they are done once it goes on.
    """
    jobs = Job.objects.filter(pipeline=pipeline, subject=subject)
    running = jobs.select_for_update().filter(state=Job.State.RUNNING).exclude(stage=stage).first()
    if running is not None:
        running.until = pipelines.pipeline_named(pipeline).farther(running.until, stage)
        running.save(update_fields=["until"])
        settling.begin(running, by=by)
        return True
    job = jobs.filter(stage=stage, state__in=(Job.State.RUNNING, *FINISHED)).first()
    if job is not None:
        settling.take_up(job.pk, by=by)  # it was asked for what was added, and not for what was paid for in vain
    return job is not None


def reopen(*, pipeline: str, subject: UUID, after: str) -> None:
    """Have the stages behind `after` (empty: all) lay out their units again: there is more to do in them than before.

    Those that run do so soon, the others when the pipeline is started the next time.
    """
    names = pipelines.pipeline_named(pipeline).stage_names
    behind = names[names.index(after) + 1 :] if after else names
    jobs = Job.objects.filter(pipeline=pipeline, subject=subject, stage__in=behind)
    _lock(jobs)
    jobs.filter(state__in=FINISHED).update(state=Job.State.CANCELLED)
    jobs.update(planned=False)


def lock_work(*, subject: UUID, pipeline: str = "") -> None:
    """Wait for what is being written of a subject, and let nothing else be written until this transaction ends.

    `pipeline` is the only one whose work is locked; empty: all. Jobs first, then units, then what is the domain's: the
    order in which workers take their locks.
    """
    jobs = Job.objects.filter(subject=subject)
    jobs = jobs.filter(pipeline=pipeline) if pipeline else jobs
    ids = _lock(jobs)
    list(Unit.objects.select_for_update().filter(job_id__in=ids).order_by("pk").values_list("pk", flat=True))


def lock_if_free(*, subject: UUID, pipeline: str) -> bool:
    """Lock the jobs of another pipeline of a subject, unless somebody has one of them: False then.

    For a worker that has a unit already: whoever locks all work of the subject may be waiting for that.
    """
    jobs = Job.objects.filter(subject=subject, pipeline=pipeline)
    free = jobs.select_for_update(skip_locked=True).values_list("pk", flat=True)
    return set(free) == set(jobs.values_list("pk", flat=True))


def _lock(jobs: QuerySet[Job]) -> list[UUID]:
    """Lock jobs in the order that all who lock several keep, and return their ids."""
    return list(jobs.select_for_update().order_by("created").values_list("pk", flat=True))


@transaction.atomic
def delete_of(*, subject: UUID) -> None:
    """Delete all jobs of a subject with their units, and its history."""
    lock_work(subject=subject)
    Job.objects.filter(subject=subject).delete()
    Run.objects.filter(subject=subject).delete()


def resume_paused() -> None:
    """Take up every job whose pause is over."""
    over = Job.objects.filter(state=Job.State.PAUSED, paused_until__lte=timezone.now())
    for job_id in list(over.values_list("pk", flat=True)):
        with transaction.atomic():  # whoever holds it may be stopping it, or taking it up
            job = over.select_for_update(skip_locked=True).filter(pk=job_id).first()
            if job is not None:
                settling.take_up(job.pk)


def sweep() -> list[UUID]:
    """Wake the workers if a running job could go on soon and nobody is working on it. Returns the ids of such jobs."""
    lifelines.free_units_of_the_dead()
    resume_paused()
    holding.ask_where_alone()
    soon = timezone.now() + timedelta(seconds=settings.JOB_SWEEP_SECONDS)
    asleep = [job.pk for job in turns.jobs_in_turn(by=soon) if not turns.is_at_work(job.pk)]
    if asleep:
        settling.wake()
    return asleep


def collect_batches(*, now: datetime | None = None) -> None:
    """Take the batches of all subjects a step further, let go of what the dead have reserved, and of old answers."""
    ledger.settle_abandoned()
    answers.forget_overdue()
    batches.collect(now=now)


def take_answers(collected: Collected) -> None:
    """Make units due that waited for a batch; if the service takes none of theirs, pause the jobs and say why.

    One whose call was paid for in vain too often is given up, or its reader asked.
    """
    lost = PaidCall.objects.filter(state=PaidCall.State.LOST).annotate(unit=Left("holder", LENGTH_OF_ID))
    tasks = lost.filter(unit__in=[str(task) for task in collected.tasks]).values_list("unit", "reason")
    reasons = dict(tasks.order_by("created"))
    for unit in Unit.objects.filter(pk__in=reasons, state=Unit.State.WAITING).select_related("job"):
        if claims.is_paid_in_vain(unit):
            holding.give_up(unit, reasons[str(unit.pk)])
    _make_due(collected)


@transaction.atomic
def _make_due(collected: Collected) -> None:
    units = Unit.objects.filter(pk__in=collected.tasks, state__in=Unit.OPEN, job__state=Job.State.RUNNING)
    for job_id in list(units.order_by().values_list("job_id", flat=True).distinct()):
        if refusal := collected.refusal:
            settling.pause(job_id, reason=str(refusal), seconds=None, mended_by=refusal.mended_by)
    Unit.objects.filter(pk__in=collected.tasks, state=Unit.State.WAITING).update(not_before=None)
    settling.wake()


def schedule_housekeeping() -> None:
    """Have the cluster collect batches, let go of what the dead have reserved, and clear what is over, every minute.

    And whatever the apps want done every minute and once a day.
    """
    queue.schedule_every_minute("jobs.tasks.collect_batches", clear_expired)
    queue.schedule_daily()


def _first_of(jobs: QuerySet[Job]) -> Job | None:
    """Return the job whose stage comes first in its pipeline."""
    all_jobs = list(jobs)
    return min(
        all_jobs, key=lambda job: pipelines.pipeline_named(job.pipeline).stage_names.index(job.stage), default=None
    )
