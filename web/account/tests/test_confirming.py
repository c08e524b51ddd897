"""Who is signed in shows once more who they are before keys, addresses and passwords change, and is told afterwards."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import keys, tasks
from accounts.access import tallies
from accounts.access.tallies import Limit
from accounts.models import ApiKey, Tally, User
from web.account.tests.google import GoogleServer, go_through
from web.account.tests.test_google import google
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
__all__ = ["google"]
PASSWORD = "correct horse battery"
LONG_AGO = 3600.0
SECRET = "sk-ant-api03-quite-a-secret-0123456789"


@pytest.fixture
def key(reader: User) -> ApiKey:
    return keys.create_key(owner=reader, service="ollama", base_url="http://localhost:11434", nickname="Mine")


def pages(key: ApiKey) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what is asked for first, and what is sent there."""
    return {
        "a new key": (reverse("key_add", args=["anthropic"]), {"secret": SECRET}),
        "deleting a key": (reverse("key_delete", args=[key.pk]), {}),
        "switching a key on": (reverse("key_switch", args=[key.pk]), {"to": "on"}),
        "a new address": (reverse("account_email"), {"email": "second@example.com", "action_add": ""}),
        "another main address": (reverse("account_email"), {"email": "second@example.com", "action_primary": ""}),
        "removing an address": (reverse("account_email"), {"email": "second@example.com", "action_remove": ""}),
        "another way in": (reverse("socialaccount_connections"), {"account": "1"}),
    }


@pytest.mark.parametrize("what", list(pages(ApiKey())))
def test_who_signed_in_long_ago_is_asked_first(client: Client, reader: User, key: ApiKey, what: str) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    sign_in_now(client, reader, ago=LONG_AGO)
    address, sent = pages(key)[what]

    ApiKey.objects.update(is_active=False)

    response = client.post(address, sent)

    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not ApiKey.objects.get().is_active
    assert ApiKey.objects.count() == 1
    assert EmailAddress.objects.count() == 1
    assert not any(SECRET in str(session.get_decoded()) for session in Session.objects.all())


def test_htmx_takes_its_page_along(client: Client, reader: User) -> None:
    sign_in_now(client, reader, ago=LONG_AGO)

    response = client.post(reverse("key_add", args=["anthropic"]), {"secret": SECRET}, headers={"hx-request": "true"})

    assert response.headers["HX-Redirect"].startswith(reverse("account_reauthenticate"))


def test_a_key_is_switched_off_without_being_asked(client: Client, reader: User, key: ApiKey) -> None:
    sign_in_now(client, reader, ago=LONG_AGO)

    client.post(reverse("key_switch", args=[key.pk]), {"to": "off"})

    assert not ApiKey.objects.get().is_active


def test_who_gave_the_password_to_switch_a_key_on_is_back_at_the_keys(
    client: Client, reader: User, key: ApiKey
) -> None:
    sign_in_now(client, reader, ago=LONG_AGO)
    location = client.post(reverse("key_switch", args=[key.pk]), {"to": "on"}).headers["Location"]

    response = client.post(location, {"password": PASSWORD, "next": parse_qs(urlsplit(location).query)["next"][0]})

    assert response.headers["Location"] == reverse("keys")


def test_after_giving_the_password_one_is_back(client: Client, reader: User) -> None:
    sign_in_now(client, reader, ago=LONG_AGO)
    location = client.get(reverse("key_add", args=["anthropic"])).headers["Location"]
    assert client.post(location, {"password": "wrong"}).status_code == 200

    response = client.post(location, {"password": PASSWORD, "next": reverse("key_add", args=["anthropic"])})

    assert response.headers["Location"] == reverse("key_add", args=["anthropic"])
    assert client.get(reverse("key_add", args=["anthropic"])).status_code == 200


def test_keys_and_addresses_may_be_looked_at(client: Client, reader: User) -> None:
    sign_in_now(client, reader, ago=LONG_AGO)

    for name in ("keys", "account_email"):
        assert client.get(reverse(name)).status_code == 200


def test_who_signs_in_with_google_alone_goes_there_once_more(
    client: Client, reader: User, google: Callable[..., GoogleServer]
) -> None:
    reader.set_unusable_password()
    reader.save()
    SocialAccount.objects.create(user=reader, provider="google", uid="1")
    google(address=reader.email, confirmed=True, uid="1")
    sign_in_now(client, reader, ago=LONG_AGO)
    sent = {"password1": "quite another phrase 8", "password2": "quite another phrase 8"}

    location = client.post(reverse("account_set_password"), sent).headers["Location"]
    assert location.startswith(reverse("google_login"))
    go_through(client)
    client.post(reverse("account_set_password"), sent)

    reader.refresh_from_db()
    assert reader.check_password("quite another phrase 8")
    assert [message.subject for message in mail.outbox] == ["Your account at VividPages has a password"]


@pytest.mark.parametrize("has_password", [True, False])
def test_another_google_account_is_added_by_who_has_just_shown_who_they_are(
    client: Client, reader: User, google: Callable[..., GoogleServer], has_password: bool
) -> None:
    if not has_password:
        reader.set_unusable_password()
        reader.save()
        SocialAccount.objects.create(user=reader, provider="google", uid="1")
    google(address="mallory@example.com", confirmed=True, uid="2")
    sign_in_now(client, reader, ago=LONG_AGO)

    asked = client.post(f"{reverse('google_login')}?process=connect").headers["Location"]
    assert "accounts.google.com" not in asked
    sign_in_now(client, reader)
    go_through(client, "connect")

    assert SocialAccount.objects.filter(user=reader, uid="2").exists()
    assert "Google opens your account now" in str(mail.outbox[-1].body)


def test_a_change_is_told_by_mail(client: Client, reader: User, key: ApiKey) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    EmailAddress.objects.create(user=reader, email="second@example.com", verified=True)
    sign_in_now(client, reader)
    for to in ("off", "on", "on"):
        client.post(reverse("key_switch", args=[key.pk]), {"to": to})
    client.post(reverse("key_delete", args=[key.pk]))
    client.post(reverse("account_email"), {"email": "third@example.com", "action_add": ""})
    client.post(reverse("account_email"), {"email": "second@example.com", "action_primary": ""})
    changed = {"oldpassword": PASSWORD, "password1": "quite another phrase 8", "password2": "quite another phrase 8"}
    client.post(reverse("account_change_password"), changed)

    mails = {message.subject: (message.to, str(message.body)) for message in mail.outbox}

    assert [message.subject for message in mail.outbox].count("A key was switched on at VividPages") == 1
    assert mails["A key was deleted at VividPages"][0] == ["ann@example.com"]
    assert mails["An address was added to your account at VividPages"][0] == ["ann@example.com"]
    assert mails["Your address at VividPages is changed"][0] == ["ann@example.com"]
    assert mails["Your password for VividPages is changed"][0] == ["second@example.com"]
    words = mails["A key was deleted at VividPages"][1]
    assert "“Mine” for Ollama" in words
    assert "127.0.0.1" in words
    assert "If it was not you" in words


def test_a_mail_that_cannot_be_sent_undoes_nothing(
    client: Client, reader: User, key: ApiKey, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    sign_in_now(client, reader)

    assert client.post(reverse("key_delete", args=[key.pk])).status_code == 302
    assert not ApiKey.objects.exists()


def reset_password(client: Client, email: str) -> None:
    client.post(reverse("account_reset_password"), {"email": email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"password1": "quite another phrase 8", "password2": "quite another phrase 8"})


def test_whoever_owns_an_address_gets_an_account_that_somebody_else_made_with_it(
    client: Client, reader: User, key: ApiKey
) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, verified=False, primary=True)
    EmailAddress.objects.create(user=reader, email="mallory@example.com", verified=False)
    SocialAccount.objects.create(user=reader, provider="google", uid="mallory")

    reset_password(client, reader.email)

    assert list(EmailAddress.objects.values_list("email", "verified")) == [(reader.email, True)]
    assert not SocialAccount.objects.exists()
    assert not ApiKey.objects.get().is_active
    assert "switch on those that are yours" in client.get(reverse("account_login")).content.decode()


def test_an_account_whose_address_was_confirmed_keeps_all_when_its_password_is_forgotten(
    client: Client, reader: User, key: ApiKey
) -> None:
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    SocialAccount.objects.create(user=reader, provider="google", uid="ann")

    reset_password(client, reader.email)

    assert SocialAccount.objects.exists()
    assert ApiKey.objects.get().is_active


def test_sessions_and_counts_that_are_over_are_cleared(client: Client, reader: User, stranger: User) -> None:
    for user in (reader, stranger):
        client.logout()
        client.force_login(user)
        tallies.spend(Limit("test", 5, 60), user.email)
    over = timezone.now() - timedelta(minutes=1)
    Session.objects.exclude(pk=client.session.session_key).update(expire_date=over)
    first = Tally.objects.first()
    Tally.objects.filter(pk=first.pk).update(until=over)

    tasks.clear_expired()

    assert [session.pk for session in Session.objects.all()] == [client.session.session_key]
    assert Tally.objects.count() == 1
