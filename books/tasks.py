"""The stage that reads a book into chapters and scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from books import services
from books.content import ChapterText
from books.epub import EpubError
from books.manuscript import Manuscript
from books.sandbox import read_in_sandbox
from books.scenes import cut_scenes
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
        """One unit."""
        return [PlannedUnit(kind="book", label="Finding chapters and scenes", essential=True)]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Read the file's bytes."""
        vividpage = unit.job.vividpage
        with vividpage.epub.open("rb") as file:
            return partial(read, file.read(), vividpage.density)

    def record(self, unit: Unit, result: Any) -> None:
        """Write the chapters and scenes."""
        book, cut = result
        services.save_chapters(vividpage=unit.job.vividpage, book=book, cut=cut)


def read(epub: bytes, density: str) -> tuple[Manuscript, list[ChapterText]]:
    """Read an EPUB and cut its story into scenes."""
    try:
        book = read_in_sandbox(epub)
    except EpubError as error:
        raise UnitRejected(str(error)) from error
    return book, cut_scenes(book.chapters, density=density)
