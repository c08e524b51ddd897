"""Editions with a title page of their own leave out those of the original, and lose nothing that they say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from publishing.kinds.docx.front import title_page
from publishing.kinds.pdf.kind import PdfOptions, look_of
from publishing.novels.setting import novel_of
from publishing.tests.books import make_publication, prose
from publishing.title_pages import titled
from storyboards.illustrated.tree import IllustratedBook, IllustratedChapter, TextBlock

if TYPE_CHECKING:
    from publishing.publication import Publication

TITLE_PAGE = prose("The Mill & the River", "By Ann Author and Bob Writer.", "Translated by Otho Holt")


def opening_with(*chapters: tuple[str, TextBlock]) -> Publication:
    publication = make_publication()
    front = tuple(IllustratedChapter(90 + n, "front", name, matter=(text,)) for n, (name, text) in enumerate(chapters))
    return replace(publication, book=replace(publication.book, chapters=(*front, *publication.book.chapters)))


def names(book: IllustratedBook) -> list[str]:
    return [chapter.title for chapter in book.chapters]


def test_a_title_page_of_the_original_is_no_chapter_and_its_translator_stays() -> None:
    publication = opening_with(("Titlepage", TITLE_PAGE))

    book, lines = titled(publication.book)

    assert names(book) == names(make_publication().book)
    assert lines == ("Translated by Otho Holt",)


@pytest.mark.parametrize("name", ["The Mill & the River", "Half-title page", "Title Page"])
def test_title_pages_are_known_by_their_names(name: str) -> None:
    book, lines = titled(opening_with((name, prose("A story in 8 chapters"))).book)

    assert name not in names(book)
    assert lines == ("A story in 8 chapters",)


def test_a_page_without_a_name_goes_if_it_only_names_the_book() -> None:
    cover = ("Front matter", prose("The cover of The Mill & the River"))

    assert names(titled(opening_with(cover).book).book) == names(make_publication().book)


@pytest.mark.parametrize("name", ["Front matter", "Dedication"])
def test_a_dedication_stays(name: str) -> None:
    book, lines = titled(opening_with((name, prose("To my mother"))).book)

    assert names(book)[0] == name
    assert lines == ()


def test_a_title_page_with_a_preface_on_it_stays() -> None:
    assert "Title page" in names(titled(opening_with(("Title page", prose("Long ago " * 30))).book).book)


def test_the_title_page_of_an_edition_says_it_all_once() -> None:
    publication = opening_with(("Titlepage", prose("Translated by Otho Holt")))
    novel = novel_of(publication, look_of(PdfOptions()), copyright_page=())
    document = list(title_page(publication, titled(publication.book).lines))

    assert novel.data["lines"] == ["Translated by Otho Holt"]
    assert "Titlepage" not in [chapter["title"] for chapter in novel.data["chapters"]]
    assert "Translated by Otho Holt" in [text for paragraph in document for text in paragraph.itertext()]
