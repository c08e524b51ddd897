"""Users in the admin, and who gets there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User


@pytest.fixture
def admin(client, db):
    client.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    return client


def test_the_list_of_users_opens(admin, reader):
    assert reader.email in admin.get(reverse("admin:accounts_user_changelist"), {"q": "ann"}).content.decode()


def test_a_user_opens(admin, reader):
    assert reader.email in admin.get(reverse("admin:accounts_user_change", args=[reader.pk])).content.decode()


def test_an_admin_adds_a_user(admin):
    given = {"email": "New@Example.com", "password1": "correct horse battery", "password2": "correct horse battery"}
    admin.post(reverse("admin:accounts_user_add"), {**given, "usable_password": "true"})

    assert User.objects.get(email__iexact="new@example.com").check_password("correct horse battery")


def test_an_admin_switches_a_user_off(admin, reader):
    admin.post(reverse("admin:accounts_user_change", args=[reader.pk]), {"email": reader.email, "full_name": ""})

    assert not User.objects.get(pk=reader.pk).is_active


@pytest.mark.parametrize("page", ["admin:index", "admin:accounts_user_changelist"])
def test_plain_readers_have_no_admin(client, reader, page):
    client.force_login(reader)

    assert client.get(reverse(page)).status_code in (302, 403)


def test_admins_sign_in_where_everybody_does_so_that_nobody_guesses_passwords_without_end(client, db):
    response = client.get(reverse("admin:login"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
