"""Pictures by the API: read with their history, redrawn, accepted, put aside, reported, cropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from books.models import Reading
from characters.models import Character
from storyboards.models import PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.tests.making import encoded, hide, keep_drawn, make_drawn_book, rate, work_on

if TYPE_CHECKING:
    from api.tests.conftest import Caller
    from books.models import VividPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_pictures")]


@pytest.fixture
def vividpage(call: Caller) -> VividPage:
    vividpage = make_drawn_book(call.user)
    Reading.objects.create(
        reader=call.user, vividpage=vividpage, farthest=vividpage.scenes.get(number=4), spoilers="all"
    )
    return vividpage


def kind_of(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition("#")[2]


def test_a_picture_from_its_drawing_to_another_that_is_accepted_and_deleted(call: Caller, vividpage: VividPage) -> None:
    path = f"/vividpages/{vividpage.pk}"
    first = call("GET", f"{path}/storyboards?limit=2").json()
    assert [one["scene"] for one in first["items"]] == [1, 2]
    one = call("GET", f"{path}/storyboards/2").json()
    assert [person["name"] for person in one["people"]] == ["Long John Silver", "Jim Hawkins"]
    (old,) = one["versions"]
    assert (old["standing"], old["parameters"]["model"], one["redraw_price"]["is_free"]) == ("shown", "sketch", True)
    assert call.client.get(one["image"]["file"]).status_code == 200

    ordered = call("POST", f"{path}/storyboards/2/regenerate", {"wish": "more snow"}, Idempotency_Key="r")
    assert (ordered.status_code, ordered.json()["is_drawn_now"]) == (202, True)
    again = call("POST", f"{path}/storyboards/2/regenerate", {"wish": "more snow"}, Idempotency_Key="other")
    assert (again.status_code, kind_of(again)) == (422, "refused")
    work_on(vividpage)
    (new,) = call("GET", f"{path}/waiting").json()["items"]
    assert (new["scene"], new["wish"], new["shown"]) == (2, "more snow", old["id"])

    accepted = call("POST", f"{path}/versions/{new['id']}/accept").json()
    assert accepted["edit"] is not None
    assert call("GET", f"{path}/storyboards/2").json()["version"] == new["id"]
    assert call("DELETE", f"{path}/versions/{new['id']}").status_code == 422  # it is shown
    assert call("PUT", f"{path}/versions/{old['id']}/favourite", {"is_favourite": True}).status_code == 204
    assert call("DELETE", f"{path}/versions/{old['id']}").status_code == 422  # it has a star
    call("PUT", f"{path}/versions/{old['id']}/favourite", {"is_favourite": False})
    space = call("GET", f"{path}/versions/space").json()
    assert space["old_count"] == 1
    assert call("POST", f"{path}/versions/delete-old", {"old": "others"}).status_code == 409
    assert call("POST", f"{path}/versions/delete-old", {"old": space["old"]}).json()["bytes"] > 0
    assert call("POST", f"{path}/versions/{old['id']}/show").status_code == 404


def test_many_are_redrawn_at_the_price_that_was_told(call: Caller, vividpage: VividPage) -> None:
    path, wanted = f"/vividpages/{vividpage.pk}/redraw", {"what": "all", "look": {"style": "watercolour"}}
    told = call("POST", f"{path}/price", wanted).json()
    assert told["price"]["is_free"] is True
    assert call("POST", path, {**wanted, "offer": "another"}).status_code == 422
    ordered = call("POST", path, {**wanted, "offer": told["offer"]}).json()
    assert ordered == {"count": 4, "is_drawn_now": True}
    work_on(vividpage)
    (look,) = call("GET", f"/vividpages/{vividpage.pk}/looks").json()["items"]
    assert (look["look"]["style"], look["scenes"]) == ("watercolour", 4)
    adopted = call("POST", f"/vividpages/{vividpage.pk}/looks/adopt", {"look": look["look"], "for_book": True})
    assert adopted.json()["edit"] is not None
    nothing = call("POST", f"/vividpages/{vividpage.pk}/looks/adopt", {"look": look["look"]})
    assert nothing.status_code == 422


def test_what_no_longer_fits_is_found_and_drawn_anew(call: Caller, vividpage: VividPage) -> None:
    path = f"/vividpages/{vividpage.pk}/stale"
    assert call("GET", path).json()["items"] == []
    vividpage.characters.filter(name="Jim Hawkins").update(species="toad")
    stale = [one["scene"] for one in call("GET", path).json()["items"]]
    assert stale != []
    assert call("POST", f"{path}/redraw", {"scenes": stale[:1]}).json()["drawn"] == 1


def test_what_lies_ahead_is_not_told_before_it_is_asked_for(call: Caller, vividpage: VividPage) -> None:
    Reading.objects.update(farthest=vividpage.scenes.get(number=1), spoilers="none")
    path = f"/vividpages/{vividpage.pk}"
    shown = {one["scene"]: one["image"] for one in call("GET", f"{path}/storyboards").json()["items"]}
    assert shown[1] is not None
    assert (shown[2], shown[3]) == (None, None)
    refused = call("GET", f"{path}/storyboards/3")
    assert (refused.status_code, kind_of(refused)) == (409, "spoilers")
    assert call("GET", f"{path}/stale").status_code == 409
    assert call("GET", f"{path}/storyboards/3?all=true").json()["versions"] != []
    assert call("GET", f"{path}/storyboards/1").json()["versions"][0]["prompt"] == ""


def test_what_is_hidden_or_behind_a_blur_is_not_sent(call: Caller, vividpage: VividPage) -> None:
    path = f"/vividpages/{vividpage.pk}"
    image = call("GET", f"{path}/storyboards/1").json()["image"]["file"]
    version = PictureVersion.objects.get(active_for__scene__number=1)
    rate(version, "adult")
    veiled = call.client.get(image)
    assert (veiled.status_code, kind_of(veiled)) == (403, "veiled")
    assert call("GET", f"{path}/storyboards/1/file").status_code == 404
    hide(version)
    assert call.client.get(image).status_code == 404
    assert call("POST", f"{path}/versions/{version.pk}/report", {"reason": "other"}).status_code == 404


def test_a_picture_is_saved_and_reported_once(call: Caller, vividpage: VividPage) -> None:
    path = f"/vividpages/{vividpage.pk}"
    version = call("GET", f"{path}/storyboards/1").json()["version"]
    saved = call("GET", f"{path}/storyboards/1/file?form=png")
    assert (saved.status_code, saved["Content-Type"]) == (200, "image/png")
    assert call("GET", f"{path}/storyboards/1/file?form=exe").status_code == 422
    assert call("POST", f"{path}/versions/{version}/report", {"reason": "dull"}).status_code == 422
    made = call("POST", f"{path}/versions/{version}/report", {"reason": "other", "words": "It is not her."})
    assert (made.status_code, made.json()["state"]) == (201, "open")
    assert call("POST", f"{path}/versions/{version}/report", {"reason": "other"}).status_code == 409


def test_a_portrait_is_replaced_cropped_and_shown_again(call: Caller, vividpage: VividPage) -> None:
    jim = Character.objects.get(vividpage=vividpage, name="Jim Hawkins")
    keep_drawn(jim, encoded("green", "WEBP", (400, 600)), order=RedrawOrder())
    path = f"/vividpages/{vividpage.pk}/references"
    assert str(jim.pk) in [one["target"] for one in call("GET", path).json()["people"]]
    one = f"{path}/person/{jim.pk}"
    own = SimpleUploadedFile("me.png", encoded("blue", "PNG", (500, 700)), content_type="image/png")
    assert call.client.post(f"/api/v1{one}/picture", {"picture": own}).json()["edit"] is not None
    read = call("GET", one).json()
    refused = call("POST", f"{one}/crop", {"version": str(jim.pk), "top": 10})
    assert refused.status_code == 422
    assert call("POST", f"{one}/crop", {"version": read["version"], "top": 10}).json()["edit"] is not None
    earlier = [version["version"] for version in call("GET", one).json()["earlier"]]
    assert call("POST", f"{one}/show", {"version": earlier[0]}).json()["edit"] is not None
    assert call("POST", f"{one}/show", {"version": str(jim.pk)}).status_code == 422
    assert call("GET", f"{path}/dragon/{jim.pk}").status_code == 422
    assert call("POST", f"{path}/approve").json() == {"had_waited": False}


def test_a_picture_is_mended_after_a_look_at_what_that_changes(call: Caller, vividpage: VividPage) -> None:
    path = f"/vividpages/{vividpage.pk}/storyboards/2/mend"
    people = {one.name: str(one.pk) for one in vividpage.characters.all()}
    wrong = [
        {"is_about": "leave-out", "person": people["Long John Silver"]},
        {"is_about": "look", "person": people["Jim Hawkins"], "field": "hair", "value": "red hair"},
        {"is_about": "light", "weather": "storm"},
    ]
    seen = call("POST", f"{path}/preview", {"corrections": wrong, "wish": "closer"})
    assert seen.status_code == 200, seen.content
    assert any("storm" in one["after"] for one in seen.json()["changes"])
    assert call("GET", f"/vividpages/{vividpage.pk}/edits").json()["items"] == []  # it was only looked at
    refused = call("POST", f"{path}/preview", {"corrections": [{"is_about": "light", "weather": "soup"}]})
    assert refused.status_code == 422
    assert call("POST", path, {"corrections": [{"is_about": "show"}]}).status_code == 404
    done = call("POST", path, {"corrections": wrong, "wish": "closer"})
    assert (done.status_code, done.json()["is_drawn_now"]) == (202, True)
    assert len(done.json()["edits"]) == 3
    assert call("POST", path, {}).status_code == 422
