"""Saving one picture, from its menu."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from PIL import Image

from books.models import Reading
from books.services import set_spoilers
from publishing.tests.books import make_published_book
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def book(client: Client, reader: User) -> VividPage:
    made = make_published_book(reader)
    set_spoilers(reader=reader, vividpage=made, spoilers=Reading.Spoilers.ALL)
    client.force_login(reader)
    return made


@pytest.mark.parametrize(("form", "kind"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_picture_is_saved_in_each_format_and_says_how_it_was_made(
    client: Client, book: VividPage, form: str, kind: str
) -> None:
    answer = client.get(reverse("picture_as", args=[book.pk, 1, form]))

    assert answer["Content-Disposition"] == f'attachment; filename="the-mill-scene-1.{form}"'
    with Image.open(io.BytesIO(answer.content)) as image:
        image.load()
        assert (image.format, image.size) == (kind, (72, 96))
        said = image.info.get("xmp") or image.info["XML:com.adobe.xmp"]
    assert "algorithmicMedia" in (said if isinstance(said, str) else said.decode())


def test_its_page_offers_them_and_every_picture_leads_there(client: Client, book: VividPage) -> None:
    page = client.get(reverse("save_picture", args=[book.pk, 1])).content.decode()
    reading = client.get(reverse("read", args=[book.pk, 2])).content.decode()

    for form in ("jpg", "png", "webp"):
        assert reverse("picture_as", args=[book.pk, 1, form]) in page
    assert reverse("save_picture", args=[book.pk, 1]) in reading


def test_what_is_hidden_blurred_or_no_format_is_not_found(client: Client, book: VividPage) -> None:
    shown = PictureVersion.objects.filter(active_for__scene__vividpage=book, active_for__scene__number=1)
    assert client.get(reverse("picture_as", args=[book.pk, 1, "gif"])).status_code == 404
    shown.update(rating="violent")
    assert client.get(reverse("picture_as", args=[book.pk, 1, "jpg"])).status_code == 404
    shown.update(rating="safe", moderation=PictureVersion.Moderation.HIDDEN)
    assert client.get(reverse("picture_as", args=[book.pk, 1, "jpg"])).status_code == 404


def test_a_picture_that_lies_ahead_is_not_found(client: Client, reader: User) -> None:
    book = make_published_book(reader)
    client.force_login(reader)

    assert client.get(reverse("picture_as", args=[book.pk, 2, "jpg"])).status_code == 404


def test_a_strangers_picture_is_not_found(client: Client, stranger: User, book: VividPage) -> None:
    client.force_login(stranger)

    assert client.get(reverse("picture_as", args=[book.pk, 1, "jpg"])).status_code == 404
