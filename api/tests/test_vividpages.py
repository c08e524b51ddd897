"""Books by the API: what a page can do, a program can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from books.models import VividPage
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db


def _uploaded(call: Caller, content: bytes, **headers: str) -> Any:
    file = SimpleUploadedFile("book.epub", content, content_type="application/epub+zip")
    return call.client.post("/api/v1/vividpages", {"epub": file}, headers=headers)


def test_a_book_from_upload_to_deletion(call: Caller) -> None:
    made = _uploaded(call, epub_file().read())
    assert made.status_code == 201, made.content
    path = made["Location"].removeprefix("/api/v1")
    read = call("GET", path)
    assert read.json() == made.json()
    changed = call("PATCH", path, {"choices": {"style": "watercolour", "budget": "1.50"}}, If_Match=read["ETag"])
    assert changed.status_code == 200, changed.content
    assert (changed.status_code, changed.json()["choices"]["budget"]) == (200, "1.5000")
    stale = call("PATCH", path, {"title": "Lost"}, If_Match=read["ETag"])
    assert stale.status_code == 412
    assert VividPage.objects.get().title != "Lost"
    refused = call("PATCH", path, {"choices": {"style": "no-such"}})
    assert (refused.status_code, list(refused.json()["problems"])) == (422, ["style"])
    started = call("POST", f"{path}/start")
    assert (started.status_code, started.json()["stages"] != []) == (202, True)
    assert call("POST", f"{path}/stop").json()["status"] == "cancelled"
    assert [book["id"] for book in call("GET", "/vividpages").json()["items"]] == [read.json()["id"]]
    assert call("DELETE", path).status_code == 204
    assert call("GET", path).status_code == 404


def test_what_is_no_book_is_refused_in_the_readers_words(call: Caller) -> None:
    refused = _uploaded(call, b"not a book")
    assert (refused.status_code, refused.json()["type"].rpartition("#")[2]) == (422, "unreadable-book")
    assert not VividPage.objects.exists()


def test_the_same_upload_with_the_same_key_makes_one_book(call: Caller) -> None:
    epub = epub_file().read()
    answers = [_uploaded(call, epub, **{"Idempotency-Key": "u1"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1]["Location"] == answers[0]["Location"]
    assert VividPage.objects.count() == 1


def test_books_of_others_are_not_found(call: Caller, called_by: Callable[..., Caller]) -> None:
    path = _uploaded(call, epub_file().read())["Location"].removeprefix("/api/v1")
    other = called_by("other@example.com")
    for method, more in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/start"), ("POST", "/stop")):
        refused = other(method, path + more, {} if method == "PATCH" else None)
        assert (refused.status_code, refused.json()["status"]) == (404, 404), (method, more)
    assert call("GET", f"/vividpages/{uuid4()}").status_code == 404
