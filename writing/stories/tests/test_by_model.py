"""Stories that a language model continues, at the wire: whose key is called, whose budget pays, and no more than it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from authors.tests import attentive_writer
from jobs.models import Job
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from writing.stories import services
from writing.stories.authors import author_for
from writing.stories.errors import StoryRefused
from writing.stories.models import Segment, Story
from writing.stories.steps import joining, telling
from writing.stories.tests.conftest import post, told

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "anthropic/claude-sonnet-5-5"
LINE = "Mara opens the old chest in the attic."


@pytest.fixture(autouse=True)
def _settings(settings: Settings, monkeypatch: pytest.MonkeyPatch, scribe: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    for step in (telling, joining):
        monkeypatch.setattr(step, "author_for", author_for)


def give_key(user: User, wire: WireServer) -> None:
    wire.answer = attentive_writer.answer
    create_key(owner=user, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))


def test_the_owner_pays_for_others_up_to_a_cap_a_day(
    story: Story, reader: User, stranger: User, wire: WireServer
) -> None:
    give_key(reader, wire)
    services.change_story(story=story, by=reader, changes={"author": MODEL})
    with pytest.raises(StoryRefused, match="pays for nobody else"):
        post(story.main, LINE, stranger)
    services.change_story(story=story, by=reader, changes={"daily_cap": Decimal("5")})
    assert told(story.main, LINE, stranger).state == Segment.State.PUBLISHED
    assert {call.user_id for call in PaidCall.objects.all()} == {reader.pk}
    budget = story.allowances.get(person=stranger).budget
    assert budget.limit == Decimal("5")
    assert budget.spent == sum(call.cost for call in PaidCall.objects.all()) > 0


def test_a_cap_that_is_too_small_is_never_passed(story: Story, reader: User, stranger: User, wire: WireServer) -> None:
    give_key(reader, wire)
    services.change_story(story=story, by=reader, changes={"author": MODEL, "daily_cap": Decimal("0.01")})
    segment = told(story.main, LINE, stranger)
    assert segment.state == Segment.State.WRITING
    assert not wire.calls
    assert Job.objects.get(subject=segment.pk).state == Job.State.PAUSED


def test_whoever_continues_pays_where_that_is_the_rule(
    story: Story, reader: User, stranger: User, wire: WireServer
) -> None:
    services.change_story(story=story, by=reader, changes={"author": MODEL, "pays": Story.Pays.CONTRIBUTOR})
    with pytest.raises(StoryRefused, match="add a key"):
        post(story.main, LINE, stranger)
    give_key(stranger, wire)
    assert told(story.main, LINE, stranger).state == Segment.State.PUBLISHED
    assert {call.user_id for call in PaidCall.objects.all()} == {stranger.pk}
