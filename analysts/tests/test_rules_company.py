"""Who stands by in a picture: those who are there when its moment happens, and nobody from elsewhere in the scene."""

from __future__ import annotations

import pytest

from analysts.tests.rules_stories import read

OPENING = """
Nora Hill and Ben Dunn sat in the kitchen. Tom Reed sat by the fire. “Good day,” said Nora. “Good day, Nora,” said Ben.
“It is cold,” said Tom. Nora nodded to Tom, and Ben laughed.
"""
TALK = """
“Where is the key?” said Nora.

“I have lost it,” said Ben.

“You lose everything,” said Nora.

“So I do,” said Ben.
"""


def shown(story: str) -> set[str]:
    """Return who is in the picture of a scene that comes after one in which everybody is brought in."""
    _, (_, scene) = read([OPENING, story])
    return {seen.person for seen in scene.people}


def test_who_talks_before_and_after_the_moment_is_there() -> None:
    assert shown(f"{TALK}\n\nNora seized the candle and threw it into the fire.\n\n{TALK}") == {"Nora Hill", "Ben Dunn"}


@pytest.mark.parametrize(
    "parting",
    [
        "That evening Nora knelt alone before the great oak chest and threw her rings into it.",
        "Nora ran out of the house. Nora knelt before the old well and threw the rope into it.",
        "Ben left the room. Nora knelt before the great oak chest and threw her rings into it.",
        "Ben slipped past Tom and away.\n\nNora knelt before the great oak chest and threw her rings into it.",
        "Nora fell asleep. Nora knelt before the great oak chest and threw her rings into it.",
    ],
)
def test_who_talked_before_somebody_went_or_time_passed_is_not_there(parting: str) -> None:
    assert shown(f"{TALK}\n\n{parting}") == {"Nora Hill"}


def test_who_only_comes_later_is_not_there() -> None:
    story = "Nora knelt before the great oak chest and threw her rings into it."

    assert shown(f"{story}\n\nBen came into the room.\n\n{TALK}") == {"Nora Hill"}


def test_a_narrator_looks_on() -> None:
    chapter = """
    I came to the inn at night. Tom Reed sat by the fire, and I sat down. I was cold. “Good day,” said Tom.
    “Good day,” said Ben Dunn. Ben Dunn laughed, and Tom looked at Ben.

    Tom Reed seized the poker and struck Ben Dunn on the head. I saw it all. I ran to them, and I cried for help.
    """
    _, (scene,) = read(chapter)

    assert {seen.person for seen in scene.people} == {"Tom Reed", "Ben Dunn", "The narrator"}


def test_a_moment_with_those_who_carry_the_scene_goes_before_one_without_them() -> None:
    elsewhere = "Tom walked into the yard. Tom lifted the axe there and split a log."
    together = "Nora gave Ben the candle."

    assert shown(f"{elsewhere}\n\n{TALK}\n\n{together}\n\n{TALK}") >= {"Nora Hill", "Ben Dunn"}


def test_who_hardly_speaks_is_not_there_far_from_their_words() -> None:
    walls = "The walls of the house were grey and old. The sun shone on the roof. " * 8
    story = (
        f"“Good day,” said Ben. “Well,” said Ben.\n\n{walls}\n\nNora knelt before the oak chest and threw in her rings."
    )

    assert shown(story) == {"Nora Hill"}
