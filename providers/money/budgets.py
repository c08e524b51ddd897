"""What books and months may cost: opening budgets, setting limits and caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.events import Event
from audit.recording import record
from providers.models import Budget
from providers.money.amounts import usd

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from uuid import UUID


def open_budget(*, owner_id: UUID, subject: UUID, limit: Decimal | None = None) -> Budget:
    """Make the budget of a new book; None: no limit. Raises ValidationError for a limit that is none."""
    budget = Budget(owner_id=owner_id, kind=Budget.Kind.BOOK, subject=subject, limit=limit)
    budget.clean_fields(exclude=["owner"])
    budget.save(force_insert=True)
    return budget


@transaction.atomic
def set_limit(*, budget: Budget, limit: Decimal | None) -> None:
    """Change what a book may cost, also while it is in the making; None: no limit.

    Raises ValidationError if more than that is spent or being spent already.
    """
    locked = Budget.objects.select_for_update().get(pk=budget.pk)
    before, locked.limit = locked.limit, limit
    locked.clean_fields(exclude=["owner"])
    if limit is not None and limit != before and limit < locked.committed:
        raise ValidationError(too_little(locked))
    locked.save(update_fields=["limit"])
    if limit != before:
        record(Event.BUDGET_CHANGED, subject=locked.owner_id, of="a book", limit=_written(limit))
    budget.refresh_from_db()


def too_little(budget: Budget) -> str:
    """Say why a budget cannot be less than it has committed."""
    under_way = f", and calls under way may cost up to {usd(budget.reserved)}" if budget.reserved else ""
    return f"{usd(budget.spent)} are spent already{under_way}; the budget cannot be less."


@transaction.atomic
def set_cap(*, user: User, monthly: Decimal | None) -> Budget:
    """Say what a reader's calls may cost in a month, in USD over all their books; None: no limit.

    It holds from this month on. A cap below what the month has cost already lets nothing more be spent in it.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a month that begins meanwhile waits for it
    month = budget_of_month(user.pk, this_month())
    month.limit = monthly
    month.clean_fields(exclude=["owner"])
    Budget.objects.filter(owner=user, month__gte=month.month).update(limit=monthly)
    record(Event.BUDGET_CHANGED, subject=user.pk, of="every month", limit=_written(monthly))
    return month


def _written(limit: Decimal | None) -> str:
    return "none" if limit is None else f"{limit:.4f} USD"


def cap_of(user: User) -> Decimal | None:
    """Return what a reader's calls may cost in this month; None: no limit."""
    return _latest_limit(user.pk)


def budget_of_month(user_id: UUID, first_day: date) -> Budget:
    """Return a month of a reader's; a month that begins takes on the cap of the one before."""
    months = Budget.objects.filter(owner_id=user_id, kind=Budget.Kind.MONTH, month=first_day)
    budget = months.first()
    if budget is not None:
        return budget
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user_id)  # who sets a cap meanwhile sets it on this one
        budget = months.first()
        if budget is not None:
            return budget
        return Budget.objects.create(
            owner_id=user_id, kind=Budget.Kind.MONTH, month=first_day, limit=_latest_limit(user_id)
        )


def this_month() -> date:
    """Return the first day of the month, in UTC, that a call of now counts to."""
    return timezone.now().date().replace(day=1)


def _latest_limit(user_id: UUID) -> Decimal | None:
    months = Budget.objects.filter(owner_id=user_id, kind=Budget.Kind.MONTH)
    return months.order_by("-month").values_list("limit", flat=True).first()
