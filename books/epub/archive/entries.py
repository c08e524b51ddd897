"""A file of an archive in two reads and one call of zlib: opening each of many small ones takes zipfile longer."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

from books.epub.archive.salvage import HEADER_SIGNATURE

HEADER = struct.Struct("<4s2xH18xHH")
"""Of an entry: signature, flags, and how long its name and its extra fields are."""
UNCOMMON_FLAGS = 0x1 | 0x20 | 0x40
"""A password, a patch, strong encryption."""
UTF8_FLAG = 0x800
LARGE = 64 * 1024
"""Bytes from which on zipfile is no slower."""


def read_entry(archive: BinaryIO, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """Read a file that is just as the archive's directory says, with its checksum, and has at most so many bytes.

    None if it is not, and zipfile has to say why; or if it is large.
    """
    if info.flag_bits & UNCOMMON_FLAGS or info.file_size > min(most, LARGE) or info.header_offset < 0:
        return None
    archive.seek(info.header_offset)
    header = archive.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    signature, flags, name_length, extra_length = HEADER.unpack(header)
    name = archive.read(name_length + extra_length)[:name_length]
    try:
        is_the_one = name.decode("utf-8" if flags & UTF8_FLAG else "cp437") == info.orig_filename
    except UnicodeDecodeError:
        return None
    if signature != HEADER_SIGNATURE or not is_the_one:
        return None
    data = _unpacked(archive.read(info.compress_size), info)
    is_whole = data is not None and len(data) == info.file_size and zlib.crc32(data) == info.CRC
    return data if is_whole else None


def _unpacked(packed: bytes, info: zipfile.ZipInfo) -> bytes | None:
    """Unpack the bytes of an entry, at most one more than it should have; None if they are damaged."""
    if info.compress_type == zipfile.ZIP_STORED:
        return packed
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflater.decompress(packed, info.file_size + 1)
    except zlib.error:
        return None
    return data if inflater.eof else None
