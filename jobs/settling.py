"""How a job ends or pauses, and what follows: the next stage, or the end of the pipeline's run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs import broadcast, claims, pipelines, queue
from jobs.models import Job, Run, Unit
from jobs.queries import waiting_calls
from providers.money import batches
from telemetry import metrics, tracing
from telemetry.context import current

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User

WORK = "jobs.tasks.work"
STANDING = (Job.State.RUNNING, Job.State.PAUSED)
ENDED_BADLY = (Job.State.CANCELLED, Job.State.FAILED)


def wake(*, times: int | None = None) -> None:
    """Queue wake-ups once the transaction is through: `times` of them, or one for each worker.

    They are all alike, for a worker asks the rows whose turn it is; so no more wait than there are workers.
    """
    queue.enqueue_up_to(settings.WORKERS, WORK, times=settings.WORKERS if times is None else times)


def begin(job: Job, *, by: User | None = None) -> None:
    """Follow a job that starts or is taken up: its run is open, and workers are woken."""
    job.taken_up = timezone.now()
    # What asked for it stays with it, so that logs and traces lead from the click to what came of it.
    job.metadata = {**job.metadata, **_origin()}
    job.save(update_fields=["taken_up", "metadata"])
    run, made = Run.objects.get_or_create(
        pipeline=job.pipeline,
        subject=job.subject,
        finished=None,
        defaults={"until": job.until, "started_by": by},
    )
    if not made and run.until != job.until:
        run.until = job.until
        run.save(update_fields=["until"])
    batches.want_again(waiting_calls(pipeline=job.pipeline, subject=job.subject))
    pipelines.announce_started(job)
    wake()


def _origin() -> dict[str, str]:
    """Return what asks for work just now: the request with its trace; nothing where work follows from work."""
    request_id = current().get("request", "")
    origin = {"request": request_id, "traceparent": tracing.traceparent()}
    return {name: value for name, value in origin.items() if value}


def settle_if_done(job_id: UUID) -> None:
    """End a running job that has no open unit left, and start what follows it, in one transaction.

    An essential unit that was set aside ends it at once; a job that has been deleted meanwhile is nobody's any more.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.state != Job.State.RUNNING or not job.planned:
            return
        failed = job.units.filter(state=Unit.State.FAILED)
        essential = failed.filter(essential=True).first()
        if essential is None and job.units.filter(state__in=Unit.OPEN).exists():
            return
        if essential is not None:
            job.state, job.reason = Job.State.FAILED, essential.reason
        elif failed.exists():
            job.state = Job.State.COMPLETED_WITH_FAILURES
        else:
            job.state = Job.State.COMPLETED
        job.finished = timezone.now()
        job.save(update_fields=["state", "reason", "finished"])
        follow(job)
    _count(job)
    broadcast.changed(job.subject, at_once=True)


def pause(job_id: UUID, *, reason: str, seconds: float | None, mended_by: str = "") -> None:
    """Stop a running job until `seconds` have passed, or (None) until somebody has seen to the reason.

    `mended_by` is what the reader can do about it, as the error that stopped it says.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.RUNNING).first()
        if job is None:
            return
        job.state, job.reason, job.mended_by = Job.State.PAUSED, reason, mended_by
        job.paused_until = None if seconds is None else timezone.now() + timedelta(seconds=seconds)
        job.save(update_fields=["state", "reason", "mended_by", "paused_until"])
        pipelines.announce_settled(job)
    _count(job)
    broadcast.changed(job.subject, at_once=True)


def cancel(job_id: UUID) -> None:
    """Stop a job: no further call is started; calls already in flight end and keep their results."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.is_settled:
            return
        job.state, job.finished = Job.State.CANCELLED, timezone.now()
        job.save(update_fields=["state", "finished"])
        follow(job)
        subject = job.subject
        transaction.on_commit(lambda: broadcast.changed(subject, at_once=True))
    _count(job)


def follow(job: Job) -> None:
    """Start the stage after a job that has completed, or end its pipeline's run."""
    if job.state in ENDED_BADLY:
        calls = waiting_calls(pipeline=job.pipeline, subject=job.subject)
        if batches.withdraw(calls, reason="The work was stopped."):
            queue.enqueue("jobs.tasks.collect_batches")
    else:
        following = pipelines.pipeline_named(job.pipeline).stage_after(job.stage)
        if following is not None and job.stage != job.until:
            begin_stage(job, following.name)
            return
    _end_run(job)
    pipelines.announce_settled(job)


def begin_stage(before: Job, stage: str) -> None:
    """Start a stage after the job `before`, or take it up."""
    job, made = Job.objects.get_or_create(
        pipeline=before.pipeline,
        subject=before.subject,
        stage=stage,
        defaults={
            "owner_id": before.owner_id,
            "until": before.until,
            "priority": before.priority,
            "metadata": before.metadata,
        },
    )
    if made:
        begin(job)
    else:
        resume(job.pk, until=before.until)


def resume(job_id: UUID, *, until: str | None = None, by: User | None = None) -> Job:
    """Go on with a job at somebody's word: all that failed is tried again, and what asks before it is, too."""
    job = Job.objects.select_for_update().get(pk=job_id)
    job.units.filter(asks=True).update(asks=False)
    return _go_on(job, again=job.units.filter(state=Unit.State.FAILED), until=until, by=by)


def take_up(job_id: UUID, *, by: User | None = None, without: UUID | None = None) -> Job:
    """Go on with a job, but not with what is tried again at its reader's word alone.

    That is what failed after it had been paid for in vain, and `without`, a unit.
    """
    job = Job.objects.select_for_update().get(pk=job_id)
    failed = job.units.filter(state=Unit.State.FAILED)
    left_out = [*claims.paid_in_vain(failed, subject=job.subject), *([without] if without else [])]
    again = failed.exclude(pk__in=left_out)
    return _go_on(job, again=again, by=by)


def _go_on(job: Job, *, again: QuerySet[Unit], until: str | None = None, by: User | None = None) -> Job:
    """Go on: what is done stays done, these units are tried `again`, and what has become possible is added."""
    again.update(state=Unit.State.WAITING, attempts=0, not_before=None, finished=None)
    job.units.filter(state=Unit.State.WAITING).update(not_before=None)
    job.state, job.reason, job.finished, job.planned = Job.State.RUNNING, "", None, False
    job.mended_by, job.paused_until = "", None
    job.until = job.until if until is None else until
    job.save(update_fields=["state", "reason", "finished", "mended_by", "paused_until", "planned", "until"])
    begin(job, by=by)
    return job


def _count(job: Job) -> None:
    metrics.job_settled(pipeline=job.pipeline, stage=job.stage, state=job.state)


def _end_run(job: Job) -> None:
    """Close the run of a job's pipeline, unless more of it is under way."""
    jobs = Job.objects.filter(pipeline=job.pipeline, subject=job.subject)
    if jobs.filter(state__in=STANDING).exists():
        return
    outcome = Run.Outcome(job.state)
    if outcome == Run.Outcome.COMPLETED and jobs.filter(state=Job.State.COMPLETED_WITH_FAILURES).exists():
        outcome = Run.Outcome.COMPLETED_WITH_FAILURES
    Run.objects.filter(pipeline=job.pipeline, subject=job.subject, finished=None).update(
        finished=timezone.now(), outcome=outcome, reason=job.reason if outcome == Run.Outcome.FAILED else ""
    )
