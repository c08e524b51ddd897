"""The list of public stories is ordered once in a while, and shows nothing meanwhile that is public no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.urls import reverse

from writing.stories import services
from writing.stories.models import Story

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
KEPT = 60


@pytest.fixture
def stories(reader: User, settings: Settings) -> list[Story]:
    settings.PUBLIC_LIST_SECONDS = KEPT
    cache.clear()
    public = Story.Visibility.PUBLIC
    return [services.start_story(owner=reader, title=f"The tale {n}", visibility=public) for n in range(3)]


def _shown(client: Client) -> str:
    return client.get(reverse("stories")).content.decode()


def test_a_story_that_is_hidden_or_made_private_is_gone_at_once(client: Client, stories: list[Story]) -> None:
    assert all(story.title in _shown(client) for story in stories)
    Story.objects.filter(pk=stories[0].pk).update(state=Story.State.HIDDEN)
    Story.objects.filter(pk=stories[1].pk).update(visibility=Story.Visibility.PRIVATE)

    shown = _shown(client)

    assert [story.title in shown for story in stories] == [False, False, True]


def test_a_new_story_shows_when_the_order_is_found_again(client: Client, reader: User, stories: list[Story]) -> None:
    _shown(client)
    services.start_story(owner=reader, title="A newcomer", visibility=Story.Visibility.PUBLIC)
    assert "A newcomer" not in _shown(client)
    cache.clear()

    assert "A newcomer" in _shown(client)


def test_the_parts_of_all_stories_are_not_looked_at_for_each_reader(
    client: Client, stories: list[Story], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _shown(client)
    with django_assert_num_queries(4) as asked:
        _shown(client)

    grouped = [query["sql"] for query in asked.captured_queries if "GROUP BY" in query["sql"]]
    assert grouped
    assert all('"writing_story"."id" IN' in sql for sql in grouped)
