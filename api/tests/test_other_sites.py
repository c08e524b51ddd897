"""Pages of other sites: none may read what the API answers, unless the operator has named their site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://app.example.com"
ALLOWED, WITH_COOKIES = "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"


def preflight(path: str, origin: str = ELSEWHERE) -> Any:
    asked = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization,if-match"}
    return Client().options(path, headers={"Origin": origin, **asked})


def test_nobody_may_unless_it_is_set(call: Caller) -> None:
    assert ALLOWED not in preflight("/api/v1/me").headers
    assert ALLOWED not in call("GET", "/me", Origin=ELSEWHERE).headers


def test_a_named_site_may_with_a_token_under_the_api_alone(call: Caller, settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    asked = preflight("/api/v1/me")
    assert (asked.status_code, asked[ALLOWED]) == (200, ELSEWHERE)
    assert {"authorization", "if-match", "idempotency-key"} <= {*asked["Access-Control-Allow-Headers"].split(", ")}
    answer = call("GET", "/me", Origin=ELSEWHERE)
    assert (answer.status_code, answer[ALLOWED]) == (200, ELSEWHERE)
    assert {"ETag", "RateLimit-Remaining", "Location"} <= {*answer["Access-Control-Expose-Headers"].split(", ")}
    refused = Client().get("/api/v1/me", headers={"Origin": ELSEWHERE})
    assert (refused.status_code, refused[ALLOWED]) == (401, ELSEWHERE)  # a page reads why
    for path, origin in (("/books/", ELSEWHERE), ("/api/v1/me", "https://app.example.com.evil.example")):
        assert ALLOWED not in preflight(path, origin).headers


@pytest.mark.parametrize("named", [{"CORS_ALLOWED_ORIGINS": [ELSEWHERE]}, {"CORS_ALLOW_ALL_ORIGINS": True}])
def test_a_cookie_is_never_asked_for_and_changes_nothing(
    reader: User, settings: Settings, named: dict[str, Any]
) -> None:
    for name, value in named.items():
        setattr(settings, name, value)
    client = Client(enforce_csrf_checks=True)
    sign_in_now(client, reader)
    answer = client.get("/api/v1/me", headers={"Origin": ELSEWHERE})
    assert WITH_COOKIES not in answer.headers
    assert WITH_COOKIES not in preflight("/api/v1/me").headers
    sent = client.post("/api/v1/notifications/read", headers={"Origin": ELSEWHERE})
    assert (sent.status_code, sent.json()["type"].rpartition("#")[2]) == (403, "csrf")
