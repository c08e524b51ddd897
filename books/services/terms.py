"""What a book may cost."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from books.models import VividPage


@transaction.atomic
def set_terms(*, vividpage: VividPage, budget: Decimal | None, economy: bool) -> None:
    """Change what a book may cost, also while it is in the making; None: no limit.

    Raises ValidationError if more than that is spent or being spent already.
    """
    locked = VividPage.objects.select_for_update().get(pk=vividpage.pk)
    if budget is not None and budget < locked.spent + locked.reserved:
        raise ValidationError(f"${locked.spent + locked.reserved:.2f} are spent already; the budget cannot be less.")
    vividpage.budget, vividpage.economy = budget, economy
    vividpage.save(update_fields=["budget", "economy"])
