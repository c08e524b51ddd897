"""Why the making of a book stands still, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from books.making import MAKING
from books.models import VividPage
from jobs.queries import pause_of


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why a book's work stands still, and what mends it.

    `mended_by`: "key" (look after the keys), "funds" (fill up the account with the service), "budget" (raise the
    book's), "cap" (raise the month's), "price" (a model whose price is known), "model" (choose another), "time" (it
    goes on by itself), "" (try again).
    """

    reason: str
    mended_by: str
    until: datetime | None


MENDED_BY = {
    "KeyMissing": "key", "KeyRefused": "key", "OutOfFunds": "funds", "BudgetExhausted": "budget", "CapReached": "cap",
    "PriceUnknown": "price", "ModelRetired": "model", "UnknownModel": "model",
    "ReaderAwaited": "look",
}  # fmt: skip


def standstill_of(vividpage: VividPage) -> Standstill | None:
    """Why a paused book stands still; None if it does not."""
    pause = pause_of(pipeline=MAKING, subject=vividpage.pk) if vividpage.status == VividPage.Status.PAUSED else None
    if pause is None:
        return None
    mended_by = "time" if pause.until else MENDED_BY.get(pause.halted_by, "")
    return Standstill(pause.reason, mended_by, pause.until)
