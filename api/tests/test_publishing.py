"""Editions, films, pages, styles, models and money by the API."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from films.models import Film
from films.tests.books import make_story
from films.tests.books import work_on as make_film
from films.tests.conftest import quick
from publishing.models import Edition
from publishing.tests.making import leaflets_offered, work_on
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from api.tests.conftest import Caller
    from books.models import VividPage

pytestmark = pytest.mark.django_db
__all__ = ["quick"]


def story_of(call: Caller) -> VividPage:
    with transaction.atomic():
        return make_story(call.user)


def kind_of(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition("#")[2]


@pytest.mark.django_db(transaction=True)
def test_an_edition_from_its_kind_to_its_deletion(call: Caller) -> None:
    path = f"/vividpages/{story_of(call).pk}/editions"
    with leaflets_offered():
        kinds = {one["name"]: one for one in call("GET", "/editions/kinds?limit=100").json()["items"]}
        assert kinds["leaflet"]["options"]["properties"]["copies"]["maximum"] == 9
        assert "epub" in kinds
        assert kind_of(call("POST", path, {"kind": "scroll"})) == "no-such-kind"
        refused = call("POST", path, {"kind": "leaflet", "options": {"copies": 99}})
        assert (refused.status_code, list(refused.json()["problems"])) == (422, ["copies"])

        asked = call("POST", path, {"kind": "leaflet", "options": {"greeting": "Ahoy"}}, Idempotency_Key="e")
        assert (asked.status_code, asked.json()["state"]) == (202, "making")
        one = asked["Location"].removeprefix("/api/v1")
        assert call("GET", f"{one}/file").status_code == 404
        work_on(Edition.objects.get())
        ready = call("GET", one).json()
        assert (ready["state"], ready["has_file"], ready["changed"]) == ("ready", True, [])
        file = call.client.get(ready["file"])
        assert b"".join(file.streaming_content) == b"Ahoy, The Mill!\n"  # type: ignore[attr-defined]
        assert call.client.get(ready["link"]).status_code == 200
        assert [row["id"] for row in call("GET", path).json()["items"]] == [ready["id"]]
        assert [row["id"] for row in call("GET", "/editions").json()["items"]] == [ready["id"]]
        assert call("POST", f"{one}/again").json()["state"] == "making"
        stopped = call("POST", f"{one}/cancel").json()
        assert (stopped["state"], stopped["has_file"]) == ("cancelled", True)
        assert call("DELETE", one).status_code == 204
        assert call("GET", one).status_code == 404


def test_any_pdf_is_checked_for_print(call: Caller) -> None:
    pdf = SimpleUploadedFile("x.pdf", b"%PDF-1.4 nothing", content_type="application/pdf")
    found = call.client.post("/api/v1/check-print", {"pdf": pdf, "kind": "interior"})
    assert (found.status_code, found.json()["is_refused"]) == (200, True)
    assert found.json()["checks"][0]["words"]


@pytest.mark.usefixtures("quick")
@pytest.mark.django_db(transaction=True)
def test_a_film_from_its_estimate_to_its_deletion(call: Caller) -> None:
    path = f"/vividpages/{story_of(call).pk}/films"
    told = call("POST", f"{path}/estimate", {"rungs": ["240"]}).json()
    assert (told["seconds"] > 0, Decimal(told["high"])) == (True, 0)
    assert call("POST", path, {"narration": "nobody/speaks"}).status_code == 422
    asked = call("POST", path, {"rungs": ["240"], "telling": "moments"}, Idempotency_Key="f")
    assert (asked.status_code, asked.json()["state"]) == (202, "making")
    one = asked["Location"].removeprefix("/api/v1")
    assert call("POST", f"{one}/stop").json()["state"] == "cancelled"
    assert call("POST", f"{one}/again").json()["state"] == "making"
    make_film(Film.objects.get())
    ready = call("GET", one).json()
    assert (ready["state"], ready["has_files"], ready["is_outdated"]) == ("ready", True, False)
    playlist = call.client.get(ready["playlist"])
    assert b"".join(playlist.streaming_content).startswith(b"#EXTM3U")  # type: ignore[attr-defined]
    assert call.client.get(ready["mp4"])["Content-Type"] == "video/mp4"
    assert call.client.get(ready["captions"]).content.startswith(b"WEBVTT")
    assert [shot["title"] for shot in call("GET", f"{one}/chapters").json()["items"] if shot["title"]] != []
    assert call("PUT", f"{one}/place", {"seconds": 0.5}).status_code == 200
    assert call("GET", f"{one}/stream/../../secret").status_code == 404
    assert [row["id"] for row in call("GET", path).json()["items"]] == [ready["id"]]
    assert call("DELETE", one).status_code == 204
    assert call("GET", one).status_code == 404


def test_pages_are_laid_out_changed_and_undone(call: Caller) -> None:
    path = f"/vividpages/{make_story(call.user).pk}/pages"
    assert call("GET", f"{path}?all=true").json()["items"] == []
    assert call("POST", path, {"passages": "whole"}).status_code == 204
    laid = call("GET", f"{path}?all=true").json()
    assert (laid["width"], len(laid["items"]) > 3) == (8.5, True)
    page = next(one for one in laid["items"] if one["text"])
    changed = call("PATCH", f"{path}/{page['id']}", {"text": "Once.", "size": 20}).json()
    assert (changed["page"]["text"], changed["page"]["size"]) == ("Once.", 20)
    assert kind_of(call("PATCH", f"{path}/{page['id']}", {"layout": "spiral"})) == "no-such-layout"
    assert call("GET", f"{path}/{page['id']}/text.svg?all=true")["Content-Type"] == "image/svg+xml"
    assert call("POST", f"{path}/{page['id']}/actions", {"action": "add-after"}).status_code == 204
    assert call("POST", f"{path}/{page['id']}/actions", {"action": "move"}).status_code == 422
    call("POST", f"{path}/undo")
    assert call("POST", f"{path}/undo").status_code == 200
    assert call("GET", f"{path}?all=true").json()["items"] == laid["items"]


def test_a_style_from_one_of_ours_to_a_file_and_back(call: Caller) -> None:
    ours = {one["key"] for one in call("GET", "/styles?limit=100").json()["items"]}
    assert "watercolour" in ours
    drawing = {"palette": ["#112233", "#ddeeff"], "settings": {"contrast": 1.2}}
    made = call("POST", "/styles/own", {"based_on": "watercolour", "name": "Inks", "drawing": drawing})
    assert made.status_code == 201, made.content
    path = made["Location"].removeprefix("/api/v1")
    assert made.json()["drawing"]["palette"] == ["#112233", "#ddeeff"]
    for wrong in ({"settings": {"contrast": 99}}, {"palette": ["red"]}, {"settings": {"nonsense": 1}}):
        refused = call("POST", "/styles/own", {"based_on": "watercolour", "name": "Other", "drawing": wrong})
        assert (refused.status_code, kind_of(refused)) == (422, "style-refused")
    assert call("POST", "/styles/own", {"based_on": "nothing", "name": "Other", "prompt": "p"}).status_code == 422
    read = call("GET", path)
    assert call("PATCH", path, {"description": "Mine."}, If_Match=read["ETag"]).json()["description"] == "Mine."
    assert call("PATCH", path, {"description": "Theirs."}, If_Match=read["ETag"]).status_code == 412
    picture = SimpleUploadedFile("p.png", encoded("teal", "PNG", (80, 80)), content_type="image/png")
    assert call.client.post(f"/api/v1{path}/picture", {"picture": picture}).json()["has_picture"] is True
    assert call("DELETE", f"{path}/picture").json()["has_picture"] is False
    file = call("GET", f"{path}/file").content
    again = SimpleUploadedFile("inks.toml", file, content_type="application/toml")
    assert call.client.post("/api/v1/styles/own/import", {"file": again}).json()["name"] == "Inks (2)"
    assert call("DELETE", path).status_code == 204
    assert [one["name"] for one in call("GET", "/styles/own").json()["items"]] == ["Inks (2)"]


def test_models_say_what_they_cost_and_why_they_cannot_be_used(call: Caller) -> None:
    models = {one["name"]: one for one in call("GET", "/models?kind=image&limit=100").json()["items"]}
    assert (models["sketch"]["is_usable"], models["sketch"]["is_free"]) == (True, True)
    paid = next(one for one in models.values() if not one["is_usable"])
    assert paid["why_not"].startswith("Add a key for")


def test_money_is_told_and_limited(call: Caller) -> None:
    vividpage = make_story(call.user)
    assert call("GET", "/spending").json()["spent"] in ("0", "0.000000")
    cap = call("GET", "/spending/cap")
    changed = call("PUT", "/spending/cap", {"monthly": "12.50"}, If_Match=cap["ETag"]).json()
    assert Decimal(changed["monthly"]) == Decimal("12.5")
    assert call("PUT", "/spending/cap", {"monthly": "1.00"}, If_Match=cap["ETag"]).status_code == 412
    assert call("PUT", "/spending/cap", {"monthly": "-1"}).status_code == 422
    assert call("GET", "/spending?month=2026-13").status_code == 422
    assert call("GET", f"/vividpages/{vividpage.pk}/calls").json() == {"items": [], "next": None}
    assert call("DELETE", "/spending/kept-answers").status_code == 204
    assert call("GET", "/storage").json()["total"] > 0
