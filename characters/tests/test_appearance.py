from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.bible.queries import appearance_at, appearances_at, chapter_texts
from characters.models import Character

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    for number in range(1, 6):
        Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Text.", word_count=1)
    return vividpage


@pytest.fixture
def scene(vividpage: VividPage) -> Any:
    return lambda number: vividpage.scenes.get(number=number)


@pytest.fixture
def elara(vividpage: VividPage) -> Character:
    looks = [
        {"field": "hair", "value": "long silver hair", "scene": 1, "sentence": ""},
        {"field": "clothes", "value": "grey cloak", "scene": 1, "sentence": ""},
    ]
    return Character.objects.create(vividpage=vividpage, name="Elara", looks=looks)


def test_a_change_of_hair_shows_from_its_scene_on(elara: Character, scene: Any) -> None:
    elara.changes.create(scene=scene(3), type="hair", prompt_modifier="short black hair")

    assert "long silver hair" in appearance_at(elara, scene(2)).prompt
    assert "short black hair" in appearance_at(elara, scene(3)).prompt
    assert "long silver hair" not in appearance_at(elara, scene(5)).prompt


def test_a_change_that_ends_shows_up_to_the_scene_before_its_end(elara: Character, scene: Any) -> None:
    elara.changes.create(scene=scene(2), until=scene(4), type="injury", prompt_modifier="bandaged left arm")

    shown = ["bandaged left arm" in appearance_at(elara, scene(number)).prompt for number in range(1, 6)]
    assert shown == [False, True, True, False, False]


def test_borrowed_clothes_take_the_place_of_the_usual_ones(elara: Character, scene: Any) -> None:
    elara.changes.create(scene=scene(2), until=scene(3), type="outfit", prompt_modifier="scarlet coat")

    assert appearance_at(elara, scene(2)).get("clothes") == "scarlet coat"
    assert appearance_at(elara, scene(3)).get("clothes") == "grey cloak"


def test_a_dressing_gown_is_worn_only_where_the_text_shows_it(elara: Character, scene: Any) -> None:
    elara.looks.append({"field": "clothes", "value": "purple dressing-gown", "scene": 2, "sentence": ""})
    elara.save()

    worn = [appearance_at(elara, scene(number)).get("clothes") for number in range(1, 4)]
    assert worn == ["grey cloak", "purple dressing-gown, grey cloak", "grey cloak"]


def test_the_latest_of_two_changes_of_a_kind_holds(elara: Character, scene: Any) -> None:
    elara.changes.create(scene=scene(2), type="hair", prompt_modifier="short hair")
    elara.changes.create(scene=scene(4), type="hair", prompt_modifier="a shaven head")

    assert appearance_at(elara, scene(5)).get("hair") == "a shaven head"


def test_everybody_in_a_scene_is_read_with_two_queries(
    vividpage: VividPage, scene: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [Character.objects.create(vividpage=vividpage, name=f"P{n}") for n in range(6)]

    first = scene(1)

    with django_assert_num_queries(2):
        assert len(appearances_at(first, [person.pk for person in people])) == 6


def test_analysts_count_the_chapters_of_the_story_alone(vividpage: VividPage) -> None:
    Chapter.objects.create(vividpage=vividpage, number=0, kind=Chapter.Kind.FRONT)
    second = Chapter.objects.create(vividpage=vividpage, number=2)

    assert [text.number for text in chapter_texts(vividpage)] == [1, 2]
    assert [text.number for text in chapter_texts(vividpage, chapters=[second.pk])] == [2]
