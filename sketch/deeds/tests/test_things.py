"""The thing of a deed: read from its words, as a shape that a hand can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sketch.deeds.things import ThingsInvalid, handled, load_things, standing, unnamed
from sketch.deeds.words import by_weight, forms_of
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "thing", "shape"),
    [
        ("gave him the ring", "", "jewel"),
        ("took the Golden Cap from her cupboard", "", "hat"),
        ("struck me violently with a stick", "", "stick"),
        ("carried two loaves", "bread", "loaf"),
        ("putting his lens in his pocket", "", "lens"),
        ("handed her an urn", "", ""),
        ("was thinking of nothing", "", ""),
    ],
)
def test_what_a_deed_is_done_with_has_a_shape_by_its_kind(words: str, thing: str, shape: str) -> None:
    assert handled(DepictedScene(words=words, thing=thing)) == shape


def test_what_stands_about_is_no_thing_for_a_hand() -> None:
    scene = DepictedScene(words="pushed the boat into the water")

    assert standing(scene) == "boat"


def test_a_word_that_only_points_names_nothing_but_says_that_there_is_something() -> None:
    assert unnamed(DepictedScene(words="gave it to him"))
    assert not unnamed(DepictedScene(words="gave a laugh"))


def test_whence_something_is_taken_comes_after_what_is_taken() -> None:
    assert by_weight("took from the box") == ("took", "from", "the", "box")
    assert by_weight("took, from her cupboard, a cap with a band")[:4] == ("took", "with", "a", "band")


@pytest.mark.parametrize(
    ("verb", "form"), [("chop", "chopped"), ("smoke", "smoking"), ("carry", "carried"), ("sweep", "sweeping")]
)
def test_a_verb_is_known_in_its_forms(verb: str, form: str) -> None:
    assert form in forms_of(verb)


def test_a_noun_that_names_two_shapes_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "things.toml"
    file.write_text('cup = "glass"\nbottle = "glass"\n', encoding="utf-8")

    with pytest.raises(ThingsInvalid, match="glass"):
        load_things(file)


def test_a_shape_without_a_drawing_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "things.toml"
    file.write_text('gyroscope = "gyroscope"\n', encoding="utf-8")

    with pytest.raises(ThingsInvalid, match="gyroscope"):
        load_things(file)
