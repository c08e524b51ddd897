"""Stories by a language model, against a server that speaks its service's protocol."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from accounts.keys import create_key
from accounts.models import ApiKey
from accounts.tests.keyrings import OLD, SECRET
from authors.tests import attentive_writer
from jobs.models import Job
from providers.models import Budget, PaidCall
from providers.money.budgets import set_limit
from providers.tests.wire.fixtures import wire as wire
from writing import queries, services
from writing.making import WRITING
from writing.models import WrittenBook
from writing.services.errors import WritingRefused
from writing.tests.conftest import work

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from providers.tests.wire.server import WireServer

MODEL = "anthropic/claude-sonnet-5-5"
BRIEF = {"theme": "a lighthouse that is afraid of the dark", "pages": 24, "age": "3-5"}


@pytest.fixture(autouse=True)
def _settings(settings: Settings, transactional_db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = OLD
    settings.ALLOW_PRIVATE_PROVIDERS = True


@pytest.fixture
def key(reader: User, wire: WireServer) -> ApiKey:
    wire.answer = attentive_writer.answer
    return create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))


def begin(owner: User, **options: Decimal | bool) -> WrittenBook:
    book = services.start_book(owner=owner, kind="childrens", brief=BRIEF, author=MODEL, **options)  # type: ignore[arg-type]
    services.plan(book=book)
    return work(book)


def standing(book: WrittenBook) -> Job:
    return Job.objects.filter(pipeline=WRITING, subject=book.pk).order_by("-created")[0]


@pytest.mark.usefixtures("key")
def test_a_model_plans_writes_and_mends_a_book_and_nothing_is_paid_twice(reader: User, wire: WireServer) -> None:
    book = begin(reader)
    assert book.state == WrittenBook.State.PLANNED
    assert len(wire.calls) == 1
    services.approve(book=book)
    book = work(book)

    assert book.state == WrittenBook.State.WRITTEN
    assert book.vividpage.scenes.count() == 11
    assert book.vividpage.text_models == [MODEL]
    bodies = [call.body for call in wire.calls]
    assert len(set(bodies)) == len(bodies)
    assert PaidCall.objects.filter(state=PaidCall.State.ANSWERED).count() == len(bodies)
    assert Budget.objects.get(pk=book.vividpage.budget_id).spent > 0


@pytest.mark.usefixtures("key")
def test_without_money_a_book_stands_still_and_goes_on_with_more(reader: User, wire: WireServer) -> None:
    book = begin(reader, budget=Decimal("0.0001"))
    job = standing(book)
    assert (job.state, job.mended_by) == (Job.State.PAUSED, "budget")
    assert not wire.calls

    set_limit(budget=book.vividpage.budget, limit=None)
    services.go_on(book=book)
    assert work(book).state == WrittenBook.State.PLANNED


def test_without_its_key_a_book_stands_still_until_there_is_one(reader: User, key: ApiKey, wire: WireServer) -> None:
    book = begin(reader)
    ApiKey.objects.filter(pk=key.pk).delete()
    services.approve(book=book)
    job = standing(work(book))
    assert (job.state, job.mended_by) == (Job.State.PAUSED, "key")

    create_key(owner=reader, service="anthropic", secret=SECRET, base_url=wire.base_url("anthropic"))
    services.go_on(book=book)
    assert work(book).state == WrittenBook.State.WRITTEN


def test_a_model_without_a_key_cannot_be_chosen(reader: User) -> None:
    with pytest.raises(WritingRefused, match="key"):
        services.start_book(owner=reader, kind="childrens", brief=BRIEF, author=MODEL)


@pytest.mark.usefixtures("key")
def test_a_page_that_is_asked_for_anew_is_one_question_more(reader: User, wire: WireServer) -> None:
    book = begin(reader)
    services.approve(book=book)
    book = work(book)
    calls = len(wire.calls)
    services.write_again(part=book.parts.get(number=3), feedback="Give the gull a line.")
    work(book)

    assert len(wire.calls) >= calls + 1
    assert b"Give the gull a line." in wire.calls[calls].body
    newer = queries.parts_of(book)[2].newer
    assert newer is not None
    assert newer.author == MODEL


@pytest.mark.usefixtures("key")
def test_a_model_is_told_of_the_familys_earlier_books_of_that_kind(
    reader: User, stranger: User, wire: WireServer
) -> None:
    first = begin(reader)
    services.approve(book=first)
    first = work(first)
    assert first.plan is not None
    assert all(b"EARLIER BOOKS" not in call.body for call in wire.calls)
    wire.calls.clear()
    begin(reader)
    again, opening = wire.calls[0].body.decode(), first.parts.get(number=1).accepted
    assert opening is not None
    assert first.plan.outline.title in again
    assert opening.text.plain.split(".")[0] in again
    assert first.plan.outline.people[0].name in again

    others = services.start_book(owner=stranger, kind="childrens", brief=BRIEF)
    coloring = services.start_book(owner=reader, kind="coloring", brief={"theme": "the sea"})
    assert others.remembered.shelf == coloring.remembered.shelf == ()
