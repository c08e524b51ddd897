"""The published description of the API: it is as the API is, and nothing that programs rely on goes silently."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from api.description.breaking import breaks
from api.management.commands.api_schema import PUBLISHED, described
from api.urls import api

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK, BOOKS = "/api/v1/vividpages/{vividpage_id}", "/api/v1/vividpages"


@pytest.fixture(scope="module")
def now() -> Any:
    return json.loads(described())


def test_what_is_published_is_what_there_is() -> None:
    assert PUBLISHED.read_text() == described(), "The API has changed: run `manage.py api_schema`."


def _without_a_route(new: Any) -> None:
    del new["paths"][BOOK]["delete"]


def _without_a_parameter(new: Any) -> None:
    parameters = new["paths"][BOOKS]["get"]["parameters"]
    parameters[:] = [one for one in parameters if one["name"] != "cursor"]


def _with_a_wanted_parameter(new: Any) -> None:
    new["paths"][BOOKS]["get"]["parameters"].append(
        {"in": "query", "name": "shelf", "required": True, "schema": {"type": "string"}}
    )


def _with_a_wanted_property(new: Any) -> None:
    new["components"]["schemas"]["NewToken"]["required"].append("days")


def _without_a_property(new: Any) -> None:
    del new["components"]["schemas"]["Me"]["properties"]["email"]


def _with_another_type(new: Any) -> None:
    new["components"]["schemas"]["Me"]["properties"]["email"]["type"] = "integer"


def _with_another_status(new: Any) -> None:
    responses = new["paths"][BOOKS]["post"]["responses"]
    responses["200"] = responses.pop("201")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without_a_route, "is gone"),
        (_without_a_parameter, "no longer takes “cursor”"),
        (_with_a_wanted_parameter, "wants “shelf” now"),
        (_with_a_wanted_property, "wants “days” now"),
        (_without_a_property, "has no “email” any more"),
        (_with_another_type, "may be integer now"),
        (_with_another_status, "no longer answered with 201"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_each_break_is_told(now: Any, change: Callable[[Any], None], told: str) -> None:
    new = copy.deepcopy(now)
    change(new)
    assert any(told in problem for problem in breaks(now, new))
    assert breaks(now, now) == []


def test_what_is_added_breaks_nothing(now: Any) -> None:
    new = copy.deepcopy(now)
    new["paths"]["/api/v1/more"] = new["paths"][BOOKS]
    new["components"]["schemas"]["Me"]["properties"]["nickname"] = {"type": "string"}
    new["components"]["schemas"]["NewToken"]["properties"]["colour"] = {"type": "string"}
    assert breaks(now, new) == []


@pytest.mark.django_db
def test_it_is_written_once_and_not_sent_again_to_who_knows_it(now: Any) -> None:
    first = Client().get("/api/v1/openapi.json")
    assert (first.status_code, first.json()) == (200, now)
    api.description, described_before = "Another", api.description
    try:
        assert Client().get("/api/v1/openapi.json").content == first.content
    finally:
        api.description = described_before
    again = Client().get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
