"""Finding the files of a damaged archive costs no more than reading a sound one."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from books.epub import EpubError, NotAZip, TooLarge, read_epub
from books.epub.archive.salvage import salvaged
from books.epub.limits import ReadingLimits
from books.tests.corpus.salvage import packed, without_directory
from books.tests.effort import MOST_EFFORT, effort_of

if TYPE_CHECKING:
    from pathlib import Path

EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
"""Deflated nothing, with more to come."""


def header(method: int, size: int) -> bytes:
    """Return a header of a file of this packed size, with a wrong checksum."""
    return struct.pack("<4s5H3L2H1s", b"PK\x03\x04", 20, 0, method, 0, 0, 1, size, size, 1, 0, b"a")


def stored_within_each_other(number: int, filling: int) -> bytes:
    """Make so many headers of files that all reach to the end."""
    length = len(header(0, 0))
    return b"".join(header(0, filling + length * (number - n - 1)) for n in range(number)) + bytes(filling)


def deflated_without_end(number: int, filling: int) -> bytes:
    """Make so many headers of deflated files that all go on, through each other's headers, to the end."""
    one = header(zipfile.ZIP_DEFLATED, 0)
    block = b"\x00" + struct.pack("<HH", len(one), len(one) ^ 0xFFFF)
    return (one + block) * number + one + EMPTY_BLOCK * (filling // len(EMPTY_BLOCK))


@pytest.mark.parametrize("nest", [stored_within_each_other, deflated_without_end])
def test_headers_within_headers_end_in_an_error_at_the_cost_of_some_ordinary_books(nest: Any) -> None:
    book = BytesIO(nest(9_000, 8_000_000))
    with pytest.raises(EpubError) as refused:
        read_epub(book)

    assert isinstance(refused.value, TooLarge | NotAZip)
    assert effort_of(book) < MOST_EFFORT


def test_what_is_found_never_overlaps() -> None:
    inner = without_directory(packed()).getvalue()
    whole = salvaged(without_directory(packed({"inner.epub": inner})).getvalue(), ReadingLimits())
    assert whole is not None

    with zipfile.ZipFile(BytesIO(whole)) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    ends = [e.header_offset + 30 + len(e.filename.encode()) + e.compress_size for e in entries]
    assert all(start.header_offset >= end for start, end in zip(entries[1:], ends, strict=False))


def test_a_file_of_which_a_name_is_no_utf8_costs_only_that_file() -> None:
    odd = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, 0, 0, 0, 0, 0, 0, 2, 0) + b"\xff\xfe"

    assert len(read_epub(BytesIO(odd + without_directory(packed()).getvalue())).body) == 3


def test_a_file_that_inflates_past_its_limit_is_not_had() -> None:
    data = without_directory(packed({"OEBPS/noise": Random(1).randbytes(50_000)})).getvalue()
    whole = salvaged(data, ReadingLimits(entry=49_999))
    assert whole is not None

    names = zipfile.ZipFile(BytesIO(whole)).namelist()
    assert "OEBPS/three.xhtml" in names
    assert "OEBPS/noise" not in names


def test_a_file_on_disk_is_salvaged_too(tmp_path: Path) -> None:
    file = tmp_path / "cut.epub"
    file.write_bytes(without_directory(packed()).getvalue())

    assert len(read_epub(file).body) == 3
