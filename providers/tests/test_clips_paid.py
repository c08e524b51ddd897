"""Clips are paid for once, within the budget, whatever becomes of who waits for them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named
from providers.errors import AnswerPending, BudgetExhausted, JobCancelled
from providers.interfaces.credentials import Credentials
from providers.interfaces.video import Clip, ShotRequest
from providers.models import PaidCall
from providers.money import ledger
from providers.money.ledger import Account
from providers.money.paid import Billing
from providers.money.paid_video import PaidVideoModel
from providers.services.runway.videos import RunwayVideos
from providers.tests.wire.images_drawn import drawn

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from providers.services.runway.tests.wire import RunwayWire
    from providers.tests.wire import WireServer

KEY_ID = uuid4()
REQUEST = ShotRequest(drawn(320, 180, 1, "JPEG"), "image/jpeg", "Rain.", seconds=4, width=1280, height=720, seed=7)
PRICE = Decimal("0.20")


class Killed(RunwayVideos):
    """Runway in a process that is stopped while it waits."""

    def collect(self, *_: Any, **__: Any) -> Clip:
        raise SystemExit


@pytest.fixture
def book(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book", budget=Decimal("0.35"))


@pytest.fixture
def runway(wire: WireServer) -> RunwayWire:
    service: Any = wire.services["runway"]
    service.waits = 0
    return service


def filmer(
    wire: WireServer, book: VividPage, *, kind: type[RunwayVideos] = RunwayVideos, attempt: int = 1
) -> PaidVideoModel:
    account = Account(book.owner_id, book.pk, book.budget_id, book.title, "clip", "Clip 1", f"{book.pk}:{attempt}")
    key = Credentials("runway", "key_0123456789", wire.base_url("runway"), key_id=KEY_ID)
    entry = entry_named("runway/gen4_turbo", "video")
    return PaidVideoModel(kind(key, "gen4_turbo", patience=0, first_pause=0), Billing(entry, key, account))


def handed_in(wire: WireServer) -> int:
    return len([call for call in wire.calls if call.method == "POST"])


def spent(book: VividPage) -> tuple[Decimal, Decimal]:
    book.refresh_from_db()
    return book.budget.spent, book.budget.reserved


def test_a_clip_is_reserved_paid_for_and_kept(wire: WireServer, runway: RunwayWire, book: VividPage) -> None:
    first, second = (filmer(wire, book).film(REQUEST) for _ in range(2))

    assert first.data == second.data
    assert handed_in(wire) == 1
    assert spent(book) == (PRICE, 0)
    with pytest.raises(BudgetExhausted):  # of 35 cents, 20 are gone
        filmer(wire, book).film(ShotRequest(b"other", "image/jpeg", "Rain.", 4, 1280, 720, 7))
    assert handed_in(wire) == 1


def test_the_job_of_a_worker_that_was_killed_gives_its_clip_to_the_next(
    wire: WireServer, runway: RunwayWire, book: VividPage
) -> None:
    with pytest.raises(SystemExit):
        filmer(wire, book, kind=Killed).film(REQUEST)

    assert filmer(wire, book, attempt=2).film(REQUEST).data
    assert handed_in(wire) == 1
    assert spent(book) == (PRICE, 0)


def test_a_clip_is_asked_for_as_long_as_its_service_keeps_it(
    wire: WireServer, runway: RunwayWire, book: VividPage
) -> None:
    runway.waits = 1
    with pytest.raises(AnswerPending):
        filmer(wire, book).film(REQUEST)
    PaidCall.objects.update(created=timezone.now() - timedelta(hours=19))
    assert ledger.settle_abandoned() == 0

    assert filmer(wire, book).film(REQUEST).data
    assert handed_in(wire) == 1


def test_a_cancelled_clip_counts_in_full(wire: WireServer, runway: RunwayWire, book: VividPage) -> None:
    with pytest.raises(JobCancelled):
        filmer(wire, book).film(REQUEST, stop=lambda: True)

    assert runway.cancelled
    assert spent(book) == (PRICE, 0)
    assert PaidCall.objects.get().state == PaidCall.State.LOST
