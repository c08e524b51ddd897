"""The archive: what is in it, within limits, and found under the names that books use for it."""

from __future__ import annotations

import posixpath
import re
import stat
import unicodedata
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self
from urllib.parse import unquote, urlsplit

from books.epub.archive.entries import UTF8_FLAG, read_entry
from books.epub.archive.salvage import ENTRY_SIGNATURE, salvaged
from books.epub.errors import EmptyBook, EncryptedBook, EpubError, NotAZip, TooLarge
from books.epub.limits import BOMB, MEGABYTE, TOO_MUCH_UNPACKED, ReadingLimits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""An EPUB knows no other compression."""
ABOVE_THE_ROOT = re.compile(r"^(?:\.\./|/)+")
TOO_MUCH_TEXT = "There is more text in this book than any book needs, so it was not opened."
PARTS = re.compile(r"[/\\]")
PASSWORD_FLAG = 0x1


class Container:
    """An open EPUB archive.

    `is_salvaged`: its directory was damaged or cut off, and what is whole of it was found without.
    """

    def __init__(self, source: Path | BinaryIO, limits: ReadingLimits) -> None:
        self._limits = limits
        self._check_file(source)
        self.is_salvaged = False
        self._own_file = source.open("rb") if isinstance(source, Path) else None
        self._file: BinaryIO = self._own_file or source  # type: ignore[assignment]
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        self._names = _files(self._zip.infolist())
        self._inflated = self._text = self._blocks = 0
        self.mended_names = any(info.filename != name for name, info in self._names.items())

    def _open(self) -> None:
        try:
            self._zip = zipfile.ZipFile(self._file)
        except Exception as error:  # zipfile raises whatever a damaged directory makes it stumble over  # noqa: BLE001
            self._zip = self._salvaged(error)
        self._check_entries()

    def _close(self) -> None:
        if self._own_file is not None:
            self._own_file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._close()

    @property
    def names(self) -> list[str]:
        """The names of all files, in the archive's order."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """Read the file of exactly that name. Raises EpubError if it is damaged, locked or inflates past a limit."""
        info = self._names.get(name)
        if info is None:
            raise EpubError(f"The book names a file that is missing from it ({name}); download it again.")
        if info.flag_bits & PASSWORD_FLAG:
            raise EncryptedBook("This file is locked with a password; choose one that is not.")
        most = min(self._limits.entry, self._limits.inflated - self._inflated)
        try:
            if info.compress_type not in METHODS:
                raise zipfile.BadZipFile(f"compression method {info.compress_type}")
            data = read_entry(self._file, info, most)
            if data is None:
                with self._zip.open(info) as file:
                    data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise EpubError(f"A part of this book is damaged ({name}); download it again.") from error
        if len(data) > most:
            raise TooLarge("A part of this book is larger than any book needs, so it was not opened.")
        self._inflated += len(data)
        return data

    def size_of(self, name: str) -> int:
        """Return how many bytes the file of exactly that name is said to have; 0 if there is none."""
        info = self._names.get(name)
        return info.file_size if info is not None else 0

    def read_text(self, name: str) -> bytes:
        """Read a page, a stylesheet or the like: as `read`, and counted against what all text may have together."""
        data = self.read(name)
        self._text += len(data)
        most = self._limits.markup
        if self._text > self._limits.text or (len(data) > most and data.count(b"<") + data.count(b"=") > most):
            raise TooLarge(TOO_MUCH_TEXT)
        return data

    def count_blocks(self, count: int) -> None:
        """Count these blocks of text against what a book may have. Raises TooLarge."""
        self._blocks += count
        if self._blocks > self._limits.blocks:
            raise TooLarge(TOO_MUCH_TEXT)

    def find(self, href: str, *, base: str = "") -> str | None:
        """Find the name of the file that `href` means in the document `base`, or None.

        Percent-encoding, `../`, a leading slash, backslashes, another case and another Unicode form are all
        forgiven.
        """
        plain = base[: base.rfind("/") + 1] + href.partition("#")[0]
        if plain in self._names:
            return plain
        try:
            path = urlsplit(href).path if "://" not in href else ""
        except ValueError:
            return None
        if not path:
            return None
        for candidate in (unquote(path), path, unquote(path).replace("\\", "/")):
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), candidate))
            joined = ABOVE_THE_ROOT.sub("", joined)
            if joined in self._names:
                return joined
            folded = self._by_folded.get(_fold(joined))
            if folded is not None:
                self.mended_names = True
                return folded
        return None

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        """The names in the one form in which names are compared that are not written alike."""
        names: dict[str, str] = {}
        for name, info in self._names.items():
            names.setdefault(_fold(name), name)
            if not info.flag_bits & UTF8_FLAG and not name.isascii():
                names.setdefault(_fold(_unmarked_utf8(name)), name)
        return names

    def _check_file(self, source: Path | BinaryIO) -> None:
        """Refuse what is empty or too large, and a directory too long for zipfile to read into memory."""
        try:
            if isinstance(source, Path):
                with source.open("rb") as file:
                    self._check_stream(file)
            else:
                self._check_stream(source)
                source.seek(0)
        except OSError as error:
            raise NotAZip from error

    def _check_stream(self, file: BinaryIO) -> None:
        size = file.seek(0, 2)
        if size == 0:
            raise EmptyBook
        if size > self._limits.archive:
            raise TooLarge(f"This file is larger than {self._limits.archive // MEGABYTE} MB, the most that is taken.")
        file.seek(0)
        entries, tail = 0, b""
        while block := file.read(MEGABYTE):
            entries += (tail + block).count(ENTRY_SIGNATURE)
            tail = block[1 - len(ENTRY_SIGNATURE) :]
        if entries > self._limits.entries:
            raise TooLarge(self._limits.too_many_entries)

    def _salvaged(self, error: Exception) -> zipfile.ZipFile:
        """Salvage what is whole of an archive that zipfile could not open for this error.

        Raises NotAZip if nothing is.
        """
        self._file.seek(0)
        whole = salvaged(self._file.read(), self._limits)
        if whole is None:
            raise NotAZip from error
        self.is_salvaged = True
        self._close()
        self._file = BytesIO(whole)
        return zipfile.ZipFile(self._file)

    def _check_entries(self) -> None:
        entries = self._zip.infolist()
        if not entries:
            raise EmptyBook
        if sum(entry.file_size for entry in entries) > self._limits.inflated:
            raise TooLarge(TOO_MUCH_UNPACKED)
        for entry in entries:
            if self._limits.is_bomb(entry.file_size, entry.compress_size):
                raise TooLarge(BOMB)
        end = min(entry.header_offset for entry in entries)  # below zero where bytes were lost on the way
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end:
                raise EpubError("The parts of this file overlap one another, as in no book, so it was not opened.")
            end = entry.header_offset + entry.compress_size


def _files(entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files by name: of two with one name the later, as every program has it.

    An absolute name is taken as one from the archive's root. A link, and a name that leads out of the archive, are no
    files of a book.
    """
    return {
        info.filename.lstrip("/"): info
        for info in entries
        if info.filename.strip("/")
        and not info.filename.endswith("/")
        and not stat.S_ISLNK(info.external_attr >> 16)
        and ".." not in PARTS.split(info.filename)
    }


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/")


def _unmarked_utf8(name: str) -> str:
    """Decode a name that was stored as UTF-8 without saying so; zipfile takes it for code page 437."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
