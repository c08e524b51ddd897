"""The text of a Word document (DOCX)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.table import Table

from authors.sources.cleaning import clean
from authors.sources.errors import Unreadable
from authors.sources.extraction.archives import refuse_bombs
from authors.sources.records import Block, BlockKind, ExtractedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from authors.sources.extraction.limits import ExtractionLimits

DAMAGED = "This Word document is damaged. Open it in another program, save it again, and add that file."
LIST_STYLES, QUOTE_STYLES = ("List",), ("Quote", "Intense Quote", "Block Text")


def read_document(data: bytes, limits: ExtractionLimits) -> ExtractedText:
    """Read a Word document. Raises Unreadable."""
    try:
        refuse_bombs(data, limits)
        document = docx.Document(BytesIO(data))
        blocks = tuple(block for block in _blocks(document) if block.text)
        properties = document.core_properties
        title, author = clean(properties.title or "")[:500], clean(properties.author or "")[:200]
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # what a damaged document makes python-docx stumble over is anything
        raise Unreadable(DAMAGED) from error
    if not title and blocks and blocks[0].kind == "heading":
        title = blocks[0].text[:500]
    if author.lower() == "python-docx":
        author = ""
    return ExtractedText(format="docx", blocks=blocks, title=title, authors=(author,) if author else ())


def _blocks(document: Document) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        else:
            name = part.style.name if part.style is not None else ""
            yield Block(text=clean(part.text), kind=_kind(name or ""))


def _kind(style: str) -> BlockKind:
    if style.startswith(("Heading", "Title")):
        return "heading"
    if style.startswith(LIST_STYLES):
        return "list"
    return "quotation" if style in QUOTE_STYLES else "prose"


def _rows(table: Table) -> Iterator[Block]:
    for row in table.rows:
        cells = list(dict.fromkeys(filter(None, (clean(cell.text) for cell in row.cells))))
        yield Block(text=": ".join(cells) if len(cells) == 2 else " | ".join(cells), kind="table")
