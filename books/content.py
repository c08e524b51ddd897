"""A book as text: what reading an EPUB gives, and what every analyst takes.

Plain frozen dataclasses without the ORM, so that a book may come from an upload, a writer or a test alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ChapterKind = Literal["front", "body", "back"]
"""Front matter (title page, dedication), the story itself, or back matter (notes, licence)."""

ParagraphKind = Literal["text", "verse", "heading", "letter", "caption", "break"]
"""`break` is a scene break that the book marks (a rule, asterisks, an ornament, a blank line); its text is empty
or the ornament itself."""


BETWEEN_PARAGRAPHS = "\n\n"
"""In the text of a scene."""
MarkKind = Literal["emphasis", "strong", "small-caps"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that the book sets off: the characters from `start` up to, and without, `end`."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a chapter. `text` has its white space folded; a verse keeps its line ends as newlines.

    `marks` count characters in `text`, in the order of their starts.
    """

    text: str
    kind: ParagraphKind = "text"
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverImage:
    """The cover as it is in the book: encoded bytes and their media type (`image/jpeg`)."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """One chapter in reading order. `part` names the part or book that it stands in, or is empty."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    kind: ChapterKind = "body"
    part: str = ""

    @property
    def word_count(self) -> int:
        """Words in the running text (breaks excluded)."""
        return sum(len(p.text.split()) for p in self.paragraphs if p.kind != "break")

    @property
    def has_words(self) -> bool:
        """Whether there is any running text."""
        return any(p.text for p in self.paragraphs if p.kind != "break")


@dataclass(frozen=True, slots=True)
class ParsedBook:
    """A whole book as read from its file. `notes` says, in a reader's words, what had to be mended.

    `series_index` is the book's place in its series as the book writes it: “2”, “2.5”, or empty.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    chapters: tuple[ParsedChapter, ...]
    description: str = ""
    series: str = ""
    series_index: str = ""
    subjects: tuple[str, ...] = ()
    cover: CoverImage | None = None
    notes: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[ParsedChapter, ...]:
        """The chapters of the story, without front and back matter."""
        return tuple(c for c in self.chapters if c.kind == "body")


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene of a chapter: `number` counts from 1 over the whole book, `paragraphs` are its text in order."""

    number: int
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between; marks and spans of quotations count characters in this text."""
        return BETWEEN_PARAGRAPHS.join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class ChapterText:
    """One chapter cut into scenes, as an analyst takes it. `number` counts body chapters from 1."""

    number: int
    title: str
    scenes: tuple[SceneText, ...] = field(default=())
