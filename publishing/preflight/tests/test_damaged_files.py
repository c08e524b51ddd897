"""Files that are damaged, locked or too large."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Literal

import pikepdf
import pytest

from publishing.preflight import PrintChoices, report
from publishing.preflight.choices import ChoiceRefused
from publishing.preflight.inspecting import inspect
from publishing.preflight.tests.good_files import novel, picture_book, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAKERS = [novel, picture_book]


def rules_of(path: Path, data: bytes) -> set[str]:
    path.write_bytes(data)
    return {check.rule for check in report(path, PrintChoices())}


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: data.rindex(b"startxref")],
        lambda data: data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF",
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
    ],
    ids=["cut", "wrong-table", "beyond-the-end"],
)
def test_a_damaged_file_is_said_to_be_damaged(
    make: Callable[[], bytes], harm: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    assert "damage" in rules_of(tmp_path / "book.pdf", harm(make()))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("strength", [4, 6])
def test_a_file_that_opens_without_its_password_is_encrypted_all_the_same(
    make: Callable[[], bytes], strength: Literal[4, 6], tmp_path: Path
) -> None:
    with pikepdf.open(BytesIO(make())) as pdf:
        data = saved(pdf, pikepdf.Encryption(owner="owner", user="", R=strength))

    assert "encryption" in rules_of(tmp_path / "book.pdf", data)


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_with_a_password_is_not_read(make: Callable[[], bytes], tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(make())) as pdf:
        data = saved(pdf, pikepdf.Encryption(owner="owner", user="secret", R=6))

    assert rules_of(tmp_path / "book.pdf", data) == {"locked"}


@pytest.mark.parametrize(
    "data", [b"", b"words", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\0" * 5000, b"PK\3\4" + b"x" * 99]
)
def test_what_is_no_pdf_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    assert rules_of(tmp_path / "book.pdf", data) == {"unreadable_file"}


def test_a_file_without_pages_is_said_to_have_none(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        assert rules_of(tmp_path / "book.pdf", saved(pdf)) == {"unreadable_file"}


def test_a_file_is_larger_than_the_printer_takes(tmp_path: Path) -> None:
    """The file has a hole of 651 megabytes, which takes no room on the disk."""
    path, data, hole = tmp_path / "book.pdf", novel(), 651 * 1024 * 1024
    with pikepdf.open(BytesIO(data)) as pdf:
        count, root = len(pdf.objects) + 1, pdf.Root.objgen[0]
    before = data[data.rindex(b"startxref") :].split()[1]
    begin = f"{count} 0 obj\n<</Length {hole}>>\nstream\n".encode()
    table = len(data) + len(begin) + hole + len(b"\nendstream\nendobj\n")
    with path.open("wb") as file:
        file.write(data + begin)
        file.seek(hole, 1)
        file.write(b"\nendstream\nendobj\n")
        file.write(f"xref\n{count} 1\n{len(data):010d} 00000 n \n".encode())
        file.write(f"trailer\n<</Size {count + 1}/Root {root} 0 R/Prev {int(before)}>>\n".encode())
        file.write(f"startxref\n{table}\n%%EOF\n".encode())

    assert "file_size" in {check.rule for check in report(path, PrintChoices())}


@pytest.mark.parametrize(
    "choices",
    [
        PrintChoices(printer="nobody"),
        PrintChoices(trim="wide"),
        PrintChoices(ink="gold"),
        PrintChoices(paper="vellum"),
        PrintChoices(binding="nails"),
    ],
    ids=["printer", "trim", "ink", "paper", "binding"],
)
def test_a_choice_that_no_printer_has_is_refused(choices: PrintChoices, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(novel())

    with pytest.raises(ChoiceRefused):
        report(path, choices)


def test_what_the_file_was_taken_for_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(picture_book())

    inspection = inspect(path, PrintChoices(ink="premium", paper="white"))

    assert inspection.about == "Amazon KDP: 8.5 × 8.5 in, Premium colour on White paper, Paperback, with bleed"
    assert inspection.pages == 24
    assert not inspection.is_refused
