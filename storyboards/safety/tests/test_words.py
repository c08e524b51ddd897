"""Words by setting: refused before anything is paid for, or a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from providers.errors import ContentRefused
from storyboards.safety.checking import Checks
from storyboards.safety.ratings import is_forbidden, rating_of
from storyboards.safety.words import BadWordList, list_can_be_read, word_list

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture(autouse=True)
def _list(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# our own\nadult: brothel   # a remark\nrefused: Blut\n\n", encoding="utf-8")
    settings.MODERATION_WORDS = "refused: swastika, severed  head; violent: massacre"
    settings.MODERATION_WORDS_FILE = str(file)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("A Swastika, a swastika and blut.", ["Swastika", "swastika", "blut"]),
        ("A severed\nHEAD on a pole", ["severed\nHEAD"]),
        ("Bluten and swastikas", []),
        ("", []),
    ],
)
def test_words_are_found_whole_in_any_case(text: str, refused: list[str]) -> None:
    assert word_list().refused(text) == refused


def test_refused_words_say_which_they_are() -> None:
    with pytest.raises(ContentRefused, match="“swastika”"):
        Checks().refuse("A wall with a swastika.")
    Checks().refuse("A wall.")


@pytest.mark.parametrize(
    ("text", "rating"), [("In the brothel.", "adult"), ("A massacre.", "violent"), ("A ship.", "")]
)
def test_words_give_a_rating(text: str, rating: str) -> None:
    assert Checks().of(text, b"").rating == rating
    assert Checks(is_harmless=True).of(text, b"").rating == (rating or "general")


@pytest.mark.parametrize("line", ["swastika", "rude: word", ": word", "Refused: word"])
def test_a_line_that_cannot_be_read_is_told_when_the_site_starts(settings: Settings, line: str) -> None:
    settings.MODERATION_WORDS = line
    with pytest.raises(BadWordList):
        word_list()
    assert [message.id for message in list_can_be_read()] == ["storyboards.E001"]


def test_a_file_that_is_not_there_is_told(settings: Settings, tmp_path: Path) -> None:
    assert list_can_be_read() == []
    settings.MODERATION_WORDS_FILE = str(tmp_path / "nowhere")
    assert [message.id for message in list_can_be_read()] == ["storyboards.E001"]


@pytest.mark.parametrize(
    ("scores", "rating"),
    [
        ({}, "general"),
        ({"sexual": 0.9, "violence/graphic": 0.9}, "adult"),
        ({"violence/graphic": 0.9, "violence": 0.9}, "violent"),
        ({"violence": 0.85}, "mature"),
        ({"violence": 0.5}, "teen"),
        ({"nudity": 0.5}, "adult"),
        ({"nudity/partial": 0.9}, "mature"),
        ({"unheard of": 1.0}, "general"),
    ],
)
def test_the_strictest_threshold_that_is_reached_counts(scores: dict[str, float], rating: str) -> None:
    assert rating_of(scores) == rating
    assert not is_forbidden(scores)


def test_thresholds_are_set(settings: Settings) -> None:
    settings.MODERATION_THRESHOLDS = {"teen": {"sexual": 0.1}, "forbidden": {"hate": 0.5}}

    assert rating_of({"sexual": 0.2}) == "teen"
    assert is_forbidden({"hate": 0.5})
