"""Jobs of a book's making, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from books.making import MAKING
from jobs import settling
from jobs.models import Job

if TYPE_CHECKING:
    from books.models import VividPage


def make_job(vividpage: VividPage, stage: str, **fields: Any) -> Job:
    """Make a job of the stage, as if the book's making had come to it."""
    return Job.objects.create(pipeline=MAKING, subject=vividpage.pk, owner_id=vividpage.owner_id, stage=stage, **fields)


def start_stage(vividpage: VividPage, stage: str) -> Job:
    """Start that stage of a book's making, without those before it."""
    job = make_job(vividpage, stage)
    settling.begin(job)
    return job
