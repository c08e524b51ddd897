"""Voices suit whoever speaks, and stay theirs."""

from __future__ import annotations

import pytest

from films.casting import NARRATOR, CastSpeaker, cast
from providers.interfaces.speech import Voice
from providers.services.espeak.voices import VOICES

TALE = Voice("tale", "", "female")
WOMAN, MAN, GIRL = Voice("w", "", "female", tells=False), Voice("m", "", "male"), Voice("g", "", "female", "child")
ALL = [TALE, WOMAN, MAN, GIRL]


def speaker(key: str, gender: str = "female", age: str = "adult") -> CastSpeaker:
    return CastSpeaker(key, key, gender, age)


def test_gender_and_age_choose_the_voice_and_the_narrator_has_one_for_herself() -> None:
    casting = cast([speaker("a"), speaker("b", "male"), speaker("c", "female", "child")], ALL)

    assert casting == {NARRATOR: "tale", "a": "w", "b": "m", "c": "g"}


def test_whoever_comes_later_in_the_book_changes_nobody_elses_voice() -> None:
    voices = [Voice(name, timbre.title, timbre.gender, timbre.age, timbre.tells) for name, timbre in VOICES.items()]
    people = [speaker(str(n), ("male", "female")[n % 2], ("adult", "old", "young")[n % 3]) for n in range(12)]

    few, many = cast(people[:5], voices), cast(people, voices)

    assert {name: many[name] for name in few} == few
    assert len({few[one.id] for one in people[:5]}) == 5  # each their own, as long as there are enough


def test_a_voice_that_somebody_has_stays_theirs_while_it_is_there() -> None:
    assert cast([speaker("a", "male")], ALL, known={"a": "g"})["a"] == "g"
    assert cast([speaker("a", "male")], [TALE, MAN], known={"a": "g"})["a"] == "m"


def test_a_narrator_can_be_chosen_and_one_that_is_gone_is_replaced() -> None:
    assert cast([], ALL, narrator="m")[NARRATOR] == "m"
    assert cast([], ALL, narrator="nobody")[NARRATOR] == "tale"


def test_nobody_is_cast_without_voices() -> None:
    with pytest.raises(ValueError, match="no voices"):
        cast([speaker("a")], [])
