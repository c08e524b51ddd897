"""The page of spending and the cap that is set there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from books.tests.vividpages import make_vividpage
from providers.models import Budget, PaidCall
from providers.money import queries
from providers.money.budgets import cap_of, set_cap, this_month
from web.money.chart import CHART_HEIGHT, chart_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

BEFORE = date(2026, 3, 1)


@pytest.fixture
def page(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def add_call(user: User, cost: str = "1", *, month: date | None = None, **fields: object) -> PaidCall:
    given = {
        "purpose": "find",
        "service": "openai",
        "model": "openai/gpt-6-luna",
        "state": PaidCall.State.ANSWERED,
        "fingerprint": uuid4().hex,
        "title": "Storms",
        "usage": {"input_tokens": 100, "output_tokens": 10},
        **fields,
    }
    month = month or this_month()
    spent, _ = Budget.objects.get_or_create(owner=user, kind="month", month=month)
    spent.spent += Decimal(cost)
    spent.save()
    return PaidCall.objects.create(user=user, cost=Decimal(cost), month=month, **given)


def html_of(page: Client, **query: str) -> str:
    return page.get(reverse("spending"), query).content.decode()


def test_a_month_without_calls_says_so(page: Client) -> None:
    assert "Nothing has been spent in this month." in html_of(page)


def test_a_month_is_told_by_book_and_by_model(page: Client, reader: User) -> None:
    book = make_vividpage(owner=reader, title="Storms")
    add_call(reader, "1.25", subject=book.pk)
    add_call(reader, "0.50", subject=book.pk, model="openai/gpt-6-sol")
    month = queries.month_of(reader, this_month())

    assert [(b.name, b.spent.cost) for b in month.books] == [("Storms", Decimal("1.75"))]
    assert [(m.name, m.spent.cost) for m in month.models] == [
        ("openai/gpt-6-luna", Decimal("1.25")),
        ("openai/gpt-6-sol", Decimal("0.50")),
    ]
    assert reverse("book_ledger", args=[book.pk]) in html_of(page)


def test_deleted_books_are_told_one_by_one(reader: User) -> None:
    add_call(reader, title="Storms")
    add_call(reader, title="Calms")

    assert {book.name for book in queries.month_of(reader, this_month()).books} == {"Storms", "Calms"}


def test_what_was_cut_off_is_told_apart(page: Client, reader: User) -> None:
    add_call(reader, "0.75", state=PaidCall.State.LOST)
    add_call(reader, "0.25")

    assert queries.month_of(reader, this_month()).total.lost == Decimal("0.75")
    assert "Broken off" in html_of(page)


def test_calls_that_were_not_made_are_not_counted(reader: User) -> None:
    add_call(reader, "0", state=PaidCall.State.RELEASED, usage={})

    assert queries.month_of(reader, this_month()).total.calls == 0


def test_an_earlier_month_has_a_page_of_its_own(page: Client, reader: User) -> None:
    add_call(reader, "3.21", month=BEFORE)

    assert "$3.21" in html_of(page, month="2026-03")
    assert "$3.21" not in html_of(page)


@pytest.mark.parametrize("month", ["", "soon", "2026-13", "99999-01"])
def test_a_month_that_is_none_is_this_one(page: Client, month: str) -> None:
    assert page.get(reverse("spending"), {"month": month}).context["month"].first_day == this_month()


def test_another_readers_spending_is_not_shown(page: Client, reader: User, stranger: User) -> None:
    add_call(stranger, "9.99", title="A Secret Diary")

    html = html_of(page)
    assert "A Secret Diary" not in html
    assert "9.99" not in html


def test_many_calls_take_no_more_queries_than_few(
    page: Client, reader: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        add_call(reader, model=f"openai/model-{number}", title=f"Book {number}")

    with django_assert_max_num_queries(10):
        html_of(page)


def test_a_cap_is_set(page: Client, reader: User) -> None:
    page.post(reverse("spending"), {"monthly": "12.50"})

    assert cap_of(reader) == Decimal("12.50")


def test_an_empty_cap_is_none(page: Client, reader: User) -> None:
    set_cap(user=reader, monthly=Decimal(5))
    page.post(reverse("spending"), {"monthly": ""})

    assert cap_of(reader) is None


@pytest.mark.parametrize("monthly", ["-1", "much", "1.234", "NaN"])
def test_a_cap_that_is_no_amount_is_refused(page: Client, reader: User, monthly: str) -> None:
    assert page.post(reverse("spending"), {"monthly": monthly}).status_code == 422
    assert cap_of(reader) is None


def test_who_is_not_signed_in_sees_no_spending(client: Client, db: None) -> None:
    assert client.get(reverse("spending")).status_code == 302


def test_the_dearest_day_fills_the_chart_and_each_day_has_its_place() -> None:
    chart = chart_of(date(2026, 2, 1), {date(2026, 2, 3): Decimal(4), date(2026, 2, 4): Decimal(1)})

    assert len(chart.bars) == 28
    assert [bar.height for bar in chart.bars[2:5]] == [CHART_HEIGHT, CHART_HEIGHT / 4, 0]
    assert all(bar.y + bar.height == CHART_HEIGHT for bar in chart.bars)


def test_a_day_that_cost_little_is_seen_beside_one_that_cost_much() -> None:
    chart = chart_of(date(2026, 2, 1), {date(2026, 2, 3): Decimal(1000), date(2026, 2, 4): Decimal("0.001")})

    assert chart.bars[3].height >= 2


def test_the_stored_answers_of_deleted_books_can_be_deleted_at_once(page: Client, reader: User) -> None:
    add_call(reader, keep_until=timezone.now() + timedelta(days=3))
    assert "1 answer that you have paid for is still stored" in html_of(page)

    page.post(reverse("forget_answers"))

    assert PaidCall.objects.get().state == PaidCall.State.FORGOTTEN
    assert "Delete them now" not in html_of(page)
