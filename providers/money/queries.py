"""Reads that pages need of the ledger. Each takes a number of queries that does not grow with the calls.

Requests and answers stay in the database: no page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Count, DecimalField, IntegerField, Max, Q, QuerySet, Sum, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, TruncDate

from providers.models import Budget, PaidCall
from providers.money.budgets import cap_of

if TYPE_CHECKING:
    from accounts.models import User

INPUT = ("input_tokens", "cache_read_tokens", "cache_write_tokens", "image_input_tokens")
OUTPUT = ("output_tokens", "image_output_tokens")
CACHED = ("cache_read_tokens",)


@dataclass(frozen=True, slots=True)
class Spent:
    """What calls have cost in USD and used. `lost` of it were cut off and are counted in full; `open` are under way.

    `input_tokens` are all that were read, `cached_tokens` those of them that a service's cache had.
    """

    calls: int = 0
    cost: Decimal = Decimal(0)
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    pictures: int = 0
    lost_calls: int = 0
    lost: Decimal = Decimal(0)
    open: int = 0
    unpriced: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(*(getattr(self, name) + getattr(other, name) for name in Spent.__slots__))


@dataclass(frozen=True, slots=True)
class SpentOn:
    """What calls have cost that belong together: those of a book, a model or a day. `key` is the book's id, if any."""

    name: str
    spent: Spent
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """What a reader has spent in a month. `reserved` is what calls under way could cost at most."""

    first_day: date
    spent: Decimal
    reserved: Decimal
    cap: Decimal | None
    books: list[SpentOn]
    models: list[SpentOn]
    days: dict[date, Decimal]

    @property
    def total(self) -> Spent:
        """All calls of the month."""
        return sum((model.spent for model in self.models), Spent())


def calls_of(subject: UUID) -> QuerySet[PaidCall]:
    """Return the calls of a book, newest first, without what was asked and answered."""
    return PaidCall.objects.filter(subject=subject).defer("request", "response").order_by("-created", "pk")


def spent_by_purpose(subject: UUID) -> dict[str, Spent]:
    """Return what a book's calls have cost, by what they were for."""
    rows = _summed(PaidCall.objects.filter(subject=subject), "purpose")
    return {row["purpose"]: _spent(row) for row in rows}


def month_of(user: User, first_day: date) -> Month:
    """Sum up a month of a reader's."""
    calls = PaidCall.objects.filter(user=user, month=first_day)
    gone = Case(When(subject=None, then="title"), default=Value(""))  # what is left of a book that is deleted
    by_book = _summed(calls.annotate(gone=gone), "subject", "gone")
    by_book = by_book.annotate(name=Max("title")).order_by("-sum_cost", "name")
    by_model = _summed(calls, "model").order_by("-sum_cost", "model")
    by_day = calls.order_by().annotate(day=TruncDate("created")).values_list("day").annotate(Sum("cost"))
    month = Budget.objects.filter(owner=user, month=first_day).first()
    return Month(
        first_day=first_day,
        spent=month.spent if month else Decimal(0),
        reserved=month.reserved if month else Decimal(0),
        cap=month.limit if month else cap_of(user),
        books=[SpentOn(row["name"], _spent(row), row["subject"]) for row in by_book],
        models=[SpentOn(row["model"], _spent(row)) for row in by_model],
        days=dict(by_day),
    )


def months_with_calls(user: User) -> list[date]:
    """Return the months in which a reader's calls were made, newest first."""
    return list(PaidCall.objects.filter(user=user).order_by("-month").values_list("month", flat=True).distinct())


def _summed(calls: QuerySet[Any], *by: str) -> Any:
    """Sum up a row for each value of these fields, as `_spent` takes them."""
    lost = Q(state=PaidCall.State.LOST)
    still_open = Q(state__in=(PaidCall.State.RESERVED, PaidCall.State.QUEUED, PaidCall.State.SUBMITTED))
    no_money = Value(Decimal(0), DecimalField(max_digits=12, decimal_places=6))
    made = ~Q(state=PaidCall.State.RELEASED)
    return (
        calls.order_by()
        .values(*by)
        .annotate(
            sum_calls=Count("pk", filter=made),
            sum_cost=Coalesce(Sum("cost"), no_money),
            sum_input=_tokens(INPUT),
            sum_cached=_tokens(CACHED),
            sum_output=_tokens(OUTPUT),
            sum_pictures=_tokens(("pictures",)),
            sum_lost_calls=Count("pk", filter=lost),
            sum_lost=Coalesce(Sum("cost", filter=lost), no_money),
            sum_open=Count("pk", filter=still_open),
            sum_unpriced=Count("pk", filter=made & Q(is_priced=False)),
        )
    )


def _tokens(names: tuple[str, ...]) -> Any:
    each = [Coalesce(Cast(KT(f"usage__{name}"), IntegerField()), 0) for name in names]
    return Coalesce(Sum(sum(each[1:], each[0])), 0)


def _spent(row: dict[str, Any]) -> Spent:
    return Spent(
        calls=row["sum_calls"],
        cost=row["sum_cost"],
        input_tokens=row["sum_input"],
        cached_tokens=row["sum_cached"],
        output_tokens=row["sum_output"],
        pictures=row["sum_pictures"],
        lost_calls=row["sum_lost_calls"],
        lost=row["sum_lost"],
        open=row["sum_open"],
        unpriced=row["sum_unpriced"],
    )
