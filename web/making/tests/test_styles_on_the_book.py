"""The set-up shows each style on the book's own first scene, as soon as a worker has drawn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from books.tests.epubs import build, chapter
from books.tests.uploads import read_upload
from storyboards.styles.models import StyleSpecimen
from storyboards.styles.specimens import draw_missing
from storyboards.styles.tests.test_specimens import TEXT, _few_styles
from storyboards.tasks import draw_specimens

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage

__all__ = ["_few_styles"]


@pytest.fixture
def vividpage(transactional_db: None, reader: User) -> VividPage:
    """A book that has been read, and of which nothing has been chosen."""
    return read_upload(reader, build({"c1.xhtml": chapter("One", *TEXT)}))


def test_the_setup_shows_each_style_on_the_book_as_soon_as_it_is_drawn(
    vividpage: VividPage, client: Client, reader: User
) -> None:
    client.force_login(reader)
    before = client.get(reverse("setup", args=[vividpage.pk])).content.decode()
    assert f'src="{reverse("style_specimen", args=["ink"])}"' in before
    assert f'hx-get="{reverse("book_styles", args=[vividpage.pk])}?has=&amp;looks=0"' in before
    assert "Storms" not in before

    draw_specimens(str(vividpage.pk))
    fragment = client.get(
        reverse("book_styles", args=[vividpage.pk]), {"has": "western", "looks": "3"}
    ).content.decode()
    assert 'id="specimen-ink" hx-swap-oob="true"' in fragment
    assert "specimen-western" not in fragment
    assert "hx-get" not in fragment, "nothing more is to come"

    after = client.get(reverse("setup", args=[vividpage.pk])).content.decode()
    address = reverse("book_style", args=[vividpage.pk, "ink"])
    assert f'src="{address}?of=' in after
    picture = client.get(address)
    assert picture.content == bytes(StyleSpecimen.objects.get(style="ink").image)
    assert client.get(reverse("book_style", args=[vividpage.pk, "comic"])).status_code == 404


def test_a_page_that_has_asked_long_enough_asks_no_more(vividpage: VividPage, client: Client, reader: User) -> None:
    client.force_login(reader)

    pages = {
        looks: client.get(reverse("book_styles", args=[vividpage.pk]), {"looks": looks}).content.decode()
        for looks in ("119", "120", "9999999", "x", "²")
    }

    assert {looks: "hx-get" in page for looks, page in pages.items()} == {
        "119": True,
        "120": False,
        "9999999": True,
        "x": True,
        "²": True,
    }


def test_a_strangers_book_is_not_found(vividpage: VividPage, client: Client, stranger: User) -> None:
    draw_missing(vividpage=vividpage)
    client.force_login(stranger)

    assert client.get(reverse("book_styles", args=[vividpage.pk])).status_code == 404
    assert client.get(reverse("book_style", args=[vividpage.pk, "ink"])).status_code == 404
