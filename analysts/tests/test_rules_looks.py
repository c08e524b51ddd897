"""What people look like, and what changes about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.tests.rules_stories import read
from characters.bible.appearance import Appearance, appearance_of

if TYPE_CHECKING:
    from analysts.bible import Bible, Person

START = "Nora Hill came down the lane. “Good day,” said Nora. Peter Dunn bowed. “Good day,” said Peter Dunn."


def looks(text: str, name: str) -> set[tuple[str, str]]:
    bible, _ = read(START + "\n\n" + text)
    return {(k.field, k.value) for k in bible.person(name).looks}


def looks_of(bible: Bible, person: Person, scene: int) -> Appearance:
    changes = [c for c in bible.changes if c.person == person.name and c.scene <= scene < (c.until or 10**9)]
    return appearance_of(person.looks, [(c.type, c.modifier) for c in changes], scene=scene)


@pytest.mark.parametrize(
    ("text", "name", "look"),
    [
        ("Nora laughed. Her hair was short and red.", "Nora Hill", ("hair", "short red hair")),
        ("Nora’s green eyes shone.", "Nora Hill", ("eyes", "green eyes")),
        ("Peter stroked his long grey beard.", "Peter Dunn", ("beard", "long grey beard")),
        ("Peter was tall and thin.", "Peter Dunn", ("height", "tall")),
        ("Nora Hill, a stout woman in a green apron, sat down.", "Nora Hill", ("build", "stout")),
        ("Nora Hill, a stout woman in a green apron, sat down.", "Nora Hill", ("clothes", "green apron")),
        ("Peter had a scar on his left cheek.", "Peter Dunn", ("marks", "scar on left cheek")),
        ("Peter walked slowly with his wooden leg.", "Peter Dunn", ("marks", "wooden leg")),
        ("Nora wore a scarlet cloak.", "Nora Hill", ("clothes", "scarlet cloak")),
        ("Peter, a boy of twelve, looked up.", "Peter Dunn", ("age", "12 years old")),
    ],
)
def test_it_sees(text: str, name: str, look: tuple[str, str]) -> None:
    assert look in looks(text, name)


def test_the_hair_of_a_stranger_is_not_taken_for_hers() -> None:
    assert not looks("Nora saw an old woman at the door. Her hair was white.", "Nora Hill")


def test_a_look_carries_its_scene_and_sentence() -> None:
    bible, _ = read([START, "Nora laughed. Her hair was short and red."])
    look = bible.person("Nora Hill").looks[0]

    assert (look.scene, look.sentence) == (2, "Her hair was short and red.")


@pytest.mark.parametrize(
    ("text", "kind", "modifier"),
    [
        ("Nora took the scissors and cut her hair.", "hair", "short cropped hair"),
        ("Nora dyed her hair black.", "hair", "black hair"),
        ("Nora put on a scarlet cloak.", "outfit", "scarlet cloak"),
        ("Nora fell and broke her left arm.", "injury", "wounded left arm"),
        ("Nora came back; her left arm was bandaged.", "injury", "bandaged left arm"),
    ],
)
def test_it_notes_a_change(text: str, kind: str, modifier: str) -> None:
    bible, _ = read(START + "\n\n" + text)

    assert [(c.person, c.type, c.modifier) for c in bible.changes] == [("Nora Hill", kind, modifier)]


@pytest.mark.parametrize("clause", ["Nora Hill had long red hair", "Nora Hill put on a scarlet cloak"])
def test_a_long_sentence_is_shortened_after_a_word(clause: str) -> None:
    long = f"{clause}{', and it rained upon an earlier occasion' * 12}."
    bible, _ = read(START + "\n\n" + long)
    looks = [look.sentence for look in bible.person("Nora Hill").looks]
    sources = [*looks, *(change.description for change in bible.changes)]

    assert sources
    for source in sources:
        assert len(source) <= 300
        assert source.endswith("…")
        assert long.startswith(source[:-1])
        assert not long[len(source) - 1].isalpha()


def test_a_beard_can_be_shaved_off() -> None:
    bible, _ = read(START + "\n\nPeter had shaved off his beard.")

    assert [(c.person, c.modifier) for c in bible.changes] == [("Peter Dunn", "clean-shaven")]


def test_an_outfit_ends_with_its_chapter() -> None:
    bible, _ = read([START, "Nora put on a scarlet cloak."], "Nora slept.")

    assert [(c.scene, c.until) for c in bible.changes] == [(2, 3)]


def test_an_outfit_ends_where_it_is_taken_off() -> None:
    bible, _ = read([START, "Nora put on a scarlet cloak.", "Nora took off the cloak.", "Nora slept."])

    assert [(c.scene, c.until) for c in bible.changes] == [(2, 3)]


def test_a_cut_shows_from_its_scene_on() -> None:
    bible, _ = read([START, "Nora laughed. Her hair was long and red.", "Nora cut her hair.", "Nora slept."])
    nora = bible.person("Nora Hill")

    assert [looks_of(bible, nora, n).get("hair") for n in (2, 4)] == ["long red hair", "short cropped red hair"]


def test_a_stranger_who_is_named_later_has_looked_like_that_all_along() -> None:
    bible, _ = read(
        [
            START,
            "A man sat by the fire. He was a thin man of about forty, and he wore a black coat. He ate soup.\n\n"
            "“May one ask?” said the man. “That was Mr. Harrow,” said Nora. “Well,” said Mr. Harrow. Mr. Harrow left.",
        ]
    )

    assert {"thin", "40 years old", "black coat"} <= {k.value for k in bible.person("Mr. Harrow").looks}


def test_eyes_have_the_colour_that_is_told_most_often() -> None:
    bible, _ = read([START, "Nora’s blue eyes wept.", "Nora’s green eyes shone.", "Nora’s green eyes laughed."])
    nora = bible.person("Nora Hill")

    assert looks_of(bible, nora, 4).get("eyes") == "green eyes"


def test_of_two_colours_told_once_the_first_counts() -> None:
    bible, _ = read([START, "Nora’s blue eyes wept.", "Nora’s green eyes shone."])
    nora = bible.person("Nora Hill")

    assert looks_of(bible, nora, 3).get("eyes") == "blue eyes"


def test_facts_that_disagree_are_all_kept() -> None:
    text = "Nora’s green eyes shone. Nora’s green eyes laughed.\n\nNora’s blue eyes wept."

    assert looks(text, "Nora Hill") == {("eyes", "green eyes"), ("eyes", "blue eyes")}


def test_a_lent_coat_is_worn_by_the_borrower_and_missed_by_the_lender() -> None:
    bible, _ = read(
        [START, "Nora took off the scarlet coat. She put it around Peter.", "Peter took off the scarlet coat."]
    )

    assert [(c.person, c.scene, c.modifier, c.until) for c in bible.changes] == [
        ("Peter Dunn", 2, "scarlet coat", 3),
        ("Nora Hill", 2, "no coat", 3),
    ]


def test_hair_that_has_grown_ends_the_cut() -> None:
    bible, _ = read([START, "Nora took the shears and cut her hair.", "Nora laughed. Her hair had grown."])

    assert [(c.scene, c.until) for c in bible.changes] == [(2, 3)]


def test_a_dog_is_drawn_as_a_dog() -> None:
    bible, _ = read(
        START
        + "\n\nToby was a little black dog. Nora called her dog Toby. Toby sat. “Come, Toby,” said Nora. Toby ran."
    )

    assert bible.person("Toby").species == "dog"


def test_who_has_long_been_there_is_not_presented_again() -> None:
    scenes = [START, *["Nora sat down. Nora laughed. Nora slept."] * 9, "Nora rose. She was a tall woman."]
    bible, _ = read(scenes)

    nora = next(p for p in bible.people if "Nora" in (p.name, *p.aliases))
    assert "height" not in {k.field for k in nora.looks}
