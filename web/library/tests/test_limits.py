"""How often pages may be asked for: what is too much gets a page that says so, and when it may go on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.models import Tally
from books import services
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from web.account.tests.factors import PASSWORD
from web.limits import PAGES, SCOPES
from web.tests.at_once import browser_of
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


def test_each_limit_counts_addresses_that_there_are() -> None:
    known = set(get_resolver().reverse_dict) | {"account_login", "account_signup", "account_reauthenticate"}
    assert {*SCOPES} - {name for name in known if isinstance(name, str)} == set()


def test_a_search_too_many_is_refused_with_a_page_and_goes_again_after_its_minute(
    signed_in: Client, stranger: User, settings: Settings
) -> None:
    settings.PAGE_LIMITS = {"search": 2}
    search = reverse("search")
    answers: list[Any] = [signed_in.get(search, {"q": "storm"}) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert [one["RateLimit-Remaining"] for one in answers] == ["1", "0", "0"]
    assert "Retry-After" not in answers[1]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert "Please try again later." in answers[2].content.decode()
    assert browser_of(stranger).get(search).status_code == 200  # each reader by themselves
    assert "RateLimit-Limit" not in signed_in.get(reverse("bookcase"))
    Tally.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert signed_in.get(search).status_code == 200


def test_who_is_not_known_is_counted_by_address_whatever_they_say_of_it(settings: Settings) -> None:
    settings.PAGE_LIMITS = {"sign-in": 1}
    wrong = {"login": "nobody@example.com", "password": "x"}
    login = reverse("account_login")

    def status(**more: Any) -> int:
        return int(Client().post(login, wrong, **more).status_code)

    assert [status(), status()] == [200, 429]
    assert status(headers={"X-Forwarded-For": "203.0.113.9"}) == 429  # our proxies speak to the server, not to this
    assert status(REMOTE_ADDR="203.0.113.9") == 200
    assert Client().get(login).status_code == 200  # only what is sent counts


def test_nobody_else_at_the_same_address_keeps_a_known_device_from_signing_in(reader: User, settings: Settings) -> None:
    reader.set_password(PASSWORD)
    reader.save()
    login, right = reverse("account_login"), {"login": reader.email, "password": PASSWORD}
    known = Client()
    known.post(login, right)
    known.post(reverse("account_logout"))
    settings.PAGE_LIMITS = {"sign-in": 2}  # that of above is one
    wrong = {"login": "nobody@example.com", "password": "x"}
    assert [Client().post(login, wrong).status_code for _ in range(2)] == [200, 429]

    assert known.post(login, right).headers["Location"] == reverse("bookcase")


def test_the_api_is_not_counted_as_pages_whose_names_it_shares(settings: Settings) -> None:
    settings.PAGE_LIMITS = dict.fromkeys(PAGES, 1)
    answers = [Client().post(reverse("api:redraw", args=[uuid4()])) for _ in range(2)]

    assert [one.status_code for one in answers] == [401, 401]


def test_a_reader_has_so_many_books_and_is_told_before_anything_is_kept(
    signed_in: Client, reader: User, settings: Settings
) -> None:
    settings.READER_BOOKS = 1
    page = signed_in.get(reverse("storage")).content.decode()
    assert "1 book: you have 0." in page
    make_vividpage(owner=reader)
    refused = signed_in.post(reverse("upload"), {"epub": epub_file()})
    assert refused.status_code == 429
    assert "You may have one book here, and have it." in refused.content.decode()
    with pytest.raises(LimitReached):
        services.check_upload(owner=reader, size=1)
    assert VividPage.objects.count() == 1
    VividPage.objects.all().delete()
    assert signed_in.post(reverse("upload"), {"epub": epub_file()}).status_code == 302
