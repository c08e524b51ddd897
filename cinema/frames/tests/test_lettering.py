"""Titles fit, in every script; captions are short, readable and where nothing covers them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from cinema.contract import FRAME_RATE, Cue, Move, Shape, Size
from cinema.frames.lettering.captions import (
    Captioned,
    area_of,
    belongs_on_top,
    lines_of,
    split,
    wrapped,
)
from cinema.frames.lettering.titles import CreditsPainter, TitlePainter
from cinema.frames.still import StillPainter
from cinema.frames.tests.patterns import dots

LANDSCAPE, SQUARE, PORTRAIT = Size(640, 360), Size(360, 360), Size(360, 640)
LONG = (
    "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, Mariner: who lived eight and twenty "
    "years, all alone in an un-inhabited island on the coast of America, near the mouth of the great river of Oroonoque"
)
SAID = (
    "“It rings by itself,” said the old man, and looked up at the tower, where the gulls were; “it always has, and in "
    "my father’s time, when the harbour was full of ships, people came from far away to listen to it.”"
)


@pytest.mark.parametrize("size", [LANDSCAPE, SQUARE, PORTRAIT])
@pytest.mark.parametrize(
    "title", ["Alice", LONG, "Donaudampfschifffahrtselektrizitätenhauptwerk" * 2, "吾輩は猫である" * 5, "ספר הג'ונגל"]
)
def test_a_title_fits_its_card_with_room_on_all_sides(title: str, size: Size) -> None:
    lettering = TitlePainter(title, above="Chapter 1", below=("by somebody",)).lettering(size)

    left, top, right, foot = lettering.getchannel("A").getbbox()

    assert lettering.size == (size.width, size.height)
    assert left > 0.05 * size.width
    assert right < 0.95 * size.width
    assert top > 0.05 * size.height
    assert foot < 0.95 * size.height


def test_every_character_of_a_japanese_title_is_drawn_as_itself() -> None:
    one, other = (np.asarray(TitlePainter(title).lettering(LANDSCAPE)) for title in ("猫", "犬"))

    assert (one != other).any()


@pytest.mark.parametrize("language", ["en-GB", "zh-Hant-TW", "de_AT", "x-klingon", "English", ""])
def test_titles_are_set_in_whatever_language_a_book_says_it_is_in(language: str) -> None:
    assert TitlePainter("Alice", language=language).lettering(LANDSCAPE).getchannel("A").getbbox()


def test_titles_are_no_markup() -> None:
    TitlePainter("#panic() $x$ *bold* \\ @here <there> `raw`").lettering(LANDSCAPE)


def test_a_title_appears_and_stays() -> None:
    frames = list(TitlePainter("Alice").frames(size=LANDSCAPE, count=FRAME_RATE))

    brightest = [int(frame.y.max()) for frame in frames]

    assert brightest[0] < 60
    assert brightest[-1] > 200
    assert (frames[-1].y == next(TitlePainter("Alice").frames(size=LANDSCAPE, count=1)).y).all()


def test_credits_that_are_higher_than_the_frame_go_up_it_to_their_end() -> None:
    painter = CreditsPainter(tuple((f"Part {k}", f"Name {k}") for k in range(30)), title="Credits")

    frames = list(painter.frames(size=LANDSCAPE, count=12))

    assert (frames[0].y != frames[6].y).any()
    assert (frames[6].y != frames[-1].y).any()
    assert painter.lettering(LANDSCAPE).height > 2 * LANDSCAPE.height


def test_a_caption_has_two_lines_of_forty_two_characters_at_most_and_says_all() -> None:
    parts = split(Cue(1.0, 9.0, SAID), most=84)

    assert " ".join(part.text for part in parts) == SAID
    assert (parts[0].start, parts[-1].end) == (1.0, pytest.approx(9.0))
    assert all(one.end == other.start for one, other in itertools.pairwise(parts))
    for part in parts:
        lines = wrapped(part.text, most=42)
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 42
    assert parts[0].text.endswith((",", ";"))


def test_lines_of_a_caption_are_of_about_the_same_length() -> None:
    assert wrapped("Nobody knew that the bell had been rung by the wind alone.", most=42) == [
        "Nobody knew that the bell had",
        "been rung by the wind alone.",
    ]
    assert wrapped("鐘はひとりでに鳴る、と老人は言った。誰も理由を知らない。", most=18)[1][0] not in "、。"


@pytest.mark.parametrize("size", [LANDSCAPE, SQUARE, PORTRAIT])
@pytest.mark.parametrize("box", [False, True])
def test_a_caption_lies_within_the_safe_area_while_it_is_said(size: Size, *, box: bool) -> None:
    whole = (0.0, 0.0, 1.0, 1.0)
    plain = StillPainter(dots(size.width, size.height).png, Move(whole, whole))
    captioned = Captioned(plain, (Cue(1 / FRAME_RATE, 3 / FRAME_RATE, "The bell rings by itself"),), box=box)

    pairs = zip(plain.frames(size=size, count=4), captioned.frames(size=size, count=4), strict=True)
    marks = [one.y != other.y for one, other in pairs]

    assert [bool(mark.any()) for mark in marks] == [False, True, True, False]
    rows, columns = np.nonzero(marks[1])
    assert rows.max() < size.height * (1 - area_of(size).foot) + 2
    assert columns.min() > 0.04 * size.width
    assert columns.max() < 0.96 * size.width
    assert marks[1].mean() > 0.004


def test_two_frames_of_a_title_end_as_all_of_them_do() -> None:
    whole = list(TitlePainter("Alice").frames(size=LANDSCAPE, count=FRAME_RATE))
    *_, last = TitlePainter("Alice").frames(size=LANDSCAPE, count=2)

    assert (last.y == whole[-1].y).all()


def test_a_caption_keeps_the_lines_it_comes_with_where_they_fit() -> None:
    text = "Nobody knew that\nthe bell had been rung by the wind alone."

    assert lines_of(text, most=42) == text.split("\n")
    assert split(Cue(0, 2, text), most=84) == [Cue(0, 2, text)]
    assert len(lines_of(text, most=26)) == 3
    assert len(split(Cue(0, 2, text), most=52)) == 2


def test_captions_stand_at_the_top_where_they_would_lie_over_a_face() -> None:
    low, high, aside = (0.4, 0.75, 0.6, 0.95), (0.4, 0.05, 0.6, 0.3), (0.0, 0.05, 0.12, 0.3)
    said = (Cue(0, 1, "Nobody knew why."),)

    for shape in Shape:
        assert belongs_on_top(shape, [low, aside], said)
        assert not belongs_on_top(shape, [low, high], said), "it would lie over another face there"
        assert not belongs_on_top(shape, [high], said)
    whole = (0.0, 0.0, 1.0, 1.0)
    plain = StillPainter(dots(LANDSCAPE.width, LANDSCAPE.height).png, Move(whole, whole))
    captioned = Captioned(plain, (Cue(0, 1, "The bell rings by itself"),), on_top=True)
    one, other = (next(iter(painter.frames(size=LANDSCAPE, count=1))) for painter in (plain, captioned))
    assert np.nonzero(one.y != other.y)[0].max() < LANDSCAPE.height * 0.2
