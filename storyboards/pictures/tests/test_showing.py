"""Reading what pages show of pictures: all that they need, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import Chapter, Scene
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from storyboards.illustrated.building import illustrated_book
from storyboards.pictures.alt_texts import alt_texts
from storyboards.pictures.queries import pictures_of, shown_scenes
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage


def make_book(reader: User, *, pictures: int) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="Storms")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1, title="The storm")
    for number in range(1, pictures + 1):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Wind.", word_count=1)
        of_reader = {"moment": "Waves break.", "locked": ["moment"]} if number % 2 else {}
        Analysis.objects.create(scene=scene, prompt="p", summary="A storm.", **of_reader)
        add_version(scene)
    return vividpage


def test_what_pages_show_of_pictures_is_read_in_one_query(
    reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vividpage = make_book(reader, pictures=4)

    with django_assert_num_queries(1):
        pictures = pictures_of(shown_scenes(vividpage).order_by("number"), alt_texts({}))

    assert [picture.alt for picture in pictures] == ["Waves break.", "A storm."] * 2
    assert all(picture.image.name and picture.image.width and picture.chapter == 1 for picture in pictures)


def test_an_illustrated_book_reads_its_pictures_with_its_scenes(
    reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    vividpage = make_book(reader, pictures=12)

    with django_assert_max_num_queries(9):
        illustrated_book(vividpage)
