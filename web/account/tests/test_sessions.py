"""Where somebody is signed in: listed, ended one by one and all at once, and by a new password; what happened there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.test import Client, RequestFactory, TestCase
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.access import listeners
from audit.events import Event
from audit.recording import record
from web.account.tests.factors import PASSWORD, sign_in

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def here(reader: User) -> Client:
    browser = Client(headers={"User-Agent": FIREFOX})
    sign_in(browser, reader.email)
    return browser


@pytest.fixture
def phone(reader: User) -> Client:
    browser = Client(headers={"User-Agent": SAFARI}, REMOTE_ADDR="203.0.113.77")
    sign_in(browser, reader.email)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("bookcase")).status_code == 200


def test_sessions_are_listed_with_device_and_shortened_network(here: Client, phone: Client) -> None:
    html = here.get(reverse("usersessions_list")).content.decode()

    assert html.index("Firefox on Linux") < html.index("Safari on an iPhone")
    assert "203.0.113.0/24" in html
    assert "203.0.113.77" not in html


def test_a_session_is_ended_and_its_open_pages_are_told(
    here: Client,
    phone: Client,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    told: list[object] = []
    monkeypatch.setattr(listeners, "_listeners", [told.append])
    session = UserSession.objects.get(session_key=phone.session.session_key)
    with TestCase.captureOnCommitCallbacks(execute=True):
        here.post(reverse("end_session", args=[session.pk]))

    assert (is_in(here), is_in(phone)) == (True, False)
    assert told == [reader.pk]


def test_all_others_are_ended_at_once(here: Client, phone: Client) -> None:
    here.post(reverse("usersessions_list"))

    assert (is_in(here), is_in(phone)) == (True, False)
    assert UserSession.objects.count() == 1


def test_a_session_of_somebody_else_is_not_found(here: Client, phone: Client, stranger: User) -> None:
    theirs = Client()
    theirs.force_login(stranger)
    session = UserSession.objects.get(session_key=phone.session.session_key)

    assert theirs.post(reverse("end_session", args=[session.pk])).status_code == 404
    assert is_in(phone)


def test_a_new_password_ends_the_other_sessions(here: Client, phone: Client, reader: User) -> None:
    new = {"oldpassword": PASSWORD, "password1": "quite another phrase 8", "password2": "quite another phrase 8"}
    here.post(reverse("account_change_password"), new)

    assert (is_in(here), is_in(phone)) == (True, False)
    assert [session.session_key for session in UserSession.objects.all()] == [here.session.session_key]


def test_last_use_is_noted_now_and_then_and_ended_sessions_are_forgotten(here: Client) -> None:
    caches["process"].clear()
    long_ago = timezone.now() - timedelta(hours=2)
    UserSession.objects.update(last_seen_at=long_ago)
    session = here.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**record, "at": long_ago.timestamp()} for record in records]
    session.save()
    is_in(here)
    seen = UserSession.objects.get().last_seen_at
    assert seen > long_ago
    is_in(here)
    assert UserSession.objects.get().last_seen_at == seen

    UserSession.objects.all().delete()
    caches["process"].clear()
    is_in(here)
    assert UserSession.objects.count() == 1  # one that is older than the table

    here.session.flush()
    tasks.clear_expired()
    assert not UserSession.objects.exists()


def test_a_reader_is_not_told_from_where_a_moderator_acted(signed_in: Client, reader: User, stranger: User) -> None:
    away = RequestFactory(headers={"User-Agent": FIREFOX}).get("/", REMOTE_ADDR="203.0.113.9")
    at_home = RequestFactory(headers={"User-Agent": SAFARI}).get("/", REMOTE_ADDR="198.51.100.9")
    record(Event.MODERATED, subject=reader.pk, actor=stranger.pk, request=away, act="hide")
    record(Event.SIGNED_IN, subject=reader.pk, actor=reader.pk, request=at_home)

    shown = signed_in.get(reverse("activity")).content.decode()
    told = signed_in.get("/api/v1/activity").content.decode()

    for words in (shown, told):
        assert "hide" in words
        assert "198.51.100.0/24" in words
        assert "203.0.113" not in words
        assert "Firefox" not in words
