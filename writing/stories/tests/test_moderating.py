"""Reports, decisions and appeals about what readers write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection

from accounts.models import User
from storyboards.safety.moderators import appoint
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Appeal, Category, ContentReport, Decision, Idea, Segment, Story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from writing.stories.models import Topic

pytestmark = pytest.mark.django_db(transaction=True)
LINE = "Mara opens the old chest in the attic."
Action = Decision.Action


@pytest.fixture
def moderator(db: None) -> User:
    user = User.objects.create_user("mod@example.com", "horse staple battery")
    appoint(user)
    return user


@pytest.fixture
def topic(reader: User) -> Topic:
    category = Category.objects.create(slug="sea", title="The sea")
    return services.propose_topic(category=category, title="Lighthouses", about="", by=reader, is_house=True)


def idea_of(topic: Topic, by: User) -> Idea:
    return services.propose_idea(topic=topic, title="The last keeper", text="Somebody keeps a light alive.", by=by)


def test_a_report_is_answered_by_a_decision_and_both_are_in_the_trail(
    topic: Topic, reader: User, stranger: User, moderator: User
) -> None:
    idea = idea_of(topic, reader)
    services.report(about=idea, by=stranger, reason="spam")
    services.decide(about=idea, action=Action.HIDDEN, by=moderator, reason="It is advertising.")
    assert not Idea.objects.visible_to(stranger).exists()
    assert ContentReport.objects.get().state == ContentReport.State.UPHELD
    assert [one.action for one in Decision.objects.order_by("pk")] == ["reported", "hidden"]


def test_one_reader_reports_one_thing_once(topic: Topic, reader: User, stranger: User) -> None:
    idea = idea_of(topic, reader)
    services.report(about=idea, by=stranger, reason="spam")
    with pytest.raises(StoryRefused, match="already"):
        services.report(about=idea, by=stranger, reason="hate")


def test_nobody_else_decides(topic: Topic, reader: User, stranger: User) -> None:
    with pytest.raises(StoryRefused, match="moderators"):
        services.decide(about=idea_of(topic, reader), action=Action.REMOVED, by=stranger, reason="I do not like it.")


def test_an_appeal_is_answered_by_somebody_else_and_takes_the_decision_back(
    topic: Topic, reader: User, stranger: User, moderator: User
) -> None:
    idea = idea_of(topic, reader)
    decision = services.decide(about=idea, action=Action.HIDDEN, by=moderator, reason="It is advertising.")
    appeal = services.appeal(decision=decision, by=reader, words="It is a story about a lighthouse.")
    with pytest.raises(StoryRefused, match="else"):
        services.answer_appeal(appeal=appeal, by=moderator, upholds=True, answer="True.")
    other = User.objects.create_user("mod2@example.com", "horse staple battery")
    appoint(other)
    services.answer_appeal(appeal=appeal, by=other, upholds=True, answer="It is.")
    assert Appeal.objects.get().state == Appeal.State.UPHELD
    assert Idea.objects.visible_to(stranger).count() == 1
    with pytest.raises(StoryRefused):
        services.appeal(decision=decision, by=stranger, words="Me too.")


def test_a_segment_is_hidden_and_shown_again_by_decisions(story: Story, reader: User, moderator: User) -> None:
    segment = told(story.main, LINE, reader)
    services.decide(about=segment, action=Action.HIDDEN, by=moderator, reason="To be looked at.")
    segment.refresh_from_db()
    assert segment.state == Segment.State.HIDDEN
    services.decide(about=segment, action=Action.RESTORED, by=moderator, reason="It is fine.")
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED


@pytest.mark.parametrize("change", ["UPDATE writing_decision SET reason = 'x'", "DELETE FROM writing_decision"])
def test_nobody_changes_the_trail(topic: Topic, reader: User, stranger: User, change: str) -> None:
    services.report(about=idea_of(topic, reader), by=stranger, reason="spam")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)
