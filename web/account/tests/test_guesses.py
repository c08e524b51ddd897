"""Guessing passwords: nobody finds one by trying, and nobody keeps an owner out by trying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.access import guesses
from accounts.models import Tally, User
from web.tests.at_once import AtOnce

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
ADDRESS, PASSWORD = "ida@example.com", "a long enough phrase 7"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
TOO_MANY = "too many wrong passwords"


@pytest.fixture(autouse=True)
def ida(db: None) -> User:
    return User.objects.create_user(ADDRESS, PASSWORD)


def sign_in(browser: Client, password: str = PASSWORD, *, at: str = HOME, email: str = ADDRESS) -> HttpResponse:
    return browser.post(  # type: ignore[return-value]
        reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=at
    )


def guess(times: int, *, at: str = ELSEWHERE, email: str = ADDRESS) -> None:
    for number in range(times):
        sign_in(Client(), f"wrong {number}", at=at, email=email)


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def fill_account_limit() -> None:
    """Fill the limit as many machines do together, each with few guesses."""
    guess(1)
    Tally.objects.filter(key__startswith=f"{guesses.OF_AN_ACCOUNT.what}:").update(count=guesses.OF_AN_ACCOUNT.most)


def known_device() -> Client:
    browser = Client()
    sign_in(browser)
    browser.post(reverse("account_logout"))
    assert not is_in(browser)
    return browser


def test_wrong_guesses_of_strangers_do_not_refuse_the_right_password(client: Client) -> None:
    guess(6)

    sign_in(client)

    assert is_in(client)


def test_who_guesses_too_often_is_told_to_wait_and_how_to_get_in(client: Client) -> None:
    guess(5, at=HOME)

    html = sign_in(client).content.decode()

    assert not is_in(client)
    assert TOO_MANY in html
    assert "Wait 5 minutes" in html


def test_an_address_that_nobody_has_is_refused_in_the_same_words(client: Client) -> None:
    for email in (ADDRESS, "nobody@example.com"):
        guess(5, at=HOME, email=email)
    known, unknown = (sign_in(client, email=email).content.decode() for email in (ADDRESS, "nobody@example.com"))

    assert TOO_MANY in unknown
    assert re.sub(r'value="\S+@example.com"|value="\w{64}"', "", known) == re.sub(
        r'value="\S+@example.com"|value="\w{64}"', "", unknown
    )


def test_many_guesses_at_once_are_all_counted(transactional_db: None) -> None:
    User.objects.get_or_create(email=ADDRESS)

    steps = AtOnce([lambda: sign_in(Client(), "wrong", at=ELSEWHERE).content.decode() for _ in range(12)])

    assert sum(TOO_MANY in html for html in steps.wait()) == 7


def test_a_known_device_is_let_in_however_many_guess_elsewhere_and_at_its_own_address() -> None:
    browser = known_device()
    guess(10, at=HOME)
    fill_account_limit()

    sign_in(browser)

    assert is_in(browser)


def test_a_device_that_is_not_known_waits_while_many_machines_guess_together(client: Client) -> None:
    fill_account_limit()

    sign_in(client)

    assert not is_in(client)


def test_a_known_device_guesses_no_more_than_a_few_times() -> None:
    browser = known_device()
    for _ in range(guesses.ON_A_DEVICE.most + guesses.FROM_AN_ADDRESS.most):
        sign_in(browser, "wrong")

    sign_in(browser)

    assert not is_in(browser)


@pytest.mark.parametrize("change", ["forged", "of another account"])
def test_a_device_is_known_for_an_account_that_was_opened_on_it_alone(change: str) -> None:
    if change == "forged":
        browser = Client()
        browser.cookies[django_settings.DEVICE_COOKIE_NAME] = "WyJhIiwgW11d:1tabcd:forged"
    else:
        User.objects.create_user("eve@example.com", PASSWORD)
        browser = Client()
        sign_in(browser, email="eve@example.com")
        browser.post(reverse("account_logout"))
    fill_account_limit()

    sign_in(browser)

    assert not is_in(browser)


def test_a_device_is_known_once_the_password_was_replaced_on_it(client: Client) -> None:
    fill_account_limit()
    client.post(reverse("account_reset_password"), {"email": ADDRESS})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    form = client.get(link[1]).headers["Location"]
    client.post(form, {"password1": "quite another phrase 8", "password2": "quite another phrase 8"})

    sign_in(client, "quite another phrase 8")

    assert is_in(client)


def test_a_right_password_counts_for_nothing(client: Client) -> None:
    for _ in range(2 * guesses.FROM_AN_ADDRESS.most):
        sign_in(Client())
    guess(4, at=HOME)

    sign_in(client)

    assert is_in(client)


def test_passwords_of_many_accounts_are_not_tried_from_one_address() -> None:
    for number in range(guesses.OF_A_NETWORK.most):
        sign_in(Client(), "wrong", at=ELSEWHERE, email=f"number{number}@example.com")

    assert TOO_MANY in sign_in(Client(), at=ELSEWHERE).content.decode()
    browser = Client()
    sign_in(browser, at=HOME)
    assert is_in(browser)


def test_a_wrong_password_is_hashed_once_and_so_is_one_of_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = count_hashes(settings, monkeypatch)
    for email in (ADDRESS, "nobody@example.com"):
        sign_in(Client(), "wrong", email=email)

    assert hashed == ["wrong", "wrong"]


def count_hashes(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record what is hashed from now on: what takes long, and would tell."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return hashed
