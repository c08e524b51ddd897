"""What things have cost: months, a book, single calls; the cap of a month, and stored answers of deleted books."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Query, Schema

from api.core.etags import must_match
from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import Problem
from api.core.rows import vividpage_of
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from custody.room import quotas, room_of
from providers.models import PaidCall
from providers.money import answers, queries
from providers.money.budgets import cap_of, set_cap, this_month
from providers.money.queries import SpentOn

spending = router("spending")
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


class Spent(Schema):
    """What was spent on a book or on a model."""

    name: str
    vividpage: UUID | None
    calls: int
    cost: Decimal = Field(description="USD")
    input_tokens: int
    output_tokens: int
    pictures: int
    unpriced: int = Field(description="Calls whose price nobody knows.")


class Day(Schema):
    """What was spent on a day."""

    day: date
    cost: Decimal


class Month(Schema):
    """What a month has cost, in USD."""

    month: str = Field(examples=["2026-11"])
    spent: Decimal
    reserved: Decimal = Field(description="Of calls that are under way.")
    cap: Decimal | None = Field(description="Null: no limit.")
    books: list[Spent]
    models: list[Spent]
    days: list[Day]


class AskedMonth(Schema):
    """Which month; none: this one."""

    month: str | None = Field(None, pattern=MONTH, examples=["2026-11"])


class Cap(Schema):
    """What all books may cost in a month; null: no limit."""

    monthly: Decimal | None = Field(ge=0, max_digits=10, decimal_places=2)


class Call(Schema):
    """A call of a service: never what was asked or answered."""

    id: UUID
    created: datetime
    purpose: str
    label: str
    service: str
    model: str
    state: str
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    pictures: int
    cost: Decimal | None = Field(description="USD; null: nobody knows.")


class KeptAnswers(Schema):
    """Stored answers of books that are deleted."""

    count: int
    until: datetime | None


class BookStorage(Schema):
    """What one book takes, in bytes; `old` is that part of the pictures that may be deleted."""

    vividpage: UUID
    title: str
    total: int
    file: int
    pictures: int
    old: int
    editions: int
    films: int
    sources: int


class QuotasShown(Schema):
    """How much one reader may have; 0: as much as they like."""

    books: int
    file_bytes: int = Field(description="Of uploaded files.")
    open_books: int = Field(description="Books in progress at once.")


class Storage(Schema):
    """What the reader's books take, in bytes, the largest first."""

    total: int
    old: int
    books: list[BookStorage]
    quotas: QuotasShown


@spending.get("/spending", auth=READ, response=Month)
def read_month(request: CalledBy, asked: Annotated[AskedMonth, Query()]) -> Month:
    """Sum up what a month has cost, by book, model and day."""
    return _month(request, _first_day(asked.month))


@spending.get("/spending/months", auth=READ, response=Page[str])
def list_months(request: CalledBy, wanted: Asked) -> Any:
    """List the months in which calls were made, newest first."""
    return part_of(queries.months_with_calls(request.auth), wanted, lambda day: f"{day:%Y-%m}")


@spending.get("/spending/cap", auth=READ, response=Cap)
def read_cap(request: CalledBy) -> Cap:
    """Say what all books may cost in this month."""
    return Cap(monthly=cap_of(request.auth))


@spending.put("/spending/cap", auth=SPEND, response=Cap)
def set_monthly_cap(request: CalledBy, body: Cap) -> Cap:
    """Say what all books may cost in a month, from this one on."""
    must_match(request, Cap(monthly=cap_of(request.auth)))
    set_cap(user=request.auth, monthly=body.monthly)
    return Cap(monthly=cap_of(request.auth))


@spending.get("/spending/kept-answers", auth=READ, response=KeptAnswers)
def read_kept_answers(request: CalledBy) -> KeptAnswers:
    """Say how many answers of deleted books are stored, so that making them again is not paid for again."""
    kept = answers.kept_of_deleted(request.auth)
    return KeptAnswers(count=kept.count, until=kept.until)


@spending.delete("/spending/kept-answers", auth=WRITE, response={204: None})
def delete_kept_answers(request: CalledBy) -> HttpResponse:
    """Delete the stored answers of deleted books now; what they have cost stays in the list."""
    answers.forget_of_deleted(request.auth)
    return HttpResponse(status=204)


@spending.get("/vividpages/{uuid:vividpage_id}/calls", auth=READ, response=Page[Call])
def list_calls(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List every call that was made for a book, newest first."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    return page_of(queries.calls_of(vividpage.pk), wanted, _call)


@spending.get("/storage", auth=READ, response=Storage)
def read_storage(request: CalledBy) -> Storage:
    """Say how much room the reader's books take."""
    room = room_of(request.auth)
    books = [BookStorage(**{name: getattr(book, name) for name in BookStorage.model_fields}) for book in room.books]
    allowed = QuotasShown(**asdict(quotas()))
    return Storage(total=room.total, old=room.old, books=books, quotas=allowed)


def _first_day(month: str | None) -> date:
    if month is None:
        return this_month()
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Problem(422, "invalid", "That is no month", "Write a month as 2026-11.") from None


def _month(request: CalledBy, first_day: date) -> Month:
    found = queries.month_of(request.auth, first_day)
    return Month(
        month=f"{found.first_day:%Y-%m}",
        spent=found.spent,
        reserved=found.reserved,
        cap=found.cap,
        books=[_spent(one) for one in found.books],
        models=[_spent(one) for one in found.models],
        days=[Day(day=day, cost=cost) for day, cost in sorted(found.days.items())],
    )


def _spent(one: SpentOn) -> Spent:
    counted = ("calls", "cost", "input_tokens", "output_tokens", "pictures", "unpriced")
    return Spent(name=one.name, vividpage=one.key, **{name: getattr(one.spent, name) for name in counted})


def _call(call: PaidCall) -> Call:
    used = call.used
    columns = ("created", "purpose", "label", "service", "model", "state")
    return Call(
        id=call.pk,
        **{name: getattr(call, name) for name in columns},
        input_tokens=used.all_input_tokens,
        cached_tokens=used.cache_read_tokens,
        output_tokens=used.output_tokens + used.image_output_tokens,
        pictures=used.pictures,
        cost=call.cost if call.is_priced else None,
    )
