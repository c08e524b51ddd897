"""The ledger: nothing is asked for that the budget does not hold, and nothing is paid for twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.utils import timezone
from pydantic import BaseModel

from accounts.models import User
from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named, unlisted_entry
from providers.choosing.factory import image_adapter
from providers.errors import AnswerPending, BadAnswer, BudgetExhausted, ContentRefused, CutOff, ServiceDown
from providers.interfaces.credentials import Credentials
from providers.interfaces.images import DrawnImage, PictureRequest
from providers.interfaces.text import TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.models import Budget, PaidCall
from providers.money import answers as stored
from providers.money import fingerprints, ledger
from providers.money.budgets import set_cap
from providers.money.ledger import Account, PlannedCall
from providers.money.paid import Billing, PaidImageModel, PaidTextModel
from providers.tests.wire import answers
from providers.tests.wire.fixtures import wire as wire
from providers.tests.wire.images_drawn import black, drawn
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from books.models import VividPage
    from providers.tests.wire import WireServer


class MoodAnswer(BaseModel):
    mood: str


REQUEST = TextRequest(
    "You read novels.", "It was a dark night.", "What is its mood?", MoodAnswer, max_output_tokens=100
)


class Scripted:
    """A model at home: answers what it is told, or raises it, and counts."""

    name = "anthropic/claude-sonnet-5-5"
    context_tokens = 1_000_000
    most_output_tokens = 64_000

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.calls = 0

    def complete(self, request: TextRequest) -> TextAnswer:
        self.calls += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return TextAnswer(str(answer), "end", Usage(input_tokens=1000, output_tokens=50))


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@example.org")


@pytest.fixture
def book(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book", budget=Decimal("1"))


@pytest.fixture
def entry(db: None) -> Any:
    return entry_named("anthropic/claude-sonnet-5-5", "text")


def planned(
    entry: Any, book: VividPage, *, maximum: Any = "0.40", fingerprint: Any = "a" * 64, holder: Any = ""
) -> PlannedCall:
    account = Account(
        user_id=book.owner_id,
        subject=book.pk,
        budget_id=book.budget_id,
        title=book.title,
        purpose="discover",
        holder=holder,
    )
    return PlannedCall(account, entry, fingerprint, None if maximum is None else Decimal(maximum))


def paid(entry: Any, book: VividPage, model: Any, *, economy: Any = False, holder: Any = "") -> PaidTextModel:
    account = Account(
        user_id=book.owner_id,
        subject=book.pk,
        budget_id=book.budget_id,
        title=book.title,
        purpose="discover",
        holder=holder,
    )
    return PaidTextModel(model, Billing(entry, Credentials("anthropic"), account), economy=economy)


def spent(book: VividPage) -> tuple[Decimal, Decimal]:
    book.refresh_from_db()
    return book.budget.spent, book.budget.reserved


def test_a_call_costs_what_it_used_and_gives_back_what_was_reserved(entry: Any, book: VividPage) -> None:
    paid(entry, book, Scripted('{"mood": "dark"}')).complete(REQUEST)

    assert spent(book) == (Decimal("0.002500"), Decimal(0))  # 1,000 in at $2 and 50 out at $10 a million
    month = Budget.objects.get(kind="month")
    assert (month.spent, month.reserved) == (Decimal("0.002500"), Decimal(0))


def test_the_same_question_is_answered_from_the_ledger(entry: Any, book: VividPage) -> None:
    model = Scripted('{"mood": "dark"}', '{"mood": "bright"}')
    first = paid(entry, book, model).complete(REQUEST)
    second = paid(entry, book, model).complete(REQUEST)

    assert model.calls == 1
    assert second == first
    assert spent(book)[0] == Decimal("0.002500")


@pytest.mark.parametrize(
    "other",
    [
        {"prompt": "Where is it?"},
        {"prefix": "It was noon."},
        {"system": "You read plays."},
        {"max_output_tokens": 200},
    ],
)
def test_another_question_is_another_call(entry: Any, book: VividPage, other: dict[str, Any]) -> None:
    model = Scripted('{"mood": "dark"}')
    paid(entry, book, model).complete(REQUEST)
    fields = {
        "system": REQUEST.system,
        "prefix": REQUEST.prefix,
        "prompt": REQUEST.prompt,
        "max_output_tokens": 100,
        **other,
    }
    paid(entry, book, model).complete(TextRequest(schema=MoodAnswer, **fields))

    assert model.calls == 2


def test_an_answer_is_not_given_to_another_reader(entry: Any, book: VividPage) -> None:
    other = make_vividpage(owner=User.objects.create_user("other@example.org"), title="Same Book")
    model = Scripted('{"mood": "dark"}')
    paid(entry, book, model).complete(REQUEST)
    paid(entry, other, model).complete(REQUEST)

    assert model.calls == 2


def test_a_call_that_a_service_did_not_take_costs_nothing_and_can_be_made_again(entry: Any, book: VividPage) -> None:
    model = Scripted(ServiceDown("Anthropic does not answer."), '{"mood": "dark"}')
    with pytest.raises(ServiceDown):
        paid(entry, book, model).complete(REQUEST)

    assert spent(book) == (Decimal(0), Decimal(0))
    assert PaidCall.objects.get().state == PaidCall.State.RELEASED

    assert paid(entry, book, model).complete(REQUEST).text == '{"mood": "dark"}'


def test_a_call_whose_answer_was_cut_off_counts_in_full(entry: Any, book: VividPage) -> None:
    with pytest.raises(CutOff):
        paid(entry, book, Scripted(CutOff("The line was cut."))).complete(REQUEST)

    call = PaidCall.objects.get()
    assert call.state == PaidCall.State.LOST
    assert spent(book) == (call.reserved, Decimal(0))
    assert call.reserved > 0


def test_a_call_that_dies_on_our_side_counts_in_full_and_leaves_nothing_reserved(entry: Any, book: VividPage) -> None:
    with pytest.raises(ZeroDivisionError):
        paid(entry, book, Scripted(ZeroDivisionError())).complete(REQUEST)

    assert spent(book) == (PaidCall.objects.get().reserved, Decimal(0))


def test_a_call_that_the_budget_cannot_hold_is_not_made(entry: Any, book: VividPage) -> None:
    ledger.settle_lost(ledger.reserve(planned(entry, book, maximum="0.90")), reason="")

    with pytest.raises(BudgetExhausted, match=r"the next step, which could cost up to \$0.40"):
        ledger.reserve(planned(entry, book, fingerprint="b" * 64))
    assert spent(book) == (Decimal("0.90"), Decimal(0))
    assert PaidCall.objects.count() == 1


def test_a_call_that_would_fit_once_others_are_settled_waits_for_them(entry: Any, book: VividPage) -> None:
    ledger.reserve(planned(entry, book, maximum="0.90"))

    with pytest.raises(AnswerPending):
        ledger.reserve(planned(entry, book, fingerprint="b" * 64))


def test_a_month_holds_no_more_than_its_cap_over_all_books(entry: Any, book: VividPage, reader: User) -> None:
    set_cap(user=reader, monthly=Decimal("0.50"))
    other = make_vividpage(owner=reader, title="Another Book")
    ledger.settle_lost(ledger.reserve(planned(entry, other)), reason="")

    with pytest.raises(BudgetExhausted, match=r"left of your monthly cap does not hold the next step"):
        ledger.reserve(planned(entry, book, fingerprint="b" * 64))
    assert spent(book) == (Decimal(0), Decimal(0))


def test_without_a_known_price_a_budget_refuses_the_call(entry: Any, book: VividPage) -> None:
    with pytest.raises(BudgetExhausted, match=r"No price is known for Claude Sonnet 5\.5"):
        ledger.reserve(planned(entry, book, maximum=None))


def test_without_a_known_price_a_book_without_a_budget_is_called_and_says_so(entry: Any, book: VividPage) -> None:
    Budget.objects.update(limit=None)
    call = ledger.reserve(planned(entry, book, maximum=None))
    ledger.settle(call, usage=Usage(input_tokens=5), cost=None, response="x")

    assert not PaidCall.objects.get().is_priced


def test_while_a_question_is_asked_nobody_else_asks_it(entry: Any, book: VividPage) -> None:
    ledger.reserve(planned(entry, book, holder="unit 1:first"))

    with pytest.raises(AnswerPending):
        ledger.stored_answer(planned(entry, book, holder="unit 2:first"))
    with pytest.raises(AnswerPending):
        ledger.reserve(planned(entry, book, holder="unit 2:first"))


def test_a_task_that_passes_to_another_worker_counts_the_dead_ones_call_and_asks_again(
    entry: Any, book: VividPage
) -> None:
    dead = ledger.reserve(planned(entry, book, holder="unit 1:first"))

    assert ledger.stored_answer(planned(entry, book, holder="unit 1:second")) is None
    dead.refresh_from_db()
    assert dead.state == PaidCall.State.LOST
    assert spent(book) == (Decimal("0.40"), Decimal(0))


def test_a_reservation_that_nobody_can_still_hold_is_counted_and_let_go(entry: Any, book: VividPage) -> None:
    ledger.reserve(planned(entry, book))
    PaidCall.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert ledger.stored_answer(planned(entry, book)) is None


def test_a_call_is_settled_once(entry: Any, book: VividPage) -> None:
    call = ledger.reserve(planned(entry, book))
    ledger.settle_released(PaidCall.objects.get(pk=call.pk), reason="")
    ledger.settle_lost(call, reason="")

    assert spent(book) == (Decimal(0), Decimal(0))


def test_a_bill_over_the_reserved_maximum_is_told_as_it_is_and_nothing_more_is_spent(
    entry: Any, book: VividPage
) -> None:
    call = ledger.reserve(planned(entry, book, maximum="0.90"))
    ledger.settle(call, usage=Usage(), cost=Decimal("1.20"), response="x")

    assert spent(book) == (Decimal("1.20"), Decimal(0))
    with pytest.raises(BudgetExhausted):
        ledger.reserve(planned(entry, book, maximum="0.01", fingerprint="b" * 64))


def test_a_pause_says_no_sum_that_changes_while_calls_under_way_end(entry: Any, book: VividPage) -> None:
    under_way = ledger.reserve(planned(entry, book, maximum="0.30", fingerprint="b" * 64))
    ledger.settle_lost(ledger.reserve(planned(entry, book, maximum="0.50", fingerprint="c" * 64)), reason="")
    with pytest.raises(BudgetExhausted) as paused:
        ledger.reserve(planned(entry, book, maximum="0.60"))
    ledger.settle(under_way, usage=Usage(), cost=Decimal("0.20"), response="x")

    assert "spent" not in str(paused.value)
    assert spent(book)[0] == Decimal("0.70")


def test_an_answer_that_is_deleted_keeps_its_cost(entry: Any, book: VividPage) -> None:
    model = Scripted('{"mood": "dark"}')
    paid(entry, book, model).complete(REQUEST)
    stored.forget(PaidCall.objects.all())
    paid(entry, book, model).complete(REQUEST)

    assert model.calls == 2
    assert [call.cost for call in PaidCall.objects.all()] == [Decimal("0.002500")] * 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_reserve_more_than_the_budget(entry: Any, book: VividPage) -> None:
    """Forty threads want 0.10 each of a budget of 1: ten get it."""
    ready, got = threading.Barrier(40), []

    def want(number: int) -> None:
        ready.wait()
        try:
            got.append(ledger.reserve(planned(entry, book, maximum="0.10", fingerprint=f"{number:064}")))
        except AnswerPending:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=want, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 10
    assert spent(book) == (Decimal(0), Decimal("1.00"))


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_the_same_at_once_make_one_call(entry: Any, book: VividPage) -> None:
    ready, model, answers = threading.Barrier(12), Scripted('{"mood": "dark"}'), []

    def ask(number: int) -> None:
        ready.wait()
        try:
            answers.append(paid(entry, book, model, holder=f"unit {number}:x").complete(REQUEST))
        except AnswerPending:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert model.calls == 1
    assert len(answers) >= 1


@pytest.mark.django_db(transaction=True)
def test_reserving_and_settling_side_by_side_never_lock_each_other_out(entry: Any, book: VividPage) -> None:
    Budget.objects.update(limit=Decimal(1000))
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for number in range(30):
                call = ledger.reserve(planned(entry, book, maximum="0.01", fingerprint=f"{worker:032}{number:032}"))
                ledger.settle(call, usage=Usage(), cost=Decimal("0.01"), response="x")
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert spent(book) == (Decimal("1.80"), Decimal(0))


class Painter:
    """An artist at home: draws the same at every call, and counts."""

    name = "openai/gpt-image-2.5-flare"

    def __init__(self) -> None:
        self.calls = 0

    def draw(self, request: PictureRequest) -> DrawnImage:
        self.calls += 1
        return DrawnImage(
            drawn(request.width, request.height, request.seed), request.seed, Usage(image_output_tokens=500, pictures=1)
        )


PAINTED = PictureRequest(prompt="A bell.", width=32, height=32, seed=1, style="ink", scene=DepictedScene())


def painting(book: VividPage, painter: Any) -> PaidImageModel:
    entry = entry_named("openai/gpt-image-2.5-flare", "image")
    account = Account(
        user_id=book.owner_id, subject=book.pk, budget_id=book.budget_id, title=book.title, purpose="scene"
    )
    return PaidImageModel(painter, Billing(entry, Credentials("openai"), account))


def test_a_picture_that_has_been_paid_for_is_given_again(book: VividPage) -> None:
    painter = Painter()
    first = painting(book, painter).draw(PAINTED)

    assert painting(book, painter).draw(PAINTED) == first
    assert painter.calls == 1


def test_a_picture_of_which_the_service_does_not_say_what_it_used_counts_in_full(book: VividPage) -> None:
    class Silent(Painter):
        def draw(self, request: PictureRequest) -> DrawnImage:
            return replace(super().draw(request), usage=Usage(pictures=1))

    painting(book, Silent()).draw(PAINTED)

    call = PaidCall.objects.get()
    assert call.cost == call.reserved > 0


def test_the_same_picture_for_another_book_is_not_paid_for_again_where_the_service_takes_no_seed(
    book: VividPage, reader: User
) -> None:
    painter, other = Painter(), make_vividpage(owner=reader, title="Another Book")
    first = painting(book, painter).draw(PAINTED)

    assert painting(other, painter).draw(replace(PAINTED, seed=2)) == first
    assert painter.calls == 1


def test_another_take_of_the_same_picture_is_another_call(book: VividPage) -> None:
    painter = Painter()
    painting(book, painter).draw(PAINTED)
    painting(book, painter).draw(replace(PAINTED, take=2))

    assert painter.calls == 2


def test_a_seed_that_is_sent_makes_another_picture(book: VividPage) -> None:
    entry = unlisted_entry("comfyui/tale", "image")
    assert entry is not None

    assert fingerprints.of_picture(PAINTED, entry) != fingerprints.of_picture(replace(PAINTED, seed=2), entry)


def test_a_picture_that_the_storage_does_not_take_is_not_paid_for_twice(
    book: VividPage, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    settings.MEDIA_ROOT = tmp_path / "in the way"
    painter = Painter()
    first = painting(book, painter).draw(PAINTED)

    assert painting(book, painter).draw(PAINTED) == first
    assert painter.calls == 1
    assert spent(book) == (Decimal("0.015000"), Decimal(0))


def test_a_picture_whose_file_is_gone_is_asked_for_again(book: VividPage) -> None:
    painter = Painter()
    painting(book, painter).draw(PAINTED)
    call = PaidCall.objects.get()
    call.file.storage.delete(call.file.name)
    painting(book, painter).draw(PAINTED)

    assert painter.calls == 2


def test_what_is_no_picture_is_never_kept_and_counted_in_full(book: VividPage) -> None:
    painter = Painter()
    painter.draw = lambda request: DrawnImage(b"<html>Sign in</html>", request.seed)

    with pytest.raises(BadAnswer, match="web page"):
        painting(book, painter).draw(PAINTED)

    call = PaidCall.objects.get()
    assert (call.state, call.cost) == (PaidCall.State.LOST, call.reserved)


BILLED = Usage(image_output_tokens=439, pictures=1)


@pytest.mark.parametrize(("data", "error"), [(b"<html>Sign in</html>", BadAnswer), (black(32, 32, 1), ContentRefused)])
def test_what_is_no_picture_counts_what_the_service_says_that_it_bills(
    book: VividPage, data: bytes, error: type[Exception]
) -> None:
    painter = Painter()
    painter.draw = lambda request: DrawnImage(data, request.seed, BILLED)

    with pytest.raises(error):
        painting(book, painter).draw(PAINTED)

    call = PaidCall.objects.get()
    assert (call.state, call.used, call.cost) == (PaidCall.State.LOST, BILLED, Decimal("0.013170"))
    assert spent(book) == (call.cost, Decimal(0))


def test_a_picture_that_cannot_be_decoded_counts_what_openai_bills(book: VividPage, wire: WireServer) -> None:
    wire.plan(answers(""))
    entry = entry_named("openai/gpt-image-2.5-flare", "image")
    key = Credentials("openai", "sk-wire-0123456789", wire.base_url("openai"))
    account = Account(user_id=book.owner_id, subject=book.pk, budget_id=book.budget_id, purpose="scene")
    artist = PaidImageModel(image_adapter(entry, key), Billing(entry, key, account))

    with pytest.raises(BadAnswer):
        artist.draw(replace(PAINTED, width=720, height=720))

    call = PaidCall.objects.get()
    assert call.used.image_output_tokens == 439
    assert spent(book) == (call.cost, Decimal(0))
    assert 0 < call.cost < call.reserved


def test_a_black_picture_is_a_refusal_that_costs_nothing(book: VividPage) -> None:
    painter = Painter()
    painter.draw = lambda request: DrawnImage(black(32, 32, 1), request.seed)

    with pytest.raises(ContentRefused, match="black"):
        painting(book, painter).draw(PAINTED)

    assert spent(book) == (Decimal(0), Decimal(0))
