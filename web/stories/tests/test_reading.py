"""Pages of a story: read by whoever may, continued by whoever may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from writing.stories import services
from writing.stories.models import Segment, Story
from writing.stories.tests.conftest import scribe as scribe
from writing.stories.tests.conftest import story as story
from writing.stories.tests.conftest import told, work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."


def page(story: Story) -> str:
    return reverse("story", args=[story.pk])


def test_a_public_story_is_read_by_everybody_with_its_pictures(client: Client, story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    answer = client.get(page(story))
    assert answer.status_code == 200
    assert FIRST in answer.content.decode()
    assert "<img" in answer.content.decode()
    assert "noindex" not in answer.content.decode()


def test_a_private_one_is_not_found(client: Client, story: Story, stranger: User) -> None:
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.PRIVATE})
    assert client.get(page(story)).status_code == 404
    client.force_login(stranger)
    assert client.get(page(story)).status_code == 404


def test_one_by_link_is_opened_by_its_link_alone(client: Client, story: Story) -> None:
    services.change_story(story=story, by=story.owner, changes={"visibility": Story.Visibility.LINK})
    assert client.get(page(story)).status_code == 404
    assert client.get(reverse("story_by_link", args=["guessed"])).status_code == 404
    answer = client.get(reverse("story_by_link", args=[story.link]), follow=True)
    assert answer.status_code == 200
    assert "noindex" in answer.content.decode()


def test_a_line_is_posted_and_stands_in_the_story(client: Client, story: Story, stranger: User) -> None:
    client.force_login(stranger)
    address = reverse("continue_branch", args=[story.pk, 1])
    refused = client.post(address, {"line": FIRST})
    assert refused.status_code == 422
    assert client.post(address, {"line": FIRST, "accepts_licence": "on"}).status_code == 302
    assert "Yours:" in client.get(page(story)).content.decode()
    work()
    assert FIRST in client.get(page(story)).content.decode()


def test_what_does_not_fit_is_shown_to_its_writer_alone(
    client: Client, story: Story, reader: User, stranger: User
) -> None:
    segment = told(story.main, f"!{FIRST}", stranger)
    client.force_login(stranger)
    assert "It does not fit." in client.get(page(story)).content.decode()
    client.force_login(reader)
    assert "It does not fit." not in client.get(page(story)).content.decode()
    assert client.post(reverse("act_on_segment", args=[story.pk, segment.pk]), {"action": "accept"}).status_code == 404
    client.force_login(stranger)
    client.post(reverse("act_on_segment", args=[story.pk, segment.pk]), {"action": "accept"})
    work()
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
