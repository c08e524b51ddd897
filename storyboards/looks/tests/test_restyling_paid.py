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
from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from storyboards.looks.adopting import waiting_looks
from storyboards.looks.look import Look
from storyboards.models import Picture, PictureVersion
from storyboards.orders.bulk import Selection, redraw_many, selected
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.services import Call

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


def images_of(calls: list[Call]) -> list[bytes]:
    return [bytes_of(part) for call in calls for part in form_of(call) if name_of(part).startswith("image")]


def _bytes_of(version: PictureVersion) -> bytes:
    with version.image.open("rb") as file:
        return file.read()


def _waiting_sheets(vividpage: VividPage) -> QuerySet[PictureVersion]:
    return PictureVersion.objects.filter(
        picture__vividpage=vividpage, picture__kind__in=Picture.REFERENCES, standing="waiting"
    )


def test_people_and_places_come_first_and_go_with_the_scenes_in_their_new_style(
    drawn: VividPage, reader: User, wire: WireServer
) -> None:
    pictures = selected(drawn, ALL, PENCIL)

    redraw_many(vividpage=drawn, selection=ALL, by=reader, look=PENCIL)
    work_on(drawn)

    calls = [call for call in wire.calls_of("openai") if "/images/" in call.path]
    assert len(calls) == pictures.price.pictures == 4 + len(pictures.sheets)
    assert {call.path for call in calls} == {"/v1/images/edits"}
    first, scenes = calls[: len(pictures.sheets)], calls[len(pictures.sheets) :]
    assert sorted(images_of(first)) == sorted(_bytes_of(shown) for shown in pictures.sheets.values()), (
        "each is drawn after the one that is shown, so that nobody gets another face"
    )
    new = {_bytes_of(version) for version in _waiting_sheets(drawn)}
    assert set(images_of(scenes)) <= new, "scenes are sent them in the new style"
    assert images_of(scenes)
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
