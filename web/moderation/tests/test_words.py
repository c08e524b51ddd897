"""Moderators decide about words of readers; whoever wrote them is told why, and appeals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from storyboards.safety.moderators import appoint
from writing.stories import services
from writing.stories.models import Appeal, Category, ContentReport, Decision, Segment, Topic
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from writing.stories.models import Story

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."


def moderator(name: str) -> Client:
    user = User.objects.create_user(email=f"{name}@example.org", password="correct horse battery")
    appoint(user)
    client = Client()
    client.force_login(user)
    return client


def test_reported_words_are_hidden_appealed_and_shown_again(story: Story, stranger: User) -> None:
    segment = told(story.main, FIRST, stranger)
    services.report(about=segment, by=story.owner, reason="spam")
    one, other, writer = moderator("one"), moderator("other"), Client()
    writer.force_login(stranger)
    case = reverse("moderation_words_case", args=["segment", segment.pk])
    assert FIRST in one.get(reverse("moderation_words")).content.decode()
    assert one.post(case, {"action": "hide", "reason": ""}).status_code == 422
    one.post(case, {"action": "hide", "reason": "It is advertising."})
    assert ContentReport.objects.get().state == ContentReport.State.UPHELD

    page = writer.get(reverse("story_decisions")).content.decode()
    assert "It is advertising." in page
    assert "Advertising, or nonsense" not in page, "who reported it, and why, is not told"
    hidden = Decision.objects.get(action=Decision.Action.HIDDEN)
    writer.post(reverse("appeal", args=[hidden.pk]), {"words": "It is a chest."})
    where = reverse("answer_appeal", args=[Appeal.objects.get().pk])
    one.post(where, {"action": "uphold", "answer": "I stand by it."})
    assert Appeal.objects.get().state == Appeal.State.OPEN, "somebody else answers"
    other.post(where, {"action": "uphold", "answer": "It is one."})
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
    assert "It is one." in writer.get(reverse("story_decisions")).content.decode()
    assert "It is a chest." in other.get(reverse("moderation_words_trail")).content.decode()


def test_a_proposed_topic_is_shown(stranger: User) -> None:
    category = Category.objects.create(slug="adventure", title="Adventure")
    topic = services.propose_topic(category=category, title="In caves", about="", by=stranger)
    client = moderator("one")
    assert "In caves" in client.get(reverse("moderation_words")).content.decode()
    client.post(reverse("moderation_words_case", args=["topic", topic.pk]), {"action": "approve", "reason": "Good."})
    assert Topic.objects.get().state == "shown"


def test_they_are_not_there_for_others(client: Client, story: Story, stranger: User) -> None:
    segment = told(story.main, FIRST, story.owner)
    services.report(about=segment, by=stranger, reason="spam")
    reported = Decision.objects.get()
    client.force_login(stranger)
    for name, args in (
        ("moderation_words", []),
        ("moderation_words_trail", []),
        ("moderation_words_case", ["segment", segment.pk]),
        ("answer_appeal", [segment.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404
    assert client.post(reverse("appeal", args=[reported.pk]), {"words": "x"}).status_code == 404
