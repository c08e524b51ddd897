"""Words that readers of an age know, and books that have too many others."""

from __future__ import annotations

import pytest

from authors.checks import WHOLE, check_whole
from authors.checks.tests.test_whole import PAGES, book
from authors.checks.tests.texts import BIOGRAPHY, story
from authors.checks.vocabulary import is_known
from authors.contract import Brief, Material

HARD = (
    "The venerable custodian contemplated innumerable manuscripts, and their iridescent vellum bewildered him. "
    "Subsequently an itinerant cartographer commandeered his dilapidated vessel."
)


@pytest.mark.parametrize("word", ["house", "cats", "cried", "biggest", "stopped", "making", "don't", "fox's", "digger"])
def test_common_words_are_known_in_all_their_forms(word: str) -> None:
    assert is_known(word, commonest=1200)


@pytest.mark.parametrize("word", ["vellum", "itinerant", "cartographer", "xs", "subsequently"])
def test_uncommon_words_are_not(word: str) -> None:
    assert not is_known(word, commonest=1200)


def test_older_readers_know_more() -> None:
    assert not is_known("valley", commonest=1200)
    assert is_known("valley", commonest=4500)


def rules(pages: list[str], brief: Brief | None = None) -> dict[str, list[str]]:
    """Return the words of the vocabulary rule by the keys of parts."""
    found = check_whole(brief or story(), *book(pages), Material())
    told = {key: [one.words for one in findings if one.rule == "vocabulary"] for key, findings in found.items()}
    return {key: words for key, words in told.items() if words}


def test_a_book_with_many_uncommon_words_is_told_with_the_parts_that_have_them() -> None:
    found = rules([*PAGES * 3, HARD])

    assert found.keys() == {WHOLE, "s12"}
    assert "“venerable”" in found[WHOLE][0]
    assert "pictures" in found[WHOLE][0]


def test_a_few_of_them_are_a_gift_and_names_are_none() -> None:
    assert rules([*PAGES * 3, "Odile had a dilapidated umbrella."]) == {}


def test_grown_ups_and_other_languages_are_not_measured() -> None:
    assert rules([*PAGES * 3, HARD], BIOGRAPHY) == {}
    assert rules([*PAGES * 3, HARD], story(language="de")) == {}
