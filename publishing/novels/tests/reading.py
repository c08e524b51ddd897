"""Reading finished PDFs in tests: their text in order, without running heads and page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2

from storyboards.illustrated.tree import Figure, Illustration, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publishing.novels.look import PageSize
    from storyboards.illustrated.tree import BookBlock, IllustratedBook

HYPHENS_AT_ENDS = re.compile("[\u00ad\u0002\ufffe\u200b]")


def text_in(file: Path, page: PageSize) -> str:
    """Read what stands between the margins, without any white space."""
    document = pypdfium2.PdfDocument(file)
    pieces = []
    for sheet in document:
        width, height = sheet.get_size()
        room = (0, page.bottom - 4, width, height - page.top + 4)
        pieces.append(sheet.get_textpage().get_text_bounded(*room))
    document.close()
    return squeezed("".join(pieces))


def squeezed(text: str) -> str:
    """Return a text without white space and without the hyphens that typesetters put in."""
    return HYPHENS_AT_ENDS.sub("", re.sub(r"\s+", "", text))


def paragraphs_in(book: IllustratedBook) -> Iterator[str]:
    """Return all paragraphs of a book, in order."""
    for chapter in book.chapters:
        for blocks in (chapter.matter, *(scene.blocks for scene in chapter.scenes)):
            for block in blocks:
                yield from _texts(block)


def _texts(block: BookBlock) -> Iterator[str]:
    if isinstance(block, Illustration):
        return
    paragraphs = block.caption if isinstance(block, Figure) else block.paragraphs
    assert isinstance(block, Figure | TextBlock)
    yield from (paragraph.text for paragraph in paragraphs)
