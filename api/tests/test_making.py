"""What a book costs, why it stands still, its variants, its text and its reader's place, by the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.models import Reading, VividPage
from books.tests.making import make_job
from characters.editing.tests.books import make_book
from jobs.models import Job
from storyboards.illustrated.tests.books import make_illustrated_book

if TYPE_CHECKING:
    from api.tests.conftest import Caller

pytestmark = pytest.mark.django_db


def kind_of(answer: object) -> str:
    return str(answer.json()["type"]).rpartition("#")[2]  # type: ignore[attr-defined]


def test_a_book_is_estimated_as_it_is_and_as_it_would_be(call: Caller) -> None:
    path = f"/vividpages/{make_book(call.user).pk}/estimate"
    VividPage.objects.update(status=VividPage.Status.UPLOADED)
    assert call("GET", path).json()["is_free"] is True
    other = call("POST", path, {"style": "watercolour", "budget": "0.50"})
    assert (other.status_code, other.json()["budget"]) == (200, "0.50")
    assert call("GET", path).json()["budget"] is None
    refused = call("POST", path, {"image_model": "nobody/nothing"})
    assert (refused.status_code, list(refused.json()["problems"])) == (422, ["image_model"])


def test_why_a_book_stands_still_is_said(call: Caller) -> None:
    vividpage = make_book(call.user)
    path = f"/vividpages/{vividpage.pk}/standstill"
    assert call("GET", path).json()["stands_still"] is False
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.PAUSED)
    make_job(vividpage, "analysis", state=Job.State.PAUSED, reason="The budget is spent.", mended_by="budget")
    assert call("GET", path).json() == {
        "stands_still": True,
        "reason": "The budget is spent.",
        "mended_by": "budget",
        "until": None,
    }
    nothing = call("POST", f"/vividpages/{vividpage.pk}/failures/retry", {"units": [str(vividpage.pk)], "model": "x"})
    assert (nothing.status_code, kind_of(nothing)) == (422, "nothing-to-retry")
    assert call("GET", f"/vividpages/{vividpage.pk}/failures").json() == {"kinds": []}


def test_a_variant_is_made_at_the_price_that_was_told(call: Caller) -> None:
    vividpage = make_book(call.user)
    for stage in ("epub-parse", "analysis"):
        make_job(vividpage, stage, state=Job.State.COMPLETED, planned=True)
    path, look = f"/vividpages/{vividpage.pk}/variants", {"style": "ink-wash"}
    assert call("GET", path).json()["items"] == []
    style = call("POST", f"{path}/price", look).json()
    wrong = call("POST", path, {"look": look, "offer": "another"})
    assert (wrong.status_code, kind_of(wrong)) == (409, "price-changed")
    made = call("POST", path, {"look": {"style": "watercolour"}, "offer": style["offer"]})
    assert made.status_code == 409
    told = call("POST", f"{path}/price", {"style": "watercolour"}).json()
    made = call("POST", path, {"look": {"style": "watercolour"}, "offer": told["offer"]}, Idempotency_Key="v")
    assert (made.status_code, made.json()["choices"]["style"]) == (201, "watercolour")
    assert made["Location"].endswith(made.json()["id"])
    assert [one["look"]["style"] for one in call("GET", path).json()["items"]] == ["watercolour"]
    there = call("POST", path, {"look": {"style": "watercolour"}, "offer": told["offer"]}, Idempotency_Key="w")
    assert there.status_code == 409


def test_a_book_is_read_with_its_pictures_as_far_as_its_reader_has_come(call: Caller) -> None:
    vividpage = make_illustrated_book(call.user)
    path = f"/vividpages/{vividpage.pk}"
    contents = call("GET", f"{path}/chapters").json()["items"]
    assert [one["title"] for one in contents] == ["To my mother", "Chapter 1", "The River"]
    chapter = call("GET", f"{path}/chapters/2").json()
    blocks = chapter["scenes"][0]["blocks"]
    assert {block["kind"] for block in blocks} >= {"heading", "prose", "verse", "letter", "list", "plate", "figure"}
    marked = [one for block in blocks for one in block["paragraphs"] if one["marks"]]
    assert marked[0]["marks"][0]["kind"] == "emphasis"
    assert [note["label"] for note in chapter["notes"]] == ["*", "2"]
    picture = next(block for block in blocks if block["kind"] == "figure")["image"]
    fetched = call.client.get(picture["file"])
    assert (fetched.status_code, fetched["Content-Type"]) == (200, "image/png")
    assert b"".join(fetched.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert call("GET", f"{path}/chapters/99").status_code == 404

    def plates(query: str) -> int:
        chapters = call("GET", f"{path}/illustrated{query}").json()["chapters"]
        scenes = [scene for one in chapters for scene in one["scenes"]]
        return sum(block["kind"] == "plate" for scene in scenes for block in scene["blocks"])

    Reading.objects.create(
        reader=call.user, vividpage=vividpage, farthest=vividpage.scenes.get(number=1), spoilers="none"
    )
    assert (plates(""), plates("?all=true")) == (1, 2)


def test_where_a_reader_is_is_kept(call: Caller) -> None:
    vividpage = make_book(call.user)
    path = f"/vividpages/{vividpage.pk}/reading"
    assert call("GET", path).json()["scene"] is None
    placed = call("PUT", path, {"scene": 3, "paragraph": 0, "character": 4}).json()
    assert (placed["scene"], placed["character"], placed["farthest"], placed["told_up_to"]) == (3, 4, 3, 3)
    assert call("PUT", path, {"scene": 77}).status_code == 404
    assert [one["scene"] for one in call("GET", "/readings").json()["items"]] == [3]
    read = call("GET", path)
    changed = call("PATCH", path, {"spoilers": "all"}, If_Match=read["ETag"])
    assert (changed.status_code, changed.json()["told_up_to"]) == (200, None)
    assert call("PATCH", path, {"read_up_to_chapter": 0}, If_Match=read["ETag"]).status_code == 412
    assert call("PATCH", path, {"read_up_to_chapter": 0}).json()["farthest"] == 0
    assert call("PATCH", path, {"spoilers": "some"}).status_code == 422
