"""What work is likely to cost before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from providers.choosing.catalogue import ModelEntry


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a stage of work is likely to cost: between `low` and `high` USD, None if no price is known.

    `input_tokens` and `output_tokens` are those of the likeliest course, pictures' own included; `pictures` counts
    pictures made, portraits too. `note` is a sentence for the reader.
    """

    low: Decimal | None
    high: Decimal | None
    input_tokens: int = 0
    output_tokens: int = 0
    pictures: int = 0
    note: str = ""

    @property
    def is_priced(self) -> bool:
        """Whether a price is known."""
        return self.high is not None

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return self.high == 0


def total(estimates: Iterable[Estimate]) -> tuple[Decimal, Decimal] | None:
    """Sum up low and high; None if a price is unknown."""
    low = high = Decimal(0)
    for estimate in estimates:
        if estimate.low is None or estimate.high is None:
            return None
        low, high = low + estimate.low, high + estimate.high
    return low, high


def note_of_text(entry: ModelEntry, *, priced: bool, in_batches: bool) -> str:
    """Return what a reader should know of the price of a text model."""
    if entry.is_free:
        return "Free: it runs on a machine of your own."
    if not priced:
        return f"The price of {entry.title} is not known, so its cost cannot be estimated, and no budget can be set."
    return "In batches: half the price, answered within a day." if in_batches else ""
