"""Whoever acts in a text stands in its picture, as who they are."""

from __future__ import annotations

import pytest

from authors.contract import Material, Memory, Outline
from authors.tales.acting import acting, strangers
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief
from authors.tales.checking import check
from authors.tales.plots import Plot, plots


def _outline(theme: str, **fields: object) -> Outline:
    brief = ChildrensBrief.model_validate({"theme": theme, "age": "6-8", **fields})
    return TalesAuthor().outline(brief, memory=Memory(), material=Material())


def _plot(name: str) -> Plot:
    return next(plot for plot in plots() if plot.name == name)


@pytest.mark.parametrize("tone", ["warm", "funny", "quiet", "adventurous"])
def test_those_for_whom_things_are_made_come_to_fetch_them_and_come_back(tone: str) -> None:
    outline = _outline("a rabbit who makes a present for his grandmother", tone=tone)
    met = {person.name for part in outline.parts if part.depiction for person in part.depiction.people}

    makers = {"the bell ringer", "the woman from the windy shop", "the shepherd", "the bicycle man"}
    makers |= {"the boy with the hill", "the lady with the pram"}
    assert len(met & makers) == 3
    assert {person.name for person in outline.people} == met
    assert all(person.looks for person in outline.people if person.name in makers)


def test_a_part_has_whom_its_own_words_tell_of() -> None:
    outline = _outline("a hedgehog detective")
    for part in outline.parts:
        text, people = (
            part.details["text"],
            {person.name for person in part.depiction.people} if part.depiction else set(),
        )
        for name in ("the carpenter", "the barber", "Miss Quill", "Mr. Tansy"):
            assert f"said {name}" not in text or name in people, part.key


def test_beasts_of_older_children_wear_clothes_and_those_of_small_ones_do_not() -> None:
    older, young = _outline("a hedgehog detective"), _outline("a fox who is afraid of the dark", age="3-5")

    assert {person.is_clothed for person in older.people if person.species != "human"} == {True}
    assert {person.is_clothed for person in young.people if person.species != "human"} == {None}


def test_who_speaks_and_who_does_something_is_seen_by_a_rule() -> None:
    text = "“Help!” said the barber. Mr. Tansy had a brush.\n\nThe carpenter fell over. “The queen,” said a voice."

    assert acting(text, ["the barber", "Mr. Tansy", "the carpenter", "the queen"]) == {"the barber", "the carpenter"}
    assert acting("The seal pup felt.", ["the seal", "the seal pup"]) == {"the seal pup"}
    assert strangers(text, ["the carpenter"]) == {"the barber"}


def test_the_check_names_who_is_missing_in_a_picture_and_who_is_nobody() -> None:
    plot = _plot("missing-letters")
    angry = next(beat for beat in plot.beats if beat.key == "angry")
    alone = angry.model_copy(update={"people": ("H:lying",)})
    without = plot.model_copy(update={"beats": tuple(alone if beat is angry else beat for beat in plot.beats)})
    nobody = plot.model_copy(update={"extras": {}})

    assert any("acts, and is not in the picture" in fault.words for fault in check(without))
    assert any("is nobody of the story" in fault.words for fault in check(nobody))
