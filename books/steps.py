"""The stage that reads a book into chapters and scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.epub import EpubError
from books.epub.sandbox import read_in_sandbox
from books.limits import sandbox_limits
from books.making import EPUB_PARSE, vividpage_of
from books.services.taking_in import PreparedManuscript, prepare, write_manuscript
from jobs.pipelines import PlannedUnit, Stage, UnitRejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job, Unit

BOOK = "book"


class ReadBook:
    """Read the whole book."""

    kind = BOOK

    def prepare(self, unit: Unit) -> bytes:
        """Read the file's bytes."""
        with vividpage_of(unit).epub.open("rb") as file:
            epub: bytes = file.read()
        return epub

    def call(self, inputs: bytes) -> PreparedManuscript:
        """Read the EPUB, and prepare all that takes long."""
        try:
            return prepare(read_in_sandbox(inputs, sandbox_limits()))
        except EpubError as error:
            raise UnitRejected(str(error)) from error

    def record(self, unit: Unit, result: PreparedManuscript) -> None:
        """Write the title page, the chapters and the scenes."""
        write_manuscript(vividpage=vividpage_of(unit), prepared=result)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit; none if the book has been read, or never was a file."""
    if vividpage_of(job).chapters.exists():
        return []
    return [PlannedUnit(kind=BOOK, label="Finding chapters and scenes", essential=True)]


PARSING = Stage(EPUB_PARSE, "Reading the book", steps=[ReadBook()], plan=plan)
