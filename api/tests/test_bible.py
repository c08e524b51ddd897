"""The bible by the API: people and places as far as they are read, every edit with its undo, findings, the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from books.models import Reading
from characters.editing.tests.books import bible_of, make_book
from characters.models import Finding, Quote

if TYPE_CHECKING:
    from api.tests.conftest import Caller
    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(call: Caller) -> VividPage:
    vividpage = make_book(call.user)
    Reading.objects.create(reader=call.user, vividpage=vividpage, spoilers="all")
    return vividpage


@pytest.fixture
def path(vividpage: VividPage) -> str:
    return f"/vividpages/{vividpage.pk}"


def people(call: Caller, path: str, query: str = "") -> dict[str, str]:
    return {one["name"]: one["id"] for one in call("GET", f"{path}/people{query}").json()["items"]}


def test_somebody_is_added_edited_and_removed_and_all_of_it_undone(
    call: Caller, path: str, vividpage: VividPage
) -> None:
    before = bible_of(vividpage)
    added = call("POST", f"{path}/people", {"name": "Ben Gunn", "gender": "male", "age": "adult", "species": ""})
    assert added.status_code == 201, added.content
    ben = f"{path}/people/{people(call, path)['Ben Gunn']}"
    change = {"name": "Ben", "gender": "male", "age": "old", "description": "Thin.", "species": "ghost"}
    made = call("PATCH", ben, change)
    assert (made.status_code, len(made.json()["edits"])) == (200, 4), made.content
    assert call("PATCH", ben, {"name": "Jim Hawkins"}).status_code == 422  # another is called so
    assert call("PATCH", ben, {"age": "ancient"}).status_code == 422
    assert call("POST", f"{ben}/looks", {"field": "hair", "value": "white"}).status_code == 201
    assert call("PUT", f"{ben}/looks", {"field": "hair", "old": "white", "value": "grey"}).status_code == 200
    assert call("DELETE", f"{ben}/looks?field=hair&value=grey").status_code == 200
    assert call("POST", f"{ben}/changes", {"kind": "hair", "modifier": "bald", "since": 2}).status_code == 201
    editable = call("GET", f"{ben}/editable").json()
    assert (editable["name"], editable["species"], editable["changes"][0]["since"]) == ("Ben", "ghost", 2)
    assert "name" in editable["locked"] or editable["locked"] != []
    one = f"{ben}/changes/{editable['changes'][0]['id']}"
    assert call("PATCH", one, {"until": 4}).status_code == 200
    assert call("DELETE", one).status_code == 200
    assert call("POST", f"{ben}/unlock", {"field": editable["locked"][0]}).status_code == 200
    assert call("DELETE", ben).status_code == 200
    (nobody,) = call("GET", f"{path}/nobodies").json()["items"]
    assert call("POST", f"{path}/nobodies/{nobody['id']}/allow").status_code == 200

    rows = call("GET", f"{path}/edits?limit=100").json()["items"]
    wrong = call("POST", f"{path}/edits/{rows[-1]['edit']}/undo")
    assert wrong.status_code in (409, 422)
    for row in rows:
        assert call("POST", f"{path}/edits/{row['edit']}/undo").status_code == 200, row
    assert bible_of(vividpage) == before


def test_two_are_made_one_split_and_kept_apart(call: Caller, path: str) -> None:
    who = people(call, path)
    jim, captain = who["Jim Hawkins"], who["the Captain"]
    assert call("POST", f"{path}/people/{jim}/merge", {"other": captain}).json()["edit"] is not None
    merged = call("GET", f"{path}/people/{jim}/editable").json()["merged"]
    assert [one["name"] for one in merged] == ["the Captain"]
    assert call("POST", f"{path}/people/{jim}/split-back", {"edit": merged[0]["edit"]}).status_code == 200
    split = call("POST", f"{path}/people/{jim}/split", {"name": "James", "aliases": ["Jim"], "scenes": [4]})
    assert split.status_code == 200, split.content
    same = {"kind": "character", "keep": jim, "other": people(call, path)["James"], "are_the_same": False}
    assert call("POST", f"{path}/same", same).json()["edit"] is None
    assert call("GET", f"{path}/same").status_code == 200
    assert call("POST", f"{path}/same", {**same, "kind": "setting"}).status_code == 404


def test_places_scenes_and_the_world_are_edited(call: Caller, path: str, vividpage: VividPage) -> None:
    assert call("POST", f"{path}/places", {"name": "the cave", "kind": "cave"}).status_code == 201
    places = {one["name"]: one["id"] for one in call("GET", f"{path}/places").json()["items"]}
    inn, quay = (f"{path}/places/{places[name]}" for name in ("the inn", "the quay"))
    changed = call("PATCH", inn, {"name": "the Admiral Benbow", "description": "Low beams.", "keywords": ["rum"]})
    assert (changed.status_code, len(changed.json()["edits"])) == (200, 2)
    assert call("GET", inn).json()["description"] == "Low beams."
    assert call("PATCH", inn, {"kind": "spaceship bridge of nobody"}).status_code == 422
    assert call("GET", f"{inn}/editable").json()["kind"] == "tavern"

    scene = f"{path}/scenes/1"
    read = call("GET", scene).json()
    assert [one["name"] for one in read["people"]] == ["Jim Hawkins", "the Captain"]
    moved = call("PATCH", scene, {"place": places["the quay"], "weather": "storm", "moment": "Jim runs."})
    assert (moved.status_code, len(moved.json()["edits"])) == (200, 2)
    assert call("PATCH", scene, {"weather": "soup"}).status_code == 422
    jim = read["people"][0]["person"]
    seen = call("PUT", f"{scene}/people", {"people": [{"person": jim, "pose": "sitting"}]})
    assert seen.status_code == 200, seen.content
    assert call("PUT", f"{scene}/deed", {"deed": "nothing of the kind"}).status_code == 422
    assert call("GET", scene).json()["people"][0]["pose"] == "sitting"
    quote = Quote.objects.get(scene__number=1)
    assert call("PUT", f"{path}/quotes/{quote.pk}/speaker", {"speaker": jim}).status_code == 200
    (said,) = call("GET", f"{path}/quotes?person={jim}&scene=1").json()["items"]
    assert (said["text"], said["speaker_name"]) == ("Aye,", "Jim Hawkins")
    assert call("POST", f"{quay}/merge", {"other": places["the inn"]}).status_code == 200
    assert call("GET", inn).status_code == 404
    assert call("DELETE", quay).status_code == 200

    assert call("PATCH", f"{path}/world", {"period": "1760s"}).json()["edit"] is not None
    assert call("GET", f"{path}/world").json()["period"] == "1760s"


def test_only_those_who_were_met_are_told_of(call: Caller, path: str, vividpage: VividPage) -> None:
    Reading.objects.update(spoilers="none", farthest=vividpage.scenes.get(number=1))
    assert "Long John Silver" not in people(call, path)
    hidden = people(call, path, "?all=true")["Long John Silver"]
    assert call("GET", f"{path}/people/{hidden}").status_code == 404
    silver = call("GET", f"{path}/people/{hidden}?all=true").json()
    assert [(change["type"], change["since"]) for change in silver["changes"]] == [("injury", 3)]
    for closed in (f"/people/{hidden}/editable", "/edits", "/continuity", "/bible", "/world", "/same"):
        assert call("GET", path + closed).status_code == 409, closed


def test_what_does_not_fit_is_decided(call: Caller, path: str, vividpage: VividPage) -> None:
    finding = Finding.objects.create(
        vividpage=vividpage, fingerprint="f", kind="k", severity="note", message="Two beards."
    )
    one = f"{path}/continuity/{finding.pk}"
    (shown,) = call("GET", f"{path}/continuity").json()["items"]
    assert (shown["message"], shown["is_dismissed"]) == ("Two beards.", False)
    assert call("POST", one, {"decision": "right-as-it-is"}).status_code == 200
    assert call("GET", f"{path}/continuity").json()["items"][0]["is_dismissed"] is True
    assert call("POST", one, {"decision": "tell-again"}).status_code == 200
    assert call("POST", one, {"decision": "mend", "mend": 3}).status_code == 422
    assert call("POST", f"{path}/continuity/check").status_code == 202


def test_the_bible_is_taken_away_and_in_again(call: Caller, path: str, vividpage: VividPage) -> None:
    exported = call("GET", f"{path}/bible")
    document = json.loads(exported.content)
    assert (document["format"], len(document["people"])) == ("vividpages-bible", 3)
    document["world"]["period"] = "1780s"

    def taken_in(content: bytes) -> Any:
        file = SimpleUploadedFile("bible.json", content, content_type="application/json")
        return call.client.post(f"/api/v1{path}/bible", {"file": file})

    assert taken_in(json.dumps(document).encode()).json()["edit"] is not None
    assert call("GET", f"{path}/world").json()["period"] == "1780s"
    assert taken_in(b"{}").status_code == 422


@pytest.mark.parametrize("words", ["Ben\0Gunn", "\0"])
def test_what_no_database_keeps_is_refused(call: Caller, path: str, words: str) -> None:
    assert call("POST", f"{path}/people", {"name": words}).status_code == 422
    found = call("GET", f"/search?q=ship{words}")
    assert found.status_code in (200, 422)
