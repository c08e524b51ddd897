"""The story bible as an edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from books.models import VividPage
from characters.editing.tests.books import make_book
from characters.exchange.document import read_document, written
from characters.exchange.exporting import exported_bible
from characters.models import Analysis, CharacterChange, Nobody, Presence, Quote, Setting
from publishing.kinds.bible.kind import KIND, BibleOptions
from publishing.kinds.kind import Refused
from publishing.publication import publication_of
from publishing.sources import sources_of
from publishing.tests.books import make_publication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from accounts.models import User


CHANGES: tuple[Callable[[VividPage], Any], ...] = (
    lambda book: VividPage.objects.filter(pk=book.pk).update(period="1750"),
    lambda book: book.characters.filter(name="Jim Hawkins").update(description="A cabin boy."),
    lambda book: book.characters.filter(name="Jim Hawkins").update(locked=["age"]),
    lambda book: CharacterChange.objects.update(until=book.scenes.get(number=4)),
    lambda book: Nobody.objects.create(vividpage=book, name="Providence"),
    lambda book: Setting.objects.filter(name="the inn").update(keywords=["smoke"]),
    lambda book: Analysis.objects.filter(scene__number=1).update(weather="rain"),
    lambda book: Analysis.objects.filter(scene__number=1).update(setting=Setting.objects.get(name="the quay")),
    lambda book: Presence.objects.filter(order=0, analysis__scene__number=1).update(pose="sitting"),
    lambda book: Quote.objects.filter(start=30).update(speaker=None),
)
"""One for each of its tables, and for what they say of one another."""


def test_the_file_is_the_bible_of_the_book(reader: User, tmp_path: Path) -> None:
    book = make_book(reader)
    made = KIND.make(publication_of(book, with_bible=True), BibleOptions(), tmp_path, lambda _a, _b: None)

    assert read_document(made.file.read_bytes()) == exported_bible(book)
    assert json.loads(made.file.read_text())["format"] == "vividpages-bible"


def test_a_book_of_which_nothing_is_known_has_none(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="analysed first"):
        KIND.make(make_publication(), BibleOptions(), tmp_path, lambda _a, _b: None)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_its_file_says_is_looked_at(reader: User, change: Callable[[VividPage], Any]) -> None:
    book = make_book(reader)
    before, file = sources_of(book).bible, written(exported_bible(book))

    change(book)

    book.refresh_from_db()
    assert written(exported_bible(book)) != file
    assert sources_of(book).bible != before


def test_the_command_writes_it(reader: User, tmp_path: Path) -> None:
    book = make_book(reader)
    call_command("publish", str(book.pk), "--kind=bible", f"--out={tmp_path / 'b.json'}", f"--user={reader.email}")

    assert read_document((tmp_path / "b.json").read_bytes()) == exported_bible(book)
