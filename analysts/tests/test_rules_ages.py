"""How old people are."""

from __future__ import annotations

import pytest

from analysts.tests.rules_stories import read

START = "Nora Hill came down the lane. “Good day,” said Nora. Peter Dunn bowed. “Good day,” said Peter Dunn."


def age(text: str, name: str) -> str:
    return read([START, text])[0].person(name).age


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Peter, a boy of twelve, looked up.", "Peter Dunn", "child"),
        ("Peter was a man of five-and-twenty.", "Peter Dunn", "young"),
        ("Nora, aged about forty, sat down.", "Nora Hill", "adult"),
        ("Nora was seventy-two.", "Nora Hill", "old"),
        ("Nora was an elderly woman.", "Nora Hill", "old"),
        ("Peter stroked his beard, which was black. His black beard shone.", "Peter Dunn", "adult"),
    ],
)
def test_what_is_told_of_somebody_gives_the_age(text: str, name: str, expected: str) -> None:
    assert age(text, name) == expected


def test_who_is_called_old_by_the_narrator_is_old() -> None:
    assert age("Old Peter sat down. Then old Peter slept. At noon old Peter woke.", "Peter Dunn") == "old"


def test_who_is_named_beside_children_is_none() -> None:
    sentence = "The General was present, and also Nora, the children, their nurses, Peter, and a learned German."
    text = "\n\n".join([sentence] * 3)

    assert age(text, "Nora Hill") != "child"


def test_the_child_of_a_page_that_tells_of_one_person_is_that_person() -> None:
    text = "\n\n".join(["Nora ran to the gate and looked down the road.", "The child was afraid of the dark."] * 4)

    assert age(text, "Nora Hill") == "child"


def test_the_child_whom_somebody_sees_is_somebody_else() -> None:
    text = "\n\n".join(["Nora looked at the child and gave the little boy an apple."] * 6)

    assert age(text, "Nora Hill") == "unknown"


def test_the_father_of_an_adult_is_old() -> None:
    text = "Nora, aged about forty, sat down. Nora’s father, Peter, came in."

    assert age(text, "Peter Dunn") == "old"


def test_the_daughter_of_an_adult_is_young() -> None:
    text = "Peter, aged about fifty, sat down. Peter’s daughter Nora came in."

    assert age(text, "Nora Hill") == "young"


def test_a_number_of_thousands_of_digits_is_no_age() -> None:
    number = "9" * 5000

    assert age(f"Peter was a man of {number}. Peter was {number} years old.", "Peter Dunn") == "unknown"


def test_a_man_who_is_little_is_no_child() -> None:
    text = "Peter Dunn was mate. " + " ".join(["Then little Peter shouted at the men."] * 7)

    assert age(text, "Peter Dunn") != "child"


def test_the_child_of_whom_a_narrator_tells_is_somebody_else() -> None:
    text = "\n\n".join(["I stood at the mast and looked at the sea.", "The child sat on the deck and wept."] * 8)
    people = read(["My name is Nora Hill, and I went to sea. “Nora Hill,” said I, “look!”", text])[0].people

    assert {person.age for person in people if person.is_narrator} <= {"unknown", "adult"}
    assert any(person.is_narrator for person in people)
