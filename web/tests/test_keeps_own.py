"""Books that bring pictures of their own: their scenes can be left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.choices import Choices
from books.models import BookPicture, Chapter, Scene, VividPage
from books.services import choose_scenes
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from files import store
from storyboards.making.choosing import choose
from storyboards.tests.making import add_version, encoded

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

SCENES = 4
ILLUSTRATED = 2
ORNAMENTED = 3


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A chapter of four scenes; the book illustrates the second, and puts an ornament into the third."""
    vividpage = make_vividpage(owner=reader, title="Alice", scene_count=SCENES, chapter_count=1)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    for number in range(1, SCENES + 1):
        text = f"Alice ran across the hall, {number} times."
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text=text, word_count=7)
        side = {ILLUSTRATED: 400, ORNAMENTED: 60}.get(number)
        if side:
            BookPicture.objects.create(
                chapter=chapter,
                number=number,
                scene=scene,
                after=0,
                image=store.keep(encoded(size=(side, side)), owner=reader.pk, extension="png").name,
                media_type="image/png",
                width=side,
                height=side,
                alt=f"Tenniel’s plate {number}",
                digest=str(number),
            )
    return vividpage


def chosen(vividpage: VividPage) -> list[int]:
    return list(vividpage.scenes.filter(is_chosen=True).order_by("number").values_list("number", flat=True))


def test_scenes_that_the_book_illustrates_are_left_alone_if_the_reader_says_so(vividpage: VividPage) -> None:
    choose(vividpage=vividpage, choices=Choices(keeps_own=True))
    left_alone = chosen(vividpage)
    choose(vividpage=vividpage, choices=Choices())

    assert left_alone == [1, 3, 4]
    assert chosen(vividpage) == [1, 2, 3, 4]


def test_one_picture_for_each_chapter_is_of_a_scene_that_has_none(vividpage: VividPage) -> None:
    VividPage.objects.update(density="per-chapter", keeps_own=True)
    vividpage.refresh_from_db()

    choose_scenes(vividpage=vividpage, rates={1: 0.1, ILLUSTRATED: 0.9, 3: 0.5, 4: 0.2})

    assert chosen(vividpage) == [3]


def test_the_gallery_shows_the_books_own_pictures_beside_ours_as_far_as_it_was_read(
    signed_in: Client, vividpage: VividPage
) -> None:
    first = vividpage.scenes.get(number=1)
    Analysis.objects.create(scene=first, summary="A hall.")
    add_version(first)
    address = reverse("book_pictures", args=[vividpage.pk])

    begun, whole = (signed_in.get(f"{address}{query}").content.decode() for query in ("", "?all=1"))

    assert "Tenniel’s plate 2" not in begun
    assert "Tenniel’s plate 2" in whole
    assert "Tenniel’s plate 3" not in whole
    assert "2 pictures" in whole


def test_the_choice_is_offered_for_books_that_bring_pictures_alone(signed_in: Client, vividpage: VividPage) -> None:
    VividPage.objects.update(status=VividPage.Status.UPLOADED)
    address = reverse("setup", args=[vividpage.pk])

    offered = signed_in.get(address).content.decode()
    BookPicture.objects.all().delete()
    without = signed_in.get(address).content.decode()

    assert 'name="keeps_own"' in offered
    assert "The book brings 1 picture of its own." in offered
    assert 'name="keeps_own"' not in without
