"""What changes about people in the course of a story, and when it is over."""

from __future__ import annotations

from typing import Any

import pytest

from analysts.tests.rules_stories import read

START = "Nora Hill came down the lane. “Good day,” said Nora. Peter Dunn bowed. “Good day,” said Peter Dunn."


def changes(*texts: str) -> list[tuple[str, str, str, int, int | None]]:
    """Return who changes how: first name, type, modifier, first scene, scene where it ends."""
    bible, _ = read([START, *texts], "They slept.")
    return [(c.person.split()[0], c.type, c.modifier, c.scene, c.until) for c in bible.changes]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Nora put on her cloak and went out.", ("Nora", "outfit", "cloak", 2, 3)),
        ("Nora changed into a grey silk dress.", ("Nora", "outfit", "grey silk dress", 2, 3)),
        ("Peter came back in a long black coat.", ("Peter", "outfit", "long black coat", 2, 3)),
        (
            "Peter was disguised as an old beggar, and nobody knew him.",
            ("Peter", "outfit", "dressed as an old beggar", 2, 3),
        ),
        ("Peter slipped and sprained his ankle.", ("Peter", "injury", "wounded ankle", 2, None)),
        ("Peter was shot in the left arm.", ("Peter", "injury", "wounded left arm", 2, None)),
        ("Nora sat down. Her head was bandaged.", ("Nora", "injury", "bandaged head", 2, None)),
        ("Nora looked up. Her face was covered with blood.", ("Nora", "injury", "blood on the face", 2, 3)),
        ("Peter had a black eye.", ("Peter", "injury", "a black eye", 2, None)),
        ("Nora had her hair cut.", ("Nora", "hair", "short cropped hair", 2, None)),
        ("Nora let down her hair.", ("Nora", "hair", "loose hair hanging down", 2, 3)),
        ("Nora sat down. Her hair had turned white.", ("Nora", "hair", "white hair", 2, None)),
        ("Peter had grown a short brown beard.", ("Peter", "other", "a short brown beard", 2, None)),
        ("Peter was now sixteen.", ("Peter", "age", "16 years old", 2, None)),
        ("Peter had grown into a tall young man.", ("Peter", "age", "a tall young man", 2, None)),
    ],
)
def test_it_notes_what_has_changed(text: str, change: Any) -> None:
    assert change in changes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nora put on her hat.",
        "Nora went to put on a red cloak.",
        "Nora would have put on a red cloak.",
        "Nora told them of a man who had put on a red cloak.",
        "Nora saw that one of the men was wounded in the arm.",
        "Peter nearly broke his leg.",
        "Nora twisted her face into a smile.",
        "Peter broke his heart over it.",
        "Nora cut her finger-nails.",
        "Peter dressed as well as he could.",
        "The book was not printed until ten years later.",
    ],
)
def test_it_notes_no_change_where_none_is_told(text: str) -> None:
    assert changes(text) == []


def test_a_wound_that_has_healed_is_over() -> None:
    assert changes("Peter was shot in the arm.", "Peter laughed. His wound had healed.") == [
        ("Peter", "injury", "wounded arm", 2, 3)
    ]


def test_who_has_undressed_wears_the_outfit_no_more() -> None:
    assert changes("Nora changed into a grey silk dress.", "Nora undressed.") == [
        ("Nora", "outfit", "grey silk dress", 2, 3)
    ]


def test_the_next_outfit_ends_the_one_before() -> None:
    assert changes("Nora changed into a grey dress.", "Nora changed into a blue dress.") == [
        ("Nora", "outfit", "grey dress", 2, 3),
        ("Nora", "outfit", "blue dress", 3, 4),
    ]


def test_passing_years_heal_what_was_hurt() -> None:
    listed = changes(
        "Nora broke her arm. Nora laughed. Nora slept.", "Five years later Nora came home. Nora laughed. Nora sat."
    )

    assert listed == [("Nora", "injury", "wounded arm", 2, 3), ("Nora", "age", "five years older", 3, None)]


def test_a_cloak_is_worn_over_the_dress() -> None:
    assert ("Nora", "outfit", "cloak, green dress", 3, 4) in changes(
        "Nora wore a green dress.", "Nora put on her cloak."
    )
