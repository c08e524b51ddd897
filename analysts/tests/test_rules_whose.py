"""Whose look it is: sentences of the shapes that novels have, each with all that they tell of Nora and of Peter."""

from __future__ import annotations

from typing import Any

import pytest

from analysts.tests.rules_stories import read

START = "Nora Hill came down the lane. “Good day,” said Nora. Peter Dunn bowed. “Good day,” said Peter Dunn."
JANE = "Jane Frost nodded. “Good day,” said Jane Frost. Jane sat down."


def looks_after(text: str) -> set[tuple[str, str, str]]:
    """Return who has which look after `text`, of Nora, Peter and Jane."""
    bible, _ = read([START + "\n\n" + JANE, text])
    return {(p.name.split()[0], k.field, k.value) for p in bible.people for k in p.looks}


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        # The only one who can be meant.
        ("Peter sat down. His beard was red and bushy.", {("Peter", "beard", "red bushy beard")}),
        ("Nora laughed at Peter, and her green eyes shone.", {("Nora", "eyes", "green eyes")}),
        (
            "Peter looked up. He was a tall man of about five-and-thirty.",
            {("Peter", "height", "tall"), ("Peter", "age", "35 years old")},
        ),
        ("Nora sat by the fire in a grey silk dress.", {("Nora", "clothes", "grey silk dress")}),
        (
            "Nora, a stout woman of fifty, took off her hat.",
            {("Nora", "build", "stout"), ("Nora", "age", "50 years old")},
        ),
        (
            "Peter had a scar on his chin, and his black hair and grey eyes were his father’s.",
            {("Peter", "marks", "scar on chin"), ("Peter", "hair", "black hair"), ("Peter", "eyes", "grey eyes")},
        ),
        # Portraits follow whoever has come in or is the subject.
        (
            "Nora was sewing when Jane came in. She was a slender girl with brown eyes.",
            {("Jane", "build", "slender"), ("Jane", "eyes", "brown eyes")},
        ),
        (
            "Nora answered Jane’s knock. She was a thin woman with red hair.",
            {("Nora", "build", "thin"), ("Nora", "hair", "red hair")},
        ),
        # It could be either.
        ("Nora looked at Jane and Jane looked at Nora. Her hair was red.", set()),
        ("Nora walked beside Jane. She pulled her blue scarf straight.", set()),
        ("Nora saw a woman by the well with Jane. She was tall and thin.", set()),
        # It is somebody else’s.
        ("Nora liked Jane’s black eyes.", {("Jane", "eyes", "black eyes")}),
        ("Nora’s brother waited. His hair was red.", set()),
        ("Peter saw an old man with a white beard at the gate.", set()),
        ("Peter bent down. A dog with black eyes and a brown coat licked his hand.", set()),
        ("Nora stood before Peter. “Come,” said Peter.\n\nThen he was at the door, his thin frame shaking.", set()),
        # It is not so, or only said of a picture, a wish, a fear.
        ("Peter was not a tall man.", set()),
        ("If Nora had had red hair, nobody would have known.", set()),
        ("Nora looked at the portrait of a slender woman with black eyes.", set()),
        ("Peter was as happy as a boy of ten.", set()),
        ("Nora remembered when she was a girl of twelve.", set()),
        ("Peter wished that he were tall and slender.", set()),
        ("Nora had never worn a scarlet cloak.", set()),
        # Words that mean something else.
        ("Peter, an old friend of the house, sat down.", set()),
        ("Nora wore a limp straw hat.", {("Nora", "clothes", "straw hat")}),
        ("Nora carried a small figure of a saint.", set()),
        ("Peter stood on one leg.", set()),
        ("Nora’s face was white with fear.", set()),
        ("Peter had white hairs on his sleeve from the old dog.", set()),
        ("Nora hung the red coat in the wardrobe.", set()),
    ],
)
def test_it_tells_the_looks_of_those_who_have_them(text: str, looks: Any) -> None:
    assert looks_after(text) == looks


def test_a_newcomer_is_known_once_his_name_is_told() -> None:
    bible, _ = read(
        [START, "A man stood at the gate. He was a lean man with a red beard. His name was Amos Reed."],
        "“Come in,” said Amos Reed. Amos Reed shut the gate.",
    )

    assert {(k.field, k.value) for k in bible.person("Amos Reed").looks} == {("build", "lean"), ("beard", "red beard")}


def test_a_name_in_a_story_told_by_somebody_is_not_that_of_the_stranger_who_listens() -> None:
    tale = "and we went on over the hills for many days until we came to the town on the river " * 8
    bible, _ = read(
        [
            START,
            f"A man sat by the fire. He was a lean man with a red beard.\n\n“That was Amos Reed, {tale},” said Nora.",
        ],
        "“Come in,” said Amos Reed. Amos Reed shut the gate.",
    )

    assert not bible.person("Amos Reed").looks
