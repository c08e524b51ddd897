"""A chapter is put into a book that a language model has read: the model reads that chapter and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from analysts.tests import attentive_reader
from books import services
from books.choices import Choices
from books.manuscript import Manuscript
from books.models import VividPage
from providers.models import PaidCall
from providers.tests.wire.fixtures import wire as wire
from vividpages.drive import drive
from vividpages.tests.test_written_again import written

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vividpage(reader: User, wire: WireServer) -> VividPage:
    """A book of four chapters that has been analysed."""
    wire.answer = attentive_reader.read
    create_key(
        owner=reader, service="anthropic", secret="sk-wire-0123456789abcdef", base_url=wire.base_url("anthropic")
    )
    vividpage = services.take_in(
        manuscript=Manuscript("Storms", (), "en", tuple(written(place) for place in ("harbour", "forest", "kitchen"))),
        source=VividPage.Origin.MANUSCRIPT,
        owner=reader,
        choices=Choices(text_model="anthropic/claude-haiku-5-5"),
    )
    drive(vividpage, until="analysis")
    return vividpage


def test_only_the_new_chapter_is_paid_for_and_nobody_is_forgotten(vividpage: VividPage) -> None:
    people = set(vividpage.characters.values_list("pk", "name"))
    summaries = dict(vividpage.scenes.values_list("pk", "analysis__summary"))
    before = set(PaidCall.objects.values_list("pk", flat=True))
    services.insert_chapter(vividpage=vividpage, number=2, chapter=written("library"))
    drive(vividpage, until="analysis")
    calls = PaidCall.objects.exclude(pk__in=before)

    assert vividpage.status == VividPage.Status.COMPLETED
    assert sorted(call.purpose for call in calls) == ["analyse", "discover", "find"]
    assert people
    assert people <= set(vividpage.characters.values_list("pk", "name"))
    after = dict(vividpage.scenes.values_list("pk", "analysis__summary"))
    assert {pk: after[pk] for pk in summaries} == summaries
    assert all(after.values())
    assert any(numbers == list(range(1, 9)) for numbers in vividpage.characters.values_list("scene_numbers", flat=True))
