"""Quotations are put aside, stories that people tell are opened, and every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysts.prose.masking import LONGEST_PARAGRAPH, pieces

TALE = "I was a boy then, and my father kept the mill. " * 8
TEXTS = st.lists(st.text(st.sampled_from("abT .,!?—-'’“”\"‘«»\n") | st.characters(), max_size=120), max_size=8)


def narration(*paragraphs: str) -> list[str]:
    return [piece.written.text for piece in pieces(paragraphs) if not piece.told]


def told(*paragraphs: str) -> list[str]:
    return [piece.written.text for piece in pieces(paragraphs) if piece.told]


@pytest.mark.parametrize(
    ("paragraph", "written"),
    [
        ("“Come in, my boy,” said Nora.", "“Yes,” said Nora."),
        ("“Come in!” cried Nora.", "“Yes,” cried Nora."),
        ("“Come in!” Nora rose.", "“Yes!” Nora rose."),
        ("“Come in.” Nora rose. “It is late.”", "“Yes.” Nora rose. “Yes.”"),
        ("Nora rose and said: “Come in.”", "Nora rose and said: “yes.”"),
        ("“Come in,” said Nora—she rose—“or go.”", "“Yes,” said Nora — she rose — “yes.”"),
        ('"Come in," said Nora.', "“Yes,” said Nora."),
        ("‘I don’t know the dogs’ names,’ said Nora.", "“Yes,” said Nora."),
        ("'I don't know,' said Nora.", "“Yes,” said Nora."),
        ("«Come in,» said Nora.", "“Yes,” said Nora."),
        ("— Come in, said Nora.", "“Yes,” said Nora."),
        ("Nora called him “the Goose” to the end.", "Nora called him “the Goose” to the end."),
    ],
)
def test_a_word_stands_for_a_quotation(paragraph: str, written: str) -> None:
    assert narration(paragraph) == [written]


def test_a_paragraph_of_speech_alone_is_not_parsed() -> None:
    assert narration("“Come in.”", "Nora rose.") == ["Nora rose."]


def test_the_stand_in_has_the_place_of_the_quotation() -> None:
    paragraph = "Nora rose. “Come in,” said she."
    (piece,) = pieces([paragraph])
    at = piece.written.text.index("“")
    start, end = piece.written.span(at, at + len("“Yes,”"))

    assert paragraph[start:end] == "“Come in,”"


def test_a_long_speech_is_a_story_that_somebody_tells() -> None:
    paragraph = f"“{TALE}‘Stop!’ said he. I ran,” said Nora, rising."

    assert narration(paragraph) == ["“Yes,” said Nora, rising."]
    assert told(paragraph) == [f"{TALE}“Yes,” said he. I ran,"]


def test_short_paragraphs_of_one_long_speech_are_a_story() -> None:
    speech = [f"“{TALE[:47]}" for _ in range(9)]

    assert told(*speech, "“And so I came.”") == [TALE[:46]] * 9 + ["And so I came."]


def test_a_short_speech_over_two_paragraphs_is_none() -> None:
    assert told("“Come in.", "“Sit down,” said Nora.") == []


@given(TEXTS)
def test_places_are_in_the_paragraph(paragraphs: list[str]) -> None:
    for piece in pieces(paragraphs):
        text = paragraphs[piece.paragraph]
        assert len(piece.written.text) == len(piece.written.starts) == len(piece.written.ends)
        assert all(
            0 <= start < end <= len(text) for start, end in zip(piece.written.starts, piece.written.ends, strict=True)
        )


@pytest.mark.parametrize("text", ["“", "word ", "“a b”", "‘", "a“", "—a—", '"', "'s "])
def test_a_paragraph_without_an_end_is_looked_at_in_pieces(text: str) -> None:
    paragraph = text * (5 * LONGEST_PARAGRAPH // len(text))

    assert all(len(piece.written.text) <= 3 * LONGEST_PARAGRAPH for piece in pieces([paragraph]))
