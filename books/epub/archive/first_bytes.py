"""A first look at a file, before anybody takes the time to read it."""

from __future__ import annotations

import re
import struct

from books.epub.errors import EmptyBook, EpubError, NoContainer, NotAZip

LOOKED_AT = 64 * 1024
"""Bytes: archives may have something else before their first entry, but not much."""
LOCAL_HEADER = b"PK\x03\x04"
"""With which every entry of a ZIP archive begins."""
HEADER = struct.Struct("<4s14xLLHH")
"""Of an entry: signature, packed size, size, and how long its name and its extra fields are."""
OTHER_FILES = (
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb".{60}BOOKMOBI", re.DOTALL), "a MOBI or Kindle book"),
    (re.compile(rb"\xeaDRMION\xee|TPZ"), "a Kindle book"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word document"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), "another kind of archive"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|FictionBook)\b", re.IGNORECASE), "a page of markup"),
    (re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF"), "a picture"),
)
"""What a file is that begins so."""
OTHER_ARCHIVES = (
    (re.compile(rb"\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/"), "a Word or other Office document"),
    (re.compile(rb"META-INF/MANIFEST\.MF"), "a program"),
)
"""What an archive is whose first entry has such a name."""
OTHER_TYPES = re.compile(rb"application/(?:vnd\.oasis|vnd\.sun)")
"""What the first entry of an archive says where it is named `mimetype`, and the archive is no EPUB."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class AnotherFormat(EpubError):
    """The file is plainly something else."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This is {what}, not an EPUB. Choose an EPUB file, or convert this one first, with calibre for instance."
        )


def refuse_other_files(first: bytes) -> None:
    """Raise an EpubError that says what a file is, if its first bytes show that it is no EPUB.

    An EPUB that is damaged, or of which nothing can be said yet, passes: reading it will tell. Up to `LOOKED_AT` bytes
    are looked at.
    """
    if not first:
        raise EmptyBook
    for pattern, what in OTHER_FILES:
        if pattern.match(first.removeprefix(BYTE_ORDER_MARK)):
            raise AnotherFormat(what)
    start = first.find(LOCAL_HEADER, 0, LOOKED_AT)
    if start < 0:
        raise NotAZip
    _refuse_other_archives(first[start:])


def _refuse_other_archives(archive: bytes) -> None:
    """Raise an EpubError if the first entry of an archive is none of an EPUB."""
    if len(archive) < HEADER.size:
        raise NotAZip
    _, _, _, name_length, extra_length = HEADER.unpack_from(archive)
    name = archive[HEADER.size : HEADER.size + name_length]
    for pattern, what in OTHER_ARCHIVES:
        if pattern.match(name):
            raise AnotherFormat(what)
    content = archive[HEADER.size + name_length + extra_length :]
    if name == b"mimetype" and OTHER_TYPES.match(content):
        raise AnotherFormat("an OpenDocument text")
    if name.lower().endswith((b".cbr", b".pdf", b".mobi", b".epub")):
        raise NoContainer
