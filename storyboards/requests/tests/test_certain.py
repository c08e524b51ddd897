"""What is not sure is shown from afar, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysts.certainty import SURE_NIGHT
from characters.editing import scenes
from characters.editing.tests.books import make_book
from characters.models import Analysis, Presence
from storyboards.requests.composing import digest_of, scene_request
from storyboards.requests.facts import facts_of

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """Make a book whose first scene has Jim, who greets the Captain with a chest in the inn."""
    book = make_book(reader)
    of_scene = Analysis.objects.filter(scene__number=1)
    of_scene.update(
        deed="giving",
        deed_thing="chest",
        deed_words="gave him the chest",
        relation="giving",
        deed_confidence=0.9,
        place_confidence=0.9,
        prompt="Jim gives the Captain a chest.",
        props=["chest", "lamp", "rope"],
    )
    for name, part in (("Jim Hawkins", "actor"), ("the Captain", "object")):
        Presence.objects.filter(analysis__scene__number=1, character__name=name).update(part=part, confidence=0.9)
    return book


def request() -> Any:
    return scene_request(facts_of(Analysis.objects.select_related("scene__vividpage", "setting").get(scene__number=1)))


def unsure(**confidences: float) -> None:
    Analysis.objects.filter(scene__number=1).update(**confidences)


def people(name: str, confidence: float) -> None:
    Presence.objects.filter(analysis__scene__number=1, character__name=name).update(confidence=confidence)


def test_what_is_sure_is_shown(vividpage: VividPage) -> None:
    drawn = request()

    assert drawn.prompt.startswith("The man gives the captain a chest.")
    assert (drawn.scene.place, drawn.scene.deed) == ("tavern", "giving")
    assert (drawn.scene.thing, drawn.scene.words) == ("chest", "gave him the chest")
    assert [(one.name, one.part, one.is_vague) for one in drawn.scene.people] == [
        ("Jim Hawkins", "actor", False),
        ("the Captain", "object", False),
    ]


def test_a_deed_that_may_be_wrong_is_left_out_with_its_words(vividpage: VividPage) -> None:
    unsure(deed_confidence=0.4)
    drawn = request()

    assert "giv" not in drawn.prompt
    assert (drawn.scene.deed, drawn.scene.relation) == ("unknown", "unknown")
    assert drawn.scene.props == ("chest",)
    assert (drawn.scene.thing, drawn.scene.words) == ("", "")
    assert {one.part for one in drawn.scene.people} == {"present"}
    assert "The captain: the Captain hair." in drawn.prompt


def test_nobody_takes_the_pose_of_a_deed_that_is_left_out(vividpage: VividPage, reader: User) -> None:
    Presence.objects.filter(analysis__scene__number=1).update(pose="running")
    unsure(deed_confidence=0.4)
    assert {one.pose for one in request().scene.people} == {"standing"}

    analysis = Analysis.objects.select_related("scene").get(scene__number=1)
    jim = vividpage.characters.get(name="Jim Hawkins")
    scenes.set_people(analysis=analysis, people=[scenes.CharacterInScene(jim, pose="running")], by=reader)
    assert {one.pose for one in request().scene.people} == {"running"}


def test_a_deed_of_somebody_who_may_not_be_there_is_left_out(vividpage: VividPage) -> None:
    people("Jim Hawkins", 0.5)

    assert request().scene.deed == "unknown"


def test_a_place_that_may_be_wrong_is_no_place(vividpage: VividPage) -> None:
    unsure(place_confidence=0.1)
    drawn = request()

    assert (drawn.scene.place, drawn.scene.place_key, drawn.scene.indoors) == ("unknown", "", True)
    assert "inn" not in drawn.prompt.split()


def test_a_place_that_is_not_sure_gives_way_to_the_words_of_the_moment(vividpage: VividPage) -> None:
    Analysis.objects.filter(scene__number=1).update(moment="They sat down in the garden.", place_confidence=0.9)
    assert request().scene.place == "tavern"

    unsure(place_confidence=0.3)
    assert (request().scene.place, request().scene.indoors) == ("garden", False)
    assert "A garden." in request().prompt

    Analysis.objects.filter(scene__number=1).update(moment="They went from the garden into the kitchen.")
    assert request().scene.place == "tavern"


def test_weather_that_may_be_wrong_is_none(vividpage: VividPage) -> None:
    Analysis.objects.filter(scene__number=1).update(weather="storm", weather_confidence=0.9)
    assert request().scene.weather == "storm"

    unsure(weather_confidence=0.45)
    assert request().scene.weather == "unknown"


def test_a_night_has_to_be_sure_and_no_other_hour(vividpage: VividPage) -> None:
    Analysis.objects.filter(scene__number=1).update(
        time_of_day="night", light="moonlight", time_confidence=SURE_NIGHT - 0.05
    )
    assert (request().scene.time_of_day, request().scene.light) == ("unknown", "unknown")

    Analysis.objects.filter(scene__number=1).update(time_of_day="evening")
    assert request().scene.time_of_day == "evening"


def test_who_may_be_there_is_far_off_and_who_hardly_is_is_not_there(vividpage: VividPage) -> None:
    people("the Captain", 0.5)
    drawn = request()

    assert [(one.name, one.is_vague) for one in drawn.scene.people] == [("Jim Hawkins", False), ("the Captain", True)]
    assert "The figure: small in the distance, seen from behind." in drawn.prompt
    assert "Captain" not in drawn.prompt

    people("the Captain", 0.2)

    assert [one.name for one in request().scene.people] == ["Jim Hawkins"]


def test_nothing_is_ever_asked_for_in_no_words(vividpage: VividPage) -> None:
    unsure(deed_confidence=0.1, place_confidence=0.1)
    Presence.objects.update(confidence=0.1)

    assert request().prompt.startswith("Indoors. ")


def test_what_a_reader_says_is_sure(vividpage: VividPage, reader: User) -> None:
    unsure(deed_confidence=0.1)
    analysis = Analysis.objects.select_related("scene").get(scene__number=1)
    jim = vividpage.characters.get(name="Jim Hawkins")

    scenes.set_deed(analysis=analysis, deed="reading", actor=jim, thing="map", by=reader)

    assert request().prompt.startswith("The man is reading a map.")


def test_a_picture_fits_no_longer_once_something_is_not_sure_any_more(vividpage: VividPage) -> None:
    def digest() -> str:
        analysis = Analysis.objects.select_related("scene__vividpage", "setting").get(scene__number=1)
        return digest_of(facts_of(analysis))

    sure = digest()
    unsure(deed_confidence=0.8)
    assert digest() == sure
    unsure(deed_confidence=0.4)
    assert digest() != sure
