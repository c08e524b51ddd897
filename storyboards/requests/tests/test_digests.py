"""What a picture was drawn from is known by a digest that outlives versions of VividPages."""

from __future__ import annotations

from typing import Any

import pytest

from books.models import Scene, VividPage
from characters.bible.appearance import Appearance
from characters.models import Analysis, Character, Setting
from storyboards.requests.composing import digest_of, scene_request
from storyboards.requests.facts import SceneToDraw, ShownPerson
from storyboards.styles.resolving import style_for

DRAWN_BY_0_3 = "9327aa491e11279f1dac5a929ae0ff5182eb1d104dc7eb18985c635708637447"
WITH_WISHES_BY_0_3 = "5197b67979f6c380608dee188e460e3eec619e2a4747d8a51ceaa9b4c3d8137a"
"""The digests that version 0.3 has kept with the pictures that it drew of these scenes."""

WORLD = {"country": "England", "dress": "wigs", "technology": "candles", "architecture": "brick houses"}


def facts(seen: str = "Jim hides behind the apple barrel.", **book: Any) -> SceneToDraw:
    """Make a scene as the bible has it, with nothing in the database."""
    vividpage = VividPage(identity="a" * 64, title="The Island", **{"style": "storybook", "period": "1760s", **book})
    scene = Scene(vividpage=vividpage, number=3)
    place = Setting(name="the deck", description="A schooner's deck", keywords=["mast", "barrel"], kind="ship")
    analysis = Analysis(
        scene=scene,
        setting=place,
        place_kind="ship",
        time_of_day="night",
        weather="clear",
        mood="tense",
        props=["barrel"],
        moment="Jim hides.",
        prompt=seen,
    )
    jim = Character(vividpage=vividpage, name="Jim Hawkins", aliases=["Jim"], gender="male", age="child")
    looks = Appearance({"hair": ("brown hair",), "clothes": ("a blue jacket",)}, (("injury", "a bandaged hand"),))
    return SceneToDraw(vividpage, scene, analysis, [ShownPerson(jim, looks, "sitting")], style_for(vividpage))


def test_a_picture_that_an_earlier_version_drew_still_fits() -> None:
    """Nobody pays for a picture again because VividPages asks for it in better words."""
    told = "Jim hides behind the apple barrel. Set in the 1760s. The mood is tense."

    assert digest_of(facts()) == DRAWN_BY_0_3
    assert digest_of(facts(told, custom_instructions="Keep it bright", style="ink"), references=16) == (
        WITH_WISHES_BY_0_3
    )


def test_artists_are_told_what_can_be_seen_at_a_place_and_in_which_time() -> None:
    scene = scene_request(facts()).scene

    assert scene.place_words == ("mast", "barrel")
    assert scene.period == "1760s"
    assert digest_of(facts(period="1890s")) == DRAWN_BY_0_3


def test_where_in_its_book_a_scene_stands_is_told_to_artists_and_makes_no_picture_stale() -> None:
    moved = facts()
    moved.scene.number = 8

    assert scene_request(moved).scene.position == 8
    assert digest_of(moved) == digest_of(facts()) == DRAWN_BY_0_3


def test_what_an_analysis_finds_of_time_and_country_makes_no_picture_stale() -> None:
    assert digest_of(facts(**WORLD)) == DRAWN_BY_0_3
    assert "Time and country: 1760s, England." in scene_request(facts(**WORLD)).prompt


@pytest.mark.parametrize("fact", ["period", "country", "dress", "technology", "architecture"])
def test_what_a_reader_says_of_time_and_country_does(fact: str) -> None:
    said = digest_of(facts(**WORLD, locked=[fact]))

    assert said != DRAWN_BY_0_3
    assert said != digest_of(facts(**{"period": "1760s", **WORLD, fact: "other"}, locked=[fact]))


def test_an_artist_that_reads_no_words_is_told_of_the_time_alone() -> None:
    assert digest_of(facts(**WORLD, locked=["dress"]), reads_words=False) == DRAWN_BY_0_3
    assert digest_of(facts(**WORLD, locked=["period"]), reads_words=False) != DRAWN_BY_0_3


def test_when_a_book_plays_is_told_of_each_of_its_people() -> None:
    scene = scene_request(facts()).scene

    assert scene.period == "1760s"
    assert [person.period for person in scene.people] == ["1760s"]


def test_how_a_service_has_its_words_cleaned_makes_no_picture_stale() -> None:
    assert digest_of(facts("Jim (a boy) hides.")) == digest_of(facts("Jim (a boy) hides."), references=0)
    assert digest_of(facts("Jim (a boy) hides.")) != digest_of(facts("Jim a boy hides."))
