"""Captions that can be read."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from cinema import captions, webvtt
from cinema.captions import cues_by_narration, cues_by_words, cues_for_reading, pages, seconds_for
from cinema.contract import Cue
from cinema.sound.narrating import Spoken

PASSAGE = (
    "The Mole had been working very hard all the morning, spring-cleaning his little home. First with brooms, then "
    "with dusters; then on ladders and steps and chairs, with a brush and a pail of whitewash; till he had dust in his "
    "throat and eyes, and splashes of whitewash all over his black fur, and an aching back and weary arms. “Bother!” "
    "he said, and “Hang spring-cleaning!” and bolted out of the house without even waiting to put on his coat."
)


def random_text(seed: int) -> str:
    choose = random.Random(seed)
    ends = ["", "", "", "", ",", ";", ".", "!”", " –"]
    return " ".join(
        "x" * choose.choice([1, 3, 5, 8, 13, 60]) + choose.choice(ends) for _ in range(choose.randint(1, 90))
    )


@pytest.mark.parametrize("text", [PASSAGE, "Stop!", "", *map(random_text, range(40))])
def test_pages_hold_the_whole_text_in_at_most_two_lines_of_42(text: str) -> None:
    parts = pages(text)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part.splitlines()) <= 2 for part in parts)
    assert all(len(line) <= 42 for part in parts for line in part.splitlines())


def test_pages_end_where_one_would_draw_breath() -> None:
    for part, after in pairwise(pages(PASSAGE)):
        assert part[-1] in ".,;!”" or after.split()[0] in {"and", "with", "of"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("She hung her scarlet coat over a chair before the fire.", 26),
        ("Then Jonas was sitting down in the water against the hatch, looking surprised.", 26),
        ("At the end of the table Tamsin sat on the grass with her back against her grandfather's knees.", 42),
    ],
)
def test_no_page_has_next_to_no_words(text: str, line: int) -> None:
    parts = pages(text, line=line)

    assert min(map(len, parts)) >= line / 2
    assert max(len(row) for part in parts for row in part.splitlines()) <= line


@pytest.mark.parametrize("title", ["Mr", "Mrs.", "Dr."])
def test_a_title_stays_with_its_name(title: str) -> None:
    for line in (20, 26, 34, 42):
        text = f"“It was never a clock,” said {title} Thrale, when {title} Pell gave up the rope and went."
        assert not any(row.endswith(title) for part in pages(text, line=line) for row in part.splitlines())


def test_nobody_has_to_read_faster_than_17_characters_a_second() -> None:
    for text in (PASSAGE, "Incomprehensibilities notwithstanding, characteristically.", *map(random_text, range(20))):
        cues = cues_for_reading(text)
        assert max(len(cue.text) / (cue.end - cue.start) for cue in cues) <= 17.01
        assert cues[-1].end <= seconds_for(text)
        assert all(earlier.end <= later.start + 1e-9 for earlier, later in pairwise(cues))


def test_more_words_take_longer_and_none_take_the_least() -> None:
    assert seconds_for("") == seconds_for("Stop!") == 3.0
    assert seconds_for(PASSAGE) == pytest.approx(len(PASSAGE.split()) / 160 * 60 + 0.8, abs=3)
    assert seconds_for(PASSAGE, words_a_minute=120) > seconds_for(PASSAGE)


def test_cues_begin_with_the_words_that_they_show() -> None:
    count = len(PASSAGE.split())
    words = [(1 + number / 3, 1.25 + number / 3) for number in range(count)]

    cues = cues_by_words(PASSAGE, start=1, seconds=count / 3, words=words, speaker="Narrator")

    begun = 0
    for cue in cues:
        assert cue.start == words[begun][0]
        begun += len(cue.text.split())
        assert cue.end == words[begun - 1][1]


def test_cues_of_a_fast_voice_stay_while_nobody_else_speaks() -> None:
    fast = "He ran and ran and ran and ran and ran."
    spoken = [Spoken(fast, 1.0, 1.5, "Ann"), Spoken("Really?", 2.0, 2.5), Spoken(fast, 2.6, 3.0)]

    first, second, third = cues_by_narration(spoken, seconds=4.5)

    assert (first.start, first.end, first.speaker) == (1.0, 1.92, "Ann")
    assert (second.start, second.end) == (2.0, pytest.approx(2.52))
    assert third.end == 4.5  # the shot ends


def test_nothing_in_a_text_is_markup_or_ends_the_cue() -> None:
    text = webvtt.captions([Cue(1, 3661.5, "a --> b & <b>c</b>\n\n\nd\0", "Dr. <Evil>\n& co")])

    assert text == (
        "WEBVTT\n\n00:00:01.000 --> 01:01:01.500\n"
        "<v Dr. &lt;Evil&gt; &amp; co>a --&gt; b &amp; &lt;b&gt;c&lt;/b&gt;\nd\n"
    )


def test_a_line_is_as_long_as_captions_say() -> None:
    assert (captions.LINE, captions.LINES, captions.READING_SPEED) == (42, 2, 17.0)
