"""What artists are asked for, from the database on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from analysts.bible import Stranger, World
from characters.editing import worlds
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character, Setting
from providers.services import service_named
from storyboards.requests import composing
from storyboards.requests.facts import facts_of
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

WORLD = World("1760s", "England", "tricorn hats", "flintlock pistols", "timbered inns")
HOSTILE = "<lora:evil:2> (gore:1.9) [a:b:0.5] {c|d} BREAK AND embedding:evil https://evil.example --no clothes"
COMMANDS = ("lora", ":1.9", ":0.5", "|", "BREAK", "AND", "embedding:", "https:", "--no", "[a:")
WEB_UI = service_named("automatic1111").prompt_syntax


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    book = make_book(reader)
    worlds.keep_world(vividpage=book, world=WORLD)
    book.refresh_from_db()
    return book


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return Character.objects.select_related("first_scene").get(vividpage=vividpage, name="Jim Hawkins")


@pytest.fixture
def inn(vividpage: VividPage) -> Setting:
    return Setting.objects.get(vividpage=vividpage, name="the inn")


def scene_facts(number: int = 1) -> Any:
    return facts_of(Analysis.objects.select_related("scene__vividpage", "setting").get(scene__number=number))


def test_a_portrait_says_gender_age_looks_and_time(jim: Character) -> None:
    Character.objects.filter(pk=jim.pk).update(age="child")
    jim.refresh_from_db()
    told = composing.person_request(jim, jim.first_scene).prompt

    assert told.startswith("Half-length portrait of a boy alone")
    assert "light background. Jim Hawkins hair. " in told
    assert "Time and country: 1760s, England. Clothes are of that time: tricorn hats." in told
    assert "head and shoulders" not in told


def test_places_and_scenes_say_the_time_too(inn: Setting) -> None:
    for told in (composing.place_request(inn).prompt, composing.scene_request(scene_facts()).prompt):
        assert "Time and country: 1760s, England." in told
        assert "timbered inns" in told


def test_what_was_wrong_is_left_out_where_a_model_heeds_that(jim: Character) -> None:
    request = composing.person_request(jim, jim.first_scene, wish="too old")

    assert request.negative_prompt.endswith(", too old")
    assert "too old" not in request.tags


def test_each_reference_says_what_it_shows(vividpage: VividPage, jim: Character, inn: Setting) -> None:
    for target in (jim, inn):
        add_version(target)
    sent = composing.scene_request(scene_facts(), references=3).references

    assert [(one.name, one.shows, one.looks) for one in sent] == [
        ("the man", "person", "man, Jim Hawkins hair"),
        ("the inn", "place", ""),
    ]


def all_words(request: Any) -> str:
    """Return whatever a service could be sent of a request."""
    references = [words for one in request.references for words in (one.name, one.looks)]
    return "\n".join([request.prompt, request.tags, *references])


def test_nothing_that_a_book_or_a_model_says_is_a_command_to_the_service(
    vividpage: VividPage, jim: Character, inn: Setting
) -> None:
    jim.looks = [{"field": "hair", "value": f"red {HOSTILE}", "scene": 1, "sentence": "s"}]
    jim.name, jim.aliases = f"Jim {HOSTILE}", [f"Jack {HOSTILE}"]
    jim.save()
    inn.name, inn.description, inn.keywords = f"inn {HOSTILE}", f"low {HOSTILE}", [f"beam {HOSTILE}"]
    inn.save()
    jim.changes.create(scene=jim.first_scene, type="injury", description="", prompt_modifier=f"scar {HOSTILE}")
    Analysis.objects.filter(scene__number=1).update(prompt=f"{jim.name} waits. {HOSTILE}")
    worlds.keep_world(vividpage=vividpage, world=World(HOSTILE[:50], HOSTILE[:50], HOSTILE, HOSTILE, HOSTILE))
    vividpage.refresh_from_db()
    for target in (jim, inn):
        add_version(target)

    requests = (
        composing.scene_request(scene_facts(), references=3, syntax=WEB_UI),
        composing.person_request(jim, jim.first_scene, syntax=WEB_UI),
        composing.place_request(inn, syntax=WEB_UI),
    )

    for request in requests:
        told = all_words(request)
        assert "gore" in told  # the words stay
        assert [command for command in COMMANDS if command in told] == []


def test_a_readers_own_wishes_are_sent_as_they_are(vividpage: VividPage) -> None:
    vividpage.custom_instructions = "<lora:my-style:0.8>"
    vividpage.save()

    assert "<lora:my-style:0.8>" in composing.scene_request(scene_facts(), syntax=WEB_UI).prompt


def test_somebody_of_whom_only_a_command_is_known_is_a_person(jim: Character) -> None:
    jim.name, jim.aliases, jim.gender = "<lora:evil:2>", [], "unknown"
    jim.save()

    assert (
        "Half-length portrait of a person alone" in composing.person_request(jim, jim.first_scene, syntax=WEB_UI).prompt
    )


def with_strangers(*strangers: Stranger, **analysed: Any) -> Any:
    Analysis.objects.filter(scene__number=1).update(strangers=[asdict(one) for one in strangers], **analysed)
    return composing.scene_request(scene_facts())


def test_who_has_no_name_is_drawn_and_told_by_their_words(vividpage: VividPage) -> None:
    woman = Stranger(
        "an old woman with a basket", "woman", gender="female", age="old", looks="old, with a basket", part="actor"
    )
    men = Stranger("two men", "man", count=2, gender="male", confidence=0.8)

    request = with_strangers(woman, men, prompt="An old woman with a basket is stopping Jim Hawkins.", deed="holding")

    assert request.scene is not None
    drawn = [(one.name, one.gender, one.age, one.part) for one in request.scene.people]
    assert drawn[0] == ("an old woman with a basket", "female", "old", "actor")
    assert [one for one in drawn if one[0] == "two men"] == [("two men", "male", "", "present")] * 2
    assert len({one.key for one in request.scene.people}) == len(request.scene.people)
    assert request.prompt.startswith("The old woman with a basket is stopping the man.")
    assert "Also there: two men" in request.prompt


def test_many_without_a_name_are_a_crowd_and_who_is_not_sure_is_left_out(vividpage: VividPage) -> None:
    sailors = Stranger("some ragged sailors", "sailor", count=0, looks="ragged", confidence=0.7)
    perhaps = Stranger("a boy", "boy", gender="male", age="child", confidence=0.3)

    scene = with_strangers(sailors, perhaps).scene

    assert scene is not None
    assert [(one.name, one.is_group) for one in scene.people if one.name != "Jim Hawkins"][-1:] == [
        ("some ragged sailors", True)
    ]
    assert "a boy" not in [one.name for one in scene.people]


def test_a_deed_that_is_not_sure_is_nobodys(vividpage: VividPage) -> None:
    sailor = Stranger("a sailor", "sailor", gender="male", part="actor", confidence=0.9)

    scene = with_strangers(sailor, deed="holding", deed_confidence=0.1).scene

    assert scene is not None
    assert {one.part for one in scene.people} == {"present"}
