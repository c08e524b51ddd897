"""How a book that is written here stands, as its page shows it and as workers send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.template.loader import render_to_string

from accounts.models import User
from books.models import VividPage
from jobs.models import Job, Unit
from jobs.queries import Pause, failures_of, pause_of, progress_of
from publishing.models import PageSet
from web.making.live import StageLine, nobody_works, stage_line
from writing.making import WRITING
from writing.models import WrittenBook
from writing.queries import PartStanding, book_of, is_bound_as_written, parts_of

if TYPE_CHECKING:
    from jobs.queries import Progress

TEMPLATE = "writing/_live.html"
FAILURES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class WritingState:
    """How the writing of a book stands. `announcement` is the sentence that screen readers hear."""

    book: WrittenBook
    stages: list[StageLine]
    parts: list[PartStanding]
    work: str
    pause: Pause | None
    failures: list[Unit]
    nobody_works: bool
    is_bound: bool
    is_laid_out: bool

    @property
    def can_be_laid_out(self) -> bool:
        """Whether its pictures are drawn, so that pages can be made of them."""
        return self.book.vividpage.status in (VividPage.Status.COMPLETED, VividPage.Status.COMPLETED_WITH_FAILURES)

    @property
    def is_working(self) -> bool:
        """Whether more comes by itself."""
        return self.work == "running"

    @property
    def written(self) -> int:
        """How many parts have a text."""
        return sum(part.is_written for part in self.parts)

    @property
    def words(self) -> int:
        """Words of all texts that are accepted."""
        return sum(part.row.accepted.words for part in self.parts if part.row.accepted is not None)

    @property
    def wrong(self) -> int:
        """How many findings are to be mended."""
        return sum(part.wrong for part in self.parts)

    @property
    def outdated(self) -> int:
        """How many parts were written from something that has changed since."""
        return sum(part.is_outdated for part in self.parts)

    @property
    def announcement(self) -> str:
        """What to say of it: seldom enough to listen to."""
        if self.is_working and self.book.wants_plan:
            return "The plan is being made."
        if self.parts and self.is_working:
            quarters = self.written * 4 // len(self.parts)
            return f"Being written, {quarters * 25} percent." if quarters else "Being written."
        return f"{self.book.vividpage.title}: {self.book.get_state_display()}."


def state_of(book: WrittenBook) -> WritingState:
    """Read how the writing of a book stands."""
    progress = progress_of(pipeline=WRITING, subject=book.pk)
    work = work_of(progress)
    return WritingState(
        book=book,
        stages=[stage_line(one) for one in progress],
        parts=parts_of(book),
        work=work,
        pause=pause_of(pipeline=WRITING, subject=book.pk) if work == "paused" else None,
        failures=failures_of(pipeline=WRITING, subject=book.pk)[:FAILURES_SHOWN]
        if any(p.failed for p in progress)
        else [],
        nobody_works=work == "running" and nobody_works(WRITING, book.pk),
        is_bound=book.bound != "" and is_bound_as_written(book),
        is_laid_out=PageSet.objects.filter(vividpage=book.pk).exists(),
    )


def work_of(progress: list[Progress]) -> str:
    """Say in a word what the work is at: running, paused, stopped, failed, or resting when nothing is to be done.

    A stage whose units are all done was not stopped: it waits to be asked for again, as the book does while a part is
    written anew.
    """
    states = {one.state for one in progress if one.state != Job.State.CANCELLED or one.settled < max(one.total, 1)}
    for state, word in (
        (Job.State.RUNNING, "running"),
        (Job.State.PAUSED, "paused"),
        (Job.State.FAILED, "failed"),
        (Job.State.CANCELLED, "stopped"),
        (Job.State.COMPLETED_WITH_FAILURES, "partly"),
    ):
        if state in states:
            return word
    return "resting"


def fragment(book: WrittenBook) -> str:
    """Render what browsers swap in."""
    return render_to_string(TEMPLATE, {"state": state_of(book), "book": book, "vividpage": book.vividpage})


@dataclass(frozen=True, slots=True)
class WritingAudience:
    """The browsers of a writer that show a book of theirs."""

    vividpage_id: UUID
    reader: User

    @property
    def subject(self) -> UUID:
        """The book."""
        return self.vividpage_id

    def render(self) -> str | None:
        """Render how it stands; None if the book is gone."""
        book = book_of(user=self.reader, vividpage_id=self.vividpage_id)
        return fragment(book) if book else None
