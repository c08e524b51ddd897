"""What people and places are called so far."""

from __future__ import annotations

import pytest

from characters.bible.book_texts import BookText
from characters.bible.story_so_far import EVERYTHING, UNNAMED, KnownName, StorySoFar, known_as, known_looks
from characters.models import Character, Setting

STRANGER = Character(name="Count Zaroff", aliases=["the stranger", "the General"], scene_numbers=[1, 4, 9])


def story_of(text: str, limit: int = 4) -> StorySoFar:
    return StorySoFar(limit, BookText([(1, text)]))


def test_somebody_is_called_by_the_best_name_that_the_text_has_used() -> None:
    called = story_of("A stranger came in. “Sit down,” said the General.").person(STRANGER, is_seen=True)

    assert (called.name, called.aliases) == ("the stranger", ("the General",))


def test_a_name_that_comes_later_is_not_said() -> None:
    assert "Zaroff" not in str(story_of("A stranger came in.").person(STRANGER, is_seen=True))


def test_once_all_may_be_told_the_name_is_the_books() -> None:
    assert EVERYTHING.person(STRANGER, is_seen=False).name == "Count Zaroff"


def test_part_of_another_word_is_no_name() -> None:
    anne = Character(name="Ann", scene_numbers=[1])

    assert story_of("Anne and Hannah sat down.").person(anne, is_seen=False) is None


def test_somebody_who_is_seen_without_a_name_is_not_left_out() -> None:
    called = story_of("Somebody coughed.").person(STRANGER, is_seen=True)

    assert (called.name, called.is_named) == (UNNAMED, False)


def test_somebody_from_further_on_has_not_been_met() -> None:
    later = Character(name="Zebulon", scene_numbers=[7])

    assert story_of("Nothing yet.").person(later, is_seen=False) is None


def test_a_name_that_an_analysis_has_put_together_is_known_by_its_words() -> None:
    marilla = Character(name="Marilla Cuthbert", scene_numbers=[1])

    assert story_of("Marilla knew. Miss Cuthbert always knew.").person(marilla, is_seen=True).name == "Marilla Cuthbert"


def test_apostrophes_are_one_whatever_they_look_like() -> None:
    assert story_of("The captain of the O’Malley.").uses("O'Malley")


@pytest.mark.parametrize(
    ("name", "expected"), [("the kitchen", "the kitchen"), ("Castle Wrack", "A castle not yet named")]
)
def test_a_place_is_named_once_the_text_has_named_it(name: str, expected: str) -> None:
    place = Setting(name=name, kind="castle", scene_numbers=[1])

    assert story_of("They sat by the fire.").place(place, is_seen=True).name == expected


def test_looks_are_told_up_to_the_scene_and_the_readers_own_always() -> None:
    looks = [{"value": "blue", "scene": 2}, {"value": "grey", "scene": 7}, {"value": "mine", "scene": 0}]

    assert [look["value"] for look in known_looks(looks, 4)] == ["blue", "mine"]


@pytest.mark.parametrize(
    ("forms", "aliases"),
    [
        (["Scarecrow", "the Scarecrow", "The Scarecrow"], ()),
        (["the Tin Woodman", "Tin Woodman", "Nick Chopper", "the Nick Chopper"], ("Nick Chopper",)),
        (["Dorothy"], ()),
    ],
)
def test_a_name_that_differs_by_an_article_is_no_other_name(forms: list[str], aliases: tuple[str, ...]) -> None:
    assert known_as(forms) == KnownName(forms[0], aliases)
