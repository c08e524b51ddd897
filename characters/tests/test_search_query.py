"""What is typed into the search, and the lines that a result shows."""

from __future__ import annotations

import re

import pytest

from characters.search import snippets
from characters.search.query import LONGEST, parse_query, phrase_pattern
from characters.search.snippets import SHOWN, START, STOP, Part


def marked(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if part.is_found]


def whole(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


@pytest.mark.parametrize("typed", ['"the bell"', "“the bell”", "«the bell»", "„the bell“", '"the bell'])
def test_any_quotation_marks_make_a_phrase(typed: str) -> None:
    assert parse_query(typed).phrases == ("the bell",)


@pytest.mark.parametrize("typed", ["", " ", "a", '"', "- -", "…", "\x00\x00"])
def test_what_has_fewer_than_two_letters_is_too_short(typed: str) -> None:
    assert parse_query(typed).is_too_short


@pytest.mark.parametrize("typed", ["ox", "7 dwarfs", "海辺", '"ab"'])
def test_two_letters_are_enough(typed: str) -> None:
    assert not parse_query(typed).is_too_short


@pytest.mark.parametrize(
    ("typed", "is_literal"), [("sea", False), ("sea -ship", True), ('"sea"', True), ("sea-ship", False)]
)
def test_phrases_and_words_left_out_ask_for_words_as_they_stand(typed: str, is_literal: bool) -> None:
    assert parse_query(typed).is_literal is is_literal


def test_what_cannot_be_seen_is_left_out() -> None:
    assert parse_query("st\x00orm\n at\tsea").text == "st orm at sea"


def test_a_query_is_cut_before_it_gets_long() -> None:
    assert len(parse_query("x" * 10_000).text) == LONGEST


@pytest.mark.parametrize("text", ["The Bell", "the, bell", "“the” bell", "the\nbell", "at the bell."])
def test_a_phrase_is_found_whatever_its_case_marks_and_line_ends(text: str) -> None:
    assert re.search(phrase_pattern("the bell"), text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["the bells", "bathe bell", "the big bell", "bell the"])
def test_a_phrase_is_not_found_in_other_words(text: str) -> None:
    assert not re.search(phrase_pattern("the bell"), text, re.IGNORECASE)


def test_either_apostrophe_is_meant() -> None:
    assert re.search(phrase_pattern("don't look"), "Don’t look down", re.IGNORECASE)


def test_a_text_is_taken_apart_at_its_marks() -> None:
    parts = snippets.from_marked(f"the {START}bell{STOP} rang")

    assert parts == [Part("the "), Part("bell", is_found=True), Part(" rang")]


def test_the_place_with_most_marks_is_shown_and_says_that_it_is_cut() -> None:
    far = "Nothing more. " * 60

    parts = snippets.from_marked(f"{START}Bell{STOP}. {far}The {START}old{STOP} {START}bell{STOP}. {far}")

    assert marked(parts) == ["old", "bell"]
    assert whole(parts).startswith("… ")
    assert whole(parts).endswith(" …")


def test_marks_of_ours_that_stand_in_a_book_are_left_out() -> None:
    parts = snippets.from_marked(f"a{STOP}b {START}bell{STOP} c{START}d")

    assert parts == [Part("ab "), Part("bell", is_found=True), Part(" cd")]


def test_a_snippet_shows_the_phrase_wherever_it_stands() -> None:
    parts = snippets.from_phrases("Nothing. " * 200 + "Then the bell rang. " + "Nothing. " * 200, ["the bell"])

    assert marked(parts) == ["the bell"]
    assert whole(parts).startswith("… ")
    assert len(whole(parts)) < 2 * SHOWN


def test_a_snippet_shows_the_place_that_is_most_about_it() -> None:
    text = (
        "A storm was told of. "
        + "Nothing more. " * 60
        + "The gale rose, the thunder rolled and waves broke. "
        + "So. " * 60
    )

    parts = snippets.from_meaning(text, parse_query("storm at sea"))

    assert marked(parts) == ["gale", "thunder", "waves"]


def test_a_text_without_any_find_is_shown_from_its_beginning() -> None:
    assert whole(snippets.from_meaning("Once upon a time.", parse_query("storm"))) == "Once upon a time."


def test_a_text_without_spaces_is_cut_nonetheless() -> None:
    assert len(whole(snippets.opening("海" * 5000))) < 2 * SHOWN
