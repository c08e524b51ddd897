"""What readers are told of the course of pipelines: done, failed, or waiting for money, a key or their look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.making import MAKING
from books.models import VividPage
from films.making import FILM
from films.models import Film
from jobs import pipelines
from jobs.models import Job, Priority, Run, Unit
from jobs.pipelines import StatusHooks
from notifications.kinds import About, Kind, Lead
from notifications.services import notify, settle, tell_of_wait
from writing.making import PLANNING, WRITING
from writing.stories import noticing
from writing.stories.making import CONTINUATION
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Callable

State = Job.State
FINISHED = (State.COMPLETED, State.COMPLETED_WITH_FAILURES)
WAITS: dict[str, Kind] = {
    **dict.fromkeys(("key", "chosen-key"), Kind.KEY),
    **dict.fromkeys(("funds", "budget", "cap", "price"), Kind.MONEY),
}
"""What readers see to, by `Job.mended_by`; whatever else they must look at."""
WAITING_WORDS = {Kind.MONEY: "waits for money", Kind.KEY: "waits for a key", Kind.LOOK: "waits for you to look"}


@dataclass(frozen=True, slots=True)
class Course:
    """What a job is about, in a reader's words. `tells_done` is False where nobody waits for the end of it."""

    name: str
    lead: Lead
    done: str
    failed: str
    tells_done: bool = True


def follow() -> None:
    """Tell readers how pipelines fare from now on."""
    pipelines.follow_all(StatusHooks(started=started, settled=settled))


def started(job: Job) -> None:
    """Take back that a job waits: it goes on; of a book that is written, also that its plan does: it is approved."""
    settle(waiting=job.pk)
    if job.pipeline == WRITING:
        for planning in Job.objects.filter(pipeline=WRITING, subject=job.subject, stage=PLANNING):
            settle(waiting=planning.pk)


def settled(job: Job) -> None:
    """Tell its reader how a job ended, or why it stands still. In the transaction in which it does so."""
    if job.state != State.PAUSED:
        settle(waiting=job.pk)
    if job.pipeline == CONTINUATION:
        _tell_of_continuation(job)
        return
    find = COURSES.get(job.pipeline)
    course = find(job) if find else None
    if course is None:
        return
    if job.state == State.PAUSED:
        _tell_of_pause(job, course)
    elif job.state == State.FAILED or (job.state in FINISHED and _is_last(job)):
        _tell_of_end(job, course)
    elif job.state in FINISHED and job.stage == PLANNING:
        _tell_of_plan(job, course)


def _tell_of_pause(job: Job, course: Course) -> None:
    if job.paused_until is not None:
        return  # it goes on by itself
    kind = WAITS.get(job.mended_by, Kind.LOOK)
    tell_of_wait(
        readers=[job.owner_id],
        waiting=job.pk,
        kind=kind,
        title=f"{course.name} {WAITING_WORDS[kind]}.",
        words=job.reason,
        lead=course.lead,
    )


def _tell_of_end(job: Job, course: Course) -> None:
    run = Run.objects.filter(pipeline=job.pipeline, subject=job.subject, finished__isnull=False).first()
    if run is None:
        return
    is_done = job.state in FINISHED
    if is_done and not (course.tells_done and _was_bulk(job, run)):
        return
    missing = job.units.filter(state=Unit.State.FAILED).count() if is_done else 0
    notify(
        readers=[job.owner_id],
        kind=Kind.DONE if is_done else Kind.FAILED,
        key=f"run:{run.pk}",
        title=f"{course.name} {course.done if is_done else course.failed}.",
        words=f"{missing} of its parts could not be made." if missing > 1 else job.reason,
        lead=course.lead,
    )


def _tell_of_plan(job: Job, course: Course) -> None:
    tell_of_wait(
        readers=[job.owner_id],
        waiting=job.pk,
        kind=Kind.LOOK,
        title=f"The plan of {course.name} waits for you to look.",
        words="",
        lead=course.lead,
    )


def _is_last(job: Job) -> bool:
    """Return whether it was the last stage of its pipeline, and not an earlier one where it was to stop."""
    return job.stage == pipelines.pipeline_named(job.pipeline).stage_names[-1]


def _was_bulk(job: Job, run: Run) -> bool:
    """Return whether more was done than what a reader asks for by itself, and waits for at the page."""
    units = Unit.objects.filter(job__pipeline=job.pipeline, job__subject=job.subject, finished__gte=run.started)
    return units.filter(priority=Priority.ORDINARY).exists()


def _tell_of_continuation(job: Job) -> None:
    rows = Segment.objects.select_related("story__owner", "writer")
    segment = rows.filter(pk=job.subject).first()
    if segment is None:
        return
    if job.state == State.PAUSED and job.paused_until is None:
        kind = WAITS.get(job.mended_by, Kind.LOOK)
        noticing.tell_of_wait(segment, job=job.pk, kind=kind, reason=job.reason)
    elif job.state == State.FAILED or (job.state in FINISHED and segment.state == Segment.State.REFUSED):
        noticing.tell_not_told(segment, reason=job.reason or segment.note)


def _course_of_book(job: Job) -> Course | None:
    book = VividPage.objects.filter(pk=job.subject).first()
    if book is None:
        return None
    is_branch = book.origin == VividPage.Origin.STORY
    return Course(_named(book), Lead(About.BOOK, book.pk), "is ready", "could not be made", tells_done=not is_branch)


def _course_of_writing(job: Job) -> Course | None:
    book = VividPage.objects.filter(pk=job.subject).first()
    return (
        None
        if book is None
        else Course(_named(book), Lead(About.WRITING, book.pk), "is written", "could not be written")
    )


def _course_of_film(job: Job) -> Course | None:
    film = Film.objects.select_related("vividpage").filter(pk=job.subject).first()
    if film is None:
        return None
    is_branch = film.vividpage.origin == VividPage.Origin.STORY
    name = f"The film of {_named(film.vividpage)}"
    return Course(name, Lead(About.FILMS, film.vividpage_id), "is ready", "could not be made", tells_done=not is_branch)


def _named(book: VividPage) -> str:
    return f"“{book.title}”"


COURSES: dict[str, Callable[[Job], Course | None]] = {
    MAKING: _course_of_book,
    WRITING: _course_of_writing,
    FILM: _course_of_film,
}
"""How a job is found out about, by its pipeline. Editions tell of themselves, with mail for who has asked for it."""
