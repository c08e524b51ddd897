"""Who speaks which words: marks go with what is said, sentences stay whole, and no word is lost."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.script.lines import LONGEST, Speech, lines_of

MARA = UUID(int=1)


def said(text: str, *spoken: str) -> list[tuple[str, bool]]:
    speeches = [Speech(text.index(words), text.index(words) + len(words), MARA, "Mara") for words in spoken]
    return [(line.text, line.speaker == MARA) for line in lines_of(text, speeches)]


def test_marks_go_with_what_is_said() -> None:
    assert said("She rose. “Come,” she said, “at once!”", "Come,", "at once!") == [
        ("She rose.", False),
        ("“Come,”", True),
        ("she said,", False),
        ("“at once!”", True),
    ]


def test_speech_of_the_paragraph_before_is_not_of_this_one() -> None:
    first, second = "“Go.”", "He went."
    speeches = [Speech(1, 4, MARA, "Mara")]

    assert [line.speaker for line in lines_of(first, speeches, start=0)] == [MARA]
    assert [line.speaker for line in lines_of(second, speeches, start=7)] == [None]


def test_a_paragraph_rests_at_its_end_alone() -> None:
    lines = lines_of("He went. " * 40)

    assert len(lines) > 1
    assert [line.rests for line in lines] == [False] * (len(lines) - 1) + [True]


def test_sentences_are_put_together_and_a_very_long_one_is_cut_at_a_pause() -> None:
    long = "And so it went on, " + "and so it went on, " * 60
    pieces = [line.text for line in lines_of(f"Short. Short too. {long}it did.")]

    assert pieces[0] == "Short. Short too."
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith((",", ".")) for piece in pieces)


@pytest.mark.parametrize("text", ["", "   ", "* * *", "—"])
def test_what_nobody_can_say_is_no_line(text: str) -> None:
    assert lines_of(text) == []


def test_hyphens_of_row_ends_are_gone() -> None:
    assert said("un\u00adder the\nbridge") == [("under the bridge", False)]


@given(st.lists(st.sampled_from(["He", "went.", "“Come", "here!”", "the", "mill,", "a" * 50, "and"]), min_size=1))
def test_no_word_is_lost_or_said_twice(words: list[str]) -> None:
    assert " ".join(line.text for line in lines_of(" ".join(words))).split() == words
