from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from books.manuscript import Mark
from publishing.languages import language_and_region
from publishing.novels.drops import dropped
from publishing.novels.look import Look, PageSize
from publishing.novels.pictures import Boxes
from publishing.novels.runs import Signs, lines_of
from publishing.novels.setting import novel_of
from publishing.novels.text import ChapterTexts, is_number, shortened
from publishing.tests.books import make_publication, prose, scene
from storyboards.illustrated.tree import (
    BookParagraph,
    ChapterNote,
    IllustratedBook,
    IllustratedChapter,
    NoteSign,
    TextBlock,
)

LOOK = Look(page=PageSize(400, 600, 50, 50, 60, 60), size=10, pitch=13)
NO_NOTES = Signs(1, ())


def written(*chapters: IllustratedChapter) -> list[dict[str, Any]]:
    book = IllustratedBook(UUID(int=1), "A Book", ("Ann",), "en", None, chapters)
    return ChapterTexts(book, LOOK, Boxes()).all()


def test_no_character_of_a_paragraph_is_lost_in_runs() -> None:
    text = "One *two* [three] four\nfive #six"
    marks = (Mark(4, 21, "emphasis"), Mark(10, 17, "strong"), Mark(0, 3, "small-caps"))
    lines = lines_of(BookParagraph(text, marks=marks), NO_NOTES)

    assert "\n".join("".join(run if isinstance(run, str) else run[1] for run in line) for line in lines) == text
    assert ["es", "[three]"] in lines[0]


def test_a_note_is_set_where_its_first_sign_stands_and_only_there() -> None:
    signs = Signs(4, (ChapterNote(1, "*", (prose("The note."),)),))
    paragraph = BookParagraph("ab", signs=(NoteSign(1, 1, "*"), NoteSign(2, 1, "*", is_first=False)))

    ((_, first, _, second),) = lines_of(paragraph, signs)
    assert first == {"id": "note-4-1", "label": "*", "blocks": [["The note."]]}
    assert second["blocks"] is None
    assert signs.unset() == []


def test_scenes_follow_one_another_without_a_gap_unless_the_book_breaks_off() -> None:
    chapter = IllustratedChapter(
        1,
        "body",
        "One",
        scenes=(scene(1, prose("a")), scene(2, prose("b")), scene(3, TextBlock("break", ()), prose("c"))),
    )

    (told,) = written(chapter)
    assert [block["kind"] for block in told["blocks"]] == ["prose", "prose", "break", "prose"]
    assert [block.get("first") for block in told["blocks"]] == [True, False, None, True]


def test_lines_of_verse_that_come_one_by_one_are_a_stanza() -> None:
    lines = tuple(BookParagraph(text, "verse") for text in ("one", "two", "three\nfour"))

    (told,) = written(IllustratedChapter(1, "body", "One", scenes=(scene(1, TextBlock("verse", lines)),)))
    assert told["blocks"][0]["stanzas"] == [[["one"], ["two"]], [["three"], ["four"]]]


@pytest.mark.parametrize(
    ("text", "quote", "letter"),
    [
        ("Alice was there", "", "A"),
        ("“Alice was there", "“", "A"),
        ("»Alice war da", "»", "A"),
        ("E\u0301te\u0301", "", "E\u0301"),
        ("Ωmega", "", "Ω"),
        ("alice", None, None),
        ("“‘Alice", None, None),
        ("1805 began", None, None),
        ("אבג", None, None),
        ("紅樓夢", None, None),
    ],
)
def test_only_capitals_are_dropped(text: str, quote: str | None, letter: str | None) -> None:
    paragraph = BookParagraph(text + " and so on" * 20)
    drop = dropped(paragraph, lines_of(paragraph, NO_NOTES), rows=3)

    assert (drop and (drop["quote"], drop["letter"])) == (None if letter is None else (quote, letter))
    if drop:
        words = "".join(run for word in drop["words"] for run in word)
        assert drop["quote"] + drop["letter"] + words == paragraph.text


@pytest.mark.parametrize("title", ["XII", "Chapter 3", "7.", "Chapter CXLIV", "XC", "Kapitel IX"])
def test_chapters_may_be_called_by_their_number(title: str) -> None:
    assert is_number(title)


@pytest.mark.parametrize("title", ["Mill", "", "I: At the Inn", "Chapter", "The Mix", "A Lid", "12 Men"])
def test_chapters_may_have_names(title: str) -> None:
    assert not is_number(title)


def test_contents_leave_out_chapters_that_are_called_by_their_number() -> None:
    publication = make_publication()
    chapters = tuple(
        IllustratedChapter(number, "body", str(number), "Part One", number == 1, (scene(number, prose("text")),))
        for number in range(1, 60)
    )

    numbered = novel_of(
        replace(publication, book=replace(publication.book, chapters=chapters)), LOOK, copyright_page=()
    )
    assert numbered.data["depth"] == 1
    assert numbered.data["chapters"][4]["recto"] == "Part One · 5"
    assert novel_of(publication, LOOK, copyright_page=()).data["depth"] == 2


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("en", ("en", "")),
        ("pt-br", ("pt", "BR")),
        ("zh-Hant-TW", ("zh", "TW")),
        ("de_AT", ("de", "AT")),
        ("", ("en", "")),
        ("klingon!", ("en", "")),
        ("English", ("en", "")),
    ],
)
def test_language_tags_are_read(tag: str, found: tuple[str, str]) -> None:
    assert language_and_region(tag) == found


def test_long_titles_are_cut_between_words() -> None:
    assert shortened("A title that\nis  short", 40) == "A title that is short"
    assert shortened("In which, at great length, something happens", 20) == "In which, at great…"
