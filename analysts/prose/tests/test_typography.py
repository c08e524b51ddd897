"""One way of writing for the parser, with the place of every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysts.prose.typography import LONGEST_WORD, write

TEXTS = st.text(st.sampled_from("aZé .,;:!?—–-…'’“”\"‘«»\t\n\xa0\u00ad\u3000_(1中") | st.characters(), max_size=300)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Tom’s dog didn’t bark.", "Tom's dog didn't bark."),
        ('She said "no" (and "yes").', "She said “no” (and “yes”)."),
        ("the hill—the old one—stood", "the hill — the old one — stood"),
        ("the hill -- the old one--stood", "the hill — the old one — stood"),
        ("in 1914–18 he … went", "in 1914–18 he ... went"),
        ("a\u00a0boat\n\nof  wood", "a boat of wood"),
        ("har\u00adbour", "harbour"),
        ("har\ud83dbour", "har\ufffdbour"),
    ],
)
def test_it_writes_all_books_in_one_way(text: str, written: str) -> None:
    assert write(text).text == written


def test_a_word_for_a_stretch_has_the_place_of_the_stretch() -> None:
    written = write("Nora: (some words) went", [(6, 18, "yes")], offset=100)

    assert written.text == "Nora: yes went"
    assert written.span(6, 9) == (106, 118)
    assert written.span(10, 14) == (119, 123)


def test_a_long_word_is_cut_and_keeps_its_place() -> None:
    written = write(f"The {'o' * 500} fell")

    assert written.text == f"The {'o' * LONGEST_WORD} fell"
    assert written.span(4, 4 + LONGEST_WORD) == (4, 504)


@given(TEXTS)
def test_every_character_has_a_place_in_order(text: str) -> None:
    written = write(text, offset=7)

    assert len(written.text) == len(written.starts) == len(written.ends)
    assert written.starts == sorted(written.starts)
    assert all(7 <= start < end <= 7 + len(text) for start, end in zip(written.starts, written.ends, strict=True))


@given(st.text(st.sampled_from("a….—–-'’\u00ad1"), max_size=2_000))
def test_nothing_without_a_blank_grows_long(text: str) -> None:
    assert max(map(len, write(text).text.split()), default=0) <= 4 * LONGEST_WORD
