"""A key is to be found nowhere but sealed: a round in which everything goes wrong, and then a search for it."""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from accounts.models import ApiKey, User
from accounts.tests.keyrings import OLD, SECRET
from providers.choosing import keys
from providers.tests.wire import WireServer, fails, wrong_content_type
from providers.tests.wire.fixtures import wire as wire
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.mail import EmailMessage
    from pytest_django import Settings

pytestmark = pytest.mark.whole

NOBODY = "http://127.0.0.1:9"
FORMS = (
    SECRET,
    quote(SECRET, safe=""),
    base64.b64encode(SECRET.encode()).decode().rstrip("="),
    SECRET.encode().hex(),
    SECRET[:-4],
)
"""What it could look like where it should not be."""


def appears_in(text: str) -> bool:
    return any(form in text for form in FORMS)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that any logger has to say."""
    connection.force_debug_cursor = True  # so that each query is logged with its parameters
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "django.db.backends"):
        yield caplog
    connection.force_debug_cursor = False


@pytest.fixture
def failing_round(
    db: None, client: Client, reader: User, wire: WireServer, settings: Settings, logged: pytest.LogCaptureFixture
) -> list[str]:
    """All pages of a round with a wrong key, a service that is down, refused addresses, and a seal that is gone."""
    cache.clear()
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    sign_in_now(client, reader)
    pages: list[str] = []

    def add(service: str, base_url: str, secret: str = SECRET) -> None:
        fields = {"secret": secret, "base_url": base_url, "nickname": ""}
        pages.append(client.post(reverse("key_add", args=[service]), fields, follow=True).content.decode())

    wire.always(fails("key_refused", words=f"Incorrect API key provided: {SECRET}"))
    add("compatible", wire.base_url("compatible"))
    for trouble in (
        fails("forbidden", words=f"{SECRET} may not do that"),
        fails("bad_request", words=f"what is Bearer {SECRET}?"),
        fails("server_error", words=SECRET),
        fails("rate_limited", words=SECRET),
        wrong_content_type(),
    ):
        wire.always(trouble)
        for service in ("compatible", "ollama", "comfyui"):
            add(service, wire.base_url(service))
    add("compatible", NOBODY)
    add("compatible", "http://169.254.169.254/v1")
    add("compatible", f"http://{SECRET}@127.0.0.1/v1")
    pages.append(
        client.post(
            reverse("key_add", args=["compatible"]), {"secret": SECRET, "base_url": NOBODY, "nickname": SECRET}
        ).content.decode()
    )
    add("anthropic", "", secret=f"{SECRET} and a word too many")
    settings.ALLOW_PRIVATE_PROVIDERS = False
    add("compatible", wire.base_url("compatible"))
    for api_key in ApiKey.objects.all()[:3]:
        pages.append(client.post(reverse("key_check", args=[api_key.pk]), follow=True).content.decode())
    settings.KEY_ENCRYPTION_KEYS = "nonsense"
    pages.append(client.post(reverse("key_check", args=[api_key.pk]), follow=True).content.decode())
    add("openai", "", secret="two words")
    pages.append(client.get(reverse("keys")).content.decode())
    return pages


def test_the_round_leaves_keys_behind_that_could_leak(failing_round: list[str]) -> None:
    assert ApiKey.objects.exclude(kek_id="").count() >= 3


def test_no_page_shows_the_key(failing_round: list[str]) -> None:
    assert [page for page in failing_round if appears_in(page)] == []


def test_no_logger_was_told_the_key(failing_round: list[str], logged: pytest.LogCaptureFixture) -> None:
    records = logged.get_records("setup")

    assert {record.name.partition(".")[0] for record in records} >= {"django"}
    assert [record for record in records if appears_in(record.getMessage() + repr(record.__dict__))] == []


def test_no_page_of_the_admin_shows_the_key(failing_round: list[str], db: None) -> None:
    admin = Client()
    admin.force_login(User.objects.create_superuser("admin@example.com", "correct horse battery"))
    pages = [reverse("admin:accounts_apikey_changelist"), reverse("admin:index")]
    for api_key in ApiKey.objects.all():
        pages += [
            reverse(f"admin:accounts_apikey_{page}", args=[api_key.pk]) for page in ("change", "delete", "history")
        ]
    shown = [admin.get(page) for page in pages]

    assert {response.status_code for response in shown} == {200}
    assert [response for response in shown if appears_in(response.content.decode())] == []


def test_no_column_of_any_table_holds_the_key(failing_round: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "accounts_apikey" in tables
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            assert [row for (row,) in cursor.fetchall() if appears_in(row)] == [], table


# --- when our own code breaks ---------------------------------------------------------------------------------------


@pytest.fixture
def broken(wire: WireServer, settings: Settings, db: None) -> WireServer:
    """A database that breaks whenever a key is written, which is nobody's plan."""
    cache.clear()
    settings.KEY_ENCRYPTION_KEYS, settings.ALLOW_PRIVATE_PROVIDERS = OLD, True
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_apikey ADD CONSTRAINT broken CHECK (service = 'nothing')")
    return wire


@pytest.mark.parametrize("debug", [True, False])
def test_an_error_page_shows_the_key_not_even_to_developers(
    broken: WireServer, reader: User, settings: Settings, debug: bool, logged: pytest.LogCaptureFixture
) -> None:
    settings.DEBUG = debug
    settings.ADMINS = [("Ida", "ida@example.com")]
    client = Client(raise_request_exception=False)
    sign_in_now(client, reader)

    response = client.post(
        reverse("key_add", args=["compatible"]), {"secret": SECRET, "base_url": broken.base_url("compatible")}
    )

    assert response.status_code == 500
    assert not appears_in(response.content.decode())
    assert not appears_in(logged.text)


def test_mail_about_an_error_holds_no_key(
    broken: WireServer, reader: User, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ADMINS = [("Ida", "ida@example.com")]
    settings.DEBUG = False
    client = Client(raise_request_exception=False)
    sign_in_now(client, reader)
    logger, handler = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(handler)
    try:
        client.post(
            reverse("key_add", args=["compatible"]), {"secret": SECRET, "base_url": broken.base_url("compatible")}
        )
    finally:
        logger.removeHandler(handler)

    whole = [str(mail.body) + "".join(body for body, _ in mail.alternatives) for mail in mailoutbox]  # type: ignore[attr-defined]
    assert whole
    assert not any(appears_in(mail) for mail in whole)


def test_credentials_show_no_key_when_they_are_printed() -> None:
    assert not appears_in(repr(keys.Credentials("openai", SECRET)))  # type: ignore[attr-defined]
    assert not appears_in(str(keys.Credentials("openai", SECRET)))  # type: ignore[attr-defined]
