"""Where speech begins and ends."""

from __future__ import annotations

import pytest

from analysts.text.quotations import find_quotes


def spoken(*paragraphs: str) -> list[list[str]]:
    return [[p[q.start : q.end] for q in qs] for p, qs in zip(paragraphs, find_quotes(paragraphs), strict=True)]


@pytest.mark.parametrize(
    ("paragraph", "speech"),
    [
        ("“Come in,” said Nora. “It is late.”", ["Come in,", "It is late."]),
        ('"Come in," said Nora. "It is late."', ["Come in,", "It is late."]),
        ("«Entrez», dit Nora. «Il est tard.»", ["Entrez", "Il est tard."]),
        ("„Komm herein“, sagte Nora.", ["Komm herein"]),
        ("「入りなさい」とノラは言った。", ["入りなさい"]),
        ("—Entra —dijo Nora—. Es tarde.", ["Entra", "Es tarde."]),
        ("— Entrez, dit Nora.", ["Entrez,"]),
    ],
)
def test_it_finds_speech_in_every_kind_of_marks(paragraph: str, speech: list[str]) -> None:
    assert spoken(paragraph) == [speech]


def test_an_apostrophe_does_not_close_a_speech_in_single_marks() -> None:
    assert spoken("‘I don’t know the boys’ names,’ said Tom. ‘’Tis late.’") == [
        ["I don’t know the boys’ names,", "’Tis late."]
    ]


def test_an_apostrophe_does_not_close_a_speech_in_straight_single_marks() -> None:
    assert spoken("'I can't find the dog's lead,' said Tom.", "'Nor I,' said Ann.") == [
        ["I can't find the dog's lead,"],
        ["Nor I,"],
    ]


def test_a_speech_left_open_goes_on_in_the_next_paragraph() -> None:
    quotes = find_quotes(["“It began at sea.", "“Then the wind rose,” said the mate.", "“Indeed?”"])

    assert [(q.closed, q.continues) for qs in quotes for q in qs] == [(False, False), (True, True), (True, False)]


def test_a_word_under_suspicion_is_no_speech() -> None:
    assert spoken("“Good day,” he said.", "They called that hole a “palace” without a smile.") == [["Good day,"], []]


def test_a_paragraph_without_marks_has_no_speech() -> None:
    assert spoken("It rained.") == [[]]
