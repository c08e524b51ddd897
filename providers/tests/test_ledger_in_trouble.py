"""The ledger when things go wrong around it: lines to the database, books and readers that go, odd answers."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from books import services
from providers.errors import AnswerPending, BadAnswer
from providers.interfaces.usage import Usage
from providers.models import Budget, PaidCall
from providers.money import ledger, prices
from providers.tests.test_ledger import REQUEST, Scripted, book, entry, paid, planned, reader, spent
from vividpages.tests.machine import wait_until, waiting_for_locks

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from providers.interfaces.text import TextAnswer, TextRequest

__all__ = ["book", "entry", "reader"]


class Deed(Scripted):
    """A model at home that does something while it answers."""

    def __init__(self, deed: Any) -> None:
        super().__init__('{"mood": "dark"}')
        self.deed = deed

    def complete(self, request: TextRequest) -> TextAnswer:
        self.deed()
        return super().complete(request)


class Using(Scripted):
    """A model at home that says it has used something."""

    def __init__(self, usage: Usage) -> None:
        super().__init__('{"mood": "dark"}')
        self.usage = usage

    def complete(self, request: TextRequest) -> TextAnswer:
        return replace(super().complete(request), usage=self.usage)


def month() -> tuple[Decimal, Decimal]:
    row = Budget.objects.get(kind="month")
    return row.spent, row.reserved


def in_a_thread(step: Any) -> list[BaseException]:
    """Run a step in a thread with a connection of its own; what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            step()
        except BaseException as error:  # noqa: BLE001
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return raised


def wait_until_somebody_waits_for_a_lock() -> None:
    wait_until(lambda: waiting_for_locks() > 0)


def hang_up(pid: int) -> None:
    """Have the server end a session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.django_db(transaction=True)
def test_an_answer_outlives_a_line_that_breaks_before_it_is_written_down(entry: Any, book: VividPage) -> None:
    call = ledger.reserve(planned(entry, book))

    def settle() -> None:
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        assert in_a_thread(lambda: hang_up(pid)) == []
        ledger.settle(call, usage=Usage(input_tokens=1), cost=Decimal("0.01"), response="x")

    assert in_a_thread(settle) == []
    call.refresh_from_db()
    assert call.state == PaidCall.State.ANSWERED


@pytest.mark.django_db(transaction=True)
def test_no_line_to_the_database_is_held_while_an_answer_is_awaited(entry: Any, book: VividPage) -> None:
    held: list[bool] = []

    in_a_thread(
        lambda: paid(entry, book, Deed(lambda: held.append(connection.connection is not None))).complete(REQUEST)
    )

    assert held == [False]


@pytest.mark.django_db(transaction=True)
def test_an_answer_for_a_book_that_was_deleted_meanwhile_counts_to_its_month(entry: Any, book: VividPage) -> None:
    model = Deed(lambda: services.delete(vividpage=book))
    paid(entry, book, model).complete(REQUEST)

    call = PaidCall.objects.get()
    assert (call.state, call.subject) == (PaidCall.State.ANSWERED, None)
    assert month() == (Decimal("0.002500"), Decimal(0))


@pytest.mark.django_db(transaction=True)
def test_a_book_is_deleted_while_one_of_its_calls_is_being_entered(entry: Any, book: VividPage) -> None:
    raised: list[list[BaseException]] = []
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            ledger.reserve(planned(entry, book))
            deleting = pool.submit(lambda: raised.append(in_a_thread(lambda: services.delete(vividpage=book))))
            wait_until_somebody_waits_for_a_lock()
        deleting.result()

    assert raised == [[]]
    assert (PaidCall.objects.get().subject, PaidCall.objects.get().budget) == (None, None)
    assert not Budget.objects.filter(kind="book").exists()


@pytest.mark.django_db(transaction=True)
def test_an_answer_for_a_reader_who_has_gone_is_dropped(entry: Any, book: VividPage, reader: User) -> None:
    def go() -> None:
        services.delete(vividpage=book)
        reader.delete()

    assert paid(entry, book, Deed(go)).complete(REQUEST).text == '{"mood": "dark"}'
    assert not PaidCall.objects.exists()


@pytest.mark.parametrize("odd", ["\ud83d", "\x00", "𓀀"])
def test_an_answer_of_odd_characters_is_kept_as_it_is(entry: Any, book: VividPage, odd: str) -> None:
    model = Scripted(f'{{"mood": "{odd}"}}')
    first = paid(entry, book, model).complete(REQUEST)

    assert paid(entry, book, model).complete(REQUEST) == first
    assert model.calls == 1


@pytest.mark.parametrize(
    "usage", [Usage(input_tokens=-5, output_tokens=50), Usage(input_tokens=10**14), Usage(cache_read_tokens=-1)]
)
def test_an_answer_with_a_senseless_usage_is_kept(entry: Any, book: VividPage, usage: Any) -> None:
    paid(entry, book, Using(usage)).complete(REQUEST)

    assert PaidCall.objects.get().state == PaidCall.State.ANSWERED
    assert 0 <= spent(book)[0] <= 1


def test_what_is_no_answer_has_been_paid_for_all_the_same(entry: Any, book: VividPage) -> None:
    with pytest.raises(BadAnswer):
        paid(entry, book, Scripted(BadAnswer("The picture is damaged."))).complete(REQUEST)

    call = PaidCall.objects.get()
    assert call.reserved > 0
    assert spent(book) == (call.reserved, Decimal(0))


def test_reservations_that_were_left_behind_do_not_hold_the_budget_for_ever(entry: Any, book: VividPage) -> None:
    ledger.reserve(planned(entry, book, maximum="0.90"))
    PaidCall.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert ledger.settle_abandoned() == 1
    assert spent(book) == (Decimal("0.90"), Decimal(0))


def test_reservations_that_somebody_may_still_hold_stay(entry: Any, book: VividPage) -> None:
    ledger.reserve(planned(entry, book, maximum="0.90"))

    assert ledger.settle_abandoned() == 0
    with pytest.raises(AnswerPending):
        ledger.reserve(planned(entry, book, fingerprint="b" * 64))


def test_an_answer_that_comes_after_its_call_was_given_up_is_kept_at_its_true_cost(entry: Any, book: VividPage) -> None:
    call = ledger.reserve(planned(entry, book, maximum="0.90"))
    ledger.settle_lost(PaidCall.objects.get(pk=call.pk), reason="The worker stopped.")
    ledger.settle(call, usage=Usage(input_tokens=1), cost=Decimal("0.10"), response="late")

    known = ledger.stored_answer(planned(entry, book))
    assert known is not None
    assert ledger.response_of(known) == "late"
    assert spent(book) == (Decimal("0.10"), Decimal(0))
    assert month() == (Decimal("0.10"), Decimal(0))


def test_a_late_answer_to_what_is_being_asked_again_only_corrects_the_cost(entry: Any, book: VividPage) -> None:
    call = ledger.reserve(planned(entry, book, holder="unit 1:first"))
    assert ledger.stored_answer(planned(entry, book, holder="unit 1:second")) is None
    ledger.reserve(planned(entry, book, holder="unit 1:second"))
    ledger.settle(call, usage=Usage(input_tokens=1), cost=Decimal("0.10"), response="late")

    call.refresh_from_db()
    assert (call.state, call.cost) == (PaidCall.State.LOST, Decimal("0.10"))
    assert spent(book) == (Decimal("0.10"), Decimal("0.40"))


def test_what_an_admin_prices_is_not_cheaper_where_it_is_written_to_the_cache(entry: Any) -> None:
    own = replace(entry, input_price=Decimal(2), output_price=Decimal(10))

    assert prices.cost_of(own, Usage(cache_write_tokens=1000)) == prices.cost_of(entry, Usage(cache_write_tokens=1000))
