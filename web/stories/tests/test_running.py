"""Beginning a story, and running it: rules, members, what waits, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from writing.stories import services
from writing.stories.models import Segment, Story, StoryMember
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told, work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."
RULES = {
    "title": "The Harbour",
    "about": "Mara has come home.",
    "visibility": "public",
    "contributors": "anybody",
    "author": "built-in",
    "pays": "owner",
    "daily_cap": "",
    "voice": "wry",
    "told_style": "",
    "segment_words": "80",
    "rating": "everyone",
}
NEW = {**RULES, "approves_new": "on", "licence": "cc0-1.0", "language": "en", "style": "noir"}


def test_a_story_is_begun_with_its_rules(signed_in: Client, reader: User) -> None:
    page = signed_in.get(reverse("new_story")).content.decode()
    style = page.split('name="style"')[1].split('option value="')[2].split('"')[0]
    answer = signed_in.post(reverse("new_story"), {**NEW, "style": style})
    story = Story.objects.get(owner=reader)
    assert answer.headers["Location"] == reverse("story", args=[story.pk])
    assert (story.voice, story.segment_words, story.licence, story.approves_new) == ("wry", 80, "cc0-1.0", True)
    assert story.main.vividpage.style == style
    assert "The Harbour" in signed_in.get(reverse("own_stories")).content.decode()
    assert "The Harbour" in signed_in.get(reverse("stories"), {"q": "harbour"}).content.decode()
    assert "The Harbour" not in signed_in.get(reverse("stories"), {"q": "submarine"}).content.decode()


def test_what_cannot_be_is_said_at_its_field(signed_in: Client) -> None:
    answer = signed_in.post(reverse("new_story"), {**NEW, "language": "de", "style": "none"})
    assert answer.status_code == 422
    assert "The built-in author writes English." in answer.content.decode()
    assert not Story.objects.exists()


def test_rules_are_changed_and_the_licence_stays(client: Client, story: Story) -> None:
    client.force_login(story.owner)
    licence = story.licence
    client.post(reverse("story_rules", args=[story.pk]), {**RULES, "visibility": "link", "licence": "cc0-1.0"})
    story.refresh_from_db()
    assert (story.visibility, story.licence) == ("link", licence)
    assert (
        reverse("story_by_link", args=[story.link])
        in client.get(reverse("story_rules", args=[story.pk])).content.decode()
    )


def test_members_are_invited_banned_with_a_reason_and_let_back(client: Client, story: Story, stranger: User) -> None:
    client.force_login(story.owner)
    assert client.post(reverse("invite_to_story", args=[story.pk]), {"email": "nobody@example.org"}).status_code == 422
    client.post(reverse("invite_to_story", args=[story.pk]), {"email": stranger.email.upper()})
    member = StoryMember.objects.get(story=story, user=stranger)
    where = reverse("act_on_member", args=[story.pk, member.pk])
    client.post(where, {"action": "ban", "reason": ""})
    member.refresh_from_db()
    assert member.banned is None, "a ban has a reason"
    client.post(where, {"action": "ban", "reason": "Advertising."})
    client.force_login(stranger)
    assert "Advertising." in client.get(reverse("story", args=[story.pk])).content.decode()
    client.force_login(story.owner)
    client.post(where, {"action": "lift"})
    member.refresh_from_db()
    assert member.banned is None


def test_a_new_members_part_waits_is_read_and_joins(client: Client, story: Story, stranger: User) -> None:
    services.change_story(story=story, by=story.owner, changes={"approves_new": True})
    segment = told(story.main, FIRST, stranger)
    client.force_login(story.owner)
    assert FIRST in client.get(reverse("story_waiting", args=[story.pk])).content.decode()
    assert "1 waits for you" in client.get(reverse("own_stories")).content.decode()
    where = reverse("decide_segment", args=[story.pk, segment.pk])
    client.post(where, {"action": "refuse", "reason": " "})
    segment.refresh_from_db()
    assert segment.state == Segment.State.HELD, "a refusal has a reason"
    client.post(where, {"action": "approve"})
    work()
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
    client.post(where, {"action": "hide", "reason": "Not yet.", "from": "story"})
    assert FIRST not in client.get(reverse("story", args=[story.pk])).content.decode()


def test_whoever_leaves_chooses_what_becomes_of_their_parts(client: Client, story: Story, stranger: User) -> None:
    told(story.main, FIRST, stranger)
    client.force_login(stranger)
    assert "your 1 part?" in client.get(reverse("leave_story", args=[story.pk])).content.decode()
    client.post(reverse("leave_story", args=[story.pk]), {"parts": "keep"})
    page = client.get(reverse("story", args=[story.pk])).content.decode()
    assert FIRST in page
    assert "somebody who has left" in page


def test_a_story_is_closed_opened_and_deleted_by_its_owner(client: Client, story: Story) -> None:
    client.force_login(story.owner)
    client.post(reverse("close_story", args=[story.pk]))
    story.refresh_from_db()
    assert story.state == Story.State.CLOSED
    client.post(reverse("close_story", args=[story.pk]))
    story.refresh_from_db()
    assert story.state == Story.State.OPEN
    client.post(reverse("delete_story", args=[story.pk]))
    assert not Story.objects.filter(pk=story.pk).exists()


def test_shelves_take_as_many_queries_for_many_stories_as_for_one(signed_in: Client, reader: User) -> None:
    counts = []
    for number in range(1, 5):
        services.start_story(owner=reader, title=f"Story {number}", visibility="public")
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse("own_stories"))
            signed_in.get(reverse("stories"))
        counts.append(len(queries))
    assert counts[1] == counts[-1]
