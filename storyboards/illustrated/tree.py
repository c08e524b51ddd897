"""The illustrated book as plain data: text and pictures in the order in which they are read. Knows no ORM.

A picture is there only if it may be shown; whoever walks the tree has nothing to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from books.manuscript import ChapterKind, Mark, ParagraphKind
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_VERSE_LINE = 90
"""Characters."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of ours. `alt` says what it shows, in words that its place has told; `caption` quotes its moment."""

    image: StoredImage
    alt: str
    caption: str = ""

    @property
    def kind(self) -> Literal["plate"]:
        """Beside the kinds of text."""
        return "plate"


@dataclass(frozen=True, slots=True)
class NoteSign:
    """The sign of a note: before the character `at` of its paragraph. Only the first sign of a note is led back to."""

    at: int
    number: int
    label: str
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class BookParagraph:
    """A paragraph. `number` counts those of its scene from 0, and `start` is where it begins in the scene's text.

    Both are -1 where it stands in no scene's text. `marks` and `signs` count characters in `text`.
    """

    text: str
    kind: ParagraphKind = "prose"
    marks: tuple[Mark, ...] = ()
    signs: tuple[NoteSign, ...] = ()
    number: int = -1
    start: int = -1

    @property
    def look(self) -> Literal["", "verse", "lines"]:
        """`verse` for verse and for short lines, `lines` for other text that is broken into lines, else nothing."""
        if self.kind == "verse":
            return "verse"
        lines = self.text.split("\n")
        if len(lines) == 1:
            return ""
        return "verse" if max(map(len, lines)) <= LONGEST_VERSE_LINE and self.kind == "prose" else "lines"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Paragraphs of one kind that follow one another; a `break` has none."""

    kind: ParagraphKind
    paragraphs: tuple[BookParagraph, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that the book itself brings, with its caption."""

    image: StoredImage
    alt: str
    caption: tuple[BookParagraph, ...] = ()

    @property
    def kind(self) -> Literal["figure"]:
        """Beside the kinds of text."""
        return "figure"


BookBlock = TextBlock | Figure | Illustration


@dataclass(frozen=True, slots=True)
class ChapterNote:
    """A footnote or endnote; `number` counts those of its chapter from 1, `label` is its sign."""

    number: int
    label: str
    blocks: tuple[BookBlock, ...]


@dataclass(frozen=True, slots=True)
class IllustratedScene:
    """A scene with its picture, which stands before the paragraph of its moment."""

    id: UUID
    number: int
    blocks: tuple[BookBlock, ...]

    @property
    def picture(self) -> Illustration | None:
        """The picture, if it has one that may be shown."""
        return next((block for block in self.blocks if isinstance(block, Illustration)), None)

    @property
    def paragraphs(self) -> Iterator[BookParagraph]:
        """All of its text."""
        for block in self.blocks:
            if isinstance(block, Figure):
                yield from block.caption
            elif isinstance(block, TextBlock):
                yield from block.paragraphs


@dataclass(frozen=True, slots=True)
class IllustratedChapter:
    """A chapter of the story has scenes, front and back matter has `matter`. `part` is what it stands in, or empty."""

    number: int
    kind: ChapterKind
    title: str
    part: str = ""
    opens_part: bool = False
    scenes: tuple[IllustratedScene, ...] = ()
    matter: tuple[BookBlock, ...] = ()
    notes: tuple[ChapterNote, ...] = ()


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of the main people."""

    id: UUID
    name: str
    role: str
    portrait: Illustration | None


@dataclass(frozen=True, slots=True)
class IllustratedBook:
    """The whole book."""

    id: UUID
    title: str
    authors: tuple[str, ...]
    language: str
    cover: StoredImage | None
    chapters: tuple[IllustratedChapter, ...]
    cast: tuple[CastMember, ...] = ()
