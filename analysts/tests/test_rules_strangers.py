"""Those of a moment whom the book knows by no name: told as the text describes them, with their part in the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.tests.rules_stories import read

if TYPE_CHECKING:
    from analysts.bible import Stranger

OPENING = """
Nora Hill and Ben Dunn sat in the kitchen. “Good day,” said Nora. “Good day, Nora,” said Ben. Nora nodded to Ben, and
Ben laughed. Nora looked at Ben.
"""


def strangers(story: str) -> tuple[Stranger, ...]:
    """Return who is in the picture of a scene and not in the bible."""
    _, (_, scene) = read([OPENING, story])
    return scene.strangers


@pytest.mark.parametrize(
    ("story", "words", "noun", "count", "gender", "age", "part"),
    [
        ("A tall sailor seized Nora by the arm.", "a tall sailor", "sailor", 1, "male", "unknown", "actor"),
        (
            "Nora kissed an old woman with a basket.",
            "an old woman with a basket",
            "woman",
            1,
            "female",
            "old",
            "object",
        ),
        ("Three men seized Nora by the arms.", "three men", "man", 3, "male", "unknown", "actor"),
        ("The two ladies embraced Nora.", "two ladies", "lady", 2, "female", "unknown", "actor"),
        ("Nora lifted the little child from the cart.", "a little child", "child", 1, "unknown", "child", "object"),
        ("Some ragged boys chased Nora over the bridge.", "some ragged boys", "boy", 0, "male", "child", "actor"),
    ],
)
def test_who_has_no_name_is_told_as_the_text_describes_them(
    story: str, words: str, noun: str, count: int, gender: str, age: str, part: str
) -> None:
    (stranger,) = strangers(story)

    told = (stranger.words, stranger.noun, stranger.count, stranger.gender, stranger.age, stranger.part)
    assert told == (words, noun, count, gender, age, part)


def test_an_animal_without_a_name_is_one_of_its_kind() -> None:
    (stranger,) = strangers("A huge dog chased Nora over the bridge.")

    assert (stranger.words, stranger.species, stranger.looks) == ("a huge dog", "dog", "huge")


def test_a_pronoun_is_told_by_the_description_before_it() -> None:
    (stranger,) = strangers("An old beggar with a stick came into the room. He kissed Nora on the hand.")

    assert stranger.words == "an old beggar with a stick"


def test_who_has_a_name_and_what_does_not_live_are_no_strangers() -> None:
    assert strangers("Nora seized Ben by the arm, and she sat down with him on the ottoman.") == ()
    assert strangers("Nora opened the red seals with her knife.") == ()
