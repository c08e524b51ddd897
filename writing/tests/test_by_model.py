"""Whole books that a language model writes: real clients, a local server in the service's place, the real ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from accounts.keys import create_key
from authors.tests import attentive_writer
from jobs.models import Job
from providers.models import PaidCall
from providers.tests.wire import answers
from providers.tests.wire.fixtures import wire as wire
from writing import services
from writing.estimates import estimate
from writing.kinds import catalogue
from writing.models import WrittenBook
from writing.tests import tales
from writing.tests.conftest import work

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "anthropic/claude-haiku-5-5"
SECRET = "sk-wire-0123456789abcdef"


@pytest.fixture
def book(wire: WireServer, reader: User, monkeypatch: pytest.MonkeyPatch) -> WrittenBook:
    """A book that a model is to write, at the local server."""
    monkeypatch.setattr(catalogue, "KINDS", (tales.KIND,))
    wire.answer = attentive_writer.answer
    create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    brief = {"theme": "a lighthouse that is afraid of the dark", "author_name": "Ann Reader"}
    return services.start_book(owner=reader, kind=tales.NAME, brief=brief, author=MODEL)


def written(book: WrittenBook) -> WrittenBook:
    services.plan(book=book)
    services.approve(book=work(book))
    return work(book)


def test_a_story_is_planned_in_one_call_and_written_in_another(book: WrittenBook, wire: WireServer) -> None:
    done = written(book)
    purposes = Counter(PaidCall.objects.values_list("purpose", flat=True))

    assert done.state == WrittenBook.State.WRITTEN
    assert done.parts.exclude(accepted=None).count() == 14
    assert purposes["plan"] == 1
    assert len(wire.calls) == PaidCall.objects.count()
    first, *others = PaidCall.objects.filter(purpose="part").order_by("created")
    assert first.used.output_tokens > sum(each.used.output_tokens for each in others) / 2


def test_no_request_is_paid_for_twice(book: WrittenBook) -> None:
    written(book)

    assert set(Counter(PaidCall.objects.values_list("fingerprint", flat=True)).values()) == {1}


def test_what_it_costs_lies_between_low_and_high_before_it_is_planned_and_after(book: WrittenBook) -> None:
    before = estimate(book)
    services.plan(book=book)
    planned = work(book)
    after = estimate(planned)
    services.approve(book=planned)
    done = work(planned)
    cost = PaidCall.objects.aggregate(cost=Sum("cost"))["cost"]
    assert before.low is not None
    assert before.high is not None
    assert after.high is not None

    assert before.low < cost < before.high
    assert after.high < before.high
    assert before.output_tokens > 0
    assert estimate(done).high == 0, "all is written"


def test_the_estimate_of_a_book_in_batches_is_half(book: WrittenBook) -> None:
    at_once = estimate(book)
    book.economy = True
    in_batches = estimate(book)
    assert at_once.high is not None
    assert in_batches.high is not None

    assert float(in_batches.high) == pytest.approx(float(at_once.high) / 2, rel=0.01)
    assert "half the price" in in_batches.note


def test_what_a_model_refuses_is_told_to_the_writer(book: WrittenBook, wire: WireServer) -> None:
    wire.always(answers("I would rather not.", stop="refusal"))
    services.plan(book=book)
    work(book)

    assert "will not plan this book" in Job.objects.get(subject=book.pk).reason
