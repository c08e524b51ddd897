"""Browsing ideas, voting, following, comments, reports, feeds, the map, and branches side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from writing.stories import services
from writing.stories.models import Category, Comment, ContentReport, Follow, Segment, Story, Topic, Vote
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from writing.stories.models import Idea

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."


@pytest.fixture
def topic(reader: User) -> Topic:
    category = Category.objects.create(slug="adventure", title="Adventure")
    return services.propose_topic(category=category, title="At sea", about="Ships.", by=reader, is_house=True)


@pytest.fixture
def idea(topic: Topic, reader: User) -> Idea:
    return services.propose_idea(topic=topic, title="The lighthouse that moves", text="It stands elsewhere.", by=reader)


def test_ideas_are_found_voted_for_followed_and_begun(client: Client, idea: Idea, stranger: User) -> None:
    page = client.get(reverse("ideas")).content.decode()
    assert "The lighthouse that moves" in page
    assert '<link rel="canonical" href="http://testserver/ideas/">' in page
    assert "The lighthouse that moves" in client.get(reverse("ideas"), {"q": "lighthouses"}).content.decode()
    client.force_login(stranger)
    client.post(reverse("vote_for_idea", args=[idea.pk]))
    button = client.post(reverse("vote_for_idea", args=[idea.pk]), headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="false"' in button, "the second takes it back"
    client.post(reverse("vote_for_idea", args=[idea.pk]))
    assert Vote.objects.count() == 1
    client.post(reverse("follow", args=["topic", idea.topic_id]))
    assert Follow.objects.filter(user=stranger, topic=idea.topic).exists()
    assert "It stands elsewhere." in client.get(reverse("story_of_idea", args=[idea.pk])).content.decode()


def test_a_proposed_topic_waits_and_an_idea_does_not(client: Client, topic: Topic, stranger: User) -> None:
    client.force_login(stranger)
    client.post(reverse("propose_topic"), {"category": str(topic.category_id), "title": "In caves"})
    assert Topic.objects.get(title="In caves").state == "proposed"
    assert client.get(reverse("topic", args=["in-caves"])).status_code == 404
    client.post(reverse("propose_idea", args=[topic.slug]), {"title": "A map", "text": "Half of it is lost."})
    assert "Half of it is lost." in client.get(reverse("topic", args=[topic.slug])).content.decode()


def test_comments_and_reports_reach_whom_they_should(client: Client, story: Story, stranger: User) -> None:
    segment = told(story.main, FIRST, story.owner)
    client.force_login(stranger)
    where = reverse("segment", args=[story.pk, segment.pk])
    client.post(where, {"text": "Lovely."})
    assert "1 comment" in client.get(reverse("story", args=[story.pk])).content.decode()
    client.post(reverse("report_content", args=["segment", segment.pk]), {"reason": "spam", "words": ""})
    assert ContentReport.objects.get().target == segment.pk
    assert client.get(reverse("report_segment_picture", args=[story.pk, segment.pk])).status_code == 200
    comment = Comment.objects.get()
    client.force_login(story.owner)
    assert client.post(reverse("delete_comment", args=[comment.pk])).status_code == 404
    client.force_login(stranger)
    client.post(reverse("delete_comment", args=[comment.pk]))
    assert "Lovely." not in client.get(where).content.decode()


def test_what_is_not_shown_cannot_be_read_by_reporting_it(client: Client, story: Story, stranger: User) -> None:
    segment = told(story.main, f"!{FIRST}", story.owner)
    assert segment.state == Segment.State.ASKING
    client.force_login(stranger)
    assert client.get(reverse("report_content", args=["segment", segment.pk])).status_code == 404
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.PRIVATE})
    assert client.get(reverse("report_content", args=["story", story.pk])).status_code == 404
    assert client.post(reverse("follow", args=["story", story.pk])).status_code == 404


def test_feeds_and_the_map_tell_of_public_stories_alone(client: Client, story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    hidden = services.start_story(owner=reader, title="A secret", visibility=Story.Visibility.LINK)
    for name, args in (("stories_feed", []), ("sitemap", []), ("story_feed", [story.pk])):
        answer = client.get(reverse(name, args=args)).content.decode()
        ElementTree.fromstring(answer)
        assert str(story.pk) in answer
        assert str(hidden.pk) not in answer
    page = client.get(reverse("story", args=[story.pk])).content.decode()
    assert '<meta property="og:image" content="http://testserver/media/' in page
    client.force_login(reader)
    assert client.get(reverse("story_feed", args=[hidden.pk])).status_code == 404


def test_readers_of_feeds_find_no_markup_of_a_writer(client: Client, story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(about="<img src=x onerror=steal()>")
    for name, args in (("stories_feed", []), ("story_feed", [story.pk])):
        feed = ElementTree.fromstring(client.get(reverse(name, args=args)).content)
        told_as_html = "".join(each.text or "" for each in feed.iter("description"))
        assert "&lt;img" in told_as_html
        assert "<img" not in told_as_html


def test_two_branches_stand_side_by_side_from_where_they_part(client: Client, story: Story, reader: User) -> None:
    first = told(story.main, FIRST, reader)
    told(story.main, "Mara finds a map in it.", reader)
    client.force_login(reader)
    client.post(reverse("fork_story", args=[story.pk, first.pk]), {"name": "Another night"})
    told(story.branches.get(number=2), "A boy called Jonas knocks at the door.", reader)
    page = client.get(reverse("compare_branches", args=[story.pk]), {"a": "1", "b": "2"}).content.decode()
    assert FIRST not in page, "they share it"
    assert "Mara finds a map in it." in page
    assert "A boy called Jonas knocks at the door." in page
    assert "Another night" in client.get(reverse("story_branches", args=[story.pk])).content.decode()
    assert client.get(reverse("compare_branches", args=[story.pk]), {"a": "1", "b": "9"}).status_code == 404


def test_the_place_of_a_finding_is_marked_in_the_draft(client: Client, story: Story, stranger: User) -> None:
    told(story.main, f"!{FIRST}", stranger)
    client.force_login(stranger)
    assert f"<mark>{FIRST}" in client.get(reverse("story", args=[story.pk])).content.decode()


def grown(story: Story, segment: Segment, number: int) -> None:
    """Let a story grow without its making: copies of a segment, each after the one before."""
    while segment.number < number:
        copied = Segment.objects.get(pk=segment.pk)
        copied.pk, copied._state.adding = None, True
        copied.id = Segment._meta.pk.get_default()
        copied.parent, copied.number, copied.scene = segment, segment.number + 1, None
        copied.save()
        segment = copied
    story.branches.filter(number=1).update(head=segment)


def test_a_page_takes_as_many_queries_for_fifty_parts_as_for_five(client: Client, story: Story, reader: User) -> None:
    segment = told(story.main, FIRST, reader)
    client.force_login(reader)
    counts = []
    for number in (5, 50):
        grown(story, segment if number == 5 else story.branches.get(number=1).head, number)
        with CaptureQueriesContext(connection) as queries:
            for name in ("story", "story_branches", "story_members"):
                client.get(reverse(name, args=[story.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
