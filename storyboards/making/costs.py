"""What a book is estimated to cost and what it has cost, stage by stage, and why its work stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.core.cache import cache

from books.models import VividPage
from jobs import costs
from jobs.costs import Estimate
from jobs.queries import pause_of
from providers.queries import Spent, spent_by_purpose

KEPT_SECONDS = 600
"""For how long an estimate is kept: counting a whole book takes a moment, and a page is shown again and again."""
OTHER = "Everything else"


@dataclass(frozen=True, slots=True)
class StageCost:
    """A stage: what was estimated for it (None: it is in no estimate) and what its calls have cost."""

    title: str
    estimate: Estimate | None
    spent: Spent


@dataclass(frozen=True, slots=True)
class Costs:
    """All stages of a book that call models. `spent` and `estimate` are those of all together."""

    stages: list[StageCost]
    spent: Spent
    estimate: tuple[Decimal, Decimal] | None
    budget: Decimal | None

    @property
    def is_free(self) -> bool:
        """Whether nothing costs anything."""
        return self.estimate is not None and not self.estimate[1]

    @property
    def is_short(self) -> bool:
        """Whether the budget may not be enough."""
        return self.budget is not None and self.estimate is not None and self.budget < self.estimate[1]

    @property
    def is_too_short(self) -> bool:
        """Whether the budget cannot be enough."""
        return self.budget is not None and self.estimate is not None and self.budget < self.estimate[0]


@dataclass(frozen=True, slots=True)
class Money:
    """What the pages of a book's making say of money."""

    spent: Decimal
    reserved: Decimal
    budget: Decimal | None
    estimate: tuple[Decimal, Decimal] | None

    @property
    def is_told(self) -> bool:
        """Whether money has anything to do with the book: of one that is made for nothing, nothing is said."""
        return bool(self.spent or self.reserved or self.estimate is None or self.estimate[1])


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


def costs_of(vividpage: VividPage) -> Costs:
    """What a book as it is set up will cost, beside what it has cost."""
    estimates = costs.estimates_of(vividpage)
    by_purpose = spent_by_purpose(vividpage.pk)
    spent = sum(by_purpose.values(), Spent())
    stages = [
        StageCost(estimate.title, estimate, sum((by_purpose.pop(p, Spent()) for p in paid.purposes), Spent()))
        for paid in costs.paid_stages()
        for estimate in estimates
        if estimate.stage == paid.stage
    ]
    if other := sum(by_purpose.values(), Spent()):
        stages += [StageCost(OTHER, None, other)] if other.calls else []
    return Costs(stages, spent, costs.total(estimates), vividpage.budget)


def money_of(vividpage: VividPage) -> Money:
    """What a book has cost, may cost and is likely to, for pages that are shown again and again."""
    choices = (
        vividpage.pk, vividpage.scene_count, vividpage.status, vividpage.text_model, vividpage.image_model,
        vividpage.embedding_model, vividpage.density, vividpage.resolution, vividpage.economy, vividpage.style,
        vividpage.custom_instructions,
    )  # fmt: skip
    key = f"estimate-{sha256(repr(choices).encode()).hexdigest()}"
    kept: tuple[tuple[Decimal, Decimal] | None] | None = cache.get(key)
    if kept is None:
        kept = (costs.total(costs.estimates_of(vividpage)),)
        cache.set(key, kept, KEPT_SECONDS)
    return Money(vividpage.spent, vividpage.reserved, vividpage.budget, kept[0])


def standstill_of(vividpage: VividPage) -> Standstill | None:
    """Why a paused book stands still; None if it does not."""
    pause = pause_of(vividpage.pk) if vividpage.status == VividPage.Status.PAUSED else None
    if pause is None:
        return None
    mended_by = "time" if pause.until else MENDED_BY.get(pause.halted_by, "")
    return Standstill(pause.reason, mended_by, pause.until)
