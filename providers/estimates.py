"""What the stages of a book will cost, as the apps that own them estimate it, and how to find what they have cost.

Estimators are registered as stages are, so that pages of lower floors can ask without knowing who answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jobs import registry
from providers.catalogue import Kind


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a stage is likely to cost: between `low` and `high` USD, None if no price is known.

    `input_tokens` and `output_tokens` are those of the likeliest course, pictures' own included; `pictures` counts
    pictures made, portraits too. `note` is a sentence for the reader.
    """

    stage: str
    low: Decimal | None
    high: Decimal | None
    input_tokens: int = 0
    output_tokens: int = 0
    pictures: int = 0
    note: str = ""

    @property
    def title(self) -> str:
        """What readers know the stage as."""
        return registry.stage_named(self.stage).title

    @property
    def is_priced(self) -> bool:
        """Whether a price is known."""
        return self.high is not None

    @property
    def is_free(self) -> bool:
        """Whether it costs nothing."""
        return self.high == 0


@dataclass(frozen=True, slots=True)
class PaidStage:
    """A stage that calls models: of which `kind`, and under which `purposes` its calls stand in the ledger.

    `estimate` takes a VividPage, saved or not, and raises nothing for a model that is retired or unknown: its price
    is then unknown.
    """

    stage: str
    kind: Kind
    purposes: frozenset[str]
    estimate: Callable[[Any], Estimate]


_paid: dict[str, PaidStage] = {}


def register(paid: PaidStage) -> None:
    """Make known what a stage costs."""
    _paid[paid.stage] = paid


def paid_stages() -> list[PaidStage]:
    """Those that are registered, in the order of the pipeline, any others after them."""
    order = registry.pipeline()
    return sorted(_paid.values(), key=lambda paid: order.index(paid.stage) if paid.stage in order else len(order))


def kind_of(stage: str) -> Kind | None:
    """Which kind of model a stage calls; None: it calls none."""
    return _paid[stage].kind if stage in _paid else None


def estimates_of(vividpage: Any) -> list[Estimate]:
    """What each stage of a book's pipeline will cost as it is set up."""
    return [paid.estimate(vividpage) for paid in paid_stages() if paid.stage in registry.pipeline()]


def total(estimates: Iterable[Estimate]) -> tuple[Decimal, Decimal] | None:
    """Low and high of them together; None if a price is unknown."""
    low = high = Decimal(0)
    for estimate in estimates:
        if estimate.low is None or estimate.high is None:
            return None
        low, high = low + estimate.low, high + estimate.high
    return low, high
