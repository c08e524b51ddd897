"""Signing up, in and out, and getting a new password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse

from accounts.models import User

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase 7"


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}


def sign_up(client: Any, *, follow: bool = False, **changes: str) -> Any:
    fields = {"email": "New@Example.com", "password1": PASSWORD, **changes}
    return client.post(reverse("account_signup"), fields, follow=follow)


def test_an_address_and_a_password_make_an_account_and_lead_to_the_bookcase(client: Client) -> None:
    assert sign_up(client).url == reverse("bookcase")
    assert User.objects.get().email == "new@example.com"


def test_a_short_password_is_refused(client: Client) -> None:
    assert "at least 10 characters" in sign_up(client, password1="short").content.decode()
    assert not User.objects.exists()


def test_an_address_that_is_taken_makes_no_second_account(client: Client) -> None:
    User.objects.create_user("new@example.com", PASSWORD)

    sign_up(client)

    assert User.objects.count() == 1


def test_signing_in_leads_to_where_one_wanted_to_go(client: Client) -> None:
    User.objects.create_user("ida@example.com", PASSWORD)

    response = client.post(
        reverse("account_login"), {"login": "IDA@example.com", "password": PASSWORD, "next": reverse("upload")}
    )

    assert response.headers["Location"] == reverse("upload")


def test_a_wrong_password_does_not_sign_in(client: Client) -> None:
    User.objects.create_user("ida@example.com", PASSWORD)

    client.post(reverse("account_login"), {"login": "ida@example.com", "password": "something else 1"})

    assert "_auth_user_id" not in client.session


def test_signing_out_is_asked_about_first(client: Client) -> None:
    client.force_login(User.objects.create_user("ida@example.com", PASSWORD))

    client.get(reverse("account_logout"))

    assert "_auth_user_id" in client.session


def test_signing_out_signs_out(client: Client) -> None:
    client.force_login(User.objects.create_user("ida@example.com", PASSWORD))

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def ask_for_a_new_password(client: Any) -> str:
    """Return the link in the message."""
    client.post(reverse("account_reset_password"), {"email": "ida@example.com"})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)  # type: ignore[arg-type]
    assert link
    return link[1]


def test_a_forgotten_password_is_replaced_through_a_link_in_the_mail(client: Client) -> None:
    User.objects.create_user("ida@example.com", PASSWORD)
    form_page = client.get(ask_for_a_new_password(client)).headers["Location"]

    client.post(form_page, {"password1": "quite another phrase 8", "password2": "quite another phrase 8"})

    assert User.objects.get().check_password("quite another phrase 8")


def test_the_messages_are_ours(client: Client) -> None:
    User.objects.create_user("ida@example.com", PASSWORD)
    ask_for_a_new_password(client)

    assert mail.outbox[0].subject == "A new password for VividPages"
    assert "example.com!" not in mail.outbox[0].body


def test_a_link_that_is_used_up_says_so(client: Client) -> None:
    html = client.get(reverse("account_reset_password_from_key", args=["0", "set-password"])).content.decode()

    assert "This link no longer works." in html


@pytest.mark.parametrize(("email_url", "said"), [("", True), ("smtp://mail", False)])
def test_whether_mail_goes_to_files_is_said_honestly(
    client: Client, settings: Settings, email_url: str, said: bool
) -> None:
    settings.EMAIL_URL = email_url

    assert ("var/mail" in client.get(reverse("account_reset_password")).content.decode()) == said


def test_google_is_offered_only_where_it_is_set_up(client: Client, settings: Settings) -> None:
    assert "Google" not in client.get(reverse("account_login")).content.decode()

    app = {"client_id": "id", "secret": "secret", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [app]}}
    assert "Sign in with Google" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "account_logout", "socialaccount_connections"]
)
def test_the_pages_of_an_account_wear_the_house_style(client: Client, name: str) -> None:
    client.force_login(User.objects.create_user("ida@example.com", PASSWORD))
    response = client.get(reverse(name), follow=True)

    html = response.content.decode()
    assert 'class="masthead"' in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", ["account_email", "account_change_password"])
def test_the_pages_of_an_account_ask_to_sign_in(client: Client, name: str) -> None:
    assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("email_url", ["", "smtp://mail"])
def test_signing_up_says_that_a_confirmation_was_sent_only_where_mail_is_sent(
    client: Client, settings: Settings, email_url: str
) -> None:
    settings.EMAIL_URL = email_url
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory" if email_url else "optional"

    said = [str(message) for message in get_messages(sign_up(client, follow=True).context["request"])]

    assert any("new@example.com" in sentence for sentence in said) == bool(email_url)
    assert not any("sent" in sentence for sentence in said) or email_url


def test_asking_for_the_confirmation_again_says_where_it_went(client: Client, settings: Settings) -> None:
    settings.EMAIL_URL = ""
    sign_up(client)
    send = {"action_send": "", "email": "new@example.com"}

    html = client.post(reverse("account_email"), send, follow=True).content.decode()

    assert "var/mail" in html
    assert "have sent" not in html


def test_who_has_just_signed_up_is_not_asked_for_the_password_again(client: Client) -> None:
    sign_up(client)

    assert client.get(reverse("key_add", args=["anthropic"])).status_code == 200
