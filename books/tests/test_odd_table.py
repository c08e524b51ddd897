"""The page about what can be read says what comes of reading it."""

from __future__ import annotations

from pathlib import Path

from books.tests.epubs import build, chapter
from books.tests.odd_table import outcomes, support_page

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "epub-support.md"


def test_a_book_that_is_read_is_told_by_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(
        build({"one.xhtml": chapter("One", "He ran."), "two.xhtml": chapter("Two", "x")}).getvalue()
    )

    assert [outcome for _, outcome in outcomes(tmp_path)] == ["read: 2 chapters, 3 words."]


def test_a_file_that_is_refused_is_told_by_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"")

    assert [outcome for _, outcome in outcomes(tmp_path)] == ["refused: This file is empty; download the book again."]


def test_the_page_in_the_documentation_is_the_one_that_the_command_writes(shared_data: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == support_page(shared_data / "odd")
