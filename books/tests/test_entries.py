from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from books.epub.archive.entries import LARGE, read_entry

TEXT = b"Call me Ishmael. " * 100
NAME = "one.xhtml"


def archive_of(method: int = zipfile.ZIP_DEFLATED) -> tuple[BytesIO, zipfile.ZipInfo]:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", method) as written:
        written.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        written.writestr(NAME, TEXT)
    return archive, zipfile.ZipFile(archive).getinfo(NAME)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_that_is_as_the_directory_says_is_read(method: Any) -> None:
    archive, info = archive_of(method)

    assert read_entry(archive, info, len(TEXT)) == TEXT


def test_a_file_larger_than_may_be_read_is_not() -> None:
    archive, info = archive_of()

    assert read_entry(archive, info, len(TEXT) - 1) is None


@pytest.mark.parametrize("said", [len(TEXT) - 1, len(TEXT) + 1])
def test_a_file_of_another_size_than_the_directory_says_is_not_read(said: Any) -> None:
    archive, info = archive_of()
    info.file_size = said

    assert read_entry(archive, info, 2 * len(TEXT)) is None


def test_a_large_file_is_left_to_zipfile() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(NAME, b" " * (LARGE + 1))

    assert read_entry(archive, zipfile.ZipFile(archive).getinfo(NAME), 2 * LARGE) is None


def test_a_file_of_another_checksum_is_not_read() -> None:
    archive, info = archive_of()
    info.CRC ^= 1

    assert read_entry(archive, info, len(TEXT)) is None


def test_a_file_of_another_name_than_the_directory_says_is_not_read() -> None:
    archive, info = archive_of()
    info.orig_filename = "two.xhtml"

    assert read_entry(archive, info, len(TEXT)) is None


def test_a_file_that_cannot_be_inflated_is_not_read() -> None:
    archive, info = archive_of()
    start = info.header_offset + 30 + len(NAME)
    archive.getbuffer()[start : start + 4] = b"\xff\xff\xff\xff"

    assert read_entry(archive, info, len(TEXT)) is None


def test_a_file_of_which_the_end_is_missing_is_not_read() -> None:
    archive, info = archive_of()
    archive.truncate(info.header_offset + 30 + len(NAME) + info.compress_size // 2)

    assert read_entry(archive, info, len(TEXT)) is None


def test_a_locked_file_is_not_read() -> None:
    archive, info = archive_of()
    info.flag_bits |= 0x1

    assert read_entry(archive, info, len(TEXT)) is None
