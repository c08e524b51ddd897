"""The sources of a book as their page shows them, while they are fetched and judged, too."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import User
from jobs.queries import Pause, pause_of, progress_of
from web.making.live import StageLine, nobody_works, stage_line
from web.writing.live import work_of
from writing.making import SOURCES, WRITING
from writing.models import Source, SourceEdit, WrittenBook
from writing.queries import book_of
from writing.sources.services import latest_edit

TEMPLATE = "writing/_sources.html"


@dataclass(frozen=True, slots=True)
class SourcesState:
    """The sources of a book with their verdicts, and how far the reading of them is.

    `announcement` is the sentence that screen readers hear.
    """

    book: WrittenBook
    sources: list[Source]
    work: str
    reading: StageLine | None
    pause: Pause | None
    nobody_works: bool
    latest: SourceEdit | None
    may_look_up: bool

    @property
    def is_working(self) -> bool:
        """Whether more comes by itself."""
        return self.work == "running"

    @property
    def used(self) -> int:
        """How many the book is written from."""
        return sum(source.is_used for source in self.sources)

    @property
    def waiting(self) -> int:
        """How many are still to be read."""
        return sum(source.state == Source.State.WAITING for source in self.sources)

    @property
    def announcement(self) -> str:
        """What to say of it: when it begins, and what has come of it."""
        if self.is_working and self.waiting:
            return "Sources are being read."
        return f"{len(self.sources)} sources, {self.used} used."


def sources_state(book: WrittenBook) -> SourcesState:
    """Read the sources of a book and how far their reading is."""
    progress = progress_of(pipeline=WRITING, subject=book.pk)
    work = work_of(progress)
    return SourcesState(
        book=book,
        sources=list(book.sources.present().select_related("duplicate_of")),
        work=work,
        reading=next((stage_line(one) for one in progress if one.stage == SOURCES), None),
        pause=pause_of(pipeline=WRITING, subject=book.pk) if work == "paused" else None,
        nobody_works=work == "running" and nobody_works(WRITING, book.pk),
        latest=latest_edit(book),
        may_look_up=settings.ALLOW_WIKIPEDIA,
    )


def fragment(book: WrittenBook) -> str:
    """Render what browsers swap in."""
    return render_to_string(TEMPLATE, {"state": sources_state(book), "book": book, "vividpage": book.vividpage})


@dataclass(frozen=True, slots=True)
class SourcesAudience:
    """The browsers of a writer that show the sources of a book of theirs."""

    vividpage_id: UUID
    reader: User

    @property
    def subject(self) -> UUID:
        """The book."""
        return self.vividpage_id

    def render(self) -> str | None:
        """Render the sources; None if the book is gone."""
        book = book_of(user=self.reader, vividpage_id=self.vividpage_id)
        return fragment(book) if book else None
