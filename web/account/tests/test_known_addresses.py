"""Signing up and asking for a new password: nobody learns which addresses have an account, nor sends mails astray."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.checks import addresses_of_site
from accounts.models import User
from web.account.tests.test_guesses import count_hashes
from web.tests.at_once import AtOnce
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
KNOWN, NEW, PASSWORD = "ida@example.com", "new@example.com", "a long enough phrase 7"
CHANGING = frozenset({"Content-Length", "Expires", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-ID"})
"""Headers that differ with every answer, whoever asks."""


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_URL, settings.ACCOUNT_EMAIL_VERIFICATION = "smtp://mail", "mandatory"


@pytest.fixture(autouse=True)
def ida(db: None) -> User:
    user = User.objects.create_user(KNOWN, PASSWORD)
    EmailAddress.objects.create(user=user, email=KNOWN, verified=True, primary=True)
    return user


def sign_up(browser: Client, email: str, **more: Any) -> Any:
    return browser.post(reverse("account_signup"), {"email": email, "password1": PASSWORD}, **more)


def responses_seen(browser: Client, response: HttpResponse) -> list[object]:
    """All that a browser gets to see, without what differs each time."""
    seen: list[object] = []
    while True:
        html = re.sub(r'value="\w{64}"', "", response.content.decode())
        headers = {name: value for name, value in response.headers.items() if name not in CHANGING}
        seen += [response.status_code, headers, html, sorted(response.cookies)]
        if "Location" not in response.headers:
            break
        response = browser.get(response.headers["Location"])  # type: ignore[assignment]
    for page in ("account_login", "account_signup", "home", "account_email_verification_sent"):
        response = browser.get(reverse(page))  # type: ignore[assignment]
        seen += [response.status_code, re.sub(r'value="\w{64}"', "", response.content.decode())]
    return [re.sub(f"{KNOWN}|{NEW}", "ADDRESS", part) if isinstance(part, str) else part for part in seen]


def test_a_known_address_signs_up_as_a_new_one_does() -> None:
    answers = []
    for email in (KNOWN, NEW):
        browser = Client()
        answers.append(responses_seen(browser, sign_up(browser, email)))

    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[KNOWN], [NEW]]
    assert User.objects.count() == 2


def test_a_known_address_takes_as_long_as_a_new_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = count_hashes(settings, monkeypatch)

    for email in (KNOWN, NEW):
        sign_up(Client(), email)

    assert hashed == [PASSWORD, PASSWORD]


def test_asking_for_a_new_password_tells_nothing_either() -> None:
    answers = []
    for email in (KNOWN, NEW):
        browser = Client()
        answers.append(responses_seen(browser, browser.post(reverse("account_reset_password"), {"email": email})))  # type: ignore[arg-type]

    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[KNOWN], [NEW]]


@pytest.mark.parametrize("verification", ["mandatory", "optional"])
def test_one_address_signs_up_from_several_windows_at_once(
    transactional_db: None, settings: Settings, verification: str
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = verification

    steps = AtOnce([lambda: sign_up(Client(raise_request_exception=False), NEW).status_code for _ in range(5)])

    assert set(steps.wait()) <= {200, 302}
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize("host", ["localhost:9999", "127.0.0.1:81"])
@pytest.mark.parametrize("email", [KNOWN, NEW])
@pytest.mark.parametrize("page", ["account_signup", "account_reset_password"])
def test_links_in_mails_lead_to_where_we_listen_and_not_to_what_a_request_says(
    client: Client, host: str, email: str, page: str
) -> None:
    client.post(reverse(page), {"email": email, "password1": PASSWORD}, headers={"host": host}, SERVER_PORT="8000")

    links = re.findall(r"https?://[^/\s]+", str(mail.outbox[0].body))
    assert links == [f"http://{host.partition(':')[0]}:8000"]


@pytest.mark.parametrize("page", ["account_signup", "account_reset_password"])
def test_links_in_mails_lead_to_the_address_that_is_set(client: Client, settings: Settings, page: str) -> None:
    settings.SITE_URL = "https://books.example.com"

    client.post(reverse(page), {"email": KNOWN, "password1": PASSWORD}, headers={"host": "localhost:9999"})

    assert re.findall(r"https?://[^/\s]+", str(mail.outbox[0].body)) == ["https://books.example.com"]


def test_a_further_address_waits_until_the_first_is_confirmed(client: Client) -> None:
    """Else somebody who signed up with another's address would keep a way in of their own."""
    mallory = User.objects.create_user("victim@example.com", PASSWORD)
    sign_in_now(client, mallory)

    html = client.post(
        reverse("account_email"), {"email": "mallory@example.com", "action_add": ""}, follow=True
    ).content.decode()

    assert not EmailAddress.objects.filter(email="mallory@example.com").exists()
    assert "Confirm your first address" in html


@pytest.mark.parametrize(
    ("hosts", "site", "email_url", "said"),
    [
        (["localhost", "127.0.0.1"], "", "", []),
        (["books.example.com"], "", "smtp://mail", []),
        (["books.example.com"], "", "", ["accounts.W001"]),
        (["*"], "", "smtp://mail", ["accounts.E002"]),
        ([".example.com"], "", "smtp://mail", ["accounts.E002"]),
        (["*"], "https://books.example.com", "smtp://mail", []),
    ],
)
def test_a_public_site_is_told_what_its_mails_lack(
    settings: Settings, hosts: list[str], site: str, email_url: str, said: list[str]
) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL, settings.EMAIL_URL = hosts, site, email_url

    assert [message.id for message in addresses_of_site()] == said


@pytest.mark.parametrize("email", [KNOWN, NEW])
def test_nobodys_mailbox_is_filled_with_links(email: str) -> None:
    for _ in range(7):
        answer = Client().post(reverse("account_reset_password"), {"email": email})

    assert len(mail.outbox) == 5
    assert answer.status_code == 429
    assert "Wait a few minutes, then try again." in answer.content.decode()
