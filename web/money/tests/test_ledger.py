"""The ledger of a book, as a page and for spreadsheets."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from providers.models import PaidCall
from web.money.tests.books import add_call, address

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from books.models import VividPage

LUNA, FLARE, UNPRICED = "openai/gpt-6-luna", "openai/gpt-image-2.5-flare", "openai/gpt-image-2.6-flare"
HTMX = {"HX-Request": "true"}


def rows_of(signed_in: Client, vividpage: VividPage) -> list[dict[str, str]]:
    response = signed_in.get(address("book_ledger_csv", vividpage))
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_ledger_lists_calls_and_tells_lost_ones_apart(signed_in: Client, vividpage: VividPage) -> None:
    add_call(vividpage, label="Looking for people")
    add_call(vividpage, state=PaidCall.State.LOST, cost=Decimal("0.25"), reserved=Decimal("0.25"))
    add_call(vividpage, state=PaidCall.State.LOST, cost=Decimal("0.10"), reserved=Decimal("0.25"))
    html = signed_in.get(address("book_ledger", vividpage)).content.decode()

    assert "Looking for people" in html
    assert html.count("cut off") == 2
    assert html.count("cut off, counted in full") == 1


def test_the_ledger_takes_the_same_queries_for_many_calls(
    signed_in: Client, vividpage: VividPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        add_call(vividpage)

    with django_assert_max_num_queries(12):
        signed_in.get(address("book_ledger", vividpage))


def test_the_csv_has_a_row_for_each_call(signed_in: Client, vividpage: VividPage) -> None:
    add_call(vividpage)
    (row,) = rows_of(signed_in, vividpage)

    assert (row["purpose"], row["label"], row["model"], row["state"]) == ("find", "One", LUNA, "answered")
    assert (row["input_tokens"], row["cached_tokens"], row["output_tokens"]) == ("1500", "500", "100")
    assert Decimal(row["cost_usd"]) == Decimal("0.25")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(signed_in: Client, vividpage: VividPage, start: str) -> None:
    add_call(vividpage, label=f"{start}SUM(1)")

    assert rows_of(signed_in, vividpage)[0]["label"] == f"'{start}SUM(1)"


def test_the_csv_holds_no_key_and_no_text(signed_in: Client, vividpage: VividPage, openai_key: Any) -> None:
    add_call(vividpage, key_id=openai_key.pk, response=b"once upon a time", request=b"the text", reason="It failed.")
    text = signed_in.get(address("book_ledger_csv", vividpage)).content.decode()

    assert str(openai_key.pk) not in text
    assert "once upon" not in text


def test_what_is_of_unknown_price_has_no_cost_in_the_csv(signed_in: Client, vividpage: VividPage) -> None:
    add_call(vividpage, is_priced=False, cost=0)

    assert rows_of(signed_in, vividpage)[0]["cost_usd"] == ""


@pytest.mark.parametrize("name", ["book_ledger", "book_ledger_csv", "book_costs", "book_failures"])
def test_another_readers_ledger_is_not_found(client: Client, vividpage: VividPage, stranger: User, name: str) -> None:
    add_call(vividpage)
    client.force_login(stranger)

    assert client.get(address(name, vividpage)).status_code == 404
