"""The texts of books that a process keeps."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import pytest

from books.tests.vividpages import make_vividpage
from characters.bible import book_texts
from characters.bible.book_texts import BookText, texts_of

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms")
    chapter = vividpage.chapters.create(number=1)
    for number, text in enumerate(["Ann sat down.", "Hannah’s dog barked.", "“Ann!” she cried. Zoe came."], 1):
        vividpage.scenes.create(chapter=chapter, number=number, text=text, word_count=3)
    return vividpage


@pytest.mark.parametrize(
    ("words", "scene"),
    [("Ann", 1), ("Hannah", 2), ("Hannah's dog", 2), ("Zoe", 3), ("Zo", inf), ("", inf), ("down.", 1), ("Mary", inf)],
)
def test_words_are_found_in_the_first_scene_that_uses_them(words: str, scene: float) -> None:
    text = BookText([(1, "Ann sat down."), (2, "Hannah’s dog barked."), (3, "“Ann!” she cried. Zoe came.")])

    assert [text.first_use(words), text.first_use(words)] == [scene, scene]


def test_a_text_is_read_once(vividpage: VividPage, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    texts_of([vividpage.pk])

    with django_assert_num_queries(1):
        assert texts_of([vividpage.pk])[vividpage.pk].first_use("Zoe") == 3


def test_a_text_that_was_written_again_is_read_again(vividpage: VividPage) -> None:
    assert texts_of([vividpage.pk])[vividpage.pk].first_use("Zoe") == 3
    vividpage.scenes.filter(number=1).update(text="Zoe sat down.")
    assert texts_of([vividpage.pk])[vividpage.pk].first_use("Zoe") == 1
    vividpage.scenes.filter(number=1).delete()

    assert texts_of([vividpage.pk])[vividpage.pk].first_use("Zoe") == 3


def test_a_book_without_text_uses_no_name(reader: User) -> None:
    empty = make_vividpage(owner=reader, title="Nothing")

    assert texts_of([empty.pk])[empty.pk].first_use("Zoe") == inf


def test_no_more_is_kept_than_fits(
    vividpage: VividPage,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(book_texts, "KEPT_CHARACTERS", 100)
    other = make_vividpage(owner=reader, title="Another")
    other.scenes.create(chapter=other.chapters.create(number=1), number=1, text="x" * 70, word_count=1)

    texts_of([vividpage.pk])
    texts_of([other.pk])

    with django_assert_num_queries(1):
        texts_of([other.pk])
    with django_assert_num_queries(2):
        assert texts_of([vividpage.pk])[vividpage.pk].first_use("Zoe") == 3
