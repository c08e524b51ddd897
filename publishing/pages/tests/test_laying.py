"""Laying a whole book out: nothing of the text is lost, all of it fits, and pages differ."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from publishing.pages.catalogue import audiences, layouts
from publishing.pages.checking import problems_of
from publishing.pages.fitting import fits_of, texts_of
from publishing.pages.laying import LEAST_PAGES, Plan, lay
from publishing.pages.tests.books import calm, calm_above, make_scene, make_tree
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from publishing.pages.tree import PagedBook
    from storyboards.illustrated.tree import IllustratedBook


def story_of(paged: PagedBook) -> str:
    texts = [page.text.source for page in paged.pages if page.text and page.role == "story" and page.scenes]
    return re.sub(r"\s+", "", "".join(texts))


def words_of(book: IllustratedBook) -> str:
    scenes = [scene for chapter in book.chapters for scene in chapter.scenes]
    return re.sub(r"\s+", "", "".join(one.text for scene in scenes for one in scene.paragraphs))


@pytest.mark.parametrize(("width", "height"), [(8.25, 6), (5.5, 8.5), (8.5, 8.5)])
@pytest.mark.parametrize("audience", list(audiences()))
def test_a_long_title_and_long_small_print_fit_their_boxes(audience: str, width: float, height: float) -> None:
    book = replace(
        make_tree([make_scene(1, 1)]), title="The Bell Called Comfort and What It Said at Last to Tamsin Rook"
    )
    small_print = ["This illustrated edition was made for personal use. Do not sell it or pass it on. " * 2] * 4

    paged = lay(book, Plan(width, height, audience), lambda _: calm(), small_print=small_print)

    assert {page.role for page in paged.pages} >= {"title", "copyright"}
    assert [one.words for one in problems_of(paged) if one.page <= 3] == []


@pytest.mark.parametrize("sentences", [1, 4, 9, 30, 90])
@pytest.mark.parametrize("audience", list(audiences()))
def test_all_of_the_text_stands_on_pages_and_fits(sentences: int, audience: str) -> None:
    book = make_tree([make_scene(number, sentences) for number in range(1, 4)])

    paged = lay(book, Plan(audience=audience), lambda _: calm())

    assert story_of(paged) == words_of(book)
    assert all(fit.fits for fit in fits_of(texts_of(paged.pages), paged))
    assert problems_of(paged) == []


def test_type_has_one_size_within_the_bounds_of_its_audience() -> None:
    book = make_tree([make_scene(number, 3) for number in range(1, 13)])

    paged = lay(book, Plan(audience="early"), lambda _: calm())

    sizes = {page.text.size for page in paged.pages if page.text and page.role == "story"}
    assert sizes == {audiences()["early"].size}


def test_a_paragraph_longer_than_a_page_is_cut_between_sentences() -> None:
    book = make_tree([make_scene(1, 120, paragraphs=1)])

    paged = lay(book, Plan(), lambda _: calm())

    texts = [page.text.source for page in paged.pages if page.text and page.scenes]
    assert len(texts) > 3
    assert all(text.endswith("rung it.") for text in texts)


def test_the_number_of_pages_is_one_that_printers_take() -> None:
    for count in range(1, 30, 4):
        book = make_tree([make_scene(number, 2) for number in range(1, count + 1)])
        for multiple in (2, 4, 8):
            paged = lay(book, Plan(audience="young", multiple=multiple), lambda _: calm())
            assert len(paged.pages) % multiple == 0
            assert [page.number for page in paged.pages] == list(range(1, len(paged.pages) + 1))


def test_a_short_book_is_opened_out_to_what_is_printed_at_the_least() -> None:
    book = make_tree([make_scene(number, 2) for number in range(1, 13)])

    paged = lay(book, Plan(audience="young"), lambda _: calm())

    assert len(paged.pages) == LEAST_PAGES
    assert [page.layout for page in paged.pages].count("blank") <= 1


def test_scenes_are_opened_out_in_more_ways_than_one() -> None:
    book = make_tree([make_scene(number, 2) for number in range(1, 15)])

    paged = lay(book, Plan(audience="young", pages=32), lambda _: calm())
    story = [page.layout for page in paged.pages if page.role == "story"]

    assert story[:6] == ["picture", "text", "text", "picture", "picture", "vignette"]


def test_a_detail_is_of_whoever_is_nearest() -> None:
    heads = (Rectangle(0.7, 0.2, 0.2, 0.2), Rectangle(0.1, 0.6, 0.1, 0.1))
    book = make_tree([make_scene(number, 2) for number in range(1, 15)])

    paged = lay(book, Plan(audience="young", pages=32), lambda _: replace(calm(), heads=heads))
    details = [page.picture for page in paged.pages if page.layout == "vignette"]

    assert {detail.focus for detail in details} == {(0.8, 0.3)}
    assert all(detail.zoom > 1 for detail in details)


def test_pages_of_pictures_that_follow_one_another_differ() -> None:
    book = make_tree([make_scene(number, 2) for number in range(1, 31)])

    paged = lay(book, Plan(audience="young"), lambda _: calm())

    used = [page.layout for page in paged.pages if page.picture and page.role == "story"]
    assert len(set(used)) >= 4
    assert all(one != other for one, other in pairwise(used))


def test_text_stands_where_little_happens_without_a_panel_if_it_can_be_read_there() -> None:
    book = make_tree([make_scene(number, 2) for number in range(1, 31)])

    light = lay(book, Plan(audience="young"), lambda _: calm_above())
    dark = lay(book, Plan(audience="young"), lambda _: calm(0.01))
    grey = lay(book, Plan(audience="young"), lambda _: calm(0.19))

    def full(paged: PagedBook) -> set[tuple[str, str]]:
        layouts_ = [(page.layout, page.text.ink) for page in paged.pages if page.text and page.scenes]
        return {one for one in layouts_ if one[0].startswith(("open", "panel"))}

    assert full(light) == {("open-above", "dark")}
    assert full(dark) == {("open-below", "light")}
    assert full(grey) == {("panel-below", "dark")}


def test_a_long_book_gets_the_sentence_of_each_picture() -> None:
    book = make_tree([*(make_scene(number, 80) for number in range(1, 13)), make_scene(13, 10, pictured=False)])

    paged = lay(book, Plan(), lambda _: calm())

    assert {page.text.source for page in paged.pages if page.text and page.scenes} == {"The bell rang."}
    assert sum(bool(page.scenes) for page in paged.pages) == 12


def test_scenes_without_pictures_keep_their_text_and_empty_ones_take_no_page() -> None:
    book = make_tree([make_scene(1, 3), make_scene(2, 5, pictured=False), make_scene(3, 0, pictured=False)])

    paged = lay(book, Plan(), lambda _: calm())

    assert story_of(paged) == words_of(book)
    assert all(page.picture is None for page in paged.pages if page.scenes and page.scenes[0].int == 2)


def test_a_small_page_and_a_tall_one_hold_the_same_text() -> None:
    book = make_tree([make_scene(number, 12) for number in range(1, 4)])

    for width, height in ((5, 8), (8.27, 11.69), (8.25, 6)):
        paged = lay(book, Plan(width, height), lambda _: calm())
        assert story_of(paged) == words_of(book)
        assert all(fit.fits for fit in fits_of(texts_of(paged.pages), paged))


def test_each_layout_has_its_mate_and_keeps_its_text_away_from_the_edge() -> None:
    for layout in layouts().values():
        if layout.mate:
            assert layouts()[layout.mate].mate == layout.name
        if layout.text is not None:
            box = layout.text
            assert min(box.left, box.top, 1 - box.right, 1 - box.bottom) >= 0.0749


@pytest.mark.parametrize(("scenes", "pages"), [(11, 24), (14, 32), (18, 40), (22, 48)])
def test_a_book_has_as_many_pages_as_are_asked_for(scenes: int, pages: int) -> None:
    book = make_tree([make_scene(number, 2) for number in range(1, scenes + 1)])

    paged = lay(book, Plan(audience="young", pages=pages), lambda _: calm())

    assert len(paged.pages) == pages
    assert not [page for page in paged.pages if page.role == "blank"]
