"""How long stored answers are kept after their book: some days, or as long as another book has them."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.models import User
from books import services as books
from books.tests.vividpages import make_vividpage
from providers.choosing.catalogue import entry_named
from providers.interfaces.usage import Usage
from providers.models import PaidCall
from providers.money import answers, ledger
from providers.tests.test_ledger import PAINTED, REQUEST, Painter, Scripted, paid, painting, planned
from providers.tests.test_ledger_in_trouble import wait_until_somebody_waits_for_a_lock

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from books.models import VividPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader@example.org")


@pytest.fixture
def entry() -> Any:
    return entry_named("anthropic/claude-sonnet-5-5", "text")


@pytest.fixture
def model() -> Scripted:
    return Scripted('{"mood": "dark"}')


def new_book(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book")


def let_days_pass(days: int) -> None:
    PaidCall.objects.filter(keep_until__isnull=False).update(keep_until=timezone.now() + timedelta(days=30 - days))
    answers.forget_overdue()


def test_a_book_that_is_deleted_and_made_again_is_not_paid_for_again(reader: User, entry: Any, model: Scripted) -> None:
    first = new_book(reader)
    answer = paid(entry, first, model).complete(REQUEST)
    books.delete(vividpage=first)

    assert paid(entry, new_book(reader), model).complete(REQUEST) == answer
    assert model.calls == 1


def test_its_pictures_are_not_drawn_again_either(reader: User) -> None:
    first, painter = new_book(reader), Painter()
    picture = painting(first, painter).draw(PAINTED)
    books.delete(vividpage=first)

    assert painting(new_book(reader), painter).draw(PAINTED) == picture
    assert painter.calls == 1


def test_after_some_days_the_answers_are_gone_and_what_they_cost_is_not(
    reader: User,
    entry: Any,
    model: Scripted,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first, painter = new_book(reader), Painter()
    paid(entry, first, model).complete(REQUEST)
    painting(first, painter).draw(PAINTED)
    file = PaidCall.objects.exclude(file="").get().file
    cost = sum(call.cost for call in PaidCall.objects.all())
    books.delete(vividpage=first)

    let_days_pass(29)
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        let_days_pass(31)

    assert not file.storage.exists(file.name)
    assert {call.response for call in PaidCall.objects.all()} == {None}
    assert sum(call.cost for call in PaidCall.objects.all()) == cost
    paid(entry, new_book(reader), model).complete(REQUEST)
    assert model.calls == 2


@pytest.mark.parametrize("days", [30, 0])
def test_a_reader_or_an_operator_who_wants_nothing_kept_has_nothing_kept(
    reader: User, entry: Any, model: Scripted, settings: Settings, days: int
) -> None:
    settings.ANSWERS_KEPT_DAYS = days
    first = new_book(reader)
    paid(entry, first, model).complete(REQUEST)
    books.delete(vividpage=first, keep_answers=days == 0)

    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


def test_what_another_book_was_given_is_kept_as_long_as_that(reader: User, entry: Any, model: Scripted) -> None:
    first, second = new_book(reader), new_book(reader)
    for book in (first, second):
        paid(entry, book, model).complete(REQUEST)
    books.delete(vividpage=first, keep_answers=False)
    let_days_pass(31)
    assert PaidCall.objects.get().state == PaidCall.State.ANSWERED

    books.delete(vividpage=second, keep_answers=False)
    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


@pytest.mark.parametrize("kept", [1, 2])
def test_each_of_several_books_that_were_given_an_answer_keeps_it(
    reader: User, entry: Any, model: Scripted, kept: int
) -> None:
    books_of_one_file = [new_book(reader) for _ in range(3)]
    for book in books_of_one_file:
        paid(entry, book, model).complete(REQUEST)
    last = books_of_one_file.pop(kept)
    for book in books_of_one_file:
        books.delete(vividpage=book, keep_answers=False)
    let_days_pass(31)

    assert answers.has_any(last.pk)
    paid(entry, last, model).complete(REQUEST)
    assert model.calls == 1
    books.delete(vividpage=last, keep_answers=False)
    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_there_as_long_as_it_is_not_certain_that_it_goes(reader: User) -> None:
    book, painter = new_book(reader), Painter()
    picture = painting(book, painter).draw(PAINTED)

    with transaction.atomic():
        answers.forget(PaidCall.objects.all())
        transaction.set_rollback(True)

    assert painting(book, painter).draw(PAINTED) == picture
    assert painter.calls == 1


def test_what_is_taken_up_again_within_the_days_is_kept(reader: User, entry: Any, model: Scripted) -> None:
    first = new_book(reader)
    paid(entry, first, model).complete(REQUEST)
    books.delete(vividpage=first)
    paid(entry, new_book(reader), model).complete(REQUEST)
    let_days_pass(31)

    assert PaidCall.objects.get().state == PaidCall.State.ANSWERED


def test_a_call_under_way_when_its_book_is_deleted_is_not_kept_for_ever(
    reader: User, entry: Any, model: Scripted
) -> None:
    first = new_book(reader)

    def delete_meanwhile(request: Any) -> Any:
        books.delete(vividpage=first)
        return Scripted.complete(model, request)

    model.complete = delete_meanwhile
    paid(entry, first, model).complete(REQUEST)
    let_days_pass(31)

    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


def test_a_reader_can_delete_them_at_once_and_nobody_elses(reader: User, entry: Any, model: Scripted) -> None:
    other = User.objects.create_user("other@example.org")
    for user in (reader, other):
        book = new_book(user)
        paid(entry, book, model).complete(REQUEST)
        books.delete(vividpage=book)

    assert answers.kept_of_deleted(reader).count == 1
    assert answers.forget_of_deleted(reader) == 1
    assert answers.kept_of_deleted(reader).count == 0
    assert answers.kept_of_deleted(other).count == 1


def test_a_book_that_is_deleted_while_it_is_given_an_answer_does_not_keep_it(
    reader: User, entry: Any, model: Scripted
) -> None:
    first, gone = new_book(reader), new_book(reader)
    answer = paid(entry, first, model).complete(REQUEST)
    books.delete(vividpage=gone)

    assert paid(entry, gone, model).complete(REQUEST) == answer  # by a worker that has not heard of it yet
    books.delete(vividpage=first, keep_answers=False)

    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


def test_a_book_whose_own_answers_wait_to_go_does_not_keep_them_by_asking_once_more(
    reader: User, entry: Any, model: Scripted
) -> None:
    book = new_book(reader)
    answer = paid(entry, book, model).complete(REQUEST)
    books.delete(vividpage=book)

    assert paid(entry, book, model).complete(REQUEST) == answer
    assert answers.kept_of_deleted(reader).count == 1
    let_days_pass(31)

    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN


@pytest.mark.django_db(transaction=True)
def test_a_call_that_is_entered_at_the_moment_of_the_deletion_is_not_kept_for_ever(reader: User, entry: Any) -> None:
    book = new_book(reader)

    def delete() -> None:
        try:
            books.delete(vividpage=book)
        finally:
            connections.close_all()

    deleting = threading.Thread(target=delete)
    with transaction.atomic():
        call = ledger.reserve(planned(entry, book))
        deleting.start()
        wait_until_somebody_waits_for_a_lock()
    deleting.join()
    ledger.settle(call, usage=Usage(), cost=Decimal(0), response="x")

    assert answers.kept_of_deleted(reader).count == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_taken_up_at_the_moment_it_would_go_stays(reader: User, entry: Any, model: Scripted) -> None:
    first, second = new_book(reader), new_book(reader)
    paid(entry, first, model).complete(REQUEST)
    books.delete(vividpage=first)

    def tidy_up() -> None:
        try:
            answers.forget_of_deleted(reader)
        finally:
            connections.close_all()

    tidying = threading.Thread(target=tidy_up)
    with transaction.atomic():
        answers.use(PaidCall.objects.get(), subject=second.pk)
        tidying.start()
        wait_until_somebody_waits_for_a_lock()
    tidying.join()

    assert PaidCall.objects.get().state == PaidCall.State.ANSWERED
