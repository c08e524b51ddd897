"""Books that are written here, by the API: from a template to a bound book, and a biography's sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from writing.models import WrittenBook

if TYPE_CHECKING:
    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db
BRIEF = {"age": "3-5", "theme": "a hare who is afraid of the dark"}


def _kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_a_book_is_asked_for_understood_planned_and_stopped(call: Caller) -> None:
    templates = {one["kind"]: one["brief"] for one in call("GET", "/books/templates").json()}
    assert "theme" in templates["childrens"]["properties"]
    understood = call("POST", "/books/understood", {"kind": "childrens", "brief": BRIEF}).json()
    assert understood["told"], understood
    assert understood["parts"]
    begun = call("POST", "/books/write", {"kind": "childrens", "brief": BRIEF, "budget": "2"}, Idempotency_Key="w")
    assert begun.status_code == 202, begun.content
    path = begun["Location"].removeprefix("/api/v1")
    assert begun.json()["stages"]
    assert call("POST", f"{path}/stop").status_code == 200
    assert [one["id"] for one in call("GET", "/books").json()["items"]] == [begun.json()["id"]]
    assert _kind(call("POST", f"{path}/approve")) == (422, "writing-refused")
    assert call("GET", f"{path}/parts").json() == {"items": [], "next": None}


def test_a_book_that_was_taken_down_is_not_taken_up_as_a_job(call: Caller) -> None:
    begun = call("POST", "/books/write", {"kind": "childrens", "brief": BRIEF}).json()
    WrittenBook.objects.update(taken_down=timezone.now(), taken_down_reason="Copied.")
    call("POST", f"/books/{begun['id']}/stop")
    (job,) = call("GET", f"/jobs?subject={begun['id']}").json()["items"]
    refused = call("POST", f"/jobs/{job['id']}/retry")
    assert _kind(refused) == (422, "writing-refused")
    assert "Copied." in refused.json()["detail"]


def test_a_brief_that_says_too_little_is_refused_field_by_field(call: Caller) -> None:
    refused = call("POST", "/books/write", {"kind": "childrens", "brief": {"age": "40"}})
    assert _kind(refused) == (422, "writing-refused")
    assert "age" in refused.json()["problems"]
    assert not WrittenBook.objects.exists()
    assert _kind(call("POST", "/books/write", {"kind": "sonnet", "brief": {}})) == (404, "not-found")


def test_what_the_author_cannot_tell_is_said_beforehand(call: Caller) -> None:
    brief = {**BRIEF, "theme": "quarterly tax returns of a limited company"}
    understood = call("POST", "/books/understood", {"kind": "childrens", "brief": brief}).json()
    assert (understood["told"], understood["parts"]) == (False, [])
    assert understood["why_not"]


def test_sources_of_a_biography_are_added_and_decided_about(call: Caller) -> None:
    begun = call("POST", "/books/write", {"kind": "biography", "brief": {"subject": "Ida Holm"}}).json()
    path = f"/biographies/{begun['id']}"
    tried = call("POST", "/biographies/sources/validate", {"addresses": ["https://example.org/a", "ftp://x"]}).json()
    assert [one["is_taken"] for one in tried] == [True, False]
    added = call("POST", f"{path}/sources", {"addresses": ["https://example.org/a"]})
    assert added.status_code == 202, added.content
    file = SimpleUploadedFile("life.txt", b"Ida Holm was born in 1901 in Bergen.")
    assert call.client.post(f"/api/v1{path}/sources/file", {"file": file}).status_code == 202
    listed = call("GET", f"{path}/sources").json()["items"]
    assert [one["origin"] for one in listed] == ["address", "file"]
    left = call("PATCH", f"{path}/sources/{listed[0]['id']}", {"decision": "leave"}).json()
    assert left["decision"] == "leave"
    assert call("POST", f"{path}/sources/undo").json()["items"][0]["decision"] == ""
    assert call("DELETE", f"{path}/sources/{listed[1]['id']}").status_code == 200
    assert len(call("GET", f"{path}/sources").json()["items"]) == 1
    assert call("GET", f"{path}/facts").json()["items"] == []
    assert _kind(call("PUT", f"{path}/contradictions/born", {"claim": 1})) == (404, "not-found")
