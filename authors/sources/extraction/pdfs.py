"""The text of a PDF: lines made into paragraphs, without what stands at the head and foot of every page."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from authors.sources.cleaning import clean
from authors.sources.errors import Unreadable
from authors.sources.records import Block, ExtractedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from authors.sources.extraction.limits import ExtractionLimits

LOCKED = "This PDF is locked with a password. Save it without one, then add it again."
DAMAGED = "This PDF is damaged. Open it in another program, save it again, and add that file."
SCANNED = (
    "There is no text in this PDF, only pictures of pages. Have the text recognised (OCR) by another program, then add "
    "that file."
)
FEWEST_WORDS_A_PAGE = 5
EDGE_LINES = 2
"""Lines at the head and at the foot of a page that may be the same on all."""
REPEATED = 0.5
"""Of the pages: a line that stands at the edge of so many is no text. Numbers count as equal."""
FEWEST_PAGES = 4
"""With which one can tell what is repeated."""
HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")
BULLET = re.compile(r"[•●▪◦‣–—*]\s")
SENTENCE_END = re.compile(r"[.!?:][”’\"')\]]*$")
SHORT_LINE = 0.8
"""Of a page's usual line: a shorter one that ends a sentence ends its paragraph."""


def read_pdf(data: bytes, limits: ExtractionLimits) -> ExtractedText:
    """Read a PDF. Raises Unreadable."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED)
        count = len(reader.pages)
        warnings = _beyond(count, limits.pages)
        pages = [_lines(reader, number, warnings) for number in range(min(count, limits.pages))]
        title, authors = _document_information(reader)
    except (FileNotDecryptedError, NotImplementedError) as error:
        raise Unreadable(LOCKED) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable(DAMAGED) from error
    if sum(len(line.split()) for page in pages for line in page) < FEWEST_WORDS_A_PAGE * max(1, len(pages)):
        raise Unreadable(SCANNED if not warnings else DAMAGED)
    running = _running_lines(pages)
    blocks = [block for number, page in enumerate(pages, 1) for block in _blocks(_without(page, running), str(number))]
    return ExtractedText(
        format="pdf", blocks=tuple(_joined(blocks)), title=title, authors=authors, warnings=tuple(warnings)
    )


def _beyond(count: int, most: int) -> list[str]:
    return [f"Only the first {most} of its {count} pages were read."] if count > most else []


def _lines(reader: PdfReader, number: int, warnings: list[str]) -> list[str]:
    """Return the lines of a page; a page that cannot be read has none, and is told of."""
    try:
        text = reader.pages[number].extract_text()
    except FileNotDecryptedError:
        raise
    except Exception:  # what a damaged page makes pypdf stumble over is anything  # noqa: BLE001
        warnings.append(f"Page {number + 1} could not be read.")
        return []
    return [" ".join(line.split()) for line in text.split("\n")]


def _document_information(reader: PdfReader) -> tuple[str, tuple[str, ...]]:
    """Return what the file says of its title and author, unless that is a file name or a program."""
    information = reader.metadata
    title = clean(str(information.title or "")) if information else ""
    author = clean(str(information.author or "")) if information else ""
    if re.search(r"\.(?:docx?|indd|qxd|tex|pdf|pages)$|^(?:microsoft word|untitled)", title, re.IGNORECASE):
        title = ""
    return title[:500], (author[:200],) if author else ()


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return what stands at the edges of most pages, with numbers alike."""
    filled = [[line for line in page if line] for page in pages]
    filled = [page for page in filled if len(page) > 2 * EDGE_LINES]
    if len(filled) < FEWEST_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in filled:
        counts.update({_alike(line) for line in [*page[:EDGE_LINES], *page[-EDGE_LINES:]]})
    # Left and right pages have different heads, so that each stands on half of them at most.
    return frozenset(line for line, count in counts.items() if count >= max(3, REPEATED * len(filled) / 2))


def _alike(line: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "0", line.lower())


def _without(page: Sequence[str], running: frozenset[str]) -> list[str]:
    """Return the lines of a page without its head and foot."""
    filled = [index for index, line in enumerate(page) if line]
    edges = {*filled[:EDGE_LINES], *filled[-EDGE_LINES:]}
    return [
        line
        for index, line in enumerate(page)
        if index not in edges or (_alike(line) not in running and not re.fullmatch(r"[-–— ]*\d{1,4}[-–— ]*", line))
    ]


def _blocks(lines: Sequence[str], page: str) -> Iterator[Block]:
    """Make lines into paragraphs: at blank lines, bullets, and short lines that end a sentence."""
    usual = sorted(len(line) for line in lines if line)
    width = usual[int(len(usual) * 0.8)] if usual else 0
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if paragraph and (not line or BULLET.match(line) or _ends(paragraph[-1], width)):
            yield from _block(paragraph, page)
            paragraph = []
        if line:
            paragraph.append(line)


def _ends(line: str, width: int) -> bool:
    return len(line) < SHORT_LINE * width and SENTENCE_END.search(line) is not None


def _block(lines: Iterable[str], page: str) -> Iterator[Block]:
    text = ""
    for line in lines:
        if HYPHENATED.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    text = clean(text)
    if text:
        is_heading = len(text) <= 80 and text[-1].isalnum() and len(text.split()) <= 10 and text[0].isupper()
        yield Block(text=text, kind="heading" if is_heading else "prose", page=page)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Put together what a turn of the page has cut: a paragraph without an end, and one that begins small."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and _goes_on(waiting, block):
            whole = waiting.text[:-1] if HYPHENATED.search(waiting.text) else f"{waiting.text} "
            waiting = Block(text=whole + block.text, kind="prose", page=waiting.page)
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def _goes_on(before: Block, after: Block) -> bool:
    cut = before.page != after.page and not SENTENCE_END.search(before.text)
    return cut and after.kind == "prose" and after.text[:1].islower()
