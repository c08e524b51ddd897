"""The page on which a reference picture is cropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from books.models import Reading
from books.services import set_spoilers
from characters.editing.tests.books import make_book
from storyboards.models import PicturePreferences, PictureVersion
from storyboards.pictures import choosing
from storyboards.pictures.keeping import picture_for
from storyboards.tests.making import encoded, hide, rate

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage
    from characters.models import Character

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_book(reader)
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return vividpage.characters.get(name="Jim Hawkins")


@pytest.fixture
def whole(jim: Character, reader: User) -> PictureVersion:
    choosing.upload(target=jim, data=encoded("red", size=(800, 600)), by=reader)
    return shown(jim)


def shown(row: Character) -> PictureVersion:
    version = picture_for(row).shown
    assert version is not None
    return version


def page_of(row: Character, name: str = "reference_crop") -> str:
    return reverse(name, args=[row.vividpage_id, "person", row.pk])


def send(client: Client, version: PictureVersion, row: Character, **cut: Any) -> HttpResponse:
    sent = {"left": "0", "top": "0", "right": "0", "bottom": "0", "version": version.pk, **cut}
    response: HttpResponse = client.post(page_of(row), sent, follow=True)  # type: ignore[assignment]
    return response


def test_it_is_cropped_and_taken_back_without_script(signed_in: Client, jim: Character, whole: PictureVersion) -> None:
    references = reverse("references", args=[jim.vividpage_id])
    assert page_of(jim) in signed_in.get(references).content.decode()
    assert "800 × 600 pixels" in signed_in.get(page_of(jim)).content.decode()

    answer = send(signed_in, whole, jim, left="25.5", bottom="10")

    assert "Jim Hawkins is cropped" in answer.content.decode()
    assert (shown(jim).width, shown(jim).height) == (596, 540)

    back = signed_in.post(page_of(jim, "reference_back"), {"version": whole.pk}, follow=True)
    assert "looks as in version 1 again" in back.content.decode()
    assert shown(jim) == whole


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        ({"left": "90"}, "That leaves 80 × 600 pixels of 800 × 600"),
        ({}, "Nothing is cut off yet"),
        ({"left": "-1"}, "Give four numbers"),
        ({"left": "nan"}, "Give four numbers"),
        ({"left": ""}, "Give four numbers"),
        ({"top": "1e400"}, "Give four numbers"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    signed_in: Client, jim: Character, whole: PictureVersion, cut: dict[str, str], words: str
) -> None:
    answer = send(signed_in, whole, jim, **cut)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert shown(jim) == whole


def test_a_page_that_is_out_of_date_crops_nothing(
    signed_in: Client, jim: Character, whole: PictureVersion, reader: User
) -> None:
    choosing.upload(target=jim, data=encoded("blue", size=(800, 600)), by=reader)
    later = shown(jim)

    assert "another picture is shown" in send(signed_in, whole, jim, left="25").content.decode()
    assert shown(jim) == later


def test_a_picture_behind_a_blur_is_not_cropped(
    signed_in: Client, jim: Character, whole: PictureVersion, reader: User
) -> None:
    rate(whole, "violent")

    html = signed_in.get(page_of(jim)).content.decode()
    assert "behind a blur" in html
    assert reverse("reveal", args=[whole.pk]) in html
    assert "data-crop" not in html
    assert send(signed_in, whole, jim, left="25").status_code == 422
    assert shown(jim) == whole

    signed_in.post(reverse("reveal", args=[whole.pk]))
    assert "data-crop" in signed_in.get(page_of(jim)).content.decode()
    send(signed_in, whole, jim, left="25")
    assert (shown(jim).number, shown(jim).rating) == (2, "violent")
    assert "behind a blur" in signed_in.get(page_of(jim)).content.decode()

    PicturePreferences.objects.update_or_create(reader=reader, defaults={"violent": "show"})
    assert "data-crop" in signed_in.get(page_of(jim)).content.decode()


def test_a_hidden_picture_has_no_such_page(signed_in: Client, jim: Character, whole: PictureVersion) -> None:
    hide(whole)

    assert signed_in.get(page_of(jim)).status_code == 404
    assert send(signed_in, whole, jim, left="25").status_code == 404
    assert (
        "no longer there"
        in signed_in.post(page_of(jim, "reference_back"), {"version": whole.pk}, follow=True).content.decode()
    )


def test_a_small_picture_says_so(signed_in: Client, jim: Character, reader: User) -> None:
    choosing.upload(target=jim, data=encoded(size=(256, 200)), by=reader)

    assert "too small to be cropped" in signed_in.get(page_of(jim)).content.decode()


def test_strangers_do_not_find_it(client: Client, jim: Character, whole: PictureVersion, stranger: User) -> None:
    client.force_login(stranger)

    assert client.get(page_of(jim)).status_code == 404
    assert send(client, whole, jim, left="25").status_code == 404
    assert client.post(page_of(jim, "reference_back"), {"version": whole.pk}).status_code == 404
    assert shown(jim) == whole


def test_who_reads_is_warned_of_spoilers(
    signed_in: Client, vividpage: VividPage, jim: Character, whole: PictureVersion, reader: User
) -> None:
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)

    html = signed_in.get(page_of(jim)).content.decode()

    assert "contains spoilers" in html
    assert jim.name not in html
