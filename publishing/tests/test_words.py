"""What editions add to a book is in the language of the book."""

from __future__ import annotations

import zipfile
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

import pytest

from publishing.kinds.epub.kind import KIND
from publishing.kinds.epub.options import EpubOptions
from publishing.pages.catalogue import audiences
from publishing.pages.front import pages_after, pages_before
from publishing.tests.books import make_publication
from publishing.words import ENGLISH, WORDS, words_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_a_word_for_everything(language: str) -> None:
    assert all(astuple(words_in(f"{language}-XX")))


def test_a_language_that_is_not_known_has_english_words() -> None:
    assert words_in("tlh") == ENGLISH


def test_the_pages_that_a_german_epub_gets_from_us_have_german_names(tmp_path: Path) -> None:
    publication = make_publication()
    german = replace(publication, original="", book=replace(publication.book, language="de-AT"))

    made = KIND.make(german, EpubOptions(cast=True), tmp_path, lambda _done, _of: None)

    with zipfile.ZipFile(made.file) as archive:
        contents = archive.read("EPUB/nav.xhtml").decode()
    ours = ["Inhalt", "Personen", "Abbildungen", "Zu dieser Ausgabe", "Umschlag"]
    assert [name for name in ours if name in contents] == ours
    assert not [name for name in ("Contents", "The cast", "Illustrations", "About this", "Cover") if name in contents]


def test_a_picture_book_for_small_children_begins_and_ends_in_its_language() -> None:
    book = replace(make_publication().book, language="fr")
    audience = audiences()["young"]

    drafts = [*pages_before(book, audience, ()), *pages_after(book, audience)]

    assert [draft.source.split("\n")[0] for draft in drafts][-2:] == ["Ce livre appartient à", "*Fin*"]
