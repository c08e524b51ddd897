"""The stage that reads a book into chapters and scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from books.epub import EpubError
from books.sandbox import read_in_sandbox
from books.services.taking_in import PreparedManuscript, prepare, write_manuscript
from jobs.models import Job, Unit
from jobs.registry import IN_PROCESS, Lane, PlannedUnit, UnitRejected


class EpubParse:
    """One unit: the whole book."""

    name = "epub-parse"
    title = "Reading the book"

    def lane(self, job: Job) -> Lane:
        """One book, one call."""
        return IN_PROCESS

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """One unit; none if the book has been read, or never was a file."""
        if job.vividpage.chapters.exists():
            return []
        return [PlannedUnit(kind="book", label="Finding chapters and scenes", essential=True)]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Read the file's bytes."""
        with unit.job.vividpage.epub.open("rb") as file:
            return partial(read, file.read())

    def record(self, unit: Unit, result: Any) -> None:
        """Write the title page, the chapters and the scenes."""
        write_manuscript(vividpage=unit.job.vividpage, prepared=result)


def read(epub: bytes) -> PreparedManuscript:
    """Read an EPUB, and prepare all that takes long."""
    try:
        return prepare(read_in_sandbox(epub))
    except EpubError as error:
        raise UnitRejected(str(error)) from error
