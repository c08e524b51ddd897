"""The archive: what is in it, within limits, and found under the names that books use for it."""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from books.epub.errors import EmptyBook, EpubError, NotAZip, TooLarge

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The most that is read of a file, in bytes unless it says otherwise."""

    archive: int = 100 * MEGABYTE
    entries: int = 10_000
    """Files in the archive."""
    inflated: int = 1024 * MEGABYTE
    entry: int = 200 * MEGABYTE
    ratio: int = 300
    """Inflated size over deflated size of an entry; only entries over one megabyte are held to it."""


class Container:
    """An open EPUB archive."""

    def __init__(self, source: Path | BinaryIO, limits: ReadingLimits) -> None:
        self._limits = limits
        self._check_size(source)
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError) as error:
            raise NotAZip from error
        self._check_entries()
        self._names = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self._by_folded: dict[str, str] = {}
        for name in self._names:
            self._by_folded.setdefault(_fold(name), name)
        self.mended_names = False

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @property
    def names(self) -> list[str]:
        """The names of all files, in the archive's order."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """The file of exactly that name. Raises EpubError if it is damaged or inflates past its limit."""
        try:
            with self._zip.open(self._names[name]) as file:
                data = file.read(self._limits.entry + 1)
        except KeyError as error:
            raise EpubError(f"The book names a file that is missing from it ({name}); download it again.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise EpubError(f"A part of this book is damaged ({name}); download it again.") from error
        if len(data) > self._limits.entry:
            raise TooLarge("A part of this book is larger than any book needs, so it was not opened.")
        return data

    def find(self, href: str, *, base: str = "") -> str | None:
        """The name of the file that `href` means in the document `base`, or None.

        Percent-encoding, `../`, a leading slash, another case and another Unicode form are all forgiven.
        """
        try:
            path = urlsplit(href).path if "://" not in href else ""
        except ValueError:
            return None
        if not path:
            return None
        for candidate in (unquote(path), path):
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), candidate)).lstrip("/")
            joined = joined.removeprefix("../")
            if joined in self._names:
                return joined
            folded = self._by_folded.get(_fold(joined))
            if folded is not None:
                self.mended_names = True
                return folded
        return None

    def _check_size(self, source: Path | BinaryIO) -> None:
        try:
            if isinstance(source, Path):
                size = source.stat().st_size
            else:
                size = source.seek(0, 2)
                source.seek(0)
        except OSError as error:
            raise NotAZip from error
        if size == 0:
            raise EmptyBook
        if size > self._limits.archive:
            raise TooLarge(f"This file is larger than {self._limits.archive // MEGABYTE} MB, the most that is taken.")

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if not entries:
            raise EmptyBook
        if len(entries) > self._limits.entries:
            raise TooLarge(f"There are more than {self._limits.entries} files in this book, so it was not opened.")
        if sum(entry.file_size for entry in entries) > self._limits.inflated:
            raise TooLarge("Unpacked, this book is larger than any book needs, so it was not opened.")
        for entry in entries:
            if entry.file_size > MEGABYTE and entry.file_size > self._limits.ratio * max(1, entry.compress_size):
                raise TooLarge("A part of this file unpacks to far more than its size, so it was not opened.")


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
