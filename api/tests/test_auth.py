"""Signing up, in and out by the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User

if TYPE_CHECKING:
    from pytest_django import Settings

    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough phrase 7"


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False  # what is counted here would be missed by other tests


def _asked(path: str, **body: Any) -> Any:
    return Client().post(f"/api/v1/auth/{path}", body, content_type="application/json")


def _me(token: str) -> Any:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


def _kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_a_session_from_sign_up_to_sign_out() -> None:
    made = _asked("register", email="New@Example.com", password=PASSWORD).json()
    assert _me(made["access_token"]).json()["email"] == "new@example.com"
    first = _asked("login", email="NEW@example.com", password=PASSWORD).json()
    second = _asked("refresh", refresh_token=first["refresh_token"]).json()
    assert _me(second["access_token"]).status_code == 200
    assert _kind(_asked("refresh", refresh_token=first["refresh_token"])) == (401, "bad-token")
    out = Client().post("/api/v1/auth/logout", headers={"Authorization": f"Bearer {second['access_token']}"})
    assert out.status_code == 204
    assert _kind(_me(second["access_token"])) == (401, "bad-token")
    assert _kind(_asked("refresh", refresh_token=second["refresh_token"])) == (401, "bad-token")
    assert _me(made["access_token"]).status_code == 200  # another session


def test_what_opens_an_account_is_for_who_signed_in_just_now(settings: Settings) -> None:
    made = _asked("register", email="new@example.com", password=PASSWORD).json()
    body = {"name": "Mine", "scopes": ["read"]}

    def make() -> Any:
        headers = {"Authorization": f"Bearer {made['access_token']}"}
        return Client().post("/api/v1/tokens", body, content_type="application/json", headers=headers)

    assert make().status_code == 201
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert _kind(make()) == (403, "confirm-first")


def test_a_wrong_password_is_counted_as_on_the_page(reader: User) -> None:
    answers = [_kind(_asked("login", email=reader.email, password="wrong " * 3)) for _ in range(6)]
    assert answers[0][0] in (401, 422)
    assert answers[-1] == (429, "too-often")
    assert "password" not in str(answers[0])


def test_where_mails_are_sent_the_address_is_confirmed_first(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    assert _kind(_asked("register", email="new@example.com", password=PASSWORD)) == (401, "confirm-address")
    assert _kind(_asked("login", email="new@example.com", password=PASSWORD)) == (401, "confirm-address")
    link = re.search(r"/accounts/confirm-email/\S+", str(mail.outbox[0].body))
    Client().post(link.group())
    assert "access_token" in _asked("login", email="new@example.com", password=PASSWORD).json()


def test_a_known_address_is_answered_like_a_new_one(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    User.objects.create_user("known@example.com", PASSWORD)
    known, new = (_asked("register", email=f"{name}@example.com", password=PASSWORD) for name in ("known", "new"))
    assert (known.status_code, known.content) == (new.status_code, new.content)
    assert User.objects.filter(email="known@example.com").count() == 1


def test_a_weak_password_is_refused_in_words() -> None:
    refused = _asked("register", email="new@example.com", password="short")
    assert _kind(refused) == (422, "not-let-in")
    assert "at least 10 characters" in refused.json()["detail"]


def test_without_google_there_is_no_such_route() -> None:
    assert _kind(_asked("google", id_token="x")) == (404, "not-found")


def test_a_personal_token_is_no_session(call: Caller) -> None:
    assert _kind(call("POST", "/auth/logout")) == (409, "no-session")


def test_a_switched_off_account_is_not_let_in() -> None:
    made = _asked("register", email="new@example.com", password=PASSWORD).json()
    User.objects.update(is_active=False)
    assert _me(made["access_token"]).status_code == 401


@pytest.mark.parametrize("token", ["eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "a.b.c", "vp_x.y.z"])
def test_a_forged_token_is_not_known(token: str) -> None:
    assert _kind(_me(token)) == (401, "bad-token")
