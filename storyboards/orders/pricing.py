"""What drawing scenes anew costs, before anybody pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import UnknownModel
from providers.money import prices
from providers.money.tokens import likely_text_tokens
from storyboards.requests import composing

if TYPE_CHECKING:
    from collections.abc import Collection

    from books.models import VividPage
    from storyboards.requests.facts import SceneToDraw

MOST_DRAUGHTS = 4
CHEAP = Decimal("0.02")
"""USD: what one picture costs at the most of which several draughts may be asked for at once."""


@dataclass(frozen=True, slots=True)
class RedrawPrice:
    """What `pictures` pictures cost in USD, at the most likely; `cost` is None if nobody has told us the price."""

    pictures: int
    cost: Decimal | None
    is_free: bool

    @property
    def most_draughts(self) -> int:
        """How many draughts may be asked for at once, where this is the price of one picture."""
        return MOST_DRAUGHTS if self.is_free or (self.cost is not None and self.cost <= CHEAP) else 1


def price_of(vividpage: VividPage, scenes: Collection[SceneToDraw], *, draughts: int = 1) -> RedrawPrice:
    """Estimate what drawing these scenes costs, each so many times, with the model of their book."""
    pictures = len(scenes) * draughts
    try:
        entry = entry_named(vividpage.image_model, "image")
    except UnknownModel:
        return RedrawPrice(pictures, None, is_free=False)
    if entry.is_free or not pictures:
        return RedrawPrice(pictures, Decimal(0), is_free=True)
    costs = [_cost(entry, facts) for facts in scenes]
    known = [cost for cost in costs if cost is not None]
    total = sum(known, Decimal(0)) * draughts if len(known) == len(costs) else None
    return RedrawPrice(pictures, total, is_free=False)


def _cost(entry: ModelEntry, facts: SceneToDraw) -> Decimal | None:
    request = composing.scene_request(facts)
    usage = prices.picture_usage(
        entry,
        prompt_tokens=likely_text_tokens(request.prompt + request.negative_prompt),
        references=composing.reference_count(facts, most=entry.references),
        width=request.width,
        height=request.height,
    )
    return prices.cost_of(entry, usage)
