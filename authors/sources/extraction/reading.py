"""Text out of a file of any kind that is taken, within limits. In the process that calls: see `sandbox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.sources.errors import TooMuch, Unreadable
from authors.sources.extraction.documents import read_document
from authors.sources.extraction.ebooks import read_ebook
from authors.sources.extraction.formats import format_of
from authors.sources.extraction.opendocument import read_opendocument
from authors.sources.extraction.pages import read_page
from authors.sources.extraction.pdfs import read_pdf
from authors.sources.extraction.plain import read_text
from authors.sources.extraction.rich_text import read_rich_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.sources.extraction.limits import ExtractionLimits
    from authors.sources.records import Block, ExtractedText

TOO_LARGE = "This file is larger than sources may be here. Give a part of it."
LONGEST_FIELDS = {"title": 500, "publisher": 300, "published": 40, "language": 35, "address": 2000, "licence": 300}
"""Characters of what a source says of itself."""
MOST_AUTHORS, LONGEST_AUTHOR = 20, 200


def read_source(
    data: bytes, limits: ExtractionLimits, *, media_type: str = "", name: str = "", address: str = ""
) -> ExtractedText:
    """Read a source. `media_type` is what its server says, `name` that of an uploaded file, `address` its page's.

    Raises Unreadable, and nothing else but MemoryError.
    """
    if len(data) > limits.file:
        raise TooMuch(TOO_LARGE)
    try:
        return bounded(_read(data, limits, media_type=media_type, name=name, address=address), limits)
    except (Unreadable, MemoryError):
        raise
    except RecursionError as error:
        raise TooMuch from error
    except Exception as error:  # a reader that stumbles says nothing to the writer
        raise Unreadable from error


def _read(data: bytes, limits: ExtractionLimits, *, media_type: str, name: str, address: str) -> ExtractedText:
    match format_of(data, media_type=media_type, name=name):
        case "pdf":
            return read_pdf(data, limits)
        case "epub":
            return read_ebook(data, limits)
        case "docx":
            return read_document(data, limits)
        case "odt":
            return read_opendocument(data, limits)
        case "rtf":
            return read_rich_text(data, limits)
        case "page":
            return read_page(data, media_type=media_type, address=address)
        case "text":
            return read_text(data, media_type=media_type)


def bounded(text: ExtractedText, limits: ExtractionLimits) -> ExtractedText:
    """Hold what was read to the limits; what is left out is said. Raises Unreadable if there is not a word."""
    blocks: list[Block] = []
    left = limits.letters
    for block in _cut(text.blocks, limits.block):
        left -= len(block.text)
        if left < 0 or len(blocks) == limits.blocks:
            break
        blocks.append(block)
    else:
        left = max(left, 0)
    if not any(any(map(str.isalnum, block.text)) for block in blocks):
        raise Unreadable
    cut_off = ("It is so long that only its beginning was read.",) if left < 0 or len(blocks) == limits.blocks else ()
    fields = {name: getattr(text, name)[:most] for name, most in LONGEST_FIELDS.items()}
    return text.model_copy(
        update=fields
        | {
            "blocks": tuple(blocks),
            "authors": tuple(author[:LONGEST_AUTHOR] for author in text.authors[:MOST_AUTHORS]),
            "warnings": (*text.warnings[:20], *cut_off),
        }
    )


def _cut(blocks: Sequence[Block], longest: int) -> list[Block]:
    """Cut what is longer than any paragraph into several."""
    return [
        block if len(block.text) <= longest else block.model_copy(update={"text": block.text[start : start + longest]})
        for block in blocks
        for start in range(0, max(len(block.text), 1), longest)
    ]
