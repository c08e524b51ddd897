"""Whoever brings a book in another language than English is told what the built-in analyst will miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from books.text.counting import words_in
from storyboards.making.languages import is_english, language_notice
from vividpages.report import report

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

ENGLISH = "It was the end of the day, and he went to the house on the hill, as she had asked him to. " * 4
GERMAN = "Es war am Ende des Tages, und er ging zu dem Haus auf dem Hügel, wie sie es ihm gesagt hatte. " * 4
DUTCH = "Het was het einde van de dag, en hij ging naar het huis op de heuvel, zoals zij hem gevraagd had. " * 4
CHINESE = "黛玉笑道：“我来了。”宝玉见黛玉穿着红色长袍，便走上前去。" * 6
ARABIC = "كان ذلك في نهاية اليوم وذهب إلى البيت على التل كما طلبت منه أن يفعل. " * 6


def book(owner: User, text: str, language: str = "") -> VividPage:
    vividpage = make_vividpage(owner=owner, title="The House", language=language, status=VividPage.Status.UPLOADED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text=text, word_count=words_in(text))
    return vividpage


@pytest.mark.parametrize("text", [GERMAN, DUTCH, CHINESE, ARABIC])
def test_other_languages_are_told_from_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize("text", [ENGLISH, "", "Ende.", f"{ENGLISH} “Mon Dieu, c’est la vie,” he said to her."])
def test_english_and_what_is_too_short_to_tell_is_english(text: str) -> None:
    assert is_english(text)


def test_a_reader_is_told_what_will_be_missed_and_which_model_would_read_it(reader: User) -> None:
    notice = language_notice(book(reader, GERMAN, "de-AT"))

    assert notice.startswith("This book is written in ")
    assert "German" in notice
    assert "Claude Sonnet 5.5" in notice
    assert language_notice(book(reader, ENGLISH, "en")) == ""


def test_a_book_that_says_it_is_english_and_is_not_is_another(reader: User) -> None:
    assert "another language than English" in language_notice(book(reader, GERMAN, "en"))
    assert language_notice(book(reader, ENGLISH, "de")) == ""


def test_the_command_says_so_where_the_built_in_analyst_reads_it(reader: User) -> None:
    vividpage = book(reader, CHINESE, "zh")

    assert "Chinese" in report(vividpage, seconds=0)["language_notice"] or "another" in language_notice(vividpage)
    vividpage.text_model = "anthropic/claude-sonnet-5-5"
    assert report(vividpage, seconds=0)["language_notice"] is None


def test_the_set_up_page_says_so_before_anything_starts(client: Client, reader: User) -> None:
    client.force_login(reader)

    def page(vividpage: VividPage) -> str:
        return client.get(reverse("setup", args=[vividpage.pk])).content.decode()

    assert "The built-in analyst reads English only" in page(book(reader, CHINESE, "zh"))
    assert "<dt>Characters</dt>" in page(book(reader, CHINESE, "zh"))
    assert "reads English only" not in page(book(reader, ENGLISH, "en")).replace("Knows English only", "")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("two words", 2),
        ("黛玉笑道：“我来了。”", 7),
        ("黛玉 said 我来了 twice.", 7),
        ("한국어 문장", 2),
        ("naïve “words”", 2),
        ("", 0),
    ],
)
def test_words_are_counted_and_characters_where_words_run_on(text: str, count: int) -> None:
    assert words_in(text) == count
