"""The book's own pictures: read within limits, each file once."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from books.epub.errors import EpubError
from books.epub.limits import MEGABYTE, ReadingLimits
from books.manuscript import CoverImage, OwnPicture

if TYPE_CHECKING:
    from books.epub.archive.container import Container
    from books.epub.pages.blocks import PictureReference

DATA_URL = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,", re.IGNORECASE)
SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


class PictureReader:
    """Reads the pictures that pages refer to. What is left out is counted for the reader's information."""

    def __init__(self, container: Container, limits: ReadingLimits, cover: CoverImage | None, cover_name: str) -> None:
        self._container = container
        self._limits = limits
        self._cover = cover
        self._known: dict[str, tuple[bytes, str] | None] = {cover_name: None}
        self._count = self._bytes = 0
        self._too_large = self._over_limit = self._unreadable = 0

    def read(self, reference: PictureReference, after: int) -> OwnPicture | None:
        """Read the picture as it stands after so many paragraphs; None if it is the cover, or is left out."""
        source = reference.source
        if source in self._known and self._known[source] is None:
            return None
        if self._count >= self._limits.pictures:
            self._over_limit += 1
            return None
        if source not in self._known:
            self._known[source] = self._load(source)
        loaded = self._known[source]
        if loaded is None:
            return None
        self._count += 1
        data, media_type = loaded
        return OwnPicture(after, data, media_type, reference.alt, reference.caption)

    def _load(self, source: str) -> tuple[bytes, str] | None:
        """Load a picture's bytes, and what they are. None if it cannot be shown."""
        is_embedded = source.startswith("data:")
        size = len(source) if is_embedded else self._container.size_of(source)
        if size > self._limits.picture or self._bytes + size > self._limits.all_pictures:
            self._too_large += 1
            return None
        data = _embedded(source) if is_embedded else self._file(source)
        media_type = media_type_of(data) if data else ""
        if data is None or not media_type:
            self._unreadable += 1
            return None
        if self._cover is not None and data == self._cover.data:
            return None
        self._bytes += len(data)
        return data, media_type

    def _file(self, name: str) -> bytes | None:
        try:
            return self._container.read(name)
        except EpubError:
            return None

    @property
    def warnings(self) -> list[str]:
        """What was left out, in a reader's words."""
        limits = self._limits
        return [
            sentence
            for count, sentence in (
                (
                    self._too_large,
                    f"of this book {_are(self._too_large)} larger than is kept "
                    f"({limits.picture // MEGABYTE} MB each, {limits.all_pictures // MEGABYTE} MB together)",
                ),
                (self._over_limit, f"beyond the first {limits.pictures:,} {_are(self._over_limit)} not kept"),
                (self._unreadable, f"of this book {_are(self._unreadable)} damaged or of a kind that cannot be shown"),
            )
            for sentence in [f"{_pictures(count)} {sentence}."]
            if count
        ]


def media_type_of(data: bytes) -> str:
    """Return what the bytes of a picture are, whatever the book calls them; empty if that is no picture of points."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), "")


def _embedded(url: str) -> bytes | None:
    """Decode the bytes of a `data:` URL; None if it is malformed."""
    head = DATA_URL.match(url)
    if head is None:
        return None
    data = unquote_to_bytes(url[head.end() :])
    try:
        return binascii.a2b_base64(data) if head.group(1) else data
    except binascii.Error:
        return None


def _pictures(count: int) -> str:
    return f"{count:,} picture" + ("" if count == 1 else "s")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
