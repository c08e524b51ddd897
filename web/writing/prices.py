"""What writing a book costs, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from providers.choosing.catalogue import usable_entry
from providers.choosing.model_choices import price_of as price_of_model
from providers.errors import ProviderError

if TYPE_CHECKING:
    from writing.models import WrittenBook

TOKENS_A_WORD = Decimal("1.4")
"""Of English prose, with the marks around it."""
TOKENS_READ_A_PART = 2_000
"""The plan, the brief and what a part comes after."""
ROUNDS = 2
"""Of revision, at the most."""


@dataclass(frozen=True, slots=True)
class WritingPrice:
    """About what it costs in USD; None if the author's price is not known."""

    least: Decimal | None
    most: Decimal | None
    is_free: bool = False


def price_of(book: WrittenBook) -> WritingPrice:
    """Estimate what the parts of a plan cost that are not written yet."""
    if not book.is_by_model:
        return WritingPrice(Decimal(0), Decimal(0), is_free=True)
    try:
        price = price_of_model(usable_entry(book.author, "text"))
    except ProviderError:
        price = None
    if price is None or book.plan is None:
        return WritingPrice(None, None)
    parts = book.plan.outline.parts
    written = Decimal(sum(part.words for part in parts)) * TOKENS_A_WORD
    read = Decimal(len(parts) * TOKENS_READ_A_PART) + written
    once = (written * price.output + read * price.input) / 1_000_000
    return WritingPrice(once, once * (1 + ROUNDS))
