"""The API is no way round a second factor: neither by signing in, nor by tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from api.tests.conftest import Caller
from web.account.tests.factors import PASSWORD, _codes_stay, add_app, code_of, recovery_codes, sign_in
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_codes_stay")]
__all__ = ["_codes_stay"]


@pytest.fixture
def secret(client: Client, reader: User) -> str:
    sign_in(client, reader.email)
    return add_app(client)


@pytest.fixture
def admin(settings: Settings) -> User:
    settings.ADMIN_SECOND_FACTOR = True
    return User.objects.create_superuser("admin@example.com", PASSWORD)


def login(email: str, **more: str) -> Any:
    body = {"email": email, "password": PASSWORD, **more}
    return Client().post("/api/v1/auth/login", body, content_type="application/json")


def kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def me(token: str) -> int:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_password_alone_gives_no_token(reader: User, secret: str) -> None:
    refused = login(reader.email)

    assert kind(refused) == (401, "second-factor")
    begun = [session for session in Session.objects.all() if "_auth_user_id" not in session.get_decoded()]
    assert begun  # allauth keeps how far it has come
    for session in begun:
        assert session.session_key not in refused.content.decode()
        assert me(session.session_key) == 401
        header = {"X-Session-Token": session.session_key}
        assert Client().get("/api/v1/me", headers=header).status_code == 401


def test_a_wrong_code_gives_none_either_and_is_counted(reader: User, secret: str) -> None:
    answers = [kind(login(reader.email, code="000000")) for _ in range(6)]

    assert answers[0] == (422, "not-let-in")
    assert answers[-1] == (429, "too-often")
    assert kind(login(reader.email, code=code_of(secret))) == (429, "too-often")


def test_the_code_of_an_app_or_a_recovery_code_lets_in_once(reader: User, secret: str) -> None:
    for code in (code_of(secret), recovery_codes(reader)[0]):
        tokens = login(reader.email, code=code).json()
        assert me(tokens["access_token"]) == 200
        assert kind(login(reader.email, code=code)) == (422, "not-let-in")


def test_a_code_that_nobody_asks_for_changes_nothing(reader: User) -> None:
    assert "access_token" in login(reader.email, code="123456").json()


def test_an_operator_without_a_second_factor_runs_nothing_by_the_api(admin: User) -> None:
    session = Client()
    sign_in_now(session, admin)
    token = login(admin.email).json()["access_token"]

    assert kind(Caller(admin, "operate")("GET", "/status")) == (403, "second-factor-needed")
    assert kind(session.get("/api/v1/status")) == (403, "second-factor-needed")
    by_jwt = Client().get("/api/v1/status", headers={"Authorization": f"Bearer {token}"})
    assert kind(by_jwt) == (403, "second-factor-needed")
    assert me(token) == 200


def test_an_operators_token_from_before_the_second_factor_runs_nothing(client: Client, admin: User) -> None:
    before = Caller(admin, "operate")
    sign_in(client, admin.email)
    secret = add_app(client)
    after = Caller(admin, "operate")

    assert kind(before("GET", "/status")) == (403, "second-factor-needed")
    assert after("GET", "/status").status_code == 200
    token = login(admin.email, code=code_of(secret)).json()["access_token"]
    assert Client().get("/api/v1/status", headers={"Authorization": f"Bearer {token}"}).status_code == 200

    Authenticator.objects.update(created_at=timezone.now())  # a factor that came later
    assert kind(after("GET", "/status")) == (403, "second-factor-needed")


def test_a_token_from_before_the_second_factor_makes_none_that_counts_as_later(client: Client, admin: User) -> None:
    before = Caller(admin, "operate", "account")
    sign_in(client, admin.email)
    add_app(client)
    wanted = {"name": "Later", "scopes": ["operate"]}

    assert kind(before("POST", "/tokens", wanted)) == (403, "second-factor-needed")
    assert Caller(admin, "operate", "account")("POST", "/tokens", wanted).status_code == 201


def test_sessions_are_listed_and_ended_by_the_api(reader: User) -> None:
    browser = Client()
    sign_in(browser, reader.email)
    token = login(reader.email).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    listed = Client().get("/api/v1/sessions", headers=headers).json()
    assert sorted(session["is_this"] for session in listed) == [False, True]
    assert {session["network"] for session in listed} == {"127.0.0.0/24"}

    assert Client().delete("/api/v1/sessions", headers=headers).json() == {"ended": 1}

    assert browser.get("/books/").status_code == 302
    (own,) = Client().get("/api/v1/sessions", headers=headers).json()
    assert Client().delete(f"/api/v1/sessions/{own['id']}", headers=headers).status_code == 204
    assert me(token) == 401


def test_a_token_removes_no_second_factor_and_a_session_that_showed_it_does(reader: User, secret: str) -> None:
    call = Caller(reader)
    (factor,) = call("GET", "/second-factors").json()["items"]
    assert (factor["kind"], factor["name"]) == ("totp", "Authenticator app")
    path = f"/second-factors/{factor['id']}"
    assert kind(call("DELETE", path)) == (403, "session-needed")
    by_password = Client()
    sign_in_now(by_password, reader)
    assert kind(by_password.delete(f"/api/v1{path}")) == (403, "confirm-first")

    token = login(reader.email, code=code_of(secret)).json()["access_token"]
    removed = Client().delete(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"})

    assert removed.status_code == 204
    assert not Authenticator.objects.exists()
    assert me(token) == 200
