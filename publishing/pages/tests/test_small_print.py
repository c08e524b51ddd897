"""The copyright page of a picture book says what was chosen, unless its reader has written another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publishing.kinds.picture_book.kind import laid_out
from publishing.kinds.picture_book.options import LaidOutOptions
from publishing.pages.tests.books import make_scene, make_tree
from publishing.tests.books import make_publication

if TYPE_CHECKING:
    from publishing.pages.tree import PagedBook
    from publishing.publication import Publication


def make_story() -> Publication:
    return replace(make_publication(), book=make_tree([make_scene(1, 2)]), is_own=True)


def small_print_in(book: PagedBook) -> str:
    page = next(page for page in book.pages if page.role == "copyright")
    return page.text.source if page.text else ""


def test_it_names_the_holder_the_year_and_the_isbn() -> None:
    options = LaidOutOptions(holder="Ada Ink", year="2026", isbn="978-3-16-148410-0")

    said = small_print_in(laid_out(make_story(), options))

    assert "Text © 2026 Ada Ink. All rights reserved." in said
    assert "ISBN 978-3-16-148410-0" in said


def test_text_of_somebody_else_is_for_personal_use() -> None:
    said = small_print_in(laid_out(replace(make_story(), is_own=False), LaidOutOptions()))

    assert "personal use" in said


def test_pages_that_are_laid_out_get_what_was_chosen_and_keep_what_was_written() -> None:
    publication = make_story()
    pages = laid_out(publication, LaidOutOptions())
    written = tuple(
        replace(page, text=replace(page.text, source="For Ada.")) if page.role == "copyright" and page.text else page
        for page in pages.pages
    )
    options = LaidOutOptions(isbn="978-3-16-148410-0")

    assert "ISBN" in small_print_in(laid_out(replace(publication, pages=pages), options))
    by_hand = replace(publication, pages=replace(pages, pages=written))
    assert small_print_in(laid_out(by_hand, options)) == "For Ada."


def test_without_a_copyright_page_its_place_is_empty() -> None:
    publication = make_story()
    with_it = laid_out(publication, LaidOutOptions())
    without = laid_out(publication, LaidOutOptions(has_copyright_page=False))

    assert small_print_in(without) == ""
    assert len(without.pages) == len(with_it.pages)
