"""Reading an EPUB into chapters of text, with zipfile and lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from books.epub.archive.container import Container
from books.epub.bounds import bounded
from books.epub.chapters.content import ContentReader
from books.epub.chapters.structure import chapters_of
from books.epub.errors import EmptyBook, EncryptedBook, EpubError, NoContainer, NotAZip, NoText, TooLarge
from books.epub.limits import ReadingLimits
from books.epub.package.cover import read_cover
from books.epub.package.document import LICENCES, read_package
from books.epub.package.navigation import read_contents
from books.epub.pages.pictures import PictureReader
from books.epub.pages.reader import PageReader
from books.manuscript import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "EmptyBook",
    "EncryptedBook",
    "EpubError",
    "NoContainer",
    "NoText",
    "NotAZip",
    "ReadingLimits",
    "TooLarge",
    "read_epub",
]


def read_epub(source: Path | BinaryIO, *, limits: ReadingLimits | None = None) -> Manuscript:
    """Read a book from an EPUB 2 or 3. Raises EpubError, and nothing else, if it cannot be read."""
    limits = limits or ReadingLimits()
    try:
        with Container(source, limits) as container:
            return _read_salvaged(container, limits) if container.is_salvaged else _read(container, limits)
    except EpubError:
        raise
    except RecursionError as error:
        raise EpubError(
            "A page of this book is nested too deeply to be read; save the book again in another program."
        ) from error
    except Exception as error:
        raise EpubError from error


def _read_salvaged(container: Container, limits: ReadingLimits) -> Manuscript:
    """Read what is left of a damaged archive. Raises NotAZip if that is no book, or one without its beginning."""
    try:
        return _read(container, limits)
    except (NoContainer, EmptyBook, NoText) as error:
        raise NotAZip from error


def _read(container: Container, limits: ReadingLimits) -> Manuscript:
    package = read_package(container)
    metadata = package.metadata
    contents = read_contents(container, package)
    pages = PageReader(container, package)
    pages.read()
    cover = read_cover(container, package)
    pictures = PictureReader(container, limits, cover, package.cover.name if package.cover else "")
    chapters = chapters_of(pages.pages, contents, ContentReader(pages.notes, pictures), book_title=metadata.title)
    if not any(chapter.has_words for chapter in chapters):
        raise _why_wordless(container, pages.damaged)
    if container.mended_names:
        package.warnings.append(
            "Some files of the book are called otherwise than it says; they were found all the same."
        )
    manuscript = Manuscript(
        title=metadata.title,
        authors=metadata.authors,
        language=metadata.language,
        description=metadata.description,
        series=metadata.series,
        series_index=metadata.series_index,
        subjects=metadata.subjects,
        chapters=tuple(chapters),
        cover=cover,
        warnings=(*package.warnings, *pictures.warnings),
    )
    return bounded(manuscript, limits)


def _why_wordless(container: Container, damaged: list[str]) -> EpubError:
    """Return what is wrong with a book without a word, of which these pages cannot be read."""
    if not damaged:
        return NoText()
    if any(container.find(f"META-INF/{licence}") for licence in LICENCES):  # not every shop lists what it locks
        return EncryptedBook()
    return EpubError("The pages of this book are damaged; download it again.")
