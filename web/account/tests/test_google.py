"""Signing in with Google, against a server of ours that speaks its protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from web.account.tests.google import CLIENT_ID, GoogleServer, go_through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

    from pytest_django import Settings

pytestmark = pytest.mark.django_db
ADDRESS = "ida@example.com"


@pytest.fixture
def google(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., GoogleServer]]:
    """Set up signing in with Google, and say whom Google knows."""
    from contextlib import ExitStack

    app = {"client_id": CLIENT_ID, "secret": "secret", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {**settings.SOCIALACCOUNT_PROVIDERS["google"], "APPS": [app]}}
    stack: ExitStack
    with ExitStack() as stack:

        def knows(**person: object) -> GoogleServer:
            server = stack.enter_context(GoogleServer(**person))  # type: ignore[arg-type]
            monkeypatch.setattr(GoogleOAuth2Adapter, "access_token_url", server.url)
            return server

        yield knows


@pytest.fixture
def ida(db: None) -> User:
    return User.objects.create_user(ADDRESS, "a long enough phrase 7")


def signed_in_as(browser: Client) -> str | None:
    return browser.session.get("_auth_user_id")


@pytest.mark.parametrize("name", ["google_login", "google_callback", "google_login_by_token"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_google_is_not_set_up_its_addresses_are_not_there(name: str, method: str) -> None:
    browser = Client(raise_request_exception=False)

    assert getattr(browser, method)(reverse(name)).status_code == 404


def test_somebody_new_gets_an_account(client: Client, google: Callable[..., GoogleServer]) -> None:
    server = google(address=ADDRESS, confirmed=True)

    response = go_through(client)

    assert response.headers["Location"] == reverse("bookcase")
    assert signed_in_as(client) == str(User.objects.get(email=ADDRESS).pk)
    assert EmailAddress.objects.get(email=ADDRESS).verified
    assert server.token_requests[0]["client_id"] == [CLIENT_ID]


def test_who_has_confirmed_the_same_address_here_is_let_in(
    client: Client, google: Callable[..., GoogleServer], ida: User
) -> None:
    EmailAddress.objects.create(user=ida, email=ADDRESS, verified=True, primary=True)
    google(address=ADDRESS, confirmed=True)

    go_through(client)

    assert signed_in_as(client) == str(ida.pk)
    ida.refresh_from_db()
    assert ida.has_usable_password()


@pytest.mark.parametrize("confirmed_here", [True, False])
@pytest.mark.parametrize("email_url", ["", "smtp://mail"])
def test_an_address_that_google_has_not_confirmed_opens_nobodys_account(
    client: Client,
    google: Callable[..., GoogleServer],
    settings: Settings,
    ida: User,
    confirmed_here: bool,
    email_url: str,
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory" if email_url else "optional"
    EmailAddress.objects.create(user=ida, email=ADDRESS, verified=confirmed_here, primary=True)
    google(address=ADDRESS, confirmed=False)

    go_through(client)

    assert signed_in_as(client) is None
    assert User.objects.count() == 1


@pytest.mark.parametrize("email_url", ["", "smtp://mail"])
def test_an_account_whose_address_nobody_has_confirmed_is_not_joined_to_google(
    client: Client, google: Callable[..., GoogleServer], settings: Settings, ida: User, email_url: str
) -> None:
    """Somebody else may have signed up with that address, and would stay in the account."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory" if email_url else "optional"
    EmailAddress.objects.create(user=ida, email=ADDRESS, verified=False, primary=True)
    google(address=ADDRESS, confirmed=True)

    go_through(client)

    assert signed_in_as(client) is None
    ida.refresh_from_db()
    assert ida.has_usable_password()
    if email_url:
        assert [message.to for message in mail.outbox] == [[ADDRESS]]
