"""The story bible as an edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from characters.editing.tests.books import make_book
from characters.exchange.document import read_document
from characters.exchange.exporting import exported_bible
from publishing.kinds.bible.kind import KIND, BibleOptions
from publishing.kinds.kind import Refused
from publishing.publication import publication_of
from publishing.tests.books import make_publication

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


def test_the_file_is_the_bible_of_the_book(reader: User, tmp_path: Path) -> None:
    book = make_book(reader)
    made = KIND.make(publication_of(book, with_bible=True), BibleOptions(), tmp_path, lambda _a, _b: None)

    assert read_document(made.file.read_bytes()) == exported_bible(book)
    assert json.loads(made.file.read_text())["format"] == "vividpages-bible"


def test_a_book_of_which_nothing_is_known_has_none(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="analysed first"):
        KIND.make(make_publication(), BibleOptions(), tmp_path, lambda _a, _b: None)


def test_the_command_writes_it(reader: User, tmp_path: Path) -> None:
    book = make_book(reader)
    call_command("publish", str(book.pk), "--kind=bible", f"--out={tmp_path / 'b.json'}", f"--user={reader.email}")

    assert read_document((tmp_path / "b.json").read_bytes()) == exported_bible(book)
