"""What a reader was told, webhooks, and how the site is doing, by the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.models import User
from accounts.tokens import SCOPES
from api.tests.conftest import Caller
from notifications.kinds import Kind
from notifications.models import Notification, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def _kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_what_was_told_is_listed_and_marked(call: Caller) -> None:
    told = [Notification.objects.create(reader=call.user, kind=Kind.DONE, key=key, title=f"{key}.") for key in "ab"]
    assert {one["title"] for one in call("GET", "/notifications?unread=true").json()["items"]} == {"a.", "b."}
    assert call("PATCH", f"/notifications/{told[0].pk}", {"read": True}).json()["read"] is not None
    assert [one["title"] for one in call("GET", "/notifications?unread=true").json()["items"]] == ["b."]
    assert call("POST", "/notifications/read").json() == {"count": 1}


def test_a_webhook_shows_its_secret_once(call: Caller) -> None:
    made = call("POST", "/webhooks", {"address": "https://hooks.example.org/vivid"})
    assert made.status_code == 201, made.content
    secret = made.json()["secret"]
    listed = call("GET", "/webhooks")
    assert [one["form"] for one in listed.json()["items"]] == ["plain"]
    assert secret.encode() not in listed.content
    path = f"/webhooks/{made.json()['id']}"
    assert call("POST", f"{path}/test").status_code == 202
    assert call("PATCH", path, {"is_active": False}).json()["is_active"] is False
    assert call("DELETE", path).status_code == 204
    assert not Webhook.objects.exists()
    assert _kind(call("POST", "/webhooks", {"address": "http://10.0.0.1/"})) == (422, "webhook-refused")
    assert _kind(call("POST", "/webhooks", {"address": "https://x.org/", "form": "fax"})) == (422, "webhook-refused")


def test_operators_are_told_how_the_site_is(called_by: Callable[..., Caller]) -> None:
    operator = User.objects.create_superuser("ops@example.com", "a-long-password")
    status = Caller(operator, *SCOPES)("GET", "/status")
    assert status.status_code == 200, status.content
    assert {check["name"] for check in status.json()["checks"]} >= {"database", "cache", "storage"}
    assert _kind(called_by("a@example.com", *SCOPES)("GET", "/status")) == (404, "not-found")
    health = called_by("a@example.com")("GET", "/health").json()
    assert set(health) == {"state", "is_reading_ok", "is_making_ok"}
