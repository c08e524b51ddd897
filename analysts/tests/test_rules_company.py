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
        "Ben had left the room. Nora knelt before the great oak chest and threw her rings into it.",
        "Ben slipped past Tom and away.\n\nNora knelt before the great oak chest and threw her rings into it.",
        "Nora fell asleep. Nora knelt before the great oak chest and threw her rings into it.",
        "Nora betook herself to the garden. Nora knelt before the old well and threw the rope into it.",
        "Nora made her way into the cellar. Nora knelt before the old well and threw the rope into it.",
        "Nora picked her way down into the wood. Nora knelt before the old well and threw the rope into it.",
        "Nora dragged herself up to the attic. Nora knelt before the great oak chest and threw her rings into it.",
        "Nora found herself in the church. Nora knelt before the great oak chest and threw her rings into it.",
        "Nora trudged across the yard to the barn. Nora knelt before the old well and threw the rope into it.",
        "Ben took his leave. Nora knelt before the great oak chest and threw her rings into it.",
        "Ben had gone downstairs. Nora knelt before the great oak chest and threw her rings into it.",
        "Ben was gone. Nora knelt before the great oak chest and threw her rings into it.",
        "Then Ben left her. Nora knelt before the great oak chest and threw her rings into it.",
        "Ben set out for the town. Nora knelt before the great oak chest and threw her rings into it.",
        "Nora walked to the gate with Ben, and then wandered home and lay down upon the sofa.",
        "Nora drove to the station with Ben, and afterwards returned to the house, where she knelt before the chest.",
    ],
)
def test_who_talked_before_somebody_went_or_time_passed_is_not_there(parting: str) -> None:
    assert shown(f"{TALK}\n\n{parting}") == {"Nora Hill"}


@pytest.mark.parametrize(
    ("opening", "people"),
    [
        ("", {"Nora Hill", "Ben Dunn"}),
        ("Dull it might be called, if it were any town of this earth.", {"Nora Hill", "Ben Dunn"}),
        ("Nobody in the town knew why it was so dull, and there was nothing new in it.", {"Nora Hill", "Ben Dunn"}),
    ],
)
def test_where_nothing_else_happens_those_who_talk_are_seen_talking(opening: str, people: set[str]) -> None:
    _, (_, scene) = read([OPENING, f"{opening}\n\n{TALK}"])

    assert {seen.person for seen in scene.people} == people
    assert scene.moment in TALK


def test_in_a_scene_of_talk_a_better_deed_goes_before_the_talk() -> None:
    _, (_, scene) = read([OPENING, f"{TALK}\n\nBen took Nora by the hand.\n\n{TALK}"])

    assert scene.moment == "Ben took Nora by the hand."


@pytest.mark.parametrize(
    ("story", "people"),
    [
        ("Nora sat between Ben and Tom before the fire.", {"Nora Hill", "Ben Dunn", "Tom Reed"}),
        ("Ben sat among his dogs, opposite Nora.", {"Nora Hill", "Ben Dunn"}),
    ],
)
def test_those_between_whom_somebody_sits_are_there(story: str, people: set[str]) -> None:
    assert shown(story) == people


def test_who_was_touched_is_there_though_they_do_nothing() -> None:
    story = "Nora gave Tom a cup of tea. The wind was loud.\n\nNora knelt before the old chest and threw in her rings."

    assert "Tom Reed" in shown(story)


@pytest.mark.parametrize(("later", "people"), [("", {"Nora"}), (TALK, {"Nora", "Ben"})])
def test_who_talked_long_ago_is_there_only_if_they_are_seen_again(later: str, people: set[str]) -> None:
    quiet = "\n\n".join(["The wind was loud.", "The clock was slow."] * 10)
    deed = "Nora knelt before the great oak chest and threw her rings into it."

    found = shown(f"{TALK}\n\n{TALK}\n\n{quiet}\n\n{deed}\n\n{later}")

    assert {name.split()[0] for name in found} == people


def test_who_only_comes_later_is_not_there() -> None:
    story = "Nora knelt before the great oak chest and threw her rings into it."

    assert shown(f"{story}\n\nBen came into the room.\n\n“Good day,” said Ben.") == {"Nora Hill"}


def test_who_comes_in_comes_to_those_who_are_there() -> None:
    assert shown("Ben ran down to the kitchen, where Nora was sitting with her knitting.") == {
        "Nora Hill",
        "Ben Dunn",
    }


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


@pytest.mark.parametrize(
    ("story", "people"),
    [
        ("Nora climbed the fence, and Ben recited a poem.", {"Nora Hill", "Ben Dunn"}),
        (
            "Nora threw the rope into the boat, while Ben waited and Tom whistled.",
            {"Nora Hill", "Ben Dunn", "Tom Reed"},
        ),
        ("Nora opened the gate. She had known Tom before the war.", {"Nora Hill"}),
        ("Nora opened the gate. She thought that Tom was whistling.", {"Nora Hill"}),
    ],
)
def test_who_does_anything_in_a_moment_is_there_whatever_that_shows(story: str, people: set[str]) -> None:
    assert shown(story) == people


@pytest.mark.parametrize(
    "story",
    [
        "Ben shook hands with Tom. He led his friend into the house and gave him a chair.",
        "Tom embraced Nora. He placed his companion by the hearth and poured out the tea.",
        "Ben sat down beside Tom. Ben gave his guest a pipe and filled his glass.",
    ],
)
def test_somebodys_friend_is_the_one_who_is_there(story: str) -> None:
    _, (_, scene) = read([OPENING, story])

    assert len(scene.people) == 2
    assert scene.strangers == ()
