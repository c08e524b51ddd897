"""What books cost that a model writes: real clients, a local server in the service's place, the real ledger."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum
from django.utils import timezone

from accounts.keys import create_key
from authors.tests import attentive_writer
from jobs.models import Job, Unit
from jobs.tests.working import work_out
from providers.models import Batch, PaidCall
from providers.money import batches
from providers.tests.wire import answers
from providers.tests.wire.fixtures import wire as wire
from writing import services
from writing.estimates import estimate
from writing.making import WRITING
from writing.models import WrittenBook
from writing.tests.conftest import work
from writing.tests.lives import BRIEF, add_sources

if TYPE_CHECKING:
    from accounts.models import User
    from providers.tests.wire.server import WireServer

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "anthropic/claude-haiku-5-5"
STORY = "childrens"
SECRET = "sk-wire-0123456789abcdef"


@pytest.fixture
def book(wire: WireServer, reader: User) -> WrittenBook:
    """A book that a model is to write, at the local server."""
    wire.answer = attentive_writer.answer
    create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    brief = {"theme": "a lighthouse that is afraid of the dark", "author_name": "Ann Reader"}
    return services.start_book(owner=reader, kind=STORY, brief=brief, author=MODEL)


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


def test_a_book_in_economy_mode_is_written_in_two_batches(
    book: WrittenBook, wire: WireServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wait in ("QUIET", "SHORTEST_WAIT"):
        monkeypatch.setattr(batches, wait, timedelta(0))
    book = services.choose_author(book=book, author=MODEL, economy=True)
    services.plan(book=book)
    work_with_batches(book)
    book.refresh_from_db()
    services.approve(book=book)
    work_with_batches(book)
    book.refresh_from_db()

    assert book.state == WrittenBook.State.WRITTEN
    assert {call.path for call in wire.calls if call.method == "POST"} == {"/v1/messages/batches"}
    assert Batch.objects.count() == PaidCall.objects.count(), "one question at a time: a plan, a run, a page to mend"
    assert set(Counter(PaidCall.objects.values_list("fingerprint", flat=True)).values()) == {1}


def work_with_batches(book: WrittenBook) -> None:
    """Work until the writing stands still, and let each batch come as soon as it is asked for."""
    while job := Job.objects.filter(pipeline=WRITING, subject=book.pk, state=Job.State.RUNNING).first():
        work_out(job)
        batches.collect(now=timezone.now() + timedelta(hours=1))
        batches.collect(now=timezone.now() + timedelta(hours=2))
        Unit.objects.filter(job=job).update(not_before=None)


def test_what_a_model_refuses_is_told_to_the_writer(book: WrittenBook, wire: WireServer) -> None:
    wire.always(answers("I would rather not.", stop="refusal"))
    services.plan(book=book)
    work(book)

    assert "will not plan this book" in Job.objects.get(subject=book.pk, stage="planning").reason


def test_a_biography_is_written_from_its_sources_with_their_passages(book: WrittenBook, wire: WireServer) -> None:
    life = services.start_book(owner=book.vividpage.owner, kind="biography", brief=BRIEF, author=MODEL)
    add_sources(life)
    before = estimate(life)
    services.plan(book=life)
    services.approve(book=work(life))
    done = work(life)
    texts = [part.accepted.text for part in done.parts.select_related("accepted") if part.accepted]
    calls = PaidCall.objects.filter(subject=life.pk)
    cost = calls.aggregate(cost=Sum("cost"))["cost"]
    assert before.low is not None
    assert before.high is not None

    assert done.state == WrittenBook.State.WRITTEN
    assert sum(text.word_count for text in texts) > 5_000
    assert all(paragraph.supports for text in texts for paragraph in text.paragraphs)
    assert set(Counter(calls.values_list("fingerprint", flat=True)).values()) == {1}
    assert before.low < cost < before.high
    assert done.vividpage.chapters.last().title == "Sources"
