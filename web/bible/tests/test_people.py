"""The page of a book's people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.bible import cast
from characters.models import Analysis, Character, Presence, Setting

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="Storms", status=VividPage.Status.COMPLETED)


def add_scenes(vividpage: VividPage, count: int) -> list[Scene]:
    chapter = Chapter.objects.create(vividpage=vividpage, number=3)
    return [
        Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Wind.", word_count=1)
        for number in range(1, count + 1)
    ]


def fill(vividpage: VividPage, scenes: list[Scene], people: int) -> None:
    harbour = Setting.objects.create(vividpage=vividpage, name="the harbour", keywords=["fog", "masts"])
    cast_list = [
        Character.objects.create(
            vividpage=vividpage,
            name=f"Person {n}",
            role="major",
            looks=[{"field": "hair", "value": "red hair", "scene": 1, "sentence": "Her hair was red."}],
        )
        for n in range(people)
    ]
    for scene in scenes:
        analysis = Analysis.objects.create(scene=scene, setting=harbour, prompt="p")
        for order, character in enumerate(cast_list):
            Presence.objects.create(analysis=analysis, character=character, order=order)
    for character in cast_list:
        character.changes.create(scene=scenes[0], until=scenes[-1], type="hair", description="She cuts it.")


@pytest.fixture
def page(client: Client, reader: User, vividpage: VividPage) -> Any:
    client.force_login(reader)
    return lambda **asked: client.get(reverse("people", args=[vividpage.pk]), asked).content.decode()


def first_card(vividpage: VividPage) -> cast.CharacterCard:
    members = cast.cast_of(vividpage).leading
    return cast.cards_of(vividpage, members, []).of(members)[0]


def test_a_look_comes_with_the_sentence_that_says_so(vividpage: VividPage, page: Any) -> None:
    fill(vividpage, add_scenes(vividpage, 2), people=1)

    assert "Her hair was red." in page()


def test_a_change_says_from_where_and_to_where_it_holds(vividpage: VividPage, page: Any) -> None:
    fill(vividpage, add_scenes(vividpage, 2), people=1)

    html = page(all="1")

    assert "She cuts it." in html
    assert reverse("read", args=[vividpage.pk, 3]) + "#scene-2" in html


def test_a_place_shows_what_can_be_seen_there(vividpage: VividPage, page: Any) -> None:
    fill(vividpage, add_scenes(vividpage, 1), people=0)

    assert "masts" in page()


def test_before_the_analysis_the_page_says_what_it_waits_for(vividpage: VividPage, page: Any) -> None:
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.WORKING)

    assert "No people yet" in page()


@pytest.mark.parametrize(("scenes", "people"), [(2, 1), (40, 8)])
def test_the_page_takes_the_same_few_queries_however_long_the_book(
    vividpage: VividPage, page: Any, scenes: int, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(vividpage, add_scenes(vividpage, scenes), people)

    with django_assert_max_num_queries(17):
        page()


def test_a_long_list_of_scenes_is_cut_and_counted(vividpage: VividPage) -> None:
    fill(vividpage, add_scenes(vividpage, 20), people=1)

    scenes = first_card(vividpage).scenes

    assert [link.scene for link in scenes.first] == list(range(1, 13))
    assert (scenes.more, scenes.count) == (8, 20)


def test_the_protagonist_stands_before_whoever_is_only_named_more_often(vividpage: VividPage) -> None:
    Character.objects.create(vividpage=vividpage, name="The Captain", role="major", mentions=90)
    Character.objects.create(vividpage=vividpage, name="Jim", role="protagonist", mentions=40)

    assert [member.character.name for member in cast.cast_of(vividpage).leading] == ["Jim", "The Captain"]


def test_what_is_said_twice_in_the_same_words_stands_once(vividpage: VividPage) -> None:
    look = {"field": "eyes", "value": "green eyes", "scene": 1, "sentence": "Green eyes."}
    Character.objects.create(vividpage=vividpage, name="Jim", role="major", looks=[look, look])

    assert [look.phrase for look in first_card(vividpage).looks] == ["green eyes"]


def test_an_animal_is_told_in_words(vividpage: VividPage) -> None:
    Character.objects.create(vividpage=vividpage, name="Toto", role="major", species="dog")

    assert [(look.field, look.phrase) for look in first_card(vividpage).looks] == [("kind of being", "dog")]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Jim Hawkins", "JH"), ("Long John Silver", "LS"), ("the captain", "T"), ("Jim", "J"), ("", "")],
)
def test_a_monogram_is_made_of_the_names_that_are_written_large(name: str, letters: str) -> None:
    assert cast.monogram(name) == letters


def test_people_and_places_come_in_pages(vividpage: VividPage, page: Any) -> None:
    scene = add_scenes(vividpage, 1)[0]
    fill(vividpage, [scene], people=30)
    for number in range(30):
        Setting.objects.create(vividpage=vividpage, name=f"Isle {number}", scene_numbers=[1])

    first, second = page(all="1"), page(all="1", page="2", places="2")

    assert first.count('<article class="person">') == 24
    assert second.count('<article class="person">') == 6
    assert first.count('<article class="place">') == 24
    assert second.count('<article class="place">') == 7
    assert "30 people" in first
    assert "31 places" in first
    assert "?all=1&amp;page=2#people" in first
    assert "?all=1&amp;places=2#places" in first


def test_scenes_that_do_not_fit_on_a_card_are_a_link_away(vividpage: VividPage, page: Any) -> None:
    fill(vividpage, add_scenes(vividpage, 40), people=1)
    somebody = Character.objects.get(vividpage=vividpage)

    assert f'<a href="{reverse("person", args=[vividpage.pk, somebody.pk])}?all=1#scenes">and 28 more</a>' in page(
        all="1"
    )


@pytest.mark.parametrize("of", ["person", "place"])
def test_the_scenes_of_somebody_and_of_a_place_come_in_pages(
    client: Client, reader: User, vividpage: VividPage, of: str
) -> None:
    client.force_login(reader)
    fill(vividpage, add_scenes(vividpage, 40), people=1)
    thing = Character.objects.get() if of == "person" else Setting.objects.get()
    address = reverse(of, args=[vividpage.pk, thing.pk])

    first, second = (client.get(address, {"all": "1", "page": page}).content.decode() for page in (1, 2))

    assert first.count('aria-label="Scene ') == 24
    assert second.count('aria-label="Scene ') == 16
    assert "40 scenes" in first
    assert "40 scenes" in second
