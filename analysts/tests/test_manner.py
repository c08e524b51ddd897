"""How somebody says something, by the narrator's words beside it."""

from __future__ import annotations

import re

import pytest

from analysts.text.manner import MANNERS, PLAIN, manner_of
from sketch.figures.heads.expressions import EXPRESSIONS


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“Go away!” said Anne angrily.", "angry"),
        ("“Ha,” laughed Tom, and sat down.", "laughing"),
        ("Anne smiled. “Yes,” she said.", "joyful"),
        ("Anne sighed and said, “No.”", "sad"),
        ("He sneered: “You?”", "disgusted"),
        ('"Oh!" she exclaimed', "surprised"),
        ("“Come,” said the king, coldly.", "proud"),
        ("“Come,” said the king.", PLAIN),
        ("Tom did not smile. “Yes,” he said.", PLAIN),
        ("“Yes,” said Tom, without a smile or frowning.", PLAIN),
        ("“I am,” said Bob, “glad.” Anne laughed.", PLAIN),
        ("“Well?”\n\n“No,” sobbed Ann.", PLAIN),
        ("Ann sobbed.\n\n“Well?” said Tom.", PLAIN),
        ("“Well?” asked Tom. Ann sobbed.", PLAIN),
        ("“Well?", PLAIN),
    ],
)
def test_the_narrators_words_beside_a_speech_tell_how_it_is_said(text: str, manner: str) -> None:
    speech = re.search(r"[“\"]([^”\"]+)", text)
    assert speech is not None
    assert manner_of(text, *speech.span(1)) == manner


def test_each_manner_is_an_expression_that_the_artist_draws() -> None:
    assert {PLAIN, *MANNERS} <= EXPRESSIONS.keys()
    faces = [EXPRESSIONS[manner] for manner in (PLAIN, *MANNERS)]
    assert all(faces.count(face) == 1 for face in faces)
