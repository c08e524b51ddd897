"""The pages of somebody and of a place, and the companion of the reading view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.services import set_position
from books.tests.vividpages import make_vividpage
from characters.bible.story_so_far import EVERYTHING, StorySoFar
from characters.models import Analysis, Character, Presence, Quote, Setting
from web.bible.company import exchanges_around

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

TEXTS = (
    "Jim met Silver at the inn. “Good day,” said Jim. “Good day, lad,” said Silver. Ben Gunn was spoken of.",
    "Jim and Silver sat at the inn. Jim had blue eyes. “Here,” said Silver.",
    "On the island stood Ben Gunn. Jim had brown eyes.",
)


@pytest.fixture
def book(reader: User) -> VividPage:
    """Three chapters of a scene each, of which two have been read."""
    book = make_vividpage(owner=reader, title="Gold", status="completed", scene_count=len(TEXTS))
    scenes = []
    for n, text in enumerate(TEXTS, 1):
        chapter = Chapter.objects.create(vividpage=book, number=n, title=f"Part {n}")
        scenes.append(Scene.objects.create(vividpage=book, chapter=chapter, number=n, text=text, word_count=9))
    looks = [
        {"field": "eyes", "value": "blue eyes", "scene": 2, "sentence": "Jim had blue eyes."},
        {"field": "eyes", "value": "brown eyes", "scene": 3, "sentence": "Jim had brown eyes."},
    ]
    jim = Character.objects.create(vividpage=book, name="Jim", scene_numbers=[1, 2, 3], looks=looks, gender="male")
    silver = Character.objects.create(vividpage=book, name="Silver", scene_numbers=[1, 2], aliases=["Long John"])
    ben = Character.objects.create(vividpage=book, name="Ben Gunn", scene_numbers=[1, 3])
    inn = Setting.objects.create(vividpage=book, name="the inn", kind="tavern", scene_numbers=[1, 2])
    for scene, people in zip(scenes, ([jim, silver], [jim, silver], [ben, jim]), strict=True):
        analysis = Analysis.objects.create(scene=scene, prompt="p", setting=inn if scene.number < 3 else None)
        for order, person in enumerate(people):
            Presence.objects.create(analysis=analysis, character=person, order=order, action="sits")
    for scene, start, text, speaker in (
        (scenes[0], 30, "Good day", jim),
        (scenes[0], 60, "Good day, lad", silver),
        (scenes[1], 50, "Here", silver),
        (scenes[2], 2, "Cheese", ben),
        (scenes[2], 9, "None", jim),
    ):
        Quote.objects.create(scene=scene, start=start, end=start + 5, text=text, speaker=speaker)
    set_position(reader=reader, scene=scenes[1])
    return book


@pytest.fixture
def page(client: Client, reader: User, book: VividPage) -> Any:
    client.force_login(reader)

    def get(name: str, *arguments: object, part: bool = False, **query: str) -> str:
        headers = {"HX-Request": "true"} if part else {}
        return client.get(reverse(name, args=[book.pk, *arguments]), query, headers=headers).content.decode()

    return get


def person(book: VividPage, name: str) -> Character:
    return book.characters.get(name=name)


def test_a_person_has_their_looks_with_the_sentence_and_the_way_to_its_scene(page: Any, book: VividPage) -> None:
    html = page("person", person(book, "Jim").pk)

    assert "Jim had blue eyes." in html
    assert reverse("read", args=[book.pk, 2]) + "#scene-2" in html


def test_what_the_book_says_both_ways_is_listed_once_both_have_been_read(page: Any, book: VividPage) -> None:
    assert "contradicts itself" not in page("person", person(book, "Jim").pk)
    assert "contradicts itself" in page("person", person(book, "Jim").pk, all="1")


def test_a_person_is_shown_with_what_they_say_and_with_whom(page: Any, book: VividPage) -> None:
    html = page("person", person(book, "Jim").pk)

    assert "Good day" in html
    assert '<svg class="graph"' in html
    assert "Silver" in html
    assert "Ben Gunn" not in html.split('id="company"')[1]


def test_a_name_that_is_not_used_yet_is_no_other_name(page: Any, book: VividPage) -> None:
    assert "Long John" not in page("person", person(book, "Silver").pk)


def test_somebody_of_another_book_is_not_found(client: Client, reader: User, book: VividPage) -> None:
    client.force_login(reader)
    elsewhere = make_vividpage(owner=reader, title="Other")
    other = Character.objects.create(vividpage=elsewhere, name="Other")

    for pk in (other.pk, uuid4()):
        assert client.get(reverse("person", args=[book.pk, pk])).status_code == 404


def test_a_place_tells_its_kind_its_scenes_and_who_was_there(page: Any, book: VividPage) -> None:
    html = page("place", Setting.objects.get(name="the inn").pk)

    assert "tavern" in html
    assert "2 scenes" in html
    assert "Silver" in html


def test_the_companion_tells_no_more_than_its_own_scene(page: Any, book: VividPage) -> None:
    html = page("companion", 1, part=True)

    assert "Silver" in html
    assert "Only mentioned here" in html  # Ben Gunn
    assert "blue eyes" not in html
    assert "<html" not in html


def test_the_companion_knows_what_somebody_looks_like_by_its_scene(page: Any) -> None:
    assert "blue eyes" in page("companion", 2, part=True)


def test_the_companion_of_a_scene_that_is_not_read_asks_first(page: Any) -> None:
    html = page("companion", 3)

    assert "You have not read this far" in html
    assert "Ben Gunn" not in html


@pytest.mark.parametrize("people", [2, 30])
def test_the_companion_takes_the_same_few_queries_however_many_are_there(
    page: Any, book: VividPage, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    scene = book.scenes.get(number=1)
    for n in range(people):
        Presence.objects.create(
            analysis=scene.analysis,
            order=n + 9,
            character=Character.objects.create(vividpage=book, name=f"Man {n}", scene_numbers=[1]),
        )

    with django_assert_max_num_queries(13):
        page("companion", 1, part=True)


def test_what_somebody_may_or_may_not_have_said_is_not_shown(page: Any, book: VividPage) -> None:
    jim = person(book, "Jim")
    said = {"Ay, ay": None, "Not I": 0.99, "Perhaps": 0.6}
    for n, (text, confidence) in enumerate(said.items()):
        Quote.objects.create(
            scene=book.scenes.get(number=1), start=n, end=n, text=text, speaker=jim, confidence=confidence
        )
    shown = page("person", jim.pk, all="1")

    assert [text for text in said if text in shown] == ["Ay, ay", "Not I"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_person_takes_the_same_few_queries_however_long_the_book(
    page: Any, book: VividPage, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = book.chapters.get(number=3)
    jim = person(book, "Jim")
    for n in range(4, 4 + count):
        scene = Scene.objects.create(vividpage=book, chapter=chapter, number=n, text="Jim.", word_count=1)
        analysis = Analysis.objects.create(scene=scene, prompt="p")
        Presence.objects.create(analysis=analysis, character=jim, order=0)
        Quote.objects.create(scene=scene, start=0, end=3, text="Ay", speaker=jim)

    with django_assert_max_num_queries(20):
        page("person", jim.pk, all="1")


def test_the_word_passes_between_those_who_speak_one_after_the_other(book: VividPage) -> None:
    jim, silver, ben = (person(book, name) for name in ("Jim", "Silver", "Ben Gunn"))
    Quote.objects.all().delete()
    for scene, speakers in {1: (jim, jim, silver, jim, None, ben), 2: (silver,), 3: (silver, ben)}.items():
        for start, speaker in enumerate(speakers):
            Quote.objects.create(
                scene=book.scenes.get(number=scene), start=start, end=start, text="Ay", speaker=speaker
            )

    assert exchanges_around(jim, EVERYTHING) == {frozenset((jim.pk, silver.pk)): 2}
    assert exchanges_around(silver, EVERYTHING) == {
        frozenset((jim.pk, silver.pk)): 2,
        frozenset((silver.pk, ben.pk)): 1,
    }
    assert exchanges_around(silver, StorySoFar(2)) == {frozenset((jim.pk, silver.pk)): 2}
