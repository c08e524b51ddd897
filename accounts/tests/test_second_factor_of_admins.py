"""ADMIN_SECOND_FACTOR: whoever may enter the admin has a second factor, and has shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from storyboards.safety.moderators import appoint
from web.account.tests.factors import PASSWORD, _codes_stay, add_app, code_of, sign_in
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_codes_stay")]
__all__ = ["_codes_stay"]


@pytest.fixture
def admin(settings: Settings) -> User:
    settings.ADMIN_SECOND_FACTOR = True
    return User.objects.create_superuser("admin@example.com", PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_an_admin_without_a_second_factor_is_led_to_add_one_and_let_in_then(client: Client, admin: User) -> None:
    users = reverse("admin:accounts_user_changelist")
    sign_in(client, admin.email)
    led = client.get(users, follow=True)
    assert led.request["PATH_INFO"] == reverse("mfa_index")
    assert "open only to those with a second factor" in led.content.decode()
    assert client.get(reverse("site_status")).status_code == 302

    add_app(client)

    assert client.get(users).status_code == 200


def test_an_admin_who_moderates_does_so_with_a_second_factor_alone(client: Client, admin: User) -> None:
    appoint(admin)
    sign_in(client, admin.email)
    for name in ("moderation", "moderation_trail", "moderation_words"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index")

    add_app(client)
    asked = client.get(reverse("moderation_trail")).headers["Location"]
    assert asked == f"{reverse('mfa_reauthenticate')}?next=%2Fmoderation%2Ftrail%2F"
    sign_in_now(client, admin, factor=True)

    assert client.get(reverse("moderation")).status_code == 200


def test_signing_in_for_the_admin_asks_for_the_second_factor_and_leads_back(client: Client, admin: User) -> None:
    sign_in(client, admin.email)
    secret = add_app(client)
    browser = Client()
    asked = browser.get(reverse("admin:index"), follow=True)
    assert asked.request["PATH_INFO"] == reverse("account_login")
    sign_in(browser, admin.email, next=reverse("admin:index"))
    assert browser.get(reverse("admin:index")).status_code == 302

    answer = browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("admin:index")
    assert answer.status_code == 200


def test_a_session_that_never_showed_the_factor_is_asked_for_it(client: Client, admin: User) -> None:
    sign_in(client, admin.email)
    secret = add_app(client)
    sign_in_now(client, admin)  # by a password alone

    asked = client.get(reverse("admin:index"), follow=True)
    assert asked.request["PATH_INFO"] == reverse("mfa_reauthenticate")
    back = {"code": code_of(secret), "next": reverse("admin:index")}
    assert client.post(reverse("mfa_reauthenticate"), back, follow=True).request["PATH_INFO"] == reverse("admin:index")


def test_without_the_setting_a_password_opens_the_admin(client: Client, admin: User, settings: Settings) -> None:
    settings.ADMIN_SECOND_FACTOR = False
    sign_in(client, admin.email)
    assert client.get(reverse("admin:index")).status_code == 200


def test_readers_need_none(client: Client, reader: User, settings: Settings) -> None:
    settings.ADMIN_SECOND_FACTOR = True
    sign_in(client, reader.email)
    assert client.get(reverse("bookcase")).status_code == 200


@pytest.mark.parametrize("how", ["in the admin", "by the command"])
def test_whoever_lost_a_factor_is_let_in_again_and_signed_out_everywhere(
    client: Client, reader: User, settings: Settings, how: str
) -> None:
    settings.ADMIN_SECOND_FACTOR = False
    sign_in(client, reader.email)
    add_app(client)
    if how == "by the command":
        call_command("remove_second_factor", reader.email)
    else:
        admin = Client()
        admin.force_login(User.objects.create_superuser("admin@example.com", PASSWORD))
        factor = Authenticator.objects.get(type="totp")
        page = admin.get(reverse("admin:mfa_authenticator_change", args=[factor.pk])).content.decode()
        assert factor.data["secret"] not in page
        admin.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})

    assert not Authenticator.objects.exists()
    assert client.get(reverse("bookcase")).status_code == 302
    assert sign_in(Client(), reader.email).headers["Location"] == reverse("bookcase")


def test_lists_of_factors_and_sessions_open_in_the_admin(client: Client, admin: User, settings: Settings) -> None:
    settings.ADMIN_SECOND_FACTOR = False
    sign_in(client, admin.email)
    add_app(client)
    for name in ("mfa_authenticator", "usersessions_usersession"):
        answer = client.get(reverse(f"admin:{name}_changelist"), {"q": "admin@"})
        assert answer.status_code == 200
        assert admin.email in answer.content.decode()


def test_the_list_of_sessions_tells_no_key_letter_by_letter(client: Client, admin: User, settings: Settings) -> None:
    settings.ADMIN_SECOND_FACTOR = False
    sign_in(client, admin.email)
    listed = reverse("admin:usersessions_usersession_changelist")

    assert client.get(listed, {"user__id__exact": str(admin.pk)}).status_code == 200
    assert client.get(listed, {"session_key__startswith": client.session.session_key[0]}).status_code == 400
