"""Another look by a model that costs money: its real SDK, a local server in the service's place, the real ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from accounts.tests.keyrings import OLD, SECRET
from books.making import MAKING, jobs_of
from jobs import services as jobs
from jobs.models import Job, Unit
from providers.money.budgets import set_limit
from providers.tests.wire.fixtures import wire as wire
from storyboards.looks.adopting import waiting_looks
from storyboards.looks.look import Look
from storyboards.models import PictureVersion
from storyboards.orders.bulk import Selection, redraw_many, selected
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from providers.tests.wire.server import WireServer

ALL = Selection()
PENCIL = Look(style="pencil", image_model="openai/gpt-image-2.5-flare")


@pytest.fixture
def drawn(transactional_db: None, reader: User, wire: WireServer, settings: Settings) -> VividPage:
    """A book of four scenes that the built-in artist has drawn, whose reader has a key."""
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True
    create_key(owner=reader, service="openai", secret=SECRET, base_url=wire.base_url("openai"))
    return make_drawn_book(reader)


def drawings(wire: WireServer) -> int:
    return sum("/images/" in call.path for call in wire.calls_of("openai"))


def test_people_and_places_come_first_and_go_with_the_scenes_in_their_new_style(
    drawn: VividPage, reader: User, wire: WireServer
) -> None:
    pictures = selected(drawn, ALL, PENCIL)

    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)
    work_on(drawn)

    calls = [call.path for call in wire.calls_of("openai") if "/images/" in call.path]
    assert len(calls) == pictures.price.pictures == 4 + len(pictures.sheets)
    assert calls == [
        *["/v1/images/generations"] * len(pictures.sheets),
        *["/v1/images/edits"] * 4,
    ], "every scene is sent the portraits in the new style"
    assert pictures.price.cost
    drawn.budget.refresh_from_db()
    assert 0 < drawn.budget.spent <= pictures.price.cost


def test_a_budget_that_is_used_up_in_between_stops_it_and_nothing_is_drawn_or_paid_for_twice(
    drawn: VividPage, reader: User, wire: WireServer
) -> None:
    price = selected(drawn, ALL, PENCIL).price
    assert price.cost
    set_limit(budget=drawn.budget, limit=(price.cost * 2 / 5).quantize(Decimal("0.0001")))
    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)
    work_on(drawn)

    job = jobs_of(drawn).get(stage="image-generation")
    assert (job.state, job.mended_by) == (Job.State.PAUSED, "budget")
    before = drawings(wire)
    assert 0 < before < price.pictures

    set_limit(budget=drawn.budget, limit=Decimal(4))
    jobs.go_on(pipeline=MAKING, subject=drawn.pk, by=reader)
    work_on(drawn)

    assert drawings(wire) == price.pictures
    (look,) = waiting_looks(drawn)
    assert (look.scenes, look.coming, look.others) == (4, 0, 0)
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()
    assert set(PictureVersion.objects.filter(standing="waiting").values_list("parameters__style", flat=True)) == {
        "pencil"
    }
