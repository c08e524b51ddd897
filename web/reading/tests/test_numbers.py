"""Numbers in addresses and forms that are no number of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

NUMBERS = ["", "x", "-1", "0", "2.5", "9" * 40, "9" * 5000, "²", "٣"]


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="A Book of Storms")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1)
    return vividpage


@pytest.mark.parametrize("number", NUMBERS)
def test_a_place_that_is_none_is_refused(signed_in: Client, vividpage: VividPage, number: str) -> None:
    response = signed_in.post(reverse("book_place", args=[vividpage.pk]), {"scene": number})

    assert response.status_code in (400, 404)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_page_of_pictures_that_is_none_is_one_that_is(signed_in: Client, vividpage: VividPage, number: str) -> None:
    assert signed_in.get(reverse("book_pictures", args=[vividpage.pk]), {"page": number}).status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 40, "9" * 5000])
def test_a_chapter_that_is_none_is_not_found(signed_in: Client, vividpage: VividPage, number: str) -> None:
    assert signed_in.get(f"/books/{vividpage.pk}/read/{number}/").status_code == 404
