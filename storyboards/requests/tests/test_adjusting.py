"""What a reader asks for in one picture alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from characters.editing.tests.books import bible_of, make_book
from characters.models import Analysis
from storyboards.requests import composing
from storyboards.requests.adjusting import UNADJUSTED, AdjustedLook, Adjustments, adjustments_from
from storyboards.requests.facts import SceneToDraw, facts_of

if TYPE_CHECKING:
    from accounts.models import User


@pytest.fixture
def facts(reader: User) -> SceneToDraw:
    """Scene 4: Jim, Silver and the Captain at the quay."""
    vividpage = make_book(reader)
    analysis = Analysis.objects.select_related("scene__vividpage", "setting").get(
        scene__vividpage=vividpage, scene__number=4
    )
    analysis.props, analysis.weather, analysis.weather_confidence = ["lantern", "boat"], "clear", 0.01
    return facts_of(analysis)


def test_adjustments_come_back_from_json_as_they_were() -> None:
    adjustments = Adjustments(
        weather="snow", without=("1",), props=("sword",), looks=(AdjustedLook("2", "hair", "long hair"),)
    )

    assert adjustments_from(json.loads(json.dumps(adjustments.as_json()))) == adjustments
    assert adjustments_from({}) == UNADJUSTED
    assert not UNADJUSTED


def test_both_the_prompt_and_the_drawn_scene_show_what_was_asked_for(facts: SceneToDraw) -> None:
    jim, silver, _ = (shown.character for shown in facts.people)
    before = bible_of(facts.vividpage)
    adjustments = Adjustments(
        weather="snow",
        time_of_day="night",
        distance="close",
        without=(str(silver.pk),),
        props=("sword",),
        no_props=("Lantern",),
        looks=(AdjustedLook(str(jim.pk), "hair", "long green hair"),),
    )

    request = composing.scene_request(facts, adjustments=adjustments)

    assert (request.scene.weather, request.scene.time_of_day, request.scene.distance) == ("snow", "night", "close")
    assert request.scene.props == ("sword", "boat")
    assert [person.name for person in request.scene.people] == ["Jim Hawkins", "the Captain"]
    assert request.scene.people[0].hair == "long green hair"
    assert "long green hair" in request.prompt
    assert "snow" in request.prompt
    assert bible_of(facts.vividpage) == before


def test_a_wish_comes_before_looks_and_names_nobody(facts: SceneToDraw) -> None:
    request = composing.scene_request(facts, wish="Jim stands closer")

    assert "Most important: The" in request.prompt
    assert "stands closer" in request.prompt
    assert "Jim stands" not in request.prompt
    assert "stands closer" in request.tags
    assert request.prompt.index("stands closer") < request.prompt.index("Silver hair")


def test_a_prompt_of_the_readers_own_is_sent_as_it_stands(facts: SceneToDraw) -> None:
    request = composing.scene_request(facts, prompt="A quay, <lora:ships:0.8>", syntax=frozenset({"parentheses"}))

    assert request.prompt == request.tags == "A quay, <lora:ships:0.8>"


def test_what_is_asked_for_once_makes_no_picture_stale(facts: SceneToDraw) -> None:
    digest = composing.digest_of(facts)

    composing.scene_request(facts, adjustments=Adjustments(weather="snow", no_props=("boat",)))

    assert composing.digest_of(facts) == digest


def test_what_a_reader_writes_of_somebody_is_told_to_models(facts: SceneToDraw) -> None:
    jim = facts.people[0].character
    before = composing.digest_of(facts)
    jim.description, jim.personality = "freckles all over", "cheerful and brave"

    scene = composing.scene_request(facts)
    portrait = composing.person_request(jim, facts.scene)

    assert "freckles all over" in scene.prompt
    assert "Bearing and expression: cheerful and brave." in portrait.prompt
    assert composing.digest_of(facts) != before
