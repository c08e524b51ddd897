"""The book's text as Markdown, block by block. Knows no ORM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.manuscript import Mark
from publishing.kinds.markdown.escaping import escaped, inline, lines_of
from publishing.runs import runs_of
from storyboards.illustrated.tree import BookParagraph, ChapterNote, Figure, Illustration, TextBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from publishing.publication import Publication
    from storyboards.illustrated.tree import BookBlock, IllustratedChapter
    from storyboards.pictures.stored_image import StoredImage

BREAK = "* * *"
TITLE, PART, CHAPTER, WITHIN = 1, 2, 2, 4
"""How many number signs stand before headings; chapters within parts have one more."""


class MarkdownWriter:
    """Writes a book. `place` keeps a picture and returns its address; None: the text stands alone."""

    def __init__(self, place: Callable[[StoredImage, str], str] | None) -> None:
        self._place = place
        self._numbers: dict[int, int] = {}
        self._notes = 0

    def head(self, publication: Publication) -> str:
        """Write title and authors."""
        book = publication.book
        blocks = [heading(book.title, TITLE), *("\n".join(lines_of(escaped(author))) for author in book.authors)]
        return joined(blocks)

    def chapter(self, chapter: IllustratedChapter) -> str:
        """Write a chapter with its notes behind it."""
        self._numbers = {note.number: self._notes + n for n, note in enumerate(chapter.notes, 1)}
        self._notes += len(chapter.notes)
        blocks = [heading(chapter.part, PART)] if chapter.opens_part else []
        blocks.append(heading(chapter.title, CHAPTER + bool(chapter.part)))
        for scene in chapter.scenes:
            blocks += self._blocks(scene.blocks, f"scene-{scene.number:04d}")
        blocks += self._blocks(chapter.matter, f"chapter-{chapter.number:03d}")
        blocks += [self._note(note) for note in chapter.notes]
        return joined(blocks)

    def _blocks(self, blocks: Iterable[BookBlock], name: str) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, TextBlock):
                yield from self._text(block)
            else:
                yield from self._picture(block, name)

    def _text(self, block: TextBlock) -> Iterator[str]:
        written = ["\n".join(lines_of(self._inline(each))) for each in block.paragraphs]
        if block.kind == "break":
            yield BREAK
        elif block.kind == "heading":
            yield from (_heading(self._inline(each), WITHIN) for each in block.paragraphs)
        elif block.kind == "list":
            yield "\n".join(_indented(text, "- ", "  ") for text in written)
        elif block.kind == "letter":
            yield _indented("\n\n".join(written), "> ", "> ", blank=">")
        else:
            yield from written

    def _picture(self, block: Figure | Illustration, name: str) -> Iterator[str]:
        captions = block.caption if isinstance(block, Figure) else _emphasised(block.caption)
        if self._place is not None:
            address = self._place(block.image, name)
            yield f"![{escaped(' '.join(block.alt.split()))}]({address})"
        elif isinstance(block, Illustration):
            return
        yield from ("\n".join(lines_of(self._inline(each))) for each in captions)

    def _note(self, note: ChapterNote) -> str:
        """Write a footnote; its later paragraphs are indented, as the extension wants it."""
        texts = [text for block in note.blocks if isinstance(block, TextBlock) for text in self._text(block)]
        return _indented("\n\n".join(texts), f"[^{self._numbers[note.number]}]: ", "    ")

    def _inline(self, paragraph: BookParagraph) -> str:
        return inline(runs_of(paragraph), self._numbers)


def heading(text: str, level: int) -> str:
    """Write a heading of plain text."""
    return _heading(escaped(text), level)


def joined(blocks: Iterable[str]) -> str:
    """Put blank lines between blocks and a line end behind the last."""
    return "\n\n".join(filter(None, blocks)) + "\n"


def _heading(text: str, level: int) -> str:
    return f"{'#' * level} {' '.join(text.split())}"


def _indented(text: str, first: str, other: str, *, blank: str = "") -> str:
    lines = [other + line if line else blank for line in text.split("\n")]
    return "\n".join([first + lines[0].removeprefix(other), *lines[1:]])


def _emphasised(caption: str) -> tuple[BookParagraph, ...]:
    text = " ".join(caption.split())
    return (BookParagraph(text, "caption", (Mark(0, len(text), "emphasis"),)),) if text else ()
