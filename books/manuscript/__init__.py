"""A book as plain data: what every source of books gives, and what is stored of it. Knows no ORM.

Everything is frozen, so that a book may come from an upload, a writer or a test alike and be passed on freely.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ChapterKind = Literal["front", "body", "back"]
"""Front matter (title page, dedication), the story itself, or back matter (endnotes, licence)."""
ParagraphKind = Literal["prose", "verse", "letter", "heading", "caption", "list", "break"]
"""`break` is a scene break that the book marks (a rule, asterisks, an ornament, a blank line); its text is empty
or the ornament itself. It separates scenes and is part of none."""
MarkKind = Literal["emphasis", "strong", "small-caps"]
BETWEEN_PARAGRAPHS = "\n\n"
"""In the text of a scene, and in a caption of several paragraphs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that the book sets off: the characters from `start` up to, and without, `end`."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The place of a note's sign: before the character `at` of a text. `note` is an index into the chapter's notes.

    The sign itself is not in the text.
    """

    at: int
    note: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a chapter. `text` has its white space folded; a verse keeps its line ends as newlines.

    `marks` and `anchors` count characters in `text` and are sorted by where they start.
    """

    text: str
    kind: ParagraphKind = "prose"
    marks: tuple[Mark, ...] = ()
    anchors: tuple[NoteAnchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote. `label` is its sign as the book prints it: “12”, “*”; empty if it prints none.

    Its paragraphs have no anchors.
    """

    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class CoverImage:
    """The cover as it is in the book: encoded bytes and their media type (`image/jpeg`)."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture that the book itself shows: encoded bytes as they are in its file, of a media type that it is sure of.

    `after` is the number of the chapter's paragraphs (breaks included) that stand before it, from 0 on. A caption of
    several paragraphs has a blank line between them. Where the caption or the alternative text is part of the
    chapter's text too, it is the paragraph of kind `caption` next to the picture. One that the book has already is
    known by the `digest` of its file (SHA-256) and needs no `data`.
    """

    after: int
    data: bytes
    media_type: str
    alt: str = ""
    caption: str = ""
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ManuscriptChapter:
    """One chapter in reading order. `part` names the part or book that it stands in, or is empty.

    `notes` are those whose signs stand in it, in the order of the signs. `in_spreads`: what stands between two of its
    breaks is a scene, however short or long, as in a picture book.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    kind: ChapterKind = "body"
    part: str = ""
    notes: tuple[Note, ...] = ()
    pictures: tuple[OwnPicture, ...] = ()
    in_spreads: bool = False

    @property
    def word_count(self) -> int:
        """Words in the running text (breaks excluded)."""
        return sum(len(p.text.split()) for p in self.paragraphs if p.kind != "break")

    @property
    def has_words(self) -> bool:
        """Whether there is any running text."""
        return any(p.text for p in self.paragraphs if p.kind != "break")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole book. `warnings` say, in a reader's words, what had to be mended or left out of the file.

    `series_index` is the book's place in its series as the book writes it: “2”, “2.5”, or empty.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    chapters: tuple[ManuscriptChapter, ...]
    description: str = ""
    series: str = ""
    series_index: str = ""
    subjects: tuple[str, ...] = ()
    cover: CoverImage | None = None
    warnings: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[ManuscriptChapter, ...]:
        """The chapters of the story, without front and back matter."""
        return tuple(chapter for chapter in self.chapters if chapter.kind == "body")
