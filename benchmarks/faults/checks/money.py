"""Whether our ledger says what the services bill, to the cent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from benchmarks.faults.bills import Bill

OPEN = ("reserved", "queued", "submitted")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger. `is_told`: the service has said what it bills; else `cost` is the most that it could be."""

    model: str
    state: str
    cost: Decimal
    is_told: bool


@dataclass(frozen=True, slots=True)
class Purse:
    """What a budget says, and what its calls cost together."""

    name: str
    spent: Decimal
    reserved: Decimal
    of_calls: Decimal


def ledger_against_bills(bills: Sequence[Bill], entries: Sequence[Entry]) -> list[str]:
    """Return where the ledger differs from what was billed.

    What was told must be on a bill with the same amount. What was billed and not told must be counted as lost at no
    less: then nobody knows better, and a budget is a promise.
    """
    problems = [f"a call of {entry.model} is still {entry.state}" for entry in entries if entry.state in OPEN]
    billed = Counter((bill.model, bill.cost) for bill in bills)
    told = Counter((entry.model, entry.cost) for entry in entries if entry.is_told and entry.cost)
    problems += [f"{model}: ${cost} is in the ledger and on no bill" for model, cost in (told - billed).elements()]
    lost = sorted(
        ((entry.model, entry.cost) for entry in entries if not entry.is_told and entry.state == "lost"),
        key=lambda one: one[1],
    )
    for model, cost in sorted((billed - told).elements(), key=lambda one: one[1]):
        match = next((one for one in lost if one[0] == model and one[1] >= cost), None)
        if match is None:
            problems.append(f"{model}: ${cost} is billed and not in the ledger")
        else:
            lost.remove(match)
    return problems


def paid_again(bills: Iterable[Bill], *, allowed: int) -> list[str]:
    """Return a problem if more calls were paid for again than those that could not be helped.

    `allowed` were under way as the fault struck; one whose answer did not come whole may be asked again, too.
    """
    by_request = Counter(bill.request for bill in bills)
    again = sum(count - 1 for count in by_request.values())
    in_vain = allowed + sum(not bill.is_whole for bill in bills)
    return [f"{again} calls were paid for again, where {in_vain} could be"] if again > in_vain else []


def purses(all_of_them: Iterable[Purse]) -> list[str]:
    """Return the budgets that hold something back for nobody, or do not add up."""
    problems = []
    for purse in all_of_them:
        if purse.reserved:
            problems.append(f"{purse.name}: ${purse.reserved} is still reserved")
        if purse.spent != purse.of_calls:
            problems.append(f"{purse.name}: ${purse.spent} is spent, but its calls cost ${purse.of_calls}")
    return problems


def entries_of(reader_id: UUID) -> list[Entry]:
    """Return the ledger of a reader."""
    from providers.models import PaidCall

    return [
        Entry(
            call.model if "/" in call.model else f"{call.service}/{call.model}",
            call.state,
            call.cost,
            _is_told(call.usage),
        )
        for call in PaidCall.objects.filter(user=reader_id)
    ]


def purses_of(reader_id: UUID) -> list[Purse]:
    """Return the budgets of a reader."""
    from django.db.models import Sum

    from providers.models import Budget, PaidCall

    found = []
    for budget in Budget.objects.filter(owner=reader_id):
        calls = PaidCall.objects.filter(user=reader_id)
        calls = calls.filter(month=budget.month) if budget.month else calls.filter(budget=budget)
        cost = calls.aggregate(all=Sum("cost", default=Decimal(0)))["all"]
        found.append(Purse(budget.get_kind_display(), budget.spent, budget.reserved, cost))
    return found


def _is_told(usage: dict[str, int]) -> bool:
    return any(usage.values())
