"""The reading view: text, pictures in their places, and the place where one stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.models import Chapter, Reading, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from storyboards.tests.making import add_version
from web.reading import queries

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="Storms", status=VividPage.Status.COMPLETED)


@pytest.fixture
def reading(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def add_chapter(vividpage: VividPage, number: int, **fields: Any) -> Chapter:
    return Chapter.objects.create(vividpage=vividpage, number=number, **fields)


def add_scene(chapter: Chapter, number: int, text: str = "The wind rose.\n\nNobody slept.") -> Scene:
    return Scene.objects.create(
        vividpage=chapter.vividpage, chapter=chapter, number=number, text=text, word_count=len(text.split())
    )


def draw(scene: Scene, summary: str = "", **fields: Any) -> None:
    """Give a scene a picture."""
    add_version(scene, height=360, **fields)
    if summary:
        Analysis.objects.create(scene=scene, summary=summary, prompt="p")


def page(client: Any, vividpage: VividPage, chapter: int) -> str:
    return client.get(reverse("read", args=[vividpage.pk, chapter])).content.decode()


def test_a_chapter_is_read_in_the_order_of_its_scenes(reading: Client, vividpage: VividPage) -> None:
    chapter = add_chapter(vividpage, 1)
    add_scene(chapter, 2, "Second.")
    add_scene(chapter, 1, "First.")

    html = page(reading, vividpage, 1)

    assert html.index("First.") < html.index("Second.")


def test_a_picture_stands_at_the_head_of_its_scene_with_what_is_seen_as_its_words(
    reading: Client, vividpage: VividPage
) -> None:
    scene = add_scene(add_chapter(vividpage, 1), 1, "The wind rose.")
    draw(scene, summary="Mara at the helm in a gale.")

    html = page(reading, vividpage, 1)

    assert 'width="720" height="360" alt="Mara at the helm in a gale."' in html
    assert html.index("Mara at the helm") < html.index("The wind rose.")


def test_a_picture_stands_beside_the_paragraph_of_its_moment_and_quotes_it(
    reading: Client, vividpage: VividPage
) -> None:
    scene = add_scene(add_chapter(vividpage, 1), 1, "The wind rose.\n\nMara seized the helm. It broke.")
    draw(scene, summary="A gale.")
    Analysis.objects.update(moment_start=16, moment_end=37)

    html = page(reading, vividpage, 1)

    assert "<figcaption><q>Mara seized the helm.</q></figcaption>" in html
    assert html.index("The wind rose.") < html.index('class="plate') < html.index("It broke.")


def test_a_picture_that_moderation_hides_is_not_shown(reading: Client, vividpage: VividPage) -> None:
    draw(add_scene(add_chapter(vividpage, 1), 1), moderation="hidden")

    assert "<figure" not in page(reading, vividpage, 1)


def test_a_hidden_picture_is_not_among_the_pictures_either(reading: Client, vividpage: VividPage) -> None:
    draw(add_scene(add_chapter(vividpage, 1), 1), moderation="hidden")

    assert "data-picture" not in reading.get(reverse("book_pictures", args=[vividpage.pk])).content.decode()


def test_the_text_of_a_book_is_never_markup(reading: Client, vividpage: VividPage) -> None:
    add_scene(add_chapter(vividpage, 1, title="<i>One</i>"), 1, "<script>alert(1)</script>")

    html = page(reading, vividpage, 1)

    assert "<script>alert" not in html
    assert "<i>One</i>" not in html


def test_a_verse_keeps_its_lines(reading: Client, vividpage: VividPage) -> None:
    add_scene(add_chapter(vividpage, 1), 1, "Fifteen men\non a dead man's chest")

    assert '<p class="verse" id="scene-1-p-0" data-paragraph="0">Fifteen men\non a dead' in page(reading, vividpage, 1)


def test_prose_with_line_breaks_is_not_set_as_verse(reading: Client, vividpage: VividPage) -> None:
    add_scene(add_chapter(vividpage, 1), 1, "The wind rose and rose. " * 6 + "\nNobody slept.")

    assert '<p class="lines" id="scene-1-p-0" data-paragraph="0">The wind rose' in page(reading, vividpage, 1)


def test_front_matter_is_read_too(reading: Client, vividpage: VividPage) -> None:
    add_chapter(vividpage, 1, kind="front", title="Dedication", matter="To the sea.\n\nAnd to Per.")

    html = page(reading, vividpage, 1)

    assert "<p>To the sea.</p>" in html
    assert "<p>And to Per.</p>" in html


def test_a_part_is_announced_where_it_begins_and_only_there(vividpage: VividPage) -> None:
    for number in (1, 2):
        add_scene(add_chapter(vividpage, number, part="Book the First"), number)

    opens = [queries.read_chapter(vividpage, number).opens_part for number in (1, 2)]
    assert opens == [True, False]


def test_chapters_without_a_title_are_counted_through_the_story(vividpage: VividPage) -> None:
    add_chapter(vividpage, 1, kind="front", title="Dedication")
    add_chapter(vividpage, 2)

    assert [entry.title for entry in queries.contents_of(vividpage)] == ["Dedication", "Chapter 1"]


def test_the_first_chapter_leads_only_on_and_the_last_only_back(reading: Client, vividpage: VividPage) -> None:
    for number in (1, 2):
        add_scene(add_chapter(vividpage, number), number)

    first, last = page(reading, vividpage, 1), page(reading, vividpage, 2)

    assert 'class="turn-previous"' not in first
    assert 'rel="next" href' in first
    assert 'class="turn-previous"' in last
    assert 'rel="next" href' not in last


def test_a_chapter_that_the_book_does_not_have_is_not_found(reading: Client, vividpage: VividPage) -> None:
    add_chapter(vividpage, 1)

    assert reading.get(reverse("read", args=[vividpage.pk, 9])).status_code == 404


@pytest.mark.parametrize("scenes", [2, 40])
def test_reading_takes_the_same_few_queries_however_many_scenes(
    reading: Client, vividpage: VividPage, scenes: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = add_chapter(vividpage, 1)
    for number in range(1, scenes + 1):
        draw(add_scene(chapter, number), summary="Rain.")

    with django_assert_max_num_queries(12):
        page(reading, vividpage, 1)


@pytest.mark.parametrize("scenes", [2, 40])
def test_the_pictures_take_the_same_few_queries_however_many(
    reading: Client, vividpage: VividPage, scenes: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = add_chapter(vividpage, 1)
    for number in range(1, scenes + 1):
        draw(add_scene(chapter, number), summary="Rain.")

    with django_assert_max_num_queries(14):
        reading.get(reverse("book_pictures", args=[vividpage.pk]))


def test_reading_begins_where_the_story_does(reading: Client, vividpage: VividPage) -> None:
    add_chapter(vividpage, 1, kind="front", matter="To the sea.")
    add_chapter(vividpage, 2)

    assert reading.get(reverse("book_resume", args=[vividpage.pk])).headers["Location"] == reverse(
        "read", args=[vividpage.pk, 2]
    )


def test_reading_goes_on_where_it_stopped(reading: Client, vividpage: VividPage) -> None:
    for number in (1, 2):
        add_scene(add_chapter(vividpage, number), number)
    reading.post(reverse("book_place", args=[vividpage.pk]), {"scene": "2"})

    response = reading.get(reverse("book_resume", args=[vividpage.pk]))

    assert response.headers["Location"] == reverse("read", args=[vividpage.pk, 2]) + "#scene-2"


def test_a_book_that_is_not_read_in_yet_leads_back_to_its_making(reading: Client, vividpage: VividPage) -> None:
    assert reading.get(reverse("book_resume", args=[vividpage.pk])).headers["Location"] == reverse(
        "book", args=[vividpage.pk]
    )


@pytest.mark.parametrize(("scene", "status"), [("7", 404), ("x", 400), ("", 400), ("99999999999999999999", 404)])
def test_a_place_that_is_none_is_not_kept(reading: Client, vividpage: VividPage, scene: str, status: int) -> None:
    add_scene(add_chapter(vividpage, 1), 1)

    assert reading.post(reverse("book_place", args=[vividpage.pk]), {"scene": scene}).status_code == status
    assert not Reading.objects.exists()


def test_what_a_book_emphasises_is_shown_so(reading: Client, vividpage: VividPage) -> None:
    scene = add_scene(add_chapter(vividpage, 1), 1, "The wind rose.\n\nHe never slept.")
    scene.marks = [[19, 24, "emphasis"]]
    scene.save()

    assert ">He <em>never</em> slept.</p>" in page(reading, vividpage, 1)


def test_markup_in_the_text_of_a_book_is_shown_as_text(reading: Client, vividpage: VividPage) -> None:
    scene = add_scene(add_chapter(vividpage, 1), 1, "<img src=x onerror=go()>")
    scene.marks = [[0, 4, "strong"]]
    scene.save()

    assert "<strong>&lt;img</strong> src=x onerror=go()&gt;" in page(reading, vividpage, 1)
