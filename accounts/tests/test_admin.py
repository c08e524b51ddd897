"""Users and their keys in the admin, and who gets there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts import keys
from accounts.models import ApiKey, User
from accounts.tests.keyrings import NEW, SECRET

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    return client


def test_the_list_of_users_opens(admin: Client, reader: User) -> None:
    assert reader.email in admin.get(reverse("admin:accounts_user_changelist"), {"q": "ann"}).content.decode()


def test_a_user_opens(admin: Client, reader: User) -> None:
    assert reader.email in admin.get(reverse("admin:accounts_user_change", args=[reader.pk])).content.decode()


def test_an_admin_adds_a_user(admin: Client) -> None:
    given = {"email": "New@Example.com", "password1": "correct horse battery", "password2": "correct horse battery"}
    admin.post(reverse("admin:accounts_user_add"), {**given, "usable_password": "true"})

    assert User.objects.get(email__iexact="new@example.com").check_password("correct horse battery")


def test_an_admin_switches_a_user_off(admin: Client, reader: User) -> None:
    admin.post(reverse("admin:accounts_user_change", args=[reader.pk]), {"email": reader.email, "full_name": ""})

    assert not User.objects.get(pk=reader.pk).is_active


@pytest.fixture
def api_key(reader: User, settings: Settings) -> ApiKey:
    settings.KEY_ENCRYPTION_KEYS = NEW
    return keys.create_key(owner=reader, service="openai", secret=SECRET)


def test_of_a_key_an_admin_sees_whose_it_is_and_its_last_four_characters(admin: Client, api_key: ApiKey) -> None:
    html = admin.get(reverse("admin:accounts_apikey_changelist"), {"q": "ann"}).content.decode()

    assert "ann@example.com" in html
    assert SECRET[-4:] in html


def test_what_is_sealed_shows_nowhere_in_the_admin(admin: Client, api_key: ApiKey) -> None:
    pages = [reverse("admin:accounts_apikey_changelist")]
    pages += [reverse(f"admin:accounts_apikey_{page}", args=[api_key.pk]) for page in ("change", "delete", "history")]

    for page in pages:
        response = admin.get(page)
        assert response.status_code == 200
        assert SECRET not in response.content.decode()
        assert api_key.sealed.hex() not in response.content.decode()
        assert b"sealed" not in response.content


def test_an_admin_switches_a_key_off(admin: Client, api_key: ApiKey) -> None:
    admin.post(
        reverse("admin:accounts_apikey_changelist"), {"action": "switch_off", "_selected_action": str(api_key.pk)}
    )

    assert not ApiKey.objects.get().is_active


def test_an_admin_adds_no_key_for_a_reader(admin: Client, api_key: ApiKey) -> None:
    assert admin.get(reverse("admin:accounts_apikey_add")).status_code == 403


def test_an_admin_changes_nothing_of_a_key(admin: Client, api_key: ApiKey) -> None:
    admin.post(
        reverse("admin:accounts_apikey_change", args=[api_key.pk]),
        {"base_url": "http://evil.test", "service": "ollama"},
    )

    assert ApiKey.objects.get().base_url == ""


@pytest.mark.parametrize("page", ["admin:index", "admin:accounts_user_changelist"])
def test_plain_readers_have_no_admin(client: Client, reader: User, page: str) -> None:
    client.force_login(reader)

    assert client.get(reverse(page)).status_code in (302, 403)


def test_admins_sign_in_where_everybody_does_so_that_nobody_guesses_passwords_without_end(
    client: Client, db: None
) -> None:
    response = client.get(reverse("admin:login"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))
