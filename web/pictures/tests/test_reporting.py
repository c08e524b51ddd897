"""Reporting a picture: from its menu, with a reason, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from characters.editing.tests.books import make_book
from storyboards.models import PictureVersion, Report
from storyboards.tests.making import add_version, hide

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_book(reader)


@pytest.fixture
def version(vividpage: VividPage) -> PictureVersion:
    return add_version(vividpage.scenes.get(number=1))


@pytest.fixture
def page(vividpage: VividPage, version: PictureVersion) -> str:
    return reverse("report", args=[vividpage.pk, 1])


def test_a_picture_is_reported_from_its_menu_and_that_is_confirmed(
    signed_in: Client, vividpage: VividPage, page: str, reader: User
) -> None:
    gallery = reverse("book_pictures", args=[vividpage.pk])
    assert page in signed_in.get(gallery).content.decode()

    answer = signed_in.post(page, {"reason": "adult", "words": "Look!", "next": gallery}, follow=True)

    assert answer.redirect_chain == [(gallery, 302)]
    assert "A moderator will look at this picture" in answer.content.decode()
    made = Report.objects.get()
    assert (made.reason, made.words, made.reporter, made.state) == ("adult", "Look!", reader, "open")


def test_it_is_reported_once(signed_in: Client, page: str) -> None:
    signed_in.post(page, {"reason": "adult"})

    assert signed_in.post(page, {"reason": "violent"}).status_code == 422
    assert "You reported this picture on" in signed_in.get(page).content.decode()
    assert Report.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"reason": "nonsense"}, {"reason": "other"}])
def test_a_report_without_a_reason_is_sent_back(signed_in: Client, page: str, sent: dict[str, str]) -> None:
    assert signed_in.post(page, sent).status_code == 422
    assert not Report.objects.exists()


def test_portraits_are_reported_too(signed_in: Client, vividpage: VividPage) -> None:
    person = vividpage.characters.first()
    assert person is not None
    portrait = add_version(person)
    page = reverse("report_version", args=[vividpage.pk, portrait.pk])
    assert page in signed_in.get(reverse("references", args=[vividpage.pk]), {"all": "1"}).content.decode()

    signed_in.post(page, {"reason": "person"})

    assert Report.objects.get().version == portrait


def test_nobody_reports_what_they_cannot_see(
    client: Client, stranger: User, reader: User, vividpage: VividPage, version: PictureVersion, page: str
) -> None:
    ahead = add_version(vividpage.scenes.get(number=4))
    client.force_login(reader)
    for not_seen in (
        reverse("report", args=[vividpage.pk, 4]),
        reverse("report_version", args=[vividpage.pk, ahead.pk]),
        reverse("report", args=[vividpage.pk, 3]),
    ):
        assert client.post(not_seen, {"reason": "adult"}).status_code == 404
    client.force_login(stranger)
    assert client.post(page, {"reason": "adult"}).status_code == 404
    assert client.get(reverse("report_version", args=[vividpage.pk, version.pk])).status_code == 404
    hide(version)
    client.force_login(reader)
    assert client.get(page).status_code == 404
    assert not Report.objects.exists()
