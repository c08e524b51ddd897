"""Whoever can be a hero can be drawn as what they are."""

from __future__ import annotations

import pytest

from authors.tales.world import being_of, beings
from sketch.creatures.anatomy import ThingBody
from sketch.creatures.plan import creature_for
from sketch.scene import DepictedPerson


@pytest.mark.parametrize("key", [being.key for being in beings().values() if not being.is_person])
def test_a_hero_is_drawn_as_themselves(key: str) -> None:
    creature = creature_for(DepictedPerson(key="hero", name="Bo", species=beings()[key].species))

    assert creature is not None
    assert creature.name != "shape", "nobody knows what it looks like"
    assert isinstance(creature.row.body, ThingBody) == beings()[key].is_thing


@pytest.mark.parametrize(("word", "species"), [("teapot", "teapot"), ("digger", "tractor"), ("ship", "boat")])
def test_another_word_for_a_thing_is_drawn_as_what_comes_nearest(word: str, species: str) -> None:
    being = being_of(word)

    assert being is not None
    assert being.species == species
