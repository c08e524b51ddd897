"""Every route of the API, with ids of somebody else: generated, so that a new route is here by itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.test import Client
from ninja import Schema

from api.core.rules import Rule
from api.core.site import operations
from api.tests.bodies import call_least
from api.tests.conftest import Caller
from api.tests.rows import own_book, rows_of
from api.urls import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

pytestmark = pytest.mark.django_db

PARAMETER = re.compile(r"{(?:\w+:)?(\w+)}")
SCOPES = ("read", "write", "spend", "account")
WATCHED = ("books", "characters", "storyboards", "jobs", "publishing", "films", "writing", "providers", "uploads")
"""Apps whose rows nobody else may touch."""


@pytest.fixture(scope="module")
def described() -> Any:
    return api.get_openapi_schema()


def routes() -> Iterator[tuple[str, str, Rule]]:
    """Go through all routes: method, path and rule."""
    for path, operation in operations(api):
        (rule,) = operation.auth_callbacks
        assert isinstance(rule, Rule)
        for method in operation.methods:
            yield method, path, rule


def operation_of(described: Any, method: str, path: str) -> Any:
    plain = re.sub(r"{\w+:(\w+)}", r"{\1}", path)
    return described["paths"][f"/api/v1{plain}"][method.lower()]


def filled(path: str, rows: dict[str, Any]) -> str:
    def of(match: re.Match[str]) -> str:
        name = match[1]
        assert name in rows, f"{path}: nobody has said what “{name}” is of. Add it to api/tests/rows.py."
        return str(rows[name])

    return PARAMETER.sub(of, path)


def snapshot() -> dict[str, Any]:
    """Return all rows that are watched."""
    models = [model for model in apps.get_models() if model._meta.app_label in WATCHED]
    return {model._meta.label: sorted(map(repr, model._default_manager.values_list())) for model in models}


def test_what_is_somebody_elses_is_not_found_and_stays_as_it_is(reader: User, stranger: User, described: Any) -> None:
    rows = rows_of(reader)
    caller = Caller(stranger, *SCOPES)
    before, seen, wrong = snapshot(), 0, []
    for method, path, rule in routes():
        if "{" not in path or rule.role == "anybody":
            continue
        answer = call_least(caller, method, filled(path, rows), operation_of(described, method, path), described)
        seen += 1
        if answer.status_code not in (403, 404):
            wrong.append((method, path, answer.status_code, answer.content[:200]))
    assert not wrong
    assert seen > 50
    assert snapshot() == before


def test_ids_of_one_book_are_not_found_in_another(reader: User, stranger: User, described: Any) -> None:
    rows = {**rows_of(reader), "vividpage_id": own_book(stranger).pk}
    caller = Caller(stranger, *SCOPES)
    wrong, seen = [], 0
    for method, path, _ in routes():
        ids = [name for kind, name in re.findall(r"{(\w+):(\w+)}", path) if kind.startswith("uuid")]
        if "vividpage_id" not in ids or len(ids) < 2:
            continue
        answer = call_least(caller, method, filled(path, rows), operation_of(described, method, path), described)
        seen += 1
        if answer.status_code not in (403, 404):
            wrong.append((method, path, answer.status_code, answer.content[:200]))
    assert not wrong
    assert seen > 30


def test_lists_show_nothing_of_somebody_else(reader: User, stranger: User, described: Any) -> None:
    rows = {
        str(value)
        for name, value in rows_of(reader).items()
        if name not in ("number", "kind", "key", "slug", "decision_id", "part")
    }
    caller = Caller(stranger, *SCOPES)
    for method, path, rule in routes():
        if method != "GET" or "{" in path or rule.role != "reader":
            continue
        answer = call_least(caller, method, path, operation_of(described, method, path), described)
        assert answer.status_code == 200, (path, answer.content)
        assert not [row for row in rows if row in answer.content.decode()], path


def test_nobody_is_let_in_without_a_token_or_with_one_that_may_less(reader: User, described: Any) -> None:
    rows = rows_of(reader)
    callers = {scope: Caller(reader, scope) for scope in ("read", "account")}
    for method, path, rule in routes():
        if rule.role == "anybody":
            continue
        address = filled(path, rows)
        nobody: Any = Client().generic(method, f"/api/v1{address}")
        assert nobody.status_code == 401, (method, path)
        if rule.scope is None or rule.role != "reader":
            continue
        caller = callers["read" if rule.scope != "read" else "account"]
        answer = call_least(caller, method, address, operation_of(described, method, path), described)
        assert answer.status_code == 403, (method, path)
        if method != "HEAD":
            assert answer.json()["type"].endswith("#missing-scope"), (method, path)


def test_no_two_shapes_or_routes_have_one_name() -> None:
    def shapes(of: type[Schema]) -> Iterator[type[Schema]]:
        for shape in of.__subclasses__():
            yield shape
            yield from shapes(shape)

    ours = {f"{one.__module__}.{one.__name__}": one.__name__ for one in shapes(Schema) if "[" not in one.__name__}
    named = Counter(name for path, name in ours.items() if path.startswith("api."))
    routed = Counter(operation.view_func.__name__ for _, operation in operations(api))
    assert [name for name, count in (named + routed).items() if count > 1 and max(named[name], routed[name]) > 1] == []
