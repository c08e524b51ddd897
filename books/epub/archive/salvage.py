"""An archive whose directory is cut off: the files in it that are whole, found by their headers.

Each file in a ZIP archive begins with a header of its own (PKWARE's APPNOTE, 4.3.7), and the directory at the end only
repeats them. What is found is put into an archive with a new directory, which is then opened, checked and limited like
any other. So this is no way around anything; it only has to bound its own work.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass

from books.epub.errors import TooLarge
from books.epub.limits import BOMB, TOO_MUCH_UNPACKED, ReadingLimits

HEADER_SIGNATURE, ENTRY_SIGNATURE, END_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SIZES_SIGNATURE = b"PK\x07\x08"
"""Begins the sizes that a program writes after a file when it did not know them before."""
HEADER = struct.Struct("<4s5H3L2H")
ENTRY = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
SIZES = struct.Struct("<4s3L")
LOCKED, SIZES_FOLLOW, UTF8 = 0x1, 0x8, 0x800
"""Flags of a header."""
VERSION = 20
"""Of the format, as far as an EPUB needs it: 2.0."""
STEP = 64 * 1024
"""Bytes that are inflated at a time."""


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands before a file in the archive. `start` is where its data begins."""

    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name: bytes
    offset: int
    start: int


@dataclass(frozen=True, slots=True)
class _Whole:
    """A file of which nothing is missing: where its data ends, and what it inflates to."""

    end: int
    size: int
    crc: int


def salvaged(data: bytes, limits: ReadingLimits) -> bytes | None:
    """Write the archive with a new directory of all that is whole in it; None if nothing is.

    Of two files with one name the first is taken: another may lie within a damaged file that is an archive itself.
    Raises TooLarge past a limit.
    """
    files = _Scan(data, limits).whole_files()
    if not files:
        return None
    end = max(whole.end for _, whole in files)
    directory = b"".join(_directory_entry(header, whole) for header, whole in files)
    return b"".join(
        [data[:end], directory, END.pack(END_SIGNATURE, 0, 0, len(files), len(files), len(directory), end, 0)]
    )


def _directory_entry(header: _Header, whole: _Whole) -> bytes:
    packed = whole.end - header.start
    return (
        ENTRY.pack(
            ENTRY_SIGNATURE,
            VERSION,
            VERSION,
            header.flags & (LOCKED | UTF8),
            header.method,
            header.time,
            header.date,
            whole.crc,
            packed,
            whole.size,
            len(header.name),
            0,
            0,
            0,
            0,
            0,
            header.offset,
        )
        + header.name
    )


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Scan:
    """One way through an archive from its first byte to its last."""

    def __init__(self, data: bytes, limits: ReadingLimits) -> None:
        self._data = data
        self._limits = limits
        self._work = 0

    def whole_files(self) -> list[tuple[_Header, _Whole]]:
        """Return the files that are whole, one after the other and none within another, each name once."""
        files: dict[bytes, tuple[_Header, _Whole]] = {}
        headers = 0
        at = self._data.find(HEADER_SIGNATURE)
        while at >= 0:
            headers += 1
            if headers > self._limits.entries:
                raise TooLarge(self._limits.too_many_entries)
            header = self._header(at)
            whole = self._whole(header) if header is not None else None
            if header is not None and whole is not None:
                files.setdefault(header.name, (header, whole))
            at = self._data.find(HEADER_SIGNATURE, whole.end if whole is not None else at + len(HEADER_SIGNATURE))
        return list(files.values())

    def _header(self, at: int) -> _Header | None:
        if at + HEADER.size > len(self._data):
            return None
        _, _, flags, method, clock, date, crc, packed, size, name_length, extra_length = HEADER.unpack_from(
            self._data, at
        )
        name_end = at + HEADER.size + name_length
        name = self._data[at + HEADER.size : name_end]
        if flags & UTF8 and not _is_utf8(name):
            return None
        return _Header(flags, method, clock, date, crc, packed, size, name, at, name_end + extra_length)

    def _whole(self, header: _Header) -> _Whole | None:
        """Return the file after a header, if all of it is there and no bit of it is wrong."""
        if header.flags & LOCKED:  # its bits cannot be looked at, and reading it will say so
            end = header.start + header.packed
            return _Whole(end, header.size, header.crc) if end <= len(self._data) else None
        if header.method == zipfile.ZIP_STORED:
            return self._stored(header)
        return self._deflated(header) if header.method == zipfile.ZIP_DEFLATED else None

    def _stored(self, header: _Header) -> _Whole | None:
        size, crc = header.packed, header.crc
        if header.flags & SIZES_FOLLOW and not size:
            next_header = self._data.find(HEADER_SIGNATURE, header.start)
            at = self._data.find(SIZES_SIGNATURE, header.start, next_header if next_header >= 0 else None)
            if at < 0 or at + SIZES.size > len(self._data):
                return None
            _, crc, size, _ = SIZES.unpack_from(self._data, at)
            if size != at - header.start:
                return None
        end = header.start + size
        if end > len(self._data):
            return None
        self._count(size)
        is_right = zlib.crc32(memoryview(self._data)[header.start : end]) == crc
        return _Whole(end, size, crc) if is_right else None

    def _deflated(self, header: _Header) -> _Whole | None:
        whole = self._inflated(header.start)
        if whole is None:
            return None
        if header.flags & SIZES_FOLLOW:
            after = self._data[whole.end : whole.end + 8]
            checksum = after[4:] if after.startswith(SIZES_SIGNATURE) else after[:4]
            # the file may end just here: the stream is whole, and nobody is left to contradict it
            return whole if len(checksum) < 4 or int.from_bytes(checksum, "little") == whole.crc else None
        return whole if (header.crc, header.packed) == (whole.crc, whole.end - header.start) else None

    def _inflated(self, start: int) -> _Whole | None:
        """Inflate the stream that begins here, without keeping it; None if it has no end or is too long to be read."""
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        at, size, crc, fed = start, 0, 0, b""
        while not stream.eof:
            if not fed:
                fed = self._data[at : at + STEP]
                at += len(fed)
            try:
                inflated = stream.decompress(fed, STEP)
            except zlib.error:
                return None
            if not inflated and not fed and not stream.eof:
                return None
            self._count(len(fed) - len(stream.unconsumed_tail) - len(stream.unused_data) + len(inflated))
            size, crc, fed = size + len(inflated), zlib.crc32(inflated, crc), stream.unconsumed_tail
            if self._limits.is_bomb(size, at - len(fed) - start):
                raise TooLarge(BOMB)
            if size > self._limits.entry:
                return None
        return _Whole(at - len(stream.unused_data), size, crc)

    def _count(self, work: int) -> None:
        """Count bytes that were looked at, in vain or not: headers in headers could make that endless."""
        self._work += work
        if self._work > self._limits.inflated:
            raise TooLarge(TOO_MUCH_UNPACKED)
