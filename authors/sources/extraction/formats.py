"""What kind of file it is: by its bytes first, then by what its server or its name says."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

from authors.sources.errors import NotTaken, Unreadable

FileFormat = Literal["page", "pdf", "epub", "docx", "odt", "rtf", "text"]

LOOKED_AT = 4096
"""Bytes of the beginning."""
PDF_STARTS_WITHIN = 1024
"""Bytes: what readers of PDFs allow before the mark (ISO 32000-1, annex H)."""
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1|!--)\b|<\?xml[^>]*\?>\s*<(?:!doctype\s+)?html",
    re.IGNORECASE,
)
OTHER_FILES = (
    (re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|II\*\x00|MM\x00\*"), "a picture"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word document or another of the old Office"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ"), "an archive"),
    (re.compile(rb".{60}BOOKMOBI|\xeaDRMION\xee", re.DOTALL), "a Kindle book"),
    (re.compile(rb"%!PS"), "a PostScript file"),
    (re.compile(rb"ID3|OggS|\xff\xfb|fLaC|RIFF|....ftyp", re.DOTALL), "a recording or a film"),
    (re.compile(rb"MZ|\x7fELF|\xca\xfe\xba\xbe"), "a program"),
)
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
OPEN_TEXT = OPEN_DOCUMENT + b"text"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
WIDE = (b"\xff\xfe", b"\xfe\xff")
MARKUP_TYPES = ("text/html", "application/xhtml+xml")
MARKUP_NAMES = (".html", ".htm", ".xhtml")


def format_of(data: bytes, *, media_type: str = "", name: str = "") -> FileFormat:
    """Return what kind of file that is. Raises Unreadable, and NotTaken for a kind that is not read."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("This file is empty.")
    first = data[:LOOKED_AT]
    if b"%PDF-" in first[:PDF_STARTS_WITHIN]:
        return "pdf"
    if first.startswith(b"PK"):
        return _archive(data)
    if first.startswith(b"{\\rtf"):
        return "rtf"
    for pattern, what in OTHER_FILES:
        if pattern.match(first):
            raise NotTaken(what)
    if _is_markup(first, media_type.partition(";")[0].strip().lower(), name.lower()):
        return "page"
    if not first.startswith(WIDE) and _is_binary(first):
        raise NotTaken("a kind of file that is not known here")
    return "text"


def _is_markup(first: bytes, media_type: str, name: str) -> bool:
    if media_type == "text/plain":
        return False
    if media_type in MARKUP_TYPES or (not media_type and name.endswith(MARKUP_NAMES)):
        return True
    for mark in BYTE_ORDER_MARKS:
        first = first.removeprefix(mark)
    return MARKUP.match(first.replace(b"\0", b"").lstrip()) is not None


def _is_binary(first: bytes) -> bool:
    """Return whether there are more controls than any text has."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in first)
    return b"\0" in first or controls > len(first) / 50


def _archive(data: bytes) -> FileFormat:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except Exception as error:  # zipfile raises whatever a damaged directory makes it stumble over
        raise Unreadable("This archive is damaged; download the file again.") from error
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names or "mimetype" in names:
        if declared.startswith(OPEN_TEXT) and "content.xml" in names:
            return "odt"
        if declared.startswith(OPEN_DOCUMENT):
            raise NotTaken("an OpenDocument table or presentation")
        return "epub"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise NotTaken("a table or a presentation")
    raise NotTaken("an archive")


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(100)
