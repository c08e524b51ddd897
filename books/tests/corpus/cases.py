"""What a case of the corpus is: a book, and what must come of reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from books.epub import EpubError

if TYPE_CHECKING:
    from books.manuscript import Manuscript, ManuscriptChapter

BREAK = "⁂"
"""Stands for a scene break in the story."""


@dataclass(frozen=True, slots=True)
class Reads:
    """A book that can be read. What is empty here is not looked at.

    `chapters` are all chapters in order as `label` writes them; `story` are the paragraphs of the story, one after
    another; `series` is its name and the book's place in it; `note` is part of a note.
    """

    chapters: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    description: str = ""
    series: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    cover: str = ""
    note: str = ""

    def of(self, book: Manuscript) -> Reads:
        """Read what this looks at, as a book has it: equal to this if all is well."""
        paragraphs = (BREAK if p.kind == "break" else p.text for c in book.body for p in c.paragraphs)
        return Reads(
            chapters=tuple(map(label, book.chapters)) if self.chapters else (),
            story=tuple(paragraphs) if self.story else (),
            title=book.title if self.title else "",
            authors=book.authors if self.authors else (),
            language=book.language if self.language else "",
            description=book.description if self.description else "",
            series=(book.series, book.series_index) if self.series else (),
            subjects=book.subjects if self.subjects else (),
            cover=(book.cover.media_type if book.cover else "none") if self.cover else "",
            note=next((self.note for note in book.warnings if self.note in note), " / ".join(book.warnings) or "none")
            if self.note
            else "",
        )


def label(chapter: ManuscriptChapter) -> str:
    """Write a chapter in a line: “Part One > The River”, “front: Preface”."""
    place = "" if chapter.kind == "body" else f"{chapter.kind}: "
    return place + (f"{chapter.part} > " if chapter.part else "") + chapter.title


@dataclass(frozen=True, slots=True)
class Refuses:
    """A file that cannot be read: the error, and part of its sentence."""

    error: type[EpubError]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A book that is odd, broken or hostile in one way, which its name says."""

    name: str
    build: Callable[[], BytesIO]
    expected: Reads | Refuses
