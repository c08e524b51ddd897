"""One vocabulary of props: whatever can be named can be drawn, and whatever can be drawn has a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from sketch.artist import draw_scene
from sketch.props.drawings import DRAWINGS
from sketch.props.vocabulary import PROPS, Prop, VocabularyInvalid, load_vocabulary, words_for_props
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES

if TYPE_CHECKING:
    from pathlib import Path

THINGS = sorted(set(PROPS.values()), key=lambda prop: prop.name)
SHOWN_AT = {"indoors": "cave", "outdoors": "desert", "by water": "beach", "anywhere": "desert"}


@cache
def drawn(place: str, *props: str) -> bytes:
    ada = DepictedPerson(key="ada", name="Ada", gender="female", age="adult")
    scene = DepictedScene(place=place, place_key="k", indoors=place == "cave", people=(ada,), props=props)
    return draw_scene(scene, size=(160, 160), seed=7, style=STYLES["ink"])


def test_every_prop_that_has_a_name_has_a_drawing_and_every_drawing_a_name() -> None:
    assert {prop.name for prop in THINGS} == set(DRAWINGS)


@pytest.mark.parametrize("prop", THINGS, ids=lambda prop: prop.name)
def test_every_prop_can_be_seen_by_each_of_its_words(prop: Prop) -> None:
    place = SHOWN_AT[prop.where]
    pictures = {drawn(place, word) for word in prop.words}

    assert len(pictures) == 1
    assert drawn(place) not in pictures


def test_a_prop_is_left_out_where_the_place_shows_one_anyway() -> None:
    assert drawn("field", "tree") == drawn("field")
    assert drawn("desert", "tree") != drawn("desert")


def test_a_prop_that_is_not_known_is_left_out() -> None:
    assert drawn("desert", "gyroscope") == drawn("desert")


def test_things_of_one_kind_stand_about_once() -> None:
    assert drawn("desert", "cart", "wagon") == drawn("desert", "cart")


@pytest.mark.parametrize(
    ("phrases", "words"),
    [
        (("a silver key",), ["key"]),
        (("Two oars", "an oar"), ["oar"]),
        (("his spectacles",), ["spectacles"]),
        (("the spinning-wheel", "a tea-tray"), ["spinning-wheel", "tea-tray"]),
        (("a rose-basket",), ["basket"]),
        (("a gyroscope", ""), []),
    ],
)
def test_a_phrase_names_the_last_of_its_words_that_is_known(phrases: tuple[str, ...], words: list[str]) -> None:
    assert words_for_props(phrases) == words


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('[pot]\nwords = "pot jar"\n[jar]\n', "“jar” names both pot and jar"),
        ('[pot]\neveryday = "pan"', "^pot: "),
        ('[pot]\nplace = "kitchen"', "^pot: "),
        ('[pot]\nwhere = "on the moon"', "not “on the moon”"),
    ],
)
def test_a_vocabulary_that_is_wrong_is_refused_in_words(tmp_path: Path, content: str, complaint: str) -> None:
    file = tmp_path / "vocabulary.toml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(VocabularyInvalid, match=complaint):
        load_vocabulary(file)
