"""Which stage of a book follows which: said here, once."""

from __future__ import annotations

from django.utils import timezone

from books.models import VividPage
from characters.continuity.requesting import request_check
from jobs import registry, services
from jobs.models import Job
from providers import batches

STAGES = ("epub-parse", "analysis", "image-generation")

AFTER_READING = {
    VividPage.Status.COMPLETED: VividPage.Status.UPLOADED,
    VividPage.Status.PAUSED: VividPage.Status.READING,
}
"""What becomes of a book that is read before its reader has chosen how it is drawn."""


def connect() -> None:
    """Tell the jobs the order of the stages and follow them."""
    registry.set_pipeline(STAGES)
    registry.on_started(begin)
    registry.on_settled(follow)
    batches.on_collected(services.answers_have_come)


def begin(job: Job) -> None:
    """Say that a book is in the making."""
    batches.wanted_again(vividpage_id=job.vividpage_id)
    books = VividPage.objects.filter(pk=job.vividpage_id)
    if job.stage == job.until == STAGES[0]:
        books = books.exclude(status=VividPage.Status.READING)  # its reader has not chosen how it is drawn
    books.update(status=VividPage.Status.WORKING, completed=None)


def follow(job: Job) -> None:
    """Start the stage after a job that has completed, or say what has become of the book and check its pictures."""
    if job.state in (Job.State.CANCELLED, Job.State.FAILED):
        batches.withdraw(vividpage_id=job.vividpage_id)
    if job.state == Job.State.CANCELLED:
        _end(job, VividPage.Status.CANCELLED)
        return
    if job.state == Job.State.PAUSED:
        _end(job, VividPage.Status.PAUSED)
        return
    if job.state == Job.State.FAILED:
        _end(job, VividPage.Status.FAILED)
        return
    following = STAGES[STAGES.index(job.stage) + 1 :] if job.stage in STAGES else ()
    if following and job.stage != job.until:
        services.start_job(vividpage_id=job.vividpage_id, stage=following[0], until=job.until)
        return
    if job.stage == STAGES[-1]:
        request_check(vividpage_id=job.vividpage_id)
    failures = Job.objects.filter(vividpage_id=job.vividpage_id, state=Job.State.COMPLETED_WITH_FAILURES)
    _end(job, VividPage.Status.COMPLETED_WITH_FAILURES if failures.exists() else VividPage.Status.COMPLETED)


def _end(job: Job, status: VividPage.Status) -> None:
    if Job.objects.filter(vividpage_id=job.vividpage_id, state=Job.State.RUNNING).exists():
        return  # an earlier stage has been taken up meanwhile, and this one follows it again
    being_read = VividPage.objects.filter(pk=job.vividpage_id, status=VividPage.Status.READING)
    if being_read.update(status=AFTER_READING.get(status, VividPage.Status.UNREADABLE)):
        return
    stands = (VividPage.Status.CANCELLED, VividPage.Status.PAUSED)
    VividPage.objects.filter(pk=job.vividpage_id).update(
        status=status, completed=None if status in stands else timezone.now()
    )
