"""Making a book from start to end in this process, beside whatever workers there are."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from books import services
from books.making import MAKING
from jobs import engine, queries
from jobs.models import Job
from jobs.services import collect_batches, resume_paused

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from books.models import VividPage
    from jobs.queries import Progress

POLL_SECONDS = 0.2


def drive(vividpage: VividPage, *, until: str = "", on_progress: Callable[[Progress], None] = lambda _: None) -> None:
    """Start a book's making, or take it up, and work on it until it ends; `on_progress` follows every unit.

    With workers running, both share the work; without, this process does it all. A job that waits for its reader
    (no key, no budget left) ends it.
    """
    services.start(vividpage=vividpage, until=until)
    work_off(pipeline=MAKING, subject=vividpage.pk, on_progress=on_progress)
    vividpage.refresh_from_db()


def work_off(*, pipeline: str, subject: UUID, on_progress: Callable[[Progress], None] = lambda _: None) -> None:
    """Work on what is begun of a pipeline of a subject until nothing of it goes on by itself."""

    def report_progress() -> None:
        progress = queries.progress_of(pipeline=pipeline, subject=subject)
        if progress:
            on_progress(next((p for p in progress if p.state == Job.State.RUNNING), progress[-1]))

    while job := _going_on(pipeline, subject):
        worked = engine.work_on(job, seconds=math.inf, after_unit=report_progress, while_idle=collect_batches)
        if not worked:
            collect_batches()
            time.sleep(POLL_SECONDS)  # a worker has the rest, or it waits for its next try
        report_progress()


def _going_on(pipeline: str, subject: UUID) -> Job | None:
    """Return the running job; while the only one is paused for a time, wait until it goes on."""
    under_way = Job.objects.filter(pipeline=pipeline, subject=subject)
    while True:
        resume_paused()
        running = under_way.filter(state=Job.State.RUNNING).first()
        if running or not under_way.filter(state=Job.State.PAUSED, paused_until__isnull=False).exists():
            return running
        time.sleep(POLL_SECONDS)
