"""Jobs that a service has accepted are never handed in twice, whatever becomes of who waits for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named
from providers.errors import AnswerPending, BudgetExhausted, ContentRefused, KeyRefused
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import AcceptedJob, DrawnImage, PictureRequest
from providers.models import PaidCall
from providers.money import ledger
from providers.money.ledger import Account
from providers.money.paid import Billing, PaidImageModel
from providers.services.bfl.images import Flux
from providers.tests.wire import WELL, cut_before, fails
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from providers.services.bfl.tests.wire import BFLWire
    from providers.tests.wire import WireServer

KEY_ID = uuid4()
REQUEST = PictureRequest(prompt="A bell.", width=720, height=720, seed=7, style="ink", scene=DepictedScene())
PRICE = Decimal("0.03")


class Killed(Flux):
    """Flux in a process that is stopped while it waits."""

    def collect(self, job: AcceptedJob, request: PictureRequest) -> DrawnImage:
        raise SystemExit


@pytest.fixture
def book(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book", budget=Decimal("0.05"))


@pytest.fixture
def bfl(wire: WireServer) -> BFLWire:
    service: Any = wire.services["bfl"]
    return service


def artist(
    wire: WireServer, book: VividPage, *, kind: type[Flux] = Flux, holder: str = "", key_id: UUID = KEY_ID
) -> PaidImageModel:
    account = Account(book.owner_id, book.pk, book.budget_id, book.title, "scene", "Scene 1", holder or f"{book.pk}:1")
    key = Credentials("bfl", "bfl_0123456789", wire.base_url("bfl"), key_id=key_id)
    entry = entry_named("bfl/flux-2-pro", "image")
    return PaidImageModel(kind(key, "flux-2-pro", patience=0, first_pause=0), Billing(entry, key, account))


def handed_in(wire: WireServer) -> int:
    return len([call for call in wire.calls if call.method == "POST"])


def spent(book: VividPage) -> tuple[Decimal, Decimal]:
    book.refresh_from_db()
    return book.budget.spent, book.budget.reserved


def test_a_picture_that_is_not_there_yet_is_asked_for_again_and_paid_for_once(
    wire: WireServer, bfl: BFLWire, book: VividPage
) -> None:
    bfl.waits = 1
    with pytest.raises(AnswerPending, match="still at work"):
        artist(wire, book).draw(REQUEST)
    assert spent(book) == (0, PRICE)

    picture = artist(wire, book).draw(REQUEST)

    assert picture.data
    assert handed_in(wire) == 1
    assert spent(book) == (PRICE, 0)
    assert PaidCall.objects.get().state == PaidCall.State.ANSWERED


def test_a_worker_that_is_killed_while_it_waits_leaves_the_job_to_the_next(
    wire: WireServer, bfl: BFLWire, book: VividPage
) -> None:
    bfl.waits = 0
    with pytest.raises(SystemExit):
        artist(wire, book, kind=Killed).draw(REQUEST)
    call = PaidCall.objects.get()
    assert call.ticket.endswith("get_result?id=job-000001")

    assert artist(wire, book, holder=f"{book.pk}:2").draw(REQUEST).data
    assert handed_in(wire) == 1
    assert spent(book) == (PRICE, 0)


def test_while_its_worker_lives_nobody_else_asks_for_the_picture(
    wire: WireServer, bfl: BFLWire, book: VividPage
) -> None:
    with pytest.raises(SystemExit):
        artist(wire, book, kind=Killed).draw(REQUEST)
    looks = len(wire.calls)

    with pytest.raises(AnswerPending, match="asked already"):
        artist(wire, book, holder=f"{uuid4()}:1").draw(REQUEST)
    assert len(wire.calls) == looks


@pytest.mark.parametrize("trouble", [fails("unavailable"), cut_before(), fails("rate_limited")])
def test_a_service_that_goes_away_after_it_has_taken_a_job_costs_nothing_more(
    wire: WireServer, bfl: BFLWire, book: VividPage, trouble: Any
) -> None:
    bfl.waits = 0
    wire.plan(WELL, trouble)
    with pytest.raises(AnswerPending):
        artist(wire, book).draw(REQUEST)

    assert artist(wire, book).draw(REQUEST).data
    assert handed_in(wire) == 1
    assert spent(book) == (PRICE, 0)


def test_a_key_that_is_shut_meanwhile_keeps_its_job(wire: WireServer, bfl: BFLWire, book: VividPage) -> None:
    bfl.waits = 0
    wire.plan(WELL, fails("key_refused"))
    with pytest.raises(KeyRefused):
        artist(wire, book).draw(REQUEST)

    assert artist(wire, book).draw(REQUEST).data
    assert handed_in(wire) == 1


def test_what_was_left_behind_is_not_swept_up_while_its_picture_can_be_had(
    wire: WireServer, bfl: BFLWire, book: VividPage
) -> None:
    with pytest.raises(AnswerPending):
        artist(wire, book).draw(REQUEST)

    assert ledger.settle_abandoned() == 0
    PaidCall.objects.update(created=timezone.now() - ledger.JOB_KEPT - timedelta(minutes=1))
    assert ledger.settle_abandoned() == 1
    assert spent(book) == (PRICE, 0)


@pytest.mark.parametrize("why", ["too old", "another key"])
def test_a_job_that_cannot_be_had_any_more_counts_in_full_and_is_asked_for_anew(
    wire: WireServer, bfl: BFLWire, book: VividPage, why: str
) -> None:
    with pytest.raises(AnswerPending):
        artist(wire, book).draw(REQUEST)
    if why == "too old":
        PaidCall.objects.update(created=timezone.now() - ledger.JOB_KEPT - timedelta(minutes=1))

    with pytest.raises(BudgetExhausted):  # of five cents, three are gone
        artist(wire, book, key_id=KEY_ID if why == "too old" else uuid4()).draw(REQUEST)

    assert PaidCall.objects.get(state=PaidCall.State.LOST).cost == PRICE


def test_a_moderated_job_costs_nothing(wire: WireServer, bfl: BFLWire, book: VividPage) -> None:
    bfl.waits = 0

    with pytest.raises(ContentRefused):
        artist(wire, book).draw(replace(REQUEST, prompt="A bloodbath."))

    assert spent(book) == (0, 0)
    assert PaidCall.objects.get().state == PaidCall.State.RELEASED


def test_a_job_that_its_service_has_forgotten_may_have_been_billed(
    wire: WireServer, bfl: BFLWire, book: VividPage
) -> None:
    with pytest.raises(AnswerPending):
        artist(wire, book).draw(REQUEST)
    bfl.jobs.clear()

    with pytest.raises(Exception, match="no longer knows"):
        artist(wire, book).draw(REQUEST)
    assert spent(book) == (PRICE, 0)
