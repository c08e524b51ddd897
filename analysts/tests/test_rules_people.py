"""Who is in a book, under which names."""

from __future__ import annotations

from typing import Any

from analysts.tests.rules_stories import read

INN = """
“Good evening,” said Mr. Edmund Fairlie. Fairlie took off his hat. Mr. Fairlie looked tired.

“Sit down, Edmund,” said Mrs. Fairlie. She poured the tea. Mrs. Fairlie smiled.

“Thank you,” replied Edmund Fairlie. Edmund sat by the fire, and Doctor Marsh nodded to him.

“A cold night,” said Dr. Marsh. The doctor rubbed his hands. Marsh laughed.

“Very,” said Mrs. Fairlie.

“We rode through Harwick in the snow,” said the doctor. In Harwick the lamps were out. They had stayed at Harwick.
"""


def names(text: str) -> set[str]:
    return {p.name for p in read(text)[0].people}


def person(text: str, alias: str) -> Any:
    return next(p for p in read(text)[0].people if alias in (p.name, *p.aliases))


def test_the_forms_of_one_name_are_one_person() -> None:
    assert {"Fairlie", "Mr. Fairlie", "Edmund"} <= {person(INN, "Edmund").name, *person(INN, "Edmund").aliases}


def test_husband_and_wife_are_two() -> None:
    assert person(INN, "Mrs. Fairlie").name != person(INN, "Mr. Fairlie").name


def test_a_doctor_is_called_the_doctor() -> None:
    text = INN + "\n\n" + "\n\n".join(["“Well,” said the doctor, and the doctor rose."] * 4)

    assert "the doctor" in person(text, "Marsh").aliases


def test_a_town_is_nobody() -> None:
    assert not any("Harwick" in n for n in names(INN))


def test_a_title_gives_the_gender() -> None:
    assert (person(INN, "Mrs. Fairlie").gender, person(INN, "Mr. Fairlie").gender) == ("female", "male")


def test_the_name_is_the_full_one_in_use() -> None:
    assert "Edmund Fairlie" in names(INN)


def test_words_that_only_begin_sentences_are_nobody() -> None:
    text = "Suddenly it rained. Suddenly it stopped. Suddenly Nora laughed. Nora ran. “Well,” said Nora."

    assert names(text) == {"Nora"}


def test_a_being_with_an_article_is_a_person() -> None:
    text = "“I am made of straw,” said the Straw Man. The Straw Man bowed. “Indeed,” said Nora. The Straw Man laughed."

    assert person(text, "the Straw Man").name == "The Straw Man"


def test_a_pet_name_that_only_speech_uses_is_the_one_who_answers() -> None:
    text = "\n\n".join(
        [
            "“Minchen, where are you?” asked Wilhelm Adler.",
            "“Here,” said Ottilie. Ottilie ran down the stairs.",
            "“Come, Minchen,” said Wilhelm Adler.",
            "“I am coming,” said Ottilie. Ottilie took her hat.",
            "“Quick, Minchen!” cried Wilhelm Adler.",
            "“Yes,” said Ottilie.",
        ]
    )

    assert "Minchen" in person(text, "Ottilie").aliases


def test_the_narrator_is_whom_the_others_address() -> None:
    turn = "“Is it far, Daniel?” asked Captain Brand.\n\n“Not far,” I said. I looked at the map, and I walked on.\n\n"
    narrator = next(p for p in read(turn * 5)[0].people if p.is_narrator)

    assert narrator.name == "Daniel"


def test_two_captains_share_the_captain_each_in_his_own_scenes() -> None:
    early = "The captain drank. “Rum!” said the captain. " * 6 + "“No more, Flood,” said Nora. Nora went out."
    late = "Captain Hale came aboard. “Set sail,” said Captain Hale. " * 4 + "The captain looked at the sky. " * 3
    bible, _ = read([early, late])

    assert not [p for p in bible.people if "Captain Hale" in (p.name, *p.aliases) and 1 in p.scenes]


def test_a_captain_called_she_is_a_woman_and_one_person_under_all_her_names() -> None:
    narration = "Captain Grey laughed, and she sat down. Captain Grey rose, for she was tired. "
    bible, _ = read(narration + "“Sit,” said Captain Grey. “No,” said Augusta Grey. Captain Augusta Grey slept.")

    assert [(p.name, p.gender) for p in bible.people] == [("Captain Augusta Grey", "female")]


def test_a_thing_with_a_name_is_nobody() -> None:
    bible, _ = read(
        "The bell hung high. Its name was Comfort. Then Comfort spoke. “Hush,” said Comfort. “Hush,” said Comfort."
    )

    assert bible.people == ()


def test_a_doctor_is_known_by_the_short_title() -> None:
    bible, _ = read("“Come in,” said Doctor Ellis. Doctor Ellis sat down. “Thank you,” said Doctor Ellis.")

    assert [(p.name, p.aliases) for p in bible.people] == [("Dr. Ellis", ("Doctor Ellis",))]
