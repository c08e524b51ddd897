"""Jobs across the account: what is being made, how far it is, what failed; stopping, trying again, deciding."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from ninja import Field, Query, Schema, Status

from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import Problem, refuses
from api.core.rows import owned
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from books import services as books
from books.making import MAKING
from books.models import VividPage
from films.making import FILM
from films.models import Film
from films.services import making as film_making
from films.services.making import FilmRefused
from jobs import holding, pipelines
from jobs import services as work
from jobs.models import Job, Run, Unit
from jobs.queries import runs_of
from publishing.making import EDITION
from publishing.models import Edition
from publishing.services import making as edition_making
from publishing.services.making import EditionRefused
from writing import services as writing
from writing.making import WRITING
from writing.models import WrittenBook
from writing.stories import services as stories
from writing.stories.making import CONTINUATION
from writing.stories.models import Segment

refuses(FilmRefused, title="This film cannot be made")
refuses(EditionRefused, title="This edition cannot be made")
jobs = router("jobs")


class JobRow(Schema):
    """One stage of something that is made."""

    id: UUID
    pipeline: str = Field(examples=["making"])
    title: str = Field(description="What the stage is called.", examples=["Drawing the pictures"])
    stage: str
    subject: UUID = Field(description="What is made: a book, an edition, a film.")
    subject_kind: Literal["vividpage", "edition", "film", "other"]
    vividpage: UUID | None = Field(description="The book that it is made of, where that is known.")
    vividpage_title: str
    state: str = Field(examples=["running"])
    done: int
    failed: int
    total: int = Field(description="0: its work is not laid out yet.")
    reason: str = Field(description="Why it failed or stands still, in words.")
    mended_by: str = Field(description="While it is paused: what mends it, as “budget” or “key”.")
    paused_until: datetime | None
    priority: int = Field(description="Above 0: it goes before ordinary work.")
    metadata: dict[str, Any] = Field(description="What is known of it beside.")
    created: datetime
    taken_up: datetime | None = Field(description="When it was begun last; null: not yet.")
    started: datetime | None = Field(description="When the first of its work was begun.")
    finished: datetime | None


class OnlyJobs(Schema):
    """Which jobs are asked for."""

    state: Literal["running", "paused", "cancelled", "completed", "completed-with-failures", "failed"] | None = None
    pipeline: str | None = Field(None, max_length=40, examples=["making"])
    subject: UUID | None = Field(None, description="Only those of that book, edition or film.")


class Failure(Schema):
    """A piece of work that was set aside, and why."""

    id: UUID
    kind: str
    label: str
    reason: str
    attempts: int
    finished: datetime | None


class Held(Schema):
    """A piece of work that others wait for and that fails again and again: try it now, or go on without it."""

    id: UUID
    label: str
    reason: str
    next_try: datetime | None = Field(description="Null: once it is said so.")
    waiting: int = Field(description="How many pieces wait for it.")
    can_be_done_without: bool


class Decision(Schema):
    """What is done about a piece of work that is held."""

    decision: Literal["try-now", "go-on-without"]


class RunRow(Schema):
    """One course of something that was made, from when it was started until it ended or was stopped."""

    id: UUID
    until: str
    started: datetime
    finished: datetime | None
    outcome: str = Field(description="Empty: it has not ended.")
    reason: str


@jobs.get("", auth=READ, response=Page[JobRow])
def list_jobs(request: CalledBy, wanted: Asked, only: Annotated[OnlyJobs, Query()]) -> Any:
    """List what is being made or was made for the reader, newest first."""
    asked = {name: value for name, value in only.model_dump().items() if value is not None}
    page = page_of(_jobs_of(request).filter(**asked), wanted, lambda job: job)
    return {**page, "items": _described(page["items"])}


@jobs.get("/{uuid:job_id}", auth=READ, response=JobRow)
def read_job(request: CalledBy, job_id: UUID) -> JobRow:
    """Read how a job stands."""
    return _described([owned(_jobs_of(request), job_id)])[0]


@jobs.get("/{uuid:job_id}/failures", auth=READ, response=Page[Failure])
def list_failures(request: CalledBy, job_id: UUID, wanted: Asked) -> Any:
    """List what of a job did not work, each with its reason."""
    units = owned(_jobs_of(request), job_id).units.filter(state=Unit.State.FAILED)
    return page_of(units, wanted, lambda unit: unit, by=("number", "pk"))


@jobs.get("/{uuid:job_id}/runs", auth=READ, response=Page[RunRow])
def list_runs(request: CalledBy, job_id: UUID, wanted: Asked) -> Any:
    """List how often the same was started and how each ended, the latest first."""
    job = owned(_jobs_of(request), job_id)
    runs = runs_of(subject=job.subject).filter(pipeline=job.pipeline)
    return page_of(runs, wanted, _run, by=("-started", "-pk"))


@jobs.get("/{uuid:job_id}/held", auth=READ, response=Page[Held])
def list_held(request: CalledBy, job_id: UUID, wanted: Asked) -> Any:
    """List what others wait for and what fails again and again."""
    job = owned(_jobs_of(request), job_id)
    return part_of(holding.held_units(pipeline=job.pipeline, subject=job.subject), wanted, _held)


@jobs.post("/{uuid:job_id}/held/{uuid:unit_id}", auth=SPEND, response={202: JobRow})
def decide_held(request: CalledBy, job_id: UUID, unit_id: UUID, body: Decision) -> Any:
    """Try at once what others wait for, or go on without it."""
    job = owned(_jobs_of(request), job_id)
    owned(Unit.objects.filter(job__pipeline=job.pipeline, job__subject=job.subject), unit_id)
    decide = holding.try_now if body.decision == "try-now" else holding.go_on_without
    if not decide(pipeline=job.pipeline, subject=job.subject, unit=unit_id, by=request.auth):
        raise Problem(409, "not-held", "Nothing waits for this", "It is done already, or is being tried right now.")
    return Status(202, read_job(request, job_id))


@jobs.post("/{uuid:job_id}/cancel", auth=WRITE, response={204: None})
def cancel_job(request: CalledBy, job_id: UUID) -> HttpResponse:
    """Stop what a job is part of: nothing new begins, and what is done stays."""
    _stop(owned(_jobs_of(request), job_id))
    return HttpResponse(status=204)


@jobs.post("/{uuid:job_id}/retry", auth=SPEND, response={204: None})
def retry_job(request: CalledBy, job_id: UUID) -> HttpResponse:
    """Go on where it stopped, and try again what failed. A new course of it may have jobs of its own."""
    _go_on(owned(_jobs_of(request), job_id), request)
    return HttpResponse(status=204)


def _jobs_of(request: CalledBy) -> QuerySet[Job]:
    done, failed = (Count("units", filter=Q(units__state=state)) for state in (Unit.State.DONE, Unit.State.FAILED))
    return Job.objects.filter(owner=request.auth).annotate(total=Count("units"), done=done, failed=failed)


def _described(found: list[Job]) -> list[JobRow]:
    """Say of jobs what they are of. Three queries."""
    subjects = {job.subject for job in found}
    books_of = {pk: (pk, title) for pk, title in VividPage.objects.filter(pk__in=subjects).values_list("pk", "title")}
    of: dict[UUID, tuple[str, UUID | None, str]] = {pk: ("vividpage", *book) for pk, book in books_of.items()}
    for kind, model in (("edition", Edition), ("film", Film)):
        rows = model._default_manager.filter(pk__in=subjects).values_list("pk", "vividpage_id", "vividpage__title")
        of |= {pk: (kind, book, title) for pk, book, title in rows}
    return [_row(job, *of.get(job.subject, ("other", None, ""))) for job in found]


def _row(job: Job, kind: Any, vividpage: UUID | None, title: str) -> JobRow:
    counts = {name: getattr(job, name) for name in ("done", "failed", "total")}
    columns = ("pipeline", "stage", "subject", "state", "reason", "mended_by", "paused_until", "created", "finished")
    also = ("priority", "metadata", "taken_up", "started")
    return JobRow(
        id=job.pk,
        title=pipelines.stage_of(job).title,
        subject_kind=kind,
        vividpage=vividpage,
        vividpage_title=title,
        **counts,
        **{name: getattr(job, name) for name in (*columns, *also)},
    )


def _run(run: Run) -> RunRow:
    return RunRow(id=run.pk, **{name: getattr(run, name) for name in RunRow.model_fields if name != "id"})


def _held(unit: holding.HeldUnit) -> Held:
    return Held(id=unit.unit, **{name: getattr(unit, name) for name in Held.model_fields if name != "id"})


def _stop(job: Job) -> None:
    """Stop a pipeline as its own page does."""
    if job.pipeline == MAKING:
        books.stop(vividpage=VividPage.objects.get(pk=job.subject))
    elif job.pipeline == EDITION:
        edition_making.cancel(edition=Edition.objects.select_related("vividpage").get(pk=job.subject))
    elif job.pipeline == FILM:
        film_making.cancel_film(film=Film.objects.select_related("vividpage").get(pk=job.subject))
    else:
        work.stop(pipeline=job.pipeline, subject=job.subject)


def _go_on(job: Job, request: CalledBy) -> None:
    """Take a pipeline up as its own page does."""
    if job.pipeline == MAKING:
        books.start(vividpage=VividPage.objects.select_related("owner").get(pk=job.subject), by=request.auth)
    elif job.pipeline == EDITION:
        edition = Edition.objects.select_related("vividpage__owner").get(pk=job.subject)
        edition_making.make_again(edition=edition, by=request.auth)
    elif job.pipeline == FILM:
        film = Film.objects.select_related("vividpage__owner").get(pk=job.subject)
        go_on = film_making.go_on if film.state == Film.State.PAUSED else film_making.make_again
        go_on(film=film, by=request.auth)
    elif job.pipeline == WRITING:
        writing.go_on(book=WrittenBook.objects.select_related("vividpage__owner").get(pk=job.subject), by=request.auth)
    elif job.pipeline == CONTINUATION:
        stories.retry(segment=Segment.objects.get(pk=job.subject), by=request.auth)
    else:
        words = "This work is not taken up from here. Ask for it again where you asked for it first."
        raise Problem(409, "not-from-here", "Not from here", words)
