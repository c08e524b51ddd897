"""The text of an EPUB, read as books are read."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from authors.sources.cleaning import clean
from authors.sources.errors import TooMuch, Unreadable
from authors.sources.records import Block, BlockKind, ExtractedText
from books.epub import EpubError, ReadingLimits, TooLarge, read_epub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.sources.extraction.limits import ExtractionLimits
    from books.manuscript import Manuscript

KINDS: dict[str, BlockKind] = {"heading": "heading", "list": "list", "letter": "quotation", "verse": "quotation"}


def read_ebook(data: bytes, limits: ExtractionLimits) -> ExtractedText:
    """Read an EPUB. Raises Unreadable."""
    reading = ReadingLimits(
        archive=limits.file, inflated=limits.inflated, entries=limits.entries, letters=limits.letters, pictures=0
    )
    try:
        manuscript = read_epub(BytesIO(data), limits=reading)
    except TooLarge as error:
        raise TooMuch(str(error)) from error
    except EpubError as error:
        if isinstance(error.__cause__, MemoryError):
            raise TooMuch from error
        raise Unreadable(str(error)) from error
    return ExtractedText(
        format="epub",
        blocks=tuple(_blocks(manuscript)),
        title=clean(manuscript.title),
        authors=tuple(clean(author) for author in manuscript.authors if author.strip()),
        language=manuscript.language[:35],
    )


def _blocks(manuscript: Manuscript) -> Iterator[Block]:
    for chapter in manuscript.chapters:
        page = clean(chapter.title)[:300]
        if page:
            yield Block(text=page, kind="heading", page=page)
        for paragraph in chapter.paragraphs:
            text = clean(paragraph.text)
            if text and paragraph.kind not in ("break", "caption"):
                yield Block(text=text, kind=KINDS.get(paragraph.kind, "prose"), page=page)
