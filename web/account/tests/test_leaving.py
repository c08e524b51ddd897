"""The pages of one's storage and of leaving: asked for with the password, and taken back by signing in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from books.tests.vividpages import make_vividpage
from custody.models import Departure

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def sign_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": "ann@example.com", "password": password}, follow=True)


def test_a_reader_leaves_and_comes_back(client: Client, reader: User) -> None:
    make_vividpage(owner=reader, title="The Mill")
    assert "The Mill" in sign_in(client).content.decode()
    assert "The Mill" in client.get(reverse("storage")).content.decode()
    assert "1 book with its pictures" in client.get(reverse("delete_account")).content.decode()

    page = client.post(reverse("delete_account"), follow=True).content.decode()

    assert "In 30 days it is deleted" in page
    assert "will be deleted on" in mail.outbox[-1].body
    assert client.get(reverse("bookcase")).status_code == 302
    assert "Keep my account" in sign_in(client).content.decode()
    assert Departure.objects.exists()

    page = client.post(reverse("account_inactive"), follow=True).content.decode()

    assert "your account stays" in page
    assert not Departure.objects.exists()
    assert "The Mill" in sign_in(client).content.decode()


def test_nobody_keeps_or_sees_an_account_without_its_password(client: Client, reader: User) -> None:
    Departure.objects.create(user=reader, due=timezone.now() + timedelta(days=9))
    User.objects.update(is_active=False)

    sign_in(client, "not the password")
    assert "switched off" in client.get(reverse("account_inactive")).content.decode()
    client.post(reverse("account_inactive"))

    assert Departure.objects.exists()
    assert not User.objects.get().is_active


def test_an_account_that_an_admin_has_switched_off_is_offered_nothing(client: Client, reader: User) -> None:
    User.objects.update(is_active=False)

    page = sign_in(client).content.decode()

    assert "Whoever runs this site can switch it on again" in page
    client.post(reverse("account_inactive"))
    assert not User.objects.get().is_active


def test_who_leaves_and_was_switched_off_by_an_admin_is_told_and_stays_off(client: Client, reader: User) -> None:
    sign_in(client)
    client.post(reverse("delete_account"))
    admin = User.objects.create_superuser("root@example.com")
    client.force_login(admin)
    chosen = {"action": "switch_off", "_selected_action": [str(reader.pk), str(admin.pk)]}
    client.post(reverse("admin:accounts_user_changelist"), chosen)
    assert User.objects.get(pk=admin.pk).is_active
    client.logout()

    page = sign_in(client).content.decode()

    assert "only they can keep it" in page
    assert "Keep my account" not in page
    answer = client.post(reverse("account_inactive"))
    assert (answer.status_code, "can switch it on again" in answer.content.decode()) == (409, True)
    assert not User.objects.get(pk=reader.pk).is_active


def test_leaving_wants_the_password_once_more(client: Client, reader: User) -> None:
    client.force_login(reader)  # long ago

    assert "reauthenticate" in client.post(reverse("delete_account")).headers["Location"]
    assert not Departure.objects.exists()


def test_the_only_admin_is_told_why_not(client: Client, reader: User) -> None:
    User.objects.update(is_superuser=True, is_staff=True)
    sign_in(client)

    response = client.post(reverse("delete_account"))

    assert response.status_code == 422
    assert "only admin" in response.content.decode()
