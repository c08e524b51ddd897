"""Reading an EPUB into chapters of text, with zipfile and lxml."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from books.epub.archive.container import Container
from books.epub.chapters.structure import PageBlocks, chapters_of
from books.epub.errors import EmptyBook, EncryptedBook, EpubError, NoContainer, NotAZip, NoText, TooLarge
from books.epub.limits import ReadingLimits
from books.epub.package.cover import read_cover
from books.epub.package.document import LICENCES, Package, read_package
from books.epub.package.navigation import read_contents
from books.epub.pages.breaks import BreakRules
from books.epub.pages.looks import Looks
from books.epub.pages.notes import Footnotes
from books.epub.pages.page import Page
from books.epub.xml import decode, mended, well_formed
from books.manuscript import Manuscript

__all__ = [
    "EmptyBook", "EncryptedBook", "EpubError", "NoContainer", "NoText", "NotAZip", "ReadingLimits", "TooLarge",
    "read_epub",
]  # fmt: skip

UNTITLED = "Untitled"
MOST_NOTES = 5
"""Damaged pages that are named one by one."""


def read_epub(source: Path | BinaryIO, *, limits: ReadingLimits | None = None) -> Manuscript:
    """Read a book from an EPUB 2 or 3. Raises EpubError, and nothing else, if it cannot be read."""
    try:
        with Container(source, limits or ReadingLimits()) as container:
            return _read_salvaged(container) if container.is_salvaged else _read(container)
    except EpubError:
        raise
    except RecursionError as error:
        raise EpubError("A page of this book is nested deeper than any book needs; save it anew.") from error
    except Exception as error:
        raise EpubError from error


def _read_salvaged(container: Container) -> Manuscript:
    """Read what is left of a damaged archive. Raises NotAZip if that is no book, or one without its beginning."""
    try:
        return _read(container)
    except (NoContainer, EmptyBook, NoText) as error:
        raise NotAZip from error


def _read(container: Container) -> Manuscript:
    package = read_package(container)
    told = package.metadata
    contents = read_contents(container, package)
    pages, damaged = _read_pages(container, package)
    chapters = tuple(chapters_of(pages, contents, book_title=told.title))
    if not any(chapter.has_words for chapter in chapters):
        raise _why_wordless(container, damaged)
    if container.mended_names:
        package.warnings.append(
            "Some files of the book are called otherwise than it says; they were found all the same."
        )
    return Manuscript(
        title=told.title or UNTITLED,
        authors=told.authors,
        language=told.language,
        description=told.description,
        series=told.series,
        series_index=told.series_index,
        subjects=told.subjects,
        chapters=chapters,
        cover=read_cover(container, package),
        warnings=tuple(package.warnings),
    )


def _why_wordless(container: Container, damaged: list[str]) -> EpubError:
    """What is wrong with a book without a word, of which these pages cannot be read."""
    if not damaged:
        return NoText()
    if any(container.find(f"META-INF/{licence}") for licence in LICENCES):  # not every shop lists what it locks
        return EncryptedBook()
    return EpubError("The pages of this book are damaged; download it again.")


def _read_pages(container: Container, package: Package) -> tuple[list[PageBlocks], list[str]]:
    """The pages in reading order, those outside the main order last; and the names of those that are damaged."""
    rules = BreakRules(_stylesheets(container, package))
    looks = Looks(rules)
    footnotes = Footnotes(container)
    pages: list[PageBlocks] = []
    damaged: list[str] = []
    for item, _ in sorted(package.spine, key=lambda entry: not entry[1]):
        if item.name == package.navigation:
            continue
        try:
            data = container.read_text(item.name)
            root = well_formed(data)
            may_have_notes = root is None or b"#" in data  # a note is found by the link that leads to it
            root = mended(data) if root is None else root
        except (TooLarge, EncryptedBook):
            raise
        except EpubError:
            damaged.append(item.name)
            continue
        if root is not None:
            is_notes = may_have_notes and footnotes.take_out(root, item.name)
            page = Page(root, rules, looks)
            container.count_blocks(len(page.blocks))
            pages.append(PageBlocks(item.name, page.blocks, page.types | {"endnotes"} if is_notes else page.types))
        elif data.strip():
            damaged.append(item.name)
    for page_blocks in pages:
        page_blocks.blocks = [b for b in page_blocks.blocks if not (b.doubt and rules.is_ordinary(b.doubt))]
    package.warnings.extend(f"The page {name} is damaged and was left out." for name in damaged[:MOST_NOTES])
    if len(damaged) > MOST_NOTES:
        package.warnings.append(f"{len(damaged) - MOST_NOTES} more pages are damaged and were left out.")
    return pages, damaged


def _stylesheets(container: Container, package: Package) -> list[str]:
    sheets: list[str] = []
    for item in package.items.values():
        if item.media_type == "text/css":
            try:
                sheets.append(decode(container.read_text(item.name)))
            except TooLarge:
                raise
            except EpubError:
                continue
    return sheets
