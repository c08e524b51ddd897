"""The economy mode: calls are handed in together, paid for at half the price, and lost or paid twice at no point."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest
from django.utils import timezone

from accounts.keys import create_key
from accounts.models import ApiKey, User
from books import services
from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named
from providers.choosing.factory import Caller, text_model
from providers.errors import AnswerPending, ContentRefused, ContextTooLong, KeyMissing, KeyRefused, RequestRejected
from providers.interfaces.text import TextAnswer, parse
from providers.models import Batch, Budget, PaidCall
from providers.money import batches, prices
from providers.money.batches import Collected
from providers.money.ledger import Account
from providers.tests.asking import GOOD, KEY, REQUEST
from providers.tests.wire import WireServer, answers, cut_before, fails, rate_limited

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage

pytestmark = pytest.mark.django_db(transaction=True)
every_service = pytest.mark.parametrize("service", ["anthropic", "openai"], indirect=True)
MODELS = {"anthropic": "anthropic/claude-haiku-5-5", "openai": "openai/gpt-6-luna"}


def task(prompt: str) -> UUID:
    """Return the id of who asks that."""
    return uuid5(NAMESPACE_OID, prompt)


class Economy:
    """A reader with a book in economy mode, and time that passes when the test says so."""

    def __init__(self, wire: WireServer, service: str) -> None:
        self.wire, self.service = wire, service
        self.reader = User.objects.create_user("reader@example.org")
        self.key = create_key(owner=self.reader, service=service, secret=KEY, base_url=wire.base_url(service))
        self.book = self.new_book()
        self.entry = entry_named(MODELS[service], "text")
        self.now = timezone.now()

    def new_book(self) -> VividPage:
        return make_vividpage(owner=self.reader, title="A Book", budget=Decimal(5), economy=True)

    def ask(self, prompt: str, *, book: VividPage | None = None, key: ApiKey | None = None) -> TextAnswer:
        """Ask as a unit does: the answer, or AnswerPending."""
        asked_for = book or self.book
        account = Account(
            user_id=self.reader.pk,
            subject=asked_for.pk,
            budget_id=asked_for.budget_id,
            title=asked_for.title,
            purpose="discover",
            holder=f"{task(prompt)}:1",
        )
        model = text_model(self.entry, Caller(self.reader, account, (key or self.key).pk), economy=True)
        return model.complete(replace(REQUEST, prompt=prompt))

    def queue(self, *prompts: str, book: VividPage | None = None, key: ApiKey | None = None) -> None:
        for prompt in prompts:
            with pytest.raises(AnswerPending):
                self.ask(prompt, book=book, key=key)
        self.now = timezone.now()

    def collect(self, *, later: timedelta | None = None) -> None:
        """Take the steps that are due once so much more time has passed: until what waits is sent, or looked at."""
        is_waiting = PaidCall.objects.filter(state="queued", batch=None).exists()
        self.now += later or (timedelta(seconds=6) if is_waiting else timedelta(minutes=11))
        batches.collect(now=self.now)

    def handed_in(self) -> int:
        """Count the batches that the service has taken."""
        path = "/v1/messages/batches" if self.service == "anthropic" else "/v1/batches"
        return sum(call.method == "POST" and call.path == path for call in self.wire.calls)

    @property
    def calls(self) -> QuerySet[PaidCall]:
        """Those of the first book."""
        return PaidCall.objects.filter(subject=self.book.pk)

    def states(self) -> set[str]:
        return set(PaidCall.objects.values_list("state", flat=True))


@pytest.fixture
def service(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "anthropic")


@pytest.fixture
def economy(wire: WireServer, service: str) -> Economy:
    wire.answer = lambda question: GOOD
    return Economy(wire, service)


@pytest.fixture
def heard() -> list[Collected]:  # type: ignore[misc]
    """What is announced to who waits for answers."""
    collected: list[Collected] = []
    batches.on_collected(collected.append)
    yield collected
    batches._listeners.remove(collected.append)  # noqa: SLF001


@every_service
def test_calls_that_wait_are_handed_in_together_and_answered(economy: Economy) -> None:
    economy.queue("one", "two", "three")
    economy.collect()
    economy.collect()

    assert economy.handed_in() == 1
    assert [economy.ask(prompt).text for prompt in ("one", "two", "three")] == [GOOD] * 3
    assert Batch.objects.get().state == Batch.State.ENDED


@every_service
def test_an_answer_costs_half_of_what_it_costs_alone(economy: Economy) -> None:
    economy.queue("one")
    economy.collect()
    economy.collect()
    call = PaidCall.objects.get()
    economy.book.refresh_from_db()

    assert call.cost == prices.cost_of(economy.entry, call.used, batch=True) < prices.cost_of(economy.entry, call.used)
    assert (economy.book.budget.spent, economy.book.budget.reserved) == (call.cost, 0)
    assert Budget.objects.get(kind="month").spent == call.cost


def test_nothing_is_written_to_a_cache_that_no_later_batch_would_read(economy: Economy) -> None:
    economy.queue("one")
    economy.collect()
    economy.collect()

    assert PaidCall.objects.get().used.cache_write_tokens == 0
    assert "cache_control" not in json.dumps(economy.wire.calls[0].json)


def test_nothing_is_sent_while_calls_still_join(economy: Economy) -> None:
    economy.queue("one", "two")
    economy.collect(later=timedelta(seconds=1))

    assert economy.handed_in() == 0
    assert not Batch.objects.exists()


def test_enough_calls_wait_for_no_more(economy: Economy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_REQUESTS", 2)
    economy.queue("one", "two", "three")
    economy.collect(later=timedelta(seconds=1))

    assert economy.handed_in() == 1
    assert PaidCall.objects.filter(state="submitted").count() == 2


def test_books_of_one_key_share_a_batch_and_other_keys_have_their_own(economy: Economy) -> None:
    economy.queue("one")
    economy.queue("two", book=economy.new_book())
    other = create_key(owner=economy.reader, service="anthropic", secret=f"{KEY}-2", base_url=economy.key.base_url)
    economy.queue("three", key=other)
    economy.collect()

    assert sorted(batch.calls.count() for batch in Batch.objects.all()) == [1, 2]


def test_a_batch_that_runs_is_looked_at_less_and_less_often(economy: Economy) -> None:
    economy.wire.batch_polls = 10_000
    economy.queue("one")
    economy.collect()
    looks = []
    for _ in range(2):
        before = len(economy.wire.calls)
        for _ in range(30):
            economy.collect(later=timedelta(seconds=10))
        looks.append(len(economy.wire.calls) - before)
        economy.collect(later=timedelta(hours=1))

    assert looks[0] > looks[1] <= 1


def test_who_waits_is_told_when_the_answers_are_there(economy: Economy, heard: list[Collected]) -> None:
    economy.queue("one", "two")
    economy.collect()
    economy.collect()

    assert heard == [Collected(frozenset({task("one"), task("two")}))]


# --- the line is cut, the process dies ------------------------------------------------------------------------------


@every_service
def test_a_batch_that_arrived_although_the_line_was_cut_is_found_and_not_sent_again(economy: Economy) -> None:
    economy.queue("one", "two")
    if economy.service == "openai":
        economy.wire.plan(rate_limited())  # a first try that does nothing; the file is sent before the batch
        economy.collect()
        economy.wire.plan(answers(""), answers(""), cut_before())  # the list, the file, the batch
    else:
        economy.wire.plan(cut_before())
    economy.collect()
    assert Batch.objects.get().remote_id == ""
    economy.collect()
    economy.collect()
    economy.collect()

    assert economy.handed_in() == 1
    assert economy.ask("one").text == economy.ask("two").text == GOOD
    assert PaidCall.objects.count() == 2


def test_a_batch_that_may_be_ours_is_waited_for_while_it_runs(economy: Economy) -> None:
    economy.wire.batch_polls = 1
    economy.queue("one")
    economy.wire.plan(cut_before())
    economy.collect()
    economy.collect()

    assert economy.handed_in() == 1
    assert economy.states() == {"queued"}


@every_service
def test_a_batch_that_never_arrived_is_sent_again(economy: Economy) -> None:
    economy.queue("one")
    economy.wire.plan(fails("unavailable"))
    economy.collect()
    economy.collect()
    economy.collect()

    assert economy.ask("one").text == GOOD
    assert Batch.objects.count() == 1


def test_batches_of_others_with_the_same_key_are_not_taken_for_ours(economy: Economy) -> None:
    economy.queue("one")
    economy.collect()
    economy.collect()
    economy.queue("two")
    economy.wire.plan(fails("unavailable"))
    economy.collect()
    economy.collect()
    economy.collect()

    assert economy.handed_in() == 3  # one of them met a service that was down
    assert economy.ask("two").text == GOOD


@every_service
def test_a_process_that_dies_while_it_sends_leaves_a_batch_that_the_next_one_sends(economy: Economy) -> None:
    economy.queue("one")
    written = Batch.objects.create(service=economy.service, key_id=economy.key.pk, looked_at=economy.now)
    PaidCall.objects.update(batch=written)
    economy.collect()
    economy.collect()

    assert economy.ask("one").text == GOOD
    assert economy.handed_in() == 1


@every_service
def test_results_that_break_off_are_read_again_and_cost_once(economy: Economy) -> None:
    economy.queue("one", "two")
    economy.collect()
    economy.wire.plan(answers(""), fails("unavailable"))  # the state, the results
    economy.collect()
    assert economy.states() == {"submitted"}
    economy.collect()

    assert economy.states() == {"answered"}
    economy.book.refresh_from_db()
    assert economy.book.budget.spent == sum(call.cost for call in PaidCall.objects.all()) > 0


def test_a_batch_of_which_some_answers_are_stored_gets_the_others(economy: Economy) -> None:
    economy.queue("one", "two")
    economy.collect()
    economy.collect()
    spent = sum(call.cost for call in PaidCall.objects.all())
    second = PaidCall.objects.get(holder__startswith=task("two"))  # type: ignore[misc]
    PaidCall.objects.filter(pk=second.pk).update(state="submitted")  # as if the process had died before it
    Budget.objects.update(spent=spent - second.cost, reserved=second.reserved)
    Batch.objects.update(state=Batch.State.RUNNING)
    economy.collect()
    economy.book.refresh_from_db()

    assert economy.states() == {"answered"}
    assert (economy.book.budget.spent, economy.book.budget.reserved) == (spent, 0)


# --- what comes back is no answer ------------------------------------------------------------------------------------


def named(economy: Economy, prompt: str) -> str:
    """Return the id under which a call goes into a batch."""
    return PaidCall.objects.get(holder__startswith=task(prompt)).pk.hex  # type: ignore[misc]


@every_service
def test_what_the_model_refuses_is_an_answer_and_is_not_asked_again(economy: Economy) -> None:
    economy.queue("one", "two", "three")
    economy.wire.batch_troubles = {
        named(economy, "one"): answers("Not this.", stop="refusal"),
        named(economy, "two"): fails("content_refused"),
    }
    economy.collect()
    economy.collect()

    assert [economy.ask(prompt).stop for prompt in ("one", "two", "three")] == ["refusal", "refusal", "end"]
    with pytest.raises(ContentRefused):
        parse(
            text_model(economy.entry, Caller(economy.reader, Account(economy.reader.pk)), economy=True),
            replace(REQUEST, prompt="two"),
            REQUEST.schema,
        )


@every_service
def test_a_request_that_is_too_long_says_so_however_often_it_is_asked_and_costs_nothing(economy: Economy) -> None:
    economy.queue("one")
    economy.wire.batch_troubles = {named(economy, "one"): fails("context_too_long")}
    economy.collect()
    economy.collect()

    for _ in range(2):
        with pytest.raises(ContextTooLong):
            economy.ask("one")
    assert PaidCall.objects.get().cost == 0


@every_service
def test_what_failed_for_a_while_goes_into_the_next_batch(economy: Economy) -> None:
    economy.queue("one", "two")
    economy.wire.batch_troubles = {named(economy, "one"): fails("server_error")}
    economy.collect()
    economy.collect()
    assert economy.states() == {"released", "answered"}
    economy.queue("one")
    economy.collect()
    economy.collect()

    assert economy.ask("one").text == GOOD
    economy.book.refresh_from_db()
    assert economy.book.budget.reserved == 0


@every_service
def test_a_refused_key_releases_the_calls_and_says_why(economy: Economy, heard: list[Collected]) -> None:
    economy.wire.accepted_key = "another"
    economy.queue("one", "two")
    economy.collect()
    economy.book.refresh_from_db()

    assert economy.states() == {"released"}
    assert economy.book.budget.reserved == 0
    assert [one.tasks for one in heard] == [{task("one"), task("two")}]
    assert isinstance(heard[0].refusal, KeyRefused)


def test_a_key_that_is_deleted_while_a_batch_runs_loses_nothing_and_says_why(
    economy: Economy, heard: list[Collected]
) -> None:
    economy.queue("one")
    economy.collect()
    economy.key.delete()
    economy.collect()

    assert economy.states() == {"submitted"}
    assert isinstance(heard[0].refusal, KeyMissing)


def test_a_file_that_the_service_cannot_read_releases_the_calls(wire: WireServer, heard: list[Collected]) -> None:
    economy = Economy(wire, "openai")
    wire.batch_fails = True
    economy.queue("one")
    economy.collect()
    economy.collect()

    assert economy.states() == {"released"}
    assert Batch.objects.get().state == Batch.State.FAILED
    assert isinstance(heard[0].refusal, RequestRejected)


def test_a_batch_that_is_never_answered_is_counted_in_full_in_the_end(economy: Economy) -> None:
    economy.wire.batch_polls = 10_000
    economy.queue("one")
    economy.collect()
    economy.collect(later=timedelta(days=29))
    call = PaidCall.objects.get()

    assert (call.state, call.cost) == ("lost", call.reserved)


# --- stopped and deleted books ---------------------------------------------------------------------------------------


def test_a_stopped_book_withdraws_what_is_not_sent(economy: Economy) -> None:
    economy.queue("one")
    batches.withdraw(economy.calls, reason="The book was stopped.")
    economy.collect()
    economy.book.refresh_from_db()

    assert economy.states() == {"released"}
    assert economy.book.budget.reserved == 0
    assert economy.handed_in() == 0


@every_service
def test_a_batch_that_nobody_wants_is_cancelled_and_costs_nothing(economy: Economy) -> None:
    economy.wire.batch_polls = 1
    economy.queue("one")
    economy.collect()
    batches.withdraw(economy.calls, reason="The book was stopped.")
    economy.collect()
    economy.collect()
    economy.collect()
    economy.book.refresh_from_db()

    assert any(call.path.endswith("/cancel") for call in economy.wire.calls)
    assert economy.states() == {"released"}
    assert (economy.book.budget.spent, economy.book.budget.reserved) == (0, 0)


def test_a_batch_that_another_book_waits_for_is_not_cancelled(economy: Economy) -> None:
    economy.wire.batch_polls = 1
    other = economy.new_book()
    economy.queue("one")
    economy.queue("two", book=other)
    economy.collect()
    batches.withdraw(economy.calls, reason="The book was stopped.")
    economy.collect()
    economy.collect()

    assert not any(call.path.endswith("/cancel") for call in economy.wire.calls)
    assert economy.ask("two", book=other).text == GOOD


def test_a_deleted_book_withdraws_its_calls(economy: Economy) -> None:
    economy.queue("one")
    services.delete(vividpage=economy.book)
    economy.collect()

    assert economy.states() == {"released"}
    assert economy.handed_in() == 0
    assert Budget.objects.get(kind="month").reserved == 0


def test_a_book_that_goes_on_wants_its_calls_again(economy: Economy) -> None:
    economy.queue("one")
    batches.withdraw(economy.calls, reason="The book was stopped.")
    batches.want_again(economy.calls)
    economy.collect()
    economy.collect()

    assert economy.ask("one").text == GOOD
