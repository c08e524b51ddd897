"""What a book may cost."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from books.models import VividPage
from providers.budgets import open_budget, set_limit


@transaction.atomic
def set_terms(*, vividpage: VividPage, budget: Decimal | None, economy: bool) -> None:
    """Change what a book may cost, also while it is in the making; None: no limit.

    Raises ValidationError if more than that is spent or being spent already.
    """
    set_limit(budget=vividpage.budget, limit=budget)
    vividpage.economy = economy
    vividpage.save(update_fields=["economy"])


@transaction.atomic
def save_with_budget(*, vividpage: VividPage, budget: Decimal | None) -> None:
    """Save a new book with a budget of its own; None: no limit. Raises ValidationError for a limit that is none."""
    vividpage.budget = open_budget(owner_id=vividpage.owner_id, subject=vividpage.pk, limit=budget)
    vividpage.save(force_insert=True)
