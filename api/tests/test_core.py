"""What holds for every route: rules, problems, lists, ETags and keys."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule
from ninja import NinjaAPI, Schema
from ninja.errors import ConfigError
from pydantic import BaseModel

from accounts.access.allowances import LimitReached
from accounts.models import AccessToken, User
from accounts.tokens import create_token
from api.core.idempotency import GIVEN_UP_AFTER, KEPT_FOR, forget_old
from api.core.rules import Rule
from api.core.site import operations, router
from api.models import KeptAnswer
from api.urls import api
from jobs import queue
from notifications.models import Webhook
from vividpages.errors import server_error
from web.tests.signing_in import sign_in_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import RequestFactory
    from pytest_django import Settings

    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db


def test_a_route_without_a_rule_cannot_be_made() -> None:
    with pytest.raises(ConfigError, match="names no rule"):
        router("x").get("/x")(lambda request: None)


def test_each_route_has_a_rule_and_its_refusals_are_described() -> None:
    for _, operation in operations(api):
        (rule,) = operation.auth_callbacks
        assert isinstance(rule, Rule)
    schema = api.get_openapi_schema()
    for path, methods in schema["paths"].items():
        for method, described in methods.items():
            assert 422 in described["responses"], (method, path)


def test_a_method_that_a_route_does_not_take_is_a_problem_that_names_the_others(call: Caller) -> None:
    refused = call("PUT", "/vividpages")
    assert (refused.status_code, refused["Allow"], refused["Content-Type"]) == (
        405,
        "GET, POST",
        "application/problem+json",
    )
    assert refused.json()["type"].endswith("#method-not-allowed")
    assert "GET, POST" in refused.json()["detail"]


def test_what_never_comes_to_a_route_is_refused_as_a_problem_too(call: Caller, settings: Settings) -> None:
    host = call("GET", "/me", Host="elsewhere.example.com")
    assert (host.status_code, host["Content-Type"]) == (400, "application/problem+json")
    assert host.json()["type"].endswith("#bad-request")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    large = call("POST", "/books/understood", {"words": "x" * 200})
    assert (large.status_code, large.json()["type"].rpartition("#")[2]) == (413, "too-large")


def test_an_error_before_any_route_is_a_problem_under_the_api_and_a_page_elsewhere(rf: RequestFactory) -> None:
    def answered(path: str) -> Any:
        try:
            raise OperationalError("the database is away")
        except OperationalError:
            return server_error(rf.get(path))

    for_programs, for_people = answered("/api/v1/me"), answered("/books/")
    assert (for_programs.status_code, for_people.status_code) == (503, 503)
    assert json.loads(for_programs.content)["type"].endswith("#database-away")
    assert for_people["Content-Type"].startswith("text/html")


def test_no_two_routes_share_a_name() -> None:
    names = [operation.view_func.__name__ for _, operation in operations(api)]
    assert {name for name in names if names.count(name) > 1} == set()


def test_no_two_shapes_share_a_name() -> None:
    shapes: dict[str, set[type]] = {}
    for _, operation in operations(api):
        for model in (*operation.models, *operation.response_models.values()):
            for shape in _shapes_in(model):
                shapes.setdefault(shape.__name__, set()).add(shape)
    assert len(shapes) > 80
    assert {name: found for name, found in shapes.items() if len(found) > 1} == {}


def _shapes_in(kind: Any, seen: set[Any] | None = None) -> set[type[BaseModel]]:
    """Return the shapes that an annotation is made of."""
    seen = set() if seen is None else seen
    if kind in seen or kind is None:
        return set()
    seen.add(kind)
    found: set[type[BaseModel]] = set()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        parts = [field.annotation for field in kind.model_fields.values()]
        own = issubclass(kind, Schema) and kind.__module__.startswith("api.routes")
        found = {kind} if own else set()
    else:
        parts = list(get_args(kind))
    for part in parts:
        with suppress(TypeError):
            found |= _shapes_in(part, seen)
    return found


def test_who_sends_no_token_is_told_how() -> None:
    answer: Any = Client().get("/api/v1/me")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"].endswith("#not-signed-in")


@pytest.mark.parametrize("path", ["/api/v1/no-such", "/api/v1/vividpages/no-uuid", "/api/v2/me", "/api/"])
def test_an_address_that_is_none_is_a_problem(path: str) -> None:
    answer: Any = Client().get(path)
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (404, "not-found")


def test_a_session_needs_its_csrf_token(reader: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in_now(browser, reader)

    def make(**headers: str) -> Any:
        sent = {"name": "x", "scopes": ["read"]}
        return browser.post("/api/v1/tokens", sent, content_type="application/json", headers=headers)

    assert make().json()["type"].endswith("#csrf")
    browser.get("/accounts/password/change/")
    token = browser.cookies["csrftoken"].value
    assert make(**{"X-CSRFToken": token}).status_code == 201


def test_a_token_may_no_more_than_it_says(called_by: Callable[..., Caller]) -> None:
    reads = called_by("a@example.com", "read")
    assert reads("GET", "/vividpages").status_code == 200
    refused = reads("GET", "/tokens")
    assert (refused.status_code, refused.json()["type"].rpartition("#")[2]) == (403, "missing-scope")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic dTpw", "Bearer vp_\udc80"])
def test_a_bad_token_is_not_known(header: str) -> None:
    answer: Any = Client().get("/api/v1/me", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (401, "bad-token")


def test_a_token_ends(reader: User) -> None:
    row, secret = create_token(owner=reader, name="Short", scopes=["read"], days=1)
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/me").status_code == 200
    AccessToken.objects.filter(pk=row.pk).update(expires=timezone.now() - timedelta(seconds=1))
    assert program.get("/api/v1/me").status_code == 401


def test_a_token_of_feeds_calls_no_api(reader: User) -> None:
    _, secret = create_token(owner=reader, name="E-reader")
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/vividpages")
    assert answer.status_code == 403


def test_what_is_wrong_is_said_without_what_was_sent(call: Caller) -> None:
    answer = call("POST", "/tokens", {"name": "", "scopes": ["s3cret-value"]})
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (422, "invalid")
    assert {error["where"] for error in answer.json()["errors"]} == {"body.body.name", "body.body.scopes.0"}
    assert b"s3cret-value" not in answer.content


def test_an_error_that_nobody_foresaw_is_a_problem_too(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.routes.me.roles_of", lambda user: 1 / 0)
    answer = call("GET", "/me")
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (500, "server-error")


def test_a_list_goes_on_behind_its_last_row(call: Caller) -> None:
    moment = timezone.now()
    rows = [create_token(owner=call.user, name=f"T{n}", scopes=["read"])[0] for n in range(4)]
    AccessToken.objects.all().update(created=moment)  # all at one moment: the id tells them apart
    first = call("GET", "/tokens?limit=2").json()
    rows[0].delete() if str(rows[0].pk) not in {one["id"] for one in first["items"]} else rows[1].delete()
    rest = call("GET", f"/tokens?limit=50&cursor={first['next']}").json()
    shown = [one["id"] for one in first["items"] + rest["items"]]
    assert len(shown) == len(set(shown))
    assert set(shown) >= {str(pk) for pk in AccessToken.objects.values_list("pk", flat=True)}
    assert rest["next"] is None


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "WzEsMl0", "WyJhIiwiYiJd", "bnVsbA", "W251bGwsbnVsbF0", "é"])
def test_a_cursor_that_is_none_is_refused(call: Caller, cursor: str) -> None:
    answer = call("GET", f"/tokens?cursor={cursor}")
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (422, "bad-cursor")


def test_what_is_known_is_not_sent_again(call: Caller) -> None:
    first = call("GET", "/me")
    again = call("GET", "/me", If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_request_that_is_sent_again_does_nothing_again(call: Caller) -> None:
    body = {"address": "https://hooks.example.org/x"}
    made = [call("POST", "/webhooks", body, Idempotency_Key="k1") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 409]
    assert made[1].json()["type"].endswith("#made-before")  # its secret was shown once
    assert Webhook.objects.count() == 1
    assert bytes(KeptAnswer.objects.get(key="k1").body) == b""
    other = call("POST", "/webhooks", {"address": "https://hooks.example.org/y"}, Idempotency_Key="k1")
    assert (other.status_code, other.json()["type"].rpartition("#")[2]) == (422, "idempotency-key-reused")
    marked = [call("POST", "/notifications/read", Idempotency_Key="k2") for _ in range(2)]
    assert marked[0].content == marked[1].content
    assert marked[1]["Idempotent-Replayed"] == "true"


def test_what_may_be_answered_otherwise_soon_is_not_kept(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"name": "Later", "scopes": ["read"]}
    with monkeypatch.context() as patched:
        patched.setattr("accounts.tokens.create_token", _too_many)
        assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 429
    assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 201


def _too_many(**_: Any) -> None:
    raise LimitReached("Wait a minute.")


def test_secrets_of_signing_in_are_kept_nowhere(call: Caller) -> None:
    call("POST", "/auth/login", {"email": call.user.email, "password": "wrong"}, Idempotency_Key="k")
    assert not KeptAnswer.objects.exists()


def test_a_token_makes_none_that_may_more_or_lasts_longer(called_by: Callable[..., Caller]) -> None:
    caller = called_by("a@example.com", "account", "read")
    assert caller("POST", "/tokens", {"name": "Same", "scopes": ["read"], "days": 5}).status_code == 201
    refused = caller("POST", "/tokens", {"name": "More", "scopes": ["read", "spend"]})
    assert (refused.status_code, refused.json()["type"].rpartition("#")[2]) == (403, "more-than-it-may")
    AccessToken.objects.filter(name="Program").update(expires=timezone.now() + timedelta(days=2))
    for days in (5, None):
        longer = caller("POST", "/tokens", {"name": "Longer", "scopes": ["read"], "days": days})
        assert longer.status_code == 403
    assert caller("POST", "/tokens", {"name": "Shorter", "scopes": ["read"], "days": 1}).status_code == 201


def test_keys_are_their_callers_own(call: Caller, called_by: Callable[..., Caller]) -> None:
    other = called_by("other@example.com")
    for one in (call, other):
        assert one("POST", "/tokens", {"name": "Mine", "scopes": ["read"]}, Idempotency_Key="same").status_code == 201
    assert AccessToken.objects.filter(name="Mine").count() == 2


def test_while_it_is_under_way_the_second_waits_and_takes_over_from_who_was_killed(call: Caller) -> None:
    body = {"name": "Slow", "scopes": ["read"]}
    assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 201
    KeptAnswer.objects.update(status=0)
    refused = call("POST", "/tokens", body, Idempotency_Key="k")
    assert (refused.status_code, refused["Retry-After"]) == (409, "2")
    KeptAnswer.objects.update(created=timezone.now() - GIVEN_UP_AFTER)
    assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 201


def test_what_went_wrong_here_may_be_tried_again(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"name": "Again", "scopes": ["read"]}
    with monkeypatch.context() as patched:
        patched.setattr("api.routes.me._token", lambda row: 1 / 0)
        assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 500
    assert call("POST", "/tokens", body, Idempotency_Key="k").status_code == 201
    assert AccessToken.objects.filter(name="Again").count() == 1  # what had failed left nothing behind


def test_kept_answers_are_forgotten_after_a_day(call: Caller) -> None:
    call("POST", "/tokens", {"name": "Old", "scopes": ["read"]}, Idempotency_Key=str(uuid4()))
    assert forget_old() == 0
    KeptAnswer.objects.update(created=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    assert forget_old() == 1


def test_answers_are_forgotten_every_day_also_where_nothing_else_is(settings: Settings) -> None:
    settings.RETENTION_AT = ""
    apps.get_app_config("api").ready()
    queue.schedule_daily()

    assert Schedule.objects.get(name="api.tasks.forget_answers").next_run > timezone.now()


def test_the_description_is_openapi_3_1(call: Caller) -> None:
    schema = call("GET", "/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert isinstance(api, NinjaAPI)
