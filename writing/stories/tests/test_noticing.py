"""Who is told what of a story, each once: that it goes on, what is said and suggested, reported and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.models import User
from notifications.kinds import Kind
from notifications.models import Notification
from storyboards.safety.moderators import appoint
from writing.stories import services
from writing.stories.models import Category, Decision, Segment, Story
from writing.stories.tests.conftest import told, work

if TYPE_CHECKING:
    from writing.stories.models import Idea

pytestmark = pytest.mark.django_db(transaction=True)
LINE = "Mara opens the old chest in the attic."
Action = Decision.Action


@pytest.fixture
def moderator(db: None) -> User:
    user = User.objects.create_user("mod@example.com", "horse staple battery")
    appoint(user)
    return user


@pytest.fixture
def idea(reader: User) -> Idea:
    category = Category.objects.create(slug="sea", title="The sea")
    topic = services.propose_topic(category=category, title="Lighthouses", about="", by=reader, is_house=True)
    return services.propose_idea(topic=topic, title="The last keeper", text="Somebody keeps a light alive.", by=reader)


def heard(user: User) -> list[tuple[str, str]]:
    """Return the kinds and titles of what somebody was told, in order."""
    return list(Notification.objects.filter(reader=user).order_by("created").values_list("kind", "title"))


def test_a_segment_is_told_to_its_writer_and_to_whoever_follows_and_its_comment_to_both_who_wrote(
    story: Story, reader: User, stranger: User, moderator: User
) -> None:
    services.follow(by=moderator, story=story)
    segment = told(story.branches.get(), LINE, stranger)
    work()
    assert segment.state in Segment.JOINED
    goes_on = (Kind.CONTINUED, "“The Harbour” goes on: somebody has continued it.")
    assert heard(reader) == [goes_on]
    assert heard(moderator) == [goes_on]
    assert heard(stranger) == [(Kind.DONE, "Your part of “The Harbour” is in the story.")]

    services.comment_on(by=moderator, text="More of this!", segment=segment)
    services.comment_on(by=reader, text="Indeed.", segment=segment)
    says = (Kind.COMMENTED, "Somebody says something about a part of “The Harbour”.")
    assert heard(stranger)[1:] == [says, says]
    assert heard(moderator)[1:] == [says]
    assert heard(reader)[1:] == []


def test_what_waits_for_approval_is_told_to_who_approves_until_it_is_decided(
    story: Story, reader: User, stranger: User
) -> None:
    Story.objects.update(approves_new=True)
    segment = told(story.branches.get(), LINE, stranger)
    assert heard(reader) == [(Kind.LOOK, "A part of “The Harbour” by a new member waits for your approval.")]
    assert heard(stranger) == []

    services.refuse(segment=segment, by=reader, reason="Not here.")
    assert not Notification.objects.filter(reader=reader).unread().exists()
    assert heard(stranger) == [(Kind.MODERATED, "A moderator refused a part that you wrote.")]


def test_a_report_is_told_to_moderators_and_the_decision_to_whom_it_concerns(
    idea: Idea, reader: User, stranger: User, moderator: User
) -> None:
    services.report(about=idea, by=stranger, reason="spam")
    services.decide(about=idea, action=Action.HIDDEN, by=moderator, reason="It is advertising.")

    assert heard(moderator) == [(Kind.REPORTED, "A reader has reported an idea: advertising, or nonsense.")]
    assert heard(reader) == [(Kind.MODERATED, "A moderator hid an idea of yours.")]
    assert Notification.objects.get(reader=reader).words == "It is advertising."
    assert heard(stranger) == []


def test_a_private_story_tells_its_members_alone(story: Story, reader: User, stranger: User, moderator: User) -> None:
    services.follow(by=moderator, story=story)
    services.invite(story=story, person=stranger, by=reader)
    Story.objects.update(visibility=Story.Visibility.PRIVATE)
    told(story.branches.get(), LINE, reader)
    work()

    assert [kind for kind, _ in heard(stranger)] == [Kind.CONTINUED]
    assert heard(moderator) == []
    services.delete_story(story=story, by=reader)
    assert not Notification.objects.exists()
