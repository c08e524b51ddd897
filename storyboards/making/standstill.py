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

    `mended_by` is one of `providers.errors.MendedBy`, or "look" (at the people and places) or "time" (it goes on by
    itself).
    """

    reason: str
    mended_by: str
    until: datetime | None


def standstill_of(vividpage: VividPage) -> Standstill | None:
    """Return why the making of a book is paused; None if it is not."""
    pause = pause_of(pipeline=MAKING, subject=vividpage.pk) if vividpage.status == VividPage.Status.PAUSED else None
    if pause is None:
        return None
    return Standstill(pause.reason, "time" if pause.until else pause.mended_by, pause.until)
