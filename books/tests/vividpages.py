"""Books for tests and benchmarks, with a budget as every book has one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from books.models import VividPage
from books.services.taking_in import save_with_budget


@transaction.atomic
def make_vividpage(
    *, budget: Decimal | int | None = None, spent: Decimal | int = 0, reserved: Decimal | int = 0, **fields: Any
) -> VividPage:
    """Make a book of these fields, for which so much may be spent, is spent and is reserved, in USD."""
    vividpage = VividPage(**fields)
    save_with_budget(vividpage=vividpage, budget=None if budget is None else Decimal(budget))
    vividpage.budget.spent, vividpage.budget.reserved = Decimal(spent), Decimal(reserved)
    vividpage.budget.save(update_fields=["spent", "reserved"])
    return vividpage
