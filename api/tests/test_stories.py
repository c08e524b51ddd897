"""Stories by the API: two readers and a moderator, from an idea to an appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.tokens import SCOPES
from api.tests.conftest import Caller
from storyboards.safety.moderators import appoint
from writing.stories.models import Category, Segment, Shown, Story, Topic

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
LINE = "Mara opened the green door and found a lamp."


@pytest.fixture
def topic() -> Topic:
    category = Category.objects.create(slug="adventure", title="Adventure")
    return Topic.objects.create(category=category, slug="the-sea", title="The sea", state=Shown.SHOWN)


@pytest.fixture
def moderator(db: None) -> Caller:
    user = User.objects.create_user("mod@example.com", "a-long-password")
    appoint(user)
    return Caller(user, *SCOPES)


def _kind(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def _begun(call: Caller, **rules: Any) -> str:
    made = call("POST", "/stories", {"title": "The lamp", **rules})
    assert made.status_code == 201, made.content
    return made["Location"].removeprefix("/api/v1")


def test_an_idea_is_found_voted_for_and_opens_a_story(
    call: Caller, called_by: Callable[..., Caller], topic: Topic
) -> None:
    body = {"topic": "the-sea", "title": "A lamp under the sea", "text": "Somebody finds a lamp that still burns."}
    idea = call("POST", "/ideas", body).json()
    assert called_by("bob@example.com")("POST", f"/ideas/{idea['id']}/vote").json() == {"now": True}
    found = call("GET", "/ideas?q=lamp&topic=the-sea").json()["items"]
    assert [(one["title"], one["votes"]) for one in found] == [("A lamp under the sea", 1)]
    said = call("POST", f"/ideas/{idea['id']}/comments", {"text": "I would read it."}).json()
    assert call("GET", f"/ideas/{idea['id']}/comments").json()["items"] == [said]
    assert call("DELETE", f"/ideas/comments/{said['id']}").status_code == 204
    assert call("POST", "/topics/the-sea/follow").json() == {"now": True}
    path = _begun(call, idea=idea["id"])
    assert Story.objects.get().idea_id is not None
    assert call("GET", path).json()["rules"]["title"] == "The lamp"
    proposed = call("POST", "/topics", {"category": "adventure", "title": "Caves"})
    assert proposed.status_code == 202
    slugs = {one["slug"] for one in call("GET", "/topics?limit=100").json()["items"]}
    assert "the-sea" in slugs
    assert "caves" not in slugs


def test_a_story_is_ruled_by_its_owner_alone(call: Caller, called_by: Callable[..., Caller]) -> None:
    path = _begun(call)
    other = called_by("bob@example.com")
    assert _kind(other("GET", path)) == (404, "not-found")
    read = call("GET", path)
    changed = call("PATCH", path, {"visibility": "public", "contributors": "anybody"}, If_Match=read["ETag"])
    assert changed.json()["rules"]["visibility"] == "public"
    assert _kind(call("PATCH", path, {"title": "Lost"}, If_Match=read["ETag"])) == (412, "changed-meanwhile")
    shown = other("GET", path).json()
    assert (shown["may_continue"], shown["rules"], shown["link"]) == (True, None, "")
    assert [one["title"] for one in other("GET", "/stories").json()["items"]] == ["The lamp"]
    assert other("GET", "/stories?of=mine").json()["items"] == []
    assert _kind(other("PATCH", path, {"title": "Mine now"})) == (404, "not-found")
    assert call("POST", f"{path}/close").json()["state"] == "closed"
    assert call("POST", f"{path}/reopen").json()["state"] == "open"
    assert call("DELETE", path).status_code == 204


def test_a_story_by_link_is_read_by_its_link(call: Caller, called_by: Callable[..., Caller]) -> None:
    path = _begun(call, visibility="link")
    link = call("GET", path).json()["link"]
    other = called_by("bob@example.com")
    assert other("GET", path).status_code == 404
    assert other("GET", f"{path}?link={link}").json()["title"] == "The lamp"


def test_somebody_continues_a_story_and_its_owner_decides(call: Caller, called_by: Callable[..., Caller]) -> None:
    path = _begun(call, visibility="public", contributors="anybody")
    other = called_by("bob@example.com")
    assert _kind(other("POST", f"{path}/continue", {"text": LINE})) == (422, "story-refused")  # the licence
    posted = other("POST", f"{path}/continue", {"text": LINE, "accepts_licence": True}, Idempotency_Key="once")
    assert posted.status_code == 202, posted.content
    again = other("POST", f"{path}/continue", {"text": LINE, "accepts_licence": True}, Idempotency_Key="once")
    assert (again.json(), Segment.objects.count()) == (posted.json(), 1)
    part = f"{path}/parts/{posted.json()['id']}"
    Segment.objects.update(state=Segment.State.HELD)
    assert _kind(called_by("eve@example.com")("GET", part)) == (404, "not-found")
    assert [one["id"] for one in call("GET", f"{path}/waiting").json()["items"]] == [posted.json()["id"]]
    refused = call("POST", f"{part}/decide", {"action": "refuse", "reason": "Another story."})
    assert refused.json()["state"] == "refused"
    told = other("GET", "/reports/decisions").json()["items"]
    assert [(one["action"], one["reason"]) for one in told] == [("refused", "Another story.")]
    assert _kind(other("POST", f"{part}/decide", {"action": "approve", "reason": "x"})) == (404, "not-found")


def test_members_are_invited_and_banned(call: Caller, called_by: Callable[..., Caller]) -> None:
    path = _begun(call)
    other = called_by("bob@example.com")
    assert _kind(call("POST", f"{path}/members", {"email": "nobody@example.com"})) == (422, "story-refused")
    member = call("POST", f"{path}/members", {"email": "BOB@example.com"}).json()
    assert other("GET", path).json()["may_continue"]
    banned = call("PATCH", f"{path}/members/{member['id']}", {"action": "ban", "reason": "Spam."}).json()
    assert banned["ban_reason"] == "Spam."
    assert other("GET", path).status_code == 404
    call("PATCH", f"{path}/members/{member['id']}", {"action": "lift"})
    assert [one["banned"] for one in call("GET", f"{path}/members").json()["items"]] == [None]
    assert other("POST", f"{path}/leave", {"parts": "keep"}).status_code == 204


def test_a_report_is_decided_and_appealed_against(
    call: Caller, called_by: Callable[..., Caller], topic: Topic, moderator: Caller
) -> None:
    idea = call("POST", "/ideas", {"topic": "the-sea", "title": "A storm", "text": "It blows for a year."}).json()
    other = called_by("bob@example.com")
    body = {"kind": "idea", "target": idea["id"], "reason": "spam"}
    assert other("POST", "/reports", body).status_code == 201
    assert _kind(other("POST", "/reports", body)) == (422, "story-refused")
    assert _kind(other("POST", "/reports", {**body, "target": str(uuid4())})) == (404, "not-found")
    assert [one["target"] for one in moderator("GET", "/moderation/reports").json()["items"]] == [idea["id"]]
    decision = {"kind": "idea", "target": idea["id"], "action": "hidden", "reason": "Nonsense."}
    assert moderator("POST", "/moderation/decisions", decision).status_code == 201
    assert other("GET", f"/ideas/{idea['id']}").status_code == 404
    made = call("GET", "/reports/decisions").json()["items"][0]
    appealed = call("POST", f"/reports/decisions/{made['id']}/appeal", {"words": "It is a story idea."}).json()
    answer = {"upholds": False, "answer": "It stays so."}
    assert _kind(moderator("POST", f"/moderation/appeals/{appealed['id']}/answer", answer)) == (422, "story-refused")
    assert moderator("GET", "/moderation/trail").json()["items"][0]["action"] == "appealed"


@pytest.mark.parametrize("path", ["reports", "trail", "appeals", "pictures"])
def test_whoever_does_not_moderate_finds_nothing(called_by: Callable[..., Caller], path: str) -> None:
    assert _kind(called_by("a@example.com", *SCOPES)("GET", f"/moderation/{path}")) == (404, "not-found")
