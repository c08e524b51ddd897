"""Free words about a picture, in the built-in artist's terms."""

from __future__ import annotations

from typing import get_args

import pytest

from analysts import vocabulary
from storyboards.mending import wishes
from storyboards.mending.wishes import Understood, WishedPerson, WishedScene, understand
from storyboards.requests.adjusting import AdjustedLook, Adjustments

JIM = WishedPerson("1", ("Jim Hawkins", "Jim"), {"hair": "short brown hair", "clothes": "blue jacket, straw hat"})
SILVER = WishedPerson("2", ("Long John Silver", "Silver"))
SCENE = WishedScene((JIM, SILVER), weather="rain", time_of_day="day", distance="medium", props=("lantern", "sword"))


@pytest.mark.parametrize(
    ("wish", "adjustments"),
    [
        ("more snow", Adjustments(weather="snow")),
        ("no rain", Adjustments(weather="cloudy")),
        ("Not so rainy, please", Adjustments(weather="cloudy")),
        ("closer", Adjustments(distance="close")),
        ("Zoom out!", Adjustments(distance="long")),
        ("too small", Adjustments(distance="close")),
        ("darker", Adjustments(time_of_day="evening")),
        ("too dark", Adjustments()),
        ("It should be night", Adjustments(time_of_day="night")),
        ("by candlelight", Adjustments(light="candlelight")),
        ("gloomier", Adjustments()),
        ("a sad mood", Adjustments(mood="sad")),
        ("without Silver", Adjustments(without=("2",))),
        ("only Jim", Adjustments(without=("2",))),
        ("fewer people", Adjustments(without=("2",))),
        ("nobody", Adjustments(without=("1", "2"))),
        ("a crowd", Adjustments(relation="crowd")),
        ("add a boat", Adjustments(props=("boat",))),
        ("no lantern", Adjustments(no_props=("lantern",))),
        ("Jim has no sword", Adjustments(no_props=("sword",))),
        ("remove Silver from this picture, please", Adjustments(without=("2",))),
        ("an empty street", Adjustments(without=("1", "2"))),
        ("longer hair", Adjustments(looks=(AdjustedLook("1", "hair", "long brown hair"),))),
        ("red hair", Adjustments(looks=(AdjustedLook("1", "hair", "red short hair"),))),
        ("Silver's hair is white", Adjustments(looks=(AdjustedLook("2", "hair", "white hair"),))),
        ("Silver has a long beard", Adjustments(looks=(AdjustedLook("2", "beard", "long beard"),))),
        ("Jim without a hat", Adjustments(looks=(AdjustedLook("1", "clothes", "blue jacket"),))),
        (
            "Jim in a green coat",
            Adjustments(looks=(AdjustedLook("1", "clothes", "green coat, blue jacket, straw hat"),)),
        ),
        (
            "more snow, closer and red hair",
            Adjustments(weather="snow", distance="close", looks=(AdjustedLook("1", "hair", "red short hair"),)),
        ),
        (
            "Silver with a red coat, Silver with a black hat",
            Adjustments(looks=(AdjustedLook("2", "clothes", "black hat, red coat"),)),
        ),
    ],
)
def test_words_become_adjustments(wish: str, adjustments: Adjustments) -> None:
    assert understand(wish, SCENE).adjustments == adjustments


@pytest.mark.parametrize(
    "wish",
    [
        "the perspective is odd",
        "more rain",
        "no snow",
        "too dark",
        "fix her left hand",
        "a dragon behind the hill",
        "no boat",
        "darker hair",
        "brighter eyes",
        "Silver isn't smiling",
        "Jim should not run",
        "only Jim smiles",
        "an empty lantern",
    ],
)
def test_what_it_cannot_do_comes_back_in_the_readers_words(wish: str) -> None:
    assert understand(wish, SCENE) == Understood(cannot=(wish,))


def test_each_thing_is_said_in_a_word() -> None:
    understood = understand("More snow; fix the hands. Without Silver! Longer hair, no hat", SCENE)

    does = ("weather: snow", "without Long John Silver", "Jim Hawkins: long hair", "Jim Hawkins: no hat")
    assert understood.does == does
    assert understood.cannot == ("fix the hands",)


def test_nothing_is_asked_of_an_empty_picture() -> None:
    assert understand("longer hair, without Jim, closer", WishedScene(distance="close")).cannot == (
        "longer hair",
        "without Jim",
        "closer",
    )


def test_every_value_is_a_word_of_the_vocabulary() -> None:
    words = {
        "weather": vocabulary.Weather,
        "time_of_day": vocabulary.TimeOfDay,
        "light": vocabulary.LightSource,
        "mood": vocabulary.Mood,
    }

    for kind, literal in words.items():
        assert {value for (of, _), value in wishes.VALUES.items() if of == kind} <= set(get_args(literal))
