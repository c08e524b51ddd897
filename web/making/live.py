"""How a book's making stands, as its page shows it and as workers send it: one fragment, rendered without a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone

from books.making import MAKING
from books.models import VividPage
from books.visibility import Visibility, reading_of, visible_to
from characters.bible.remarks import Remark, remarks_on
from jobs.holding import HeldUnit, held_units
from jobs.models import Job, Unit
from jobs.pipelines import pipeline_named
from jobs.queries import Progress, failures_of, progress_of
from storyboards.making import costs
from storyboards.making.costs import Money
from storyboards.making.standstill import Standstill, standstill_of
from storyboards.pictures import queries
from storyboards.pictures.queries import ShownPicture
from storyboards.pictures.showing import has_shown_picture
from storyboards.pictures.versions import waiting_in

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

TEMPLATE = "making/_live.html"
READING_TEMPLATE = "making/_reading.html"
PICTURES_SHOWN = 12
FAILURES_SHOWN = 20
PATIENCE = timedelta(seconds=10)
"""How long work may lie untouched before readers are told that nobody is there to do it."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the making: `look` is done, now, next, stopped, partly or failed."""

    title: str
    look: str
    note: str
    done: int = 0
    total: int = 0
    step: str = ""
    time_left: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """A book's state. `announcement` is the sentence that screen readers hear, so it changes seldom."""

    vividpage: VividPage
    stages: list[StageLine]
    announcement: str
    nobody_works: bool
    pictures: list[ShownPicture]
    picture_count: int
    failures: list[Unit]
    failure_count: int
    can_be_read: bool
    money: Money
    standstill: Standstill | None
    held: list[HeldUnit]
    remarks: list[Remark]
    visible: Visibility
    pictures_ahead: int
    waiting: int

    @property
    def is_working(self) -> bool:
        """Whether more is to come by itself."""
        return self.vividpage.status == VividPage.Status.WORKING


def live(vividpage: VividPage, visible: Visibility) -> Live:
    """Return the state of a book now, with what is visible of its pictures: the newest while they are drawn."""
    progress = progress_of(pipeline=MAKING, subject=vividpage.pk)
    stages = _stages(vividpage, progress)
    is_working = vividpage.status == VividPage.Status.WORKING
    pictures, picture_count, ahead = _pictures(vividpage, visible)
    is_standing = any(p.state in (Job.State.RUNNING, Job.State.PAUSED) for p in progress)
    failures = failures_of(pipeline=MAKING, subject=vividpage.pk) if any(p.failed for p in progress) else []
    return Live(
        vividpage=vividpage,
        stages=stages,
        announcement=_announcement(vividpage, stages),
        nobody_works=is_working and nobody_works(MAKING, vividpage.pk),
        pictures=pictures,
        picture_count=picture_count,
        failures=failures[:FAILURES_SHOWN],
        failure_count=len(failures),
        can_be_read=vividpage.chapter_count > 0 or vividpage.chapters.exists(),
        money=costs.money_of(vividpage),
        standstill=standstill_of(vividpage),
        held=held_units(pipeline=MAKING, subject=vividpage.pk) if is_standing else [],
        remarks=remarks_on(vividpage.pk),
        visible=visible,
        pictures_ahead=ahead,
        waiting=waiting_in(vividpage.pk).count(),
    )


def _pictures(vividpage: VividPage, visible: Visibility) -> tuple[list[ShownPicture], int, int]:
    """Return the pictures that are shown, how many there are in all, and how many of them lie ahead."""
    if vividpage.status != VividPage.Status.WORKING:
        numbers = queries.shown_numbers(vividpage)
        ahead = sum(not visible.shows_picture(number) for number in numbers)
        return queries.chosen_pictures(vividpage, PICTURES_SHOWN, among=numbers, visible=visible), len(numbers), ahead
    is_ahead = Q(pk__in=[]) if visible.picture is None else Q(number__gt=visible.picture)
    shown = vividpage.scenes.filter(has_shown_picture())
    counted = shown.aggregate(all=Count("pk"), ahead=Count("pk", filter=is_ahead))
    newest = queries.newest_pictures(vividpage, PICTURES_SHOWN, visible=visible) if counted["all"] else []
    return newest, counted["all"], counted["ahead"]


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far the reading of a book has come whose reader has not chosen yet how it is drawn.

    `problem` says why it could not be read. `announcement` is the sentence that screen readers hear.
    """

    vividpage: VividPage
    step: str
    problem: str
    nobody_works: bool

    @property
    def announcement(self) -> str:
        """What to say of it."""
        if self.problem:
            return self.problem
        return "Reading the book." if self.vividpage.is_being_read else f"{self.vividpage.title} has been read."


def reading_progress(vividpage: VividPage) -> ReadingProgress:
    """Return how far the reading of a book has come."""
    stage = next(iter(progress_of(pipeline=MAKING, subject=vividpage.pk)), None)
    return ReadingProgress(
        vividpage=vividpage,
        step=stage.step if stage else "",
        problem=stage.reason if stage and vividpage.is_unreadable else "",
        nobody_works=vividpage.is_being_read and nobody_works(MAKING, vividpage.pk),
    )


def fragment(vividpage: VividPage, visibility: Visibility) -> str:
    """Render the fragment that browsers swap in."""
    if vividpage.is_started:
        return render_to_string(TEMPLATE, {"live": live(vividpage, visibility)})
    return render_to_string(READING_TEMPLATE, {"reading": reading_progress(vividpage)})


def render(vividpage_id: UUID, reader: User, *, ahead: bool = False) -> str | None:
    """Render the fragment that a reader's browser swaps in; None if the book is gone."""
    vividpage = VividPage.objects.filter(pk=vividpage_id).first()
    return fragment(vividpage, visible_to(reading_of(reader, vividpage), ahead=ahead)) if vividpage else None


def _stages(vividpage: VividPage, progress: list[Progress]) -> list[StageLine]:
    known = {p.stage: p for p in progress}
    if not vividpage.is_started:
        return []
    return [
        stage_line(known[stage.name]) if stage.name in known else StageLine(stage.title, look="next", note="")
        for stage in pipeline_named(MAKING).stages
    ]


_LOOKS = {
    Job.State.RUNNING: "now",
    Job.State.PAUSED: "stopped",
    Job.State.CANCELLED: "stopped",
    Job.State.COMPLETED: "done",
    Job.State.COMPLETED_WITH_FAILURES: "partly",
    Job.State.FAILED: "failed",
}


def stage_line(progress: Progress) -> StageLine:
    """Return how a stage is shown."""
    look = _LOOKS[Job.State(progress.state)]
    return StageLine(
        title=progress.title,
        look=look,
        note=progress.reason or _note(progress, look),
        done=progress.settled,
        total=progress.total,
        step=progress.step if look == "now" else "",
        time_left=time_left(progress.seconds_left),
    )


def _note(progress: Progress, look: str) -> str:
    if look == "partly":
        return f"{progress.failed} of {progress.total} did not work"
    return ""


def time_left(seconds: float | None) -> str:
    """Say a stretch of time as people do; nothing while it is not known."""
    if seconds is None:
        return ""
    if seconds < 50:
        return f"about {max(5, round(seconds / 5) * 5)} seconds left"
    if seconds < 90:
        return "about a minute left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {minutes} minutes left"
    hours = round(minutes / 60)
    return "about an hour left" if hours == 1 else f"about {hours} hours left"


def _announcement(vividpage: VividPage, stages: list[StageLine]) -> str:
    """Announce steps of a quarter: often enough to know that it moves, seldom enough to listen to."""
    if vividpage.status != VividPage.Status.WORKING:
        return f"{vividpage.title}: {vividpage.get_status_display()}."
    now = next((stage for stage in stages if stage.look == "now"), None)
    if now is None:
        return "Starting."
    quarters = now.done * 4 // now.total if now.total else 0
    return f"{now.title}, {quarters * 25} percent." if quarters else f"{now.title}."


def nobody_works(pipeline: str, vividpage_id: UUID) -> bool:
    """Return whether a running job has work that could be done now, and nobody has touched any of it for a while."""
    since = timezone.now() - PATIENCE
    touched = Q(started__gt=since) | Q(finished__gt=since) | Q(not_before__gt=since)
    at_work = Q(state=Unit.State.CLAIMED, lease_until__gte=timezone.now())
    jobs = Job.objects.filter(pipeline=pipeline, subject=vividpage_id)
    running = jobs.filter(state=Job.State.RUNNING, created__lt=since)
    is_worked_on = running.values_list(Exists(Unit.objects.filter(touched | at_work, job=OuterRef("pk"))), flat=True)
    return bool(is_worked_on) and not any(is_worked_on)
