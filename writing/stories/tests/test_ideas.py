"""Topics and ideas: proposed, voted for, followed, found, and opened as stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.idea_search import browse_ideas, search_ideas
from writing.stories.models import Category, Follow, Shown, Topic

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(reader: User) -> Topic:
    category = Category.objects.create(slug="sea", title="The sea")
    return services.propose_topic(category=category, title="Lighthouses", about="", by=reader, is_house=True)


def propose(topic: Topic, by: User) -> None:
    for title, text in (
        ("The last keeper", "Somebody keeps a lighthouse burning though no ships come."),
        ("A baker at sea", "A ship's cook bakes bread for pirates who have never tasted any."),
        ("The clock that ran backwards", "In a mountain town the church clock turns the wrong way."),
    ):
        services.propose_idea(topic=topic, title=title, text=text, by=by)


def test_ideas_are_found_by_their_words_and_by_what_they_are_about(topic: Topic, reader: User, stranger: User) -> None:
    propose(topic, reader)
    assert {idea.title for idea in search_ideas("ships", stranger)} >= {"The last keeper", "A baker at sea"}
    assert search_ideas("lighthouse keeper", stranger)[0].title == "The last keeper"
    assert search_ideas("hours", stranger)[0].title == "The clock that ran backwards"


def test_the_most_wanted_come_first(topic: Topic, reader: User, stranger: User) -> None:
    propose(topic, reader)
    wanted = browse_ideas(stranger).get(title="A baker at sea")
    assert services.vote(idea=wanted, by=stranger)
    assert browse_ideas(stranger, by_votes=True).first() == wanted
    assert not services.vote(idea=wanted, by=stranger)
    with pytest.raises(StoryRefused, match="own"):
        services.vote(idea=wanted, by=reader)


def test_a_readers_topic_waits_and_takes_no_ideas_before(topic: Topic, stranger: User) -> None:
    proposed = services.propose_topic(category=topic.category, title="Submarines", about="", by=stranger)
    assert proposed.state == Shown.PROPOSED
    with pytest.raises(StoryRefused):
        services.propose_idea(topic=proposed, title="Deep", text="Down.", by=stranger)


def test_an_idea_opens_a_story_that_its_opener_follows(topic: Topic, reader: User, stranger: User) -> None:
    propose(topic, reader)
    idea = browse_ideas(stranger).get(title="A baker at sea")
    story = services.open_story(idea=idea, by=stranger)
    assert (story.title, story.idea, story.owner) == (idea.title, idea, stranger)
    assert story.visibility == "private"
    assert Follow.objects.filter(user=stranger, story=story).exists()
