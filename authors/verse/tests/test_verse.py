"""Lines that are verse scan, and prose does not; rhymes are heard."""

from __future__ import annotations

import pytest

from authors.verse import METRES, rhyme, scan, scan_stanza
from authors.verse.stress import stresses
from authors.verse.syllables import syllables

NIGHT_BEFORE = """’Twas the night before Christmas, when all through the house
Not a creature was stirring, not even a mouse;
The stockings were hung by the chimney with care,
In hopes that St. Nicholas soon would be there;
The children were nestled all snug in their beds,
While visions of sugar-plums danced in their heads"""
"""Clement Moore, 1823."""


def test_a_poem_that_everybody_knows_gallops() -> None:
    assert [scanned.fits for scanned in scan_stanza(NIGHT_BEFORE, METRES["galloping couplets"])].count(True) >= 5


@pytest.mark.parametrize(
    ("line", "metre"),
    [
        ("The moon came up behind the hill", "walking couplets"),
        ("Tell me, tell me, little snail", "marching couplets"),
        ("Where are you going to, little brown mouse", "waltzing couplets"),
        ("There once was a hare on a hill", "limerick"),
    ],
)
def test_a_line_scans_in_its_metre(line: str, metre: str) -> None:
    assert scan(line, METRES[metre].lines[0]).fits


@pytest.mark.parametrize(
    "line",
    [
        "The moon came up behind the enormous hill, which was green",
        "Umbrellas and bananas everywhere together",
        "A the of the a the of the a the",
        "Tomatoes are better than anything I remember",
        "Stone stone stone stone stone stone stone stone",
    ],
)
def test_prose_scans_in_no_couplets(line: str) -> None:
    names = ("galloping couplets", "waltzing couplets", "walking couplets", "marching couplets")

    assert not any(scan(line, METRES[name].lines[0]).fits for name in names)


def test_a_word_has_its_stress_where_it_has_it() -> None:
    walking = METRES["walking couplets"].lines[0]

    assert scan("He went away without a sound", walking).fits
    assert not scan("Again, again, giraffe kettle", walking).fits


@pytest.mark.parametrize(
    ("one", "other", "heard"),
    [("night", "light", True), ("bear", "there", True), ("night", "night", False), ("night", "bear", False)],
)
def test_rhymes_are_heard(one: str, other: str, heard: bool) -> None:
    assert rhyme(one, other) is heard


def test_nobody_knows_whether_strange_words_rhyme() -> None:
    assert rhyme("flumph", "grobbets") is None


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("little", 2),
        ("hedgehog", 2),
        ("jumped", 1),
        ("wanted", 2),
        ("lovely", 2),
        ("everything", 3),
        ("animal", 3),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_unknown_words_are_stressed_by_rule() -> None:
    assert stresses("kettle") == ("10",)
    assert "01" in stresses("away")
