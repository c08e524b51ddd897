"""What a file's first bytes tell before it is read: a sentence for what is plainly no EPUB, silence for the rest."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from books.epub import EmptyBook, EpubError, NoContainer, NotAZip
from books.epub.archive.first_bytes import LOOKED_AT, AnotherFormat, refuse_other_files
from books.tests.corpus import CASES
from books.tests.corpus.cases import Case, Reads
from books.tests.epubs import build, chapter, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOK = build({"one.xhtml": chapter("One")}).getvalue()
MIMETYPE = {"mimetype": "application/epub+zip"}


def stored(files: Mapping[str, str]) -> bytes:
    """Return an archive whose files are not packed, as the first of an EPUB should be."""
    archive = BytesIO()
    with ZipFile(archive, "w") as target:
        for name, text in files.items():
            target.writestr(name, text)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("first", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\0" * 60 + b"BOOKMOBI", "a MOBI or Kindle book"),
        (b"\xeaDRMION\xee\0", "a Kindle book"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}).getvalue(), "a Word or other Office"),
        (zipped({"_rels/.rels": "", "word/document.xml": ""}).getvalue(), "a Word or other Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
        (b"{\\rtf1", "an RTF document"),
        (b"<!DOCTYPE html><html>", "a page of markup"),
        (b"\xef\xbb\xbf\r\n<html lang='en'>", "a page of markup"),
        (b'<?xml version="1.0"?><FictionBook>', "a page of markup"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"Rar!\x1a\x07", "another kind of archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",  # the bytes of archives say when they were made
)
def test_another_format_is_named(first: bytes, what: str) -> None:
    with pytest.raises(AnotherFormat, match=f"This is {what}.*Choose an EPUB file"):
        refuse_other_files(first)


def test_an_open_document_is_told_by_its_mimetype() -> None:
    first = stored({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""})

    with pytest.raises(AnotherFormat, match="OpenDocument"):
        refuse_other_files(first)


def test_an_archive_of_books_is_no_book() -> None:
    with pytest.raises(NoContainer):
        refuse_other_files(zipped({"one.epub": BOOK}).getvalue())


@pytest.mark.parametrize(
    ("first", "error"),
    [
        (b"", EmptyBook),
        (b"Once upon a time", NotAZip),
        (b"\0" * 200_000, NotAZip),
        (b"PK\3\4", NotAZip),
    ],
)
def test_what_is_nothing_that_is_known_is_no_archive(first: bytes, error: type[EpubError]) -> None:
    with pytest.raises(error) as refused:
        refuse_other_files(first)

    assert refused.type is error


@pytest.mark.parametrize(
    "first",
    [BOOK, stored(MIMETYPE), zipped(MIMETYPE).getvalue(), b"\0" * 3000 + BOOK, BOOK[:64], BOOK[:LOOKED_AT]],
    ids=["whole", "stored", "deflated", "after zeros", "cut short", "as far as it is looked at"],
)
def test_an_epub_passes(first: bytes) -> None:
    refuse_other_files(first)


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case.expected, Reads)], ids=lambda c: c.name)
def test_whatever_can_be_read_passes(case: Case) -> None:
    refuse_other_files(case.build().getvalue()[:LOOKED_AT])
