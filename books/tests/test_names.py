"""Names, titles and sentences that are too long for where they are shown."""

from __future__ import annotations

import pytest

from books.text.names import plain_name, shortened


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("A short one.", 20, "A short one."),
        ("Exactly twenty chars", 20, "Exactly twenty chars"),
        ("He had seen it upon an earlier occasion.", 30, "He had seen it upon an…"),
        ("He had seen it upon an earlier", 30, "He had seen it upon an earlier"),
        ("He had seen it, upon an occasion", 20, "He had seen it…"),
        ("Whole words up to the cut fit", 15, "Whole words up…"),
        ("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfs…"),
    ],
)
def test_what_is_too_long_is_cut_after_a_word(text: str, longest: int, shown: str) -> None:
    assert shortened(text, longest) == shown
    assert len(shown) <= longest


def test_a_name_is_shortened_by_the_same_rule() -> None:
    assert plain_name("The  Life and\nStrange Surprising Adventures", 21) == "The Life and Strange…"
