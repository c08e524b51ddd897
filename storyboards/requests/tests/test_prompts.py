"""The words that an image model is given."""

from __future__ import annotations

from typing import Any

import pytest

from sketch.styles import style_named
from storyboards.requests import prompts
from storyboards.requests.prompts import PromptPerson, PromptPlace

INK = style_named("ink")


def prompt(seen: str = "Ada waits on a pier.", **facts: Any) -> str:
    return prompts.scene_prompt(seen=seen, style=INK, **facts)


def ada(*looks: str, **facts: Any) -> PromptPerson:
    return PromptPerson(names=("Ada", "Miss Rook"), looks=looks, **facts)


def test_a_scene_prompt_says_what_is_seen_then_the_wishes_then_the_style() -> None:
    assert prompt("A girl on a pier.", instructions="Keep it bright") == (
        f"A girl on a pier. Keep it bright. Style: {INK.prompt}."
    )


def test_people_come_after_what_is_seen_then_the_place_its_light_and_the_wishes() -> None:
    place = PromptPlace("The pier", "Grey planks", time_of_day="evening", weather="rain", mood="sad")

    assert prompt(people=[ada("red hair")], place=place, instructions="Bright").startswith(
        "Ada waits on a pier. Ada: red hair. The pier: Grey planks. Evening light, rain, sad mood. Bright. Style:"
    )


def test_a_prompt_has_no_empty_sentences() -> None:
    assert ". ." not in prompt("A girl", people=[ada()], place=PromptPlace(), instructions="  ")


def test_whoever_the_text_describes_word_for_word_is_not_described_again() -> None:
    told = prompt("Ada, her red hair loose, waits.", people=[ada("red hair", gender="female")])

    assert told.count("red hair") == 1
    assert "Ada:" not in told


def test_of_looks_that_the_text_tells_in_part_the_rest_is_said() -> None:
    assert "Ada: grey coat." in prompt("Ada, with red hair, waits.", people=[ada("red hair", "grey coat")])


def test_a_part_of_a_word_is_not_taken_for_the_word() -> None:
    assert "Ada: red hair." in prompt("Ada has tired hairpins, scarred hair.", people=[ada("red hair")])


def test_people_are_called_as_the_text_calls_them() -> None:
    assert "Miss Rook: red hair." in prompt("Miss Rook waits.", people=[ada("red hair")])


@pytest.mark.parametrize(
    ("gender", "age", "noun"),
    [
        ("female", "child", "girl"),
        ("male", "old", "old man"),
        ("female", "unknown", "woman"),
        ("unknown", "child", "child"),
    ],
)
def test_a_clause_says_who_it_is_in_a_noun(gender: str, age: str, noun: str) -> None:
    assert f"Ada: {noun}, red hair." in prompt(people=[ada("red hair", gender=gender, age=age)])


def test_an_animal_is_called_what_it_is() -> None:
    assert "Ada: dog, white fur." in prompt(people=[ada("animal:dog", "white fur", gender="female")])


def test_a_place_without_a_description_is_told_by_its_keywords() -> None:
    assert "The pier: planks, gulls." in prompt("She waits.", place=PromptPlace("The pier", "", ("planks", "gulls")))


def test_indoors_the_weather_is_outside_or_nowhere() -> None:
    assert "Rain outside" in prompt(place=PromptPlace(indoors=True, weather="rain"))
    assert "sky" not in prompt(place=PromptPlace(indoors=True, weather="clear")).partition("Style:")[0]


def test_light_that_the_text_tells_is_not_told_again() -> None:
    assert "Evening light" not in prompt("An evening on the pier.", place=PromptPlace(time_of_day="evening"))


def test_a_prompt_that_would_be_too_long_leaves_out_those_named_last_and_keeps_wishes_and_style() -> None:
    crowd = [PromptPerson((f"Somebody {n}",), ("x " * 195,)) for n in range(30)]

    told = prompt("word " * 900, people=crowd, place=PromptPlace("Pier", "y " * 900), instructions="i" * 2000)

    assert len(told) <= prompts.LONGEST
    assert "Somebody 0" in told
    assert "Somebody 29" not in told
    assert told.endswith(f"{'i' * 2000}. Style: {INK.prompt}.")


def test_a_portrait_prompt_names_the_person_and_their_looks() -> None:
    told = prompts.portrait_prompt(name="Ada", appearance="long silver hair", style=INK)

    assert "Portrait of Ada" in told
    assert "long silver hair" in told
