"""What a book is estimated to cost and what it has cost, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.db import connection

from books.models import Scene
from characters.models import Analysis, Edit
from providers.money.estimates import Estimate, total
from providers.money.queries import Spent, spent_by_purpose
from storyboards.making.stages import PAID_STAGES, estimates_of

if TYPE_CHECKING:
    from books.models import VividPage

KEPT_SECONDS = 600
"""For how long an estimate is kept: counting a whole book takes a moment, and a page is shown again and again."""
OTHER = "Everything else"
IRRELEVANT_TO_ESTIMATES = frozenset({"budget"})
"""Fields of a book that change without changing its estimate. All others are in the key under which it is kept."""


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
    def is_shown(self) -> bool:
        """Whether pages show costs: not for a book that is made for nothing."""
        return bool(self.spent or self.reserved or self.estimate is None or self.estimate[1])


def costs_of(vividpage: VividPage) -> Costs:
    """Estimate what a book as it is set up will cost, beside what it has cost."""
    estimates = estimates_of(vividpage)
    by_purpose = spent_by_purpose(vividpage.pk)
    spent = sum(by_purpose.values(), Spent())
    stages = [
        StageCost(paid.title, estimate, sum((by_purpose.pop(p, Spent()) for p in paid.purposes), Spent()))
        for paid, estimate in zip(PAID_STAGES, estimates, strict=True)
    ]
    if other := sum(by_purpose.values(), Spent()):
        stages += [StageCost(OTHER, None, other)] if other.calls else []
    return Costs(stages, spent, total(estimates), vividpage.budget.limit)


def money_of(vividpage: VividPage) -> Money:
    """Sum up what a book has cost, may cost and is likely to cost, for pages that refresh often."""
    key, cache = _key_of_estimate(vividpage), caches["process"]
    kept: tuple[tuple[Decimal, Decimal] | None] | None = cache.get(key)
    if kept is None:
        kept = (total(estimates_of(vividpage)),)
        cache.set(key, kept, KEPT_SECONDS)
    budget = vividpage.budget
    return Money(budget.spent, budget.reserved, budget.limit, kept[0])


def _key_of_estimate(vividpage: VividPage) -> str:
    """Make a key that changes whenever the estimate may: of the fields of the book and how far its bible has come."""
    fields = [field for field in vividpage._meta.concrete_fields if field.name not in IRRELEVANT_TO_ESTIMATES]
    values = [(field.attname, field.value_to_string(vividpage)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_STATE_OF_BIBLE, {"book": vividpage.pk})
        bible = cursor.fetchone()
    return f"estimate-{sha256(repr((values, bible)).encode()).hexdigest()}"


# Not one query with joins: each edit would be paired with each scene.
_STATE_OF_BIBLE = f"""
    SELECT max(number), max(undone_at), count(undone_at), (
        SELECT max(s.number) FROM {Analysis._meta.db_table} a JOIN {Scene._meta.db_table} s ON s.id = a.scene_id
        WHERE s.vividpage_id = %(book)s
    ) FROM {Edit._meta.db_table} WHERE vividpage_id = %(book)s
"""  # noqa: S608 - names of tables
