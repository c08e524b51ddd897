"""Pictures of stories: open to all who may read the story, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from storyboards.models import Picture
from writing.stories import services
from writing.stories.links import STORY_LINKS
from writing.stories.models import Story
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told

if TYPE_CHECKING:
    from accounts.models import User
    from writing.stories.models import Segment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def segment(story: Story, reader: User) -> Segment:
    return told(story.main, "Mara opens the old chest in the attic.", reader)


@pytest.fixture
def address(segment: Segment) -> str:
    version = Picture.objects.get(scene=segment.scene).shown
    assert version is not None
    return default_storage.url(version.image.name)


def status(address: str, user: User | None = None, link: tuple[Story, str] | None = None) -> int:
    client = Client()
    if user is not None:
        client.force_login(user)
    if link is not None:
        session = client.session
        session[STORY_LINKS] = {str(link[0].pk): link[1]}
        session.save()
    return client.get(address).status_code


def test_a_public_story_shows_its_pictures_to_everybody(address: str, stranger: User) -> None:
    assert (status(address), status(address, stranger)) == (200, 200)


def test_a_private_one_to_its_owner_and_to_whoever_is_invited(address: str, story: Story, stranger: User) -> None:
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.PRIVATE})
    assert (status(address), status(address, stranger), status(address, story.owner)) == (404, 404, 200)
    services.invite(story=story, person=stranger, by=story.owner)
    assert status(address, stranger) == 200


def test_one_by_link_to_whoever_came_by_it(address: str, story: Story) -> None:
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.LINK})
    assert status(address) == 404
    assert status(address, link=(story, "guessed")) == 404
    assert status(address, link=(story, story.link)) == 200


def test_a_hidden_segment_shows_none_any_more(address: str, story: Story, segment: Segment) -> None:
    services.hide(segment=segment, by=story.owner, reason="To be looked at.")
    assert status(address) == 404


def test_the_faces_of_its_bible_are_seen_by_whoever_may_read_it(story: Story, segment: Segment, stranger: User) -> None:
    portrait = Picture.objects.get(vividpage=segment.branch.vividpage_id, person__name="Mara").shown
    assert portrait is not None
    face = default_storage.url(portrait.image.name)
    assert (status(face), status(face, stranger)) == (200, 200)
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.PRIVATE})
    assert (status(face), status(face, stranger), status(face, story.owner)) == (404, 404, 200)
