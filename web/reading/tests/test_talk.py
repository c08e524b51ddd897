"""A face stands beside each turn of talk in the reading view."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Character, Quote

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_vividpage(owner=reader, title="Talk", style="storybook", image_model="sketch")
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    anne = Character.objects.create(
        vividpage=vividpage, name="Lady Anne", aliases=["the stranger"], scene_numbers=[1, 2]
    )
    for number, text in enumerate(("“Go,” said the stranger.", "“Stay,” said Lady Anne, and laughed."), 1):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text=text, word_count=5)
        end = text.index("”")
        Quote.objects.create(scene=scene, start=1, end=end, text=text[1:end], speaker=anne, confidence=0.99)
    return vividpage


def test_a_face_stands_beside_each_turn_and_is_called_what_is_known_by_then(
    signed_in: Client, vividpage: VividPage
) -> None:
    html = signed_in.get(reverse("read", args=[vividpage.pk, 1])).content.decode()
    anne = Character.objects.get()

    first, second = (html.index(f'id="scene-{number}-p-0"') for number in (1, 2))
    assert reverse("face", args=[vividpage.pk, 1, anne.pk, "speaking"]) in html[first:second]
    assert 'alt="the stranger:"' in html[first:second]
    assert reverse("face", args=[vividpage.pk, 2, anne.pk, "laughing"]) in html[second:]
    assert 'alt="Lady Anne:"' in html[second:]


def test_a_face_is_sent_to_the_books_reader_alone(
    signed_in: Client, client: Client, stranger: User, vividpage: VividPage
) -> None:
    address = reverse("face", args=[vividpage.pk, 1, Character.objects.get().pk, "speaking"])

    response = signed_in.get(address)

    assert response.headers["Content-Type"] == "image/webp"
    assert response.content[8:12] == b"WEBP"
    again = signed_in.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    kept = [answer.headers["Cache-Control"] for answer in (response, again)]
    assert kept == ["private, no-cache"] * 2, "a face ends at once when its portrait is hidden"
    assert signed_in.get(address.replace("speaking", "whatever")).status_code == HTTPStatus.NOT_FOUND
    client.force_login(stranger)
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("turns", [2, 30])
def test_talk_takes_the_same_few_queries_however_much_there_is(
    signed_in: Client, vividpage: VividPage, turns: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = Chapter.objects.get()
    for number in range(3, 3 + turns):
        tom = Character.objects.create(vividpage=vividpage, name=f"Tom {number}", scene_numbers=[number])
        scene = Scene.objects.create(
            vividpage=vividpage, chapter=chapter, number=number, text="“No,” said Tom.", word_count=3
        )
        Quote.objects.create(scene=scene, start=1, end=4, text="No,", speaker=tom, confidence=0.99)

    with django_assert_max_num_queries(15):
        signed_in.get(reverse("read", args=[vividpage.pk, 1]))
