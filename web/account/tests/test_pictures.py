"""What a reader wants of adult and violent pictures; their age is asked where that is changed, and told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from storyboards.models import PicturePreferences
from storyboards.safety.veiling import Eyes, Veil, eyes_of

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db
PAGE = reverse("picture_settings")


def post(browser: Client, **changed: str) -> int:
    sent = {"adult": "hide", "violent": "blur", "checks_at_services": "on", **changed}
    return browser.post(PAGE, sent).status_code


def test_at_first_both_are_blurred(signed_in: Client, reader: User) -> None:
    assert eyes_of(reader) == Eyes(Veil.BLUR, Veil.BLUR, None)
    assert signed_in.get(PAGE).status_code == 200


def test_who_is_of_age_may_see_all(signed_in: Client, reader: User) -> None:
    assert post(signed_in, adult="show", violent="show", birth_date="1980-02-29") == 302

    eyes = eyes_of(reader)
    assert (eyes.veil("adult"), eyes.veil("violent"), eyes.veil("unchecked")) == (Veil.SHOW, Veil.SHOW, Veil.SHOW)


@pytest.mark.parametrize("adult", ["show", "blur"])
def test_adult_pictures_are_not_shown_before_the_age_is_told(signed_in: Client, reader: User, adult: str) -> None:
    assert post(signed_in, adult=adult) == 422
    assert post(signed_in, adult=adult, birth_date="2150-01-01") == 422
    assert post(signed_in, adult=adult, birth_date="1800-01-01") == 422

    assert eyes_of(reader).age is None


def test_who_is_too_young_stays_so_whatever_is_told_later(signed_in: Client, reader: User) -> None:
    post(signed_in, adult="show", birth_date="2020-05-05")
    assert eyes_of(reader).veil("adult") == Veil.HIDE

    post(signed_in, adult="show", birth_date="1980-01-01")

    assert eyes_of(reader).veil("adult") == Veil.HIDE
    html = signed_in.get(PAGE).content.decode()
    assert "they stay hidden from you" in html
    assert "Your date of birth" not in html


def test_what_else_is_chosen_by_whoever_is_too_young_is_kept(signed_in: Client, reader: User) -> None:
    post(signed_in, adult="blur", violent="hide", checks_at_services="", birth_date="2020-05-05")

    kept = PicturePreferences.objects.get(reader=reader)
    assert (kept.adult, kept.violent, kept.checks_at_services) == ("hide", "hide", False)


def test_hiding_needs_no_age(signed_in: Client, reader: User) -> None:
    assert post(signed_in, adult="hide", violent="hide", checks_at_services="") == 302

    kept = PicturePreferences.objects.get(reader=reader)
    assert (kept.adult, kept.violent, kept.birth_date, kept.checks_at_services) == ("hide", "hide", None, False)


@pytest.mark.parametrize("sent", [{"adult": "nonsense"}, {"violent": ""}, {"birth_date": "soon"}])
def test_nonsense_is_sent_back(signed_in: Client, sent: dict[str, str]) -> None:
    assert post(signed_in, **sent) == 422
