"""Authenticator apps and recovery codes on the pages: added, asked for, counted, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.access.claiming import claim
from accounts.models import AccessToken
from accounts.rotation import reseal_all
from accounts.tests.keyrings import NEW, OLD
from accounts.tokens import create_token
from web.account.tests.factors import PASSWORD, _codes_stay, add_app, code_of, recovery_codes, sign_in
from web.account.tests.google import GoogleServer, go_through
from web.account.tests.test_google import google
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_codes_stay")]
__all__ = ["_codes_stay", "google"]


@pytest.fixture
def secret(client: Client, reader: User) -> str:
    """An app of the reader, who is signed in."""
    sign_in(client, reader.email)
    return add_app(client)


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_signing_in_asks_for_the_code_of_an_app_that_was_added(client: Client, reader: User, secret: str) -> None:
    assert mail.outbox[-1].subject == "An authenticator app was added at VividPages"
    other = Client()
    asked = sign_in(other, reader.email)
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(other)
    assert other.get(reverse("bookcase")).status_code == 302

    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "That is not the code" in wrong.content.decode()
    assert not is_signed_in(other)
    assert other.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).headers["Location"] == reverse("bookcase")
    assert is_signed_in(other)


def test_a_code_of_an_app_works_once(reader: User, secret: str) -> None:
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, reader.email)
        browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_a_recovery_code_works_once(reader: User, secret: str) -> None:
    code = recovery_codes(reader)[0]
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, reader.email)
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)
    assert len(recovery_codes(reader)) == 9


def test_after_five_wrong_codes_the_right_one_has_to_wait(reader: User, secret: str) -> None:
    browser = Client()
    sign_in(browser, reader.email)
    for _ in range(5):
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert "too many wrong codes" in answer.content.decode()
    assert not is_signed_in(browser)


def test_google_is_no_way_round_the_second_factor(
    reader: User, secret: str, google: Callable[..., GoogleServer]
) -> None:
    EmailAddress.objects.update_or_create(user=reader, email=reader.email, defaults={"verified": True})
    google(address=reader.email, confirmed=True)
    browser = Client()

    assert go_through(browser).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(browser)


def test_a_new_password_by_mail_is_no_way_round_the_second_factor(reader: User, secret: str) -> None:
    EmailAddress.objects.update_or_create(user=reader, email=reader.email, defaults={"verified": True})
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": reader.email})
    link = next(word for word in str(mail.outbox[-1].body).split() if "/accounts/password/" in word)
    form = browser.get("/" + link.split("/", 3)[3]).headers["Location"]
    browser.post(form, {"password1": "quite another phrase 8", "password2": "quite another phrase 8"})
    assert not is_signed_in(browser)
    browser.post(reverse("account_login"), {"login": reader.email, "password": "quite another phrase 8"})

    assert not is_signed_in(browser)
    assert Authenticator.objects.filter(user=reader, type="totp").exists()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    ],
)
def test_who_signed_in_long_ago_shows_first_who_they_are(client: Client, reader: User, secret: str, name: str) -> None:
    sign_in_now(client, reader, ago=3600)
    before = list(Authenticator.objects.values_list("pk", "data"))

    for method in ("get", "post"):
        answer = getattr(client, method)(reverse(name))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert list(Authenticator.objects.values_list("pk", "data")) == before


def test_who_has_a_second_factor_shows_it_and_not_a_password(client: Client, reader: User, secret: str) -> None:
    sign_in_now(client, reader, ago=0)  # by password alone, as before there was a factor
    asked = client.get(reverse("mfa_view_recovery_codes")).headers["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate"))
    by_password = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert by_password.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 302

    client.post(asked, {"code": code_of(secret), "next": reverse("mfa_view_recovery_codes")})

    assert recovery_codes(reader)[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_the_first_factor_ends_sessions_that_a_password_alone_began(client: Client, reader: User) -> None:
    other = Client()
    for browser in (client, other):
        sign_in(browser, reader.email)
    token, _ = create_token(owner=reader, name="Mine")

    add_app(client)

    assert other.get(reverse("bookcase")).status_code == 302
    assert client.get(reverse("bookcase")).status_code == 200
    assert AccessToken.objects.filter(pk=token.pk).exists()  # it has a page of its own


@pytest.mark.django_db(transaction=True)
def test_removing_a_factor_ends_the_other_sessions_and_is_told_by_mail(
    client: Client, reader: User, secret: str
) -> None:
    other = Client()
    sign_in(other, reader.email)
    other.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert other.get(reverse("bookcase")).status_code == 200

    client.post(reverse("mfa_deactivate_totp"))

    assert other.get(reverse("bookcase")).status_code == 302
    assert client.get(reverse("bookcase")).status_code == 200
    assert not Authenticator.objects.exists()  # the recovery codes go with the last one
    assert mail.outbox[-1].subject == "An authenticator app was removed at VividPages"
    assert sign_in(Client(), reader.email).headers["Location"] == reverse("bookcase")


def test_whoever_made_an_account_with_anothers_address_leaves_no_factor_and_no_token_behind(
    reader: User, secret: str
) -> None:
    create_token(owner=reader, name="Theirs")
    EmailAddress.objects.filter(user=reader).update(verified=False)

    claim(reader)

    assert not Authenticator.objects.exists()
    assert not AccessToken.objects.exists()


def test_secrets_of_factors_are_sealed_and_sealed_anew(client: Client, reader: User, settings: Settings) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    sign_in(client, reader.email)
    secret = add_app(client)
    data = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in data
    assert data.count("2025-01:") == 2
    before = recovery_codes(reader)

    settings.KEY_ENCRYPTION_KEYS = f"{NEW},{OLD}"
    rotation = reseal_all()
    settings.KEY_ENCRYPTION_KEYS = NEW

    assert (rotation.resealed, rotation.is_complete) == (2, True)
    assert recovery_codes(reader) == before
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))
