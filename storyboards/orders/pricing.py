"""What drawing scenes anew costs, before anybody pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from books.making import jobs_of
from jobs.models import Unit
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import UnknownModel
from providers.money import prices
from providers.money.tokens import likely_text_tokens
from storyboards.kinds import SCENE, STAGE
from storyboards.looks.look import AS_THE_BOOK, Look
from storyboards.references.queries import price_of_sheet, style_pictures
from storyboards.requests import composing
from storyboards.requests.referring import reference_count

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

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

    def __add__(self, other: RedrawPrice) -> RedrawPrice:
        known = self.cost is not None and other.cost is not None
        total = (self.cost or Decimal(0)) + (other.cost or Decimal(0)) if known else None
        return RedrawPrice(self.pictures + other.pictures, total, is_free=self.is_free and other.is_free)

    def each(self, draughts: int) -> RedrawPrice:
        """Return what it costs to draw each of them so many times."""
        cost = None if self.cost is None else self.cost * draughts
        return RedrawPrice(self.pictures * draughts, cost, is_free=self.is_free)

    @property
    def most_draughts(self) -> int:
        """How many draughts may be asked for at once, where this is the price of one picture."""
        return MOST_DRAUGHTS if self.is_free or (self.cost is not None and self.cost <= CHEAP) else 1


def price_of(
    vividpage: VividPage, scenes: Collection[SceneToDraw], *, draughts: int = 1, look: Look = AS_THE_BOOK
) -> RedrawPrice:
    """Estimate what drawing these scenes costs, each so many times, with the model that draws it. One query,
    and one for each model.

    That is the model of the `look`, else that of their book, unless the reader has chosen another for the scene when it
    could not be drawn.
    """
    pictures = len(scenes) * draughts
    if not pictures:
        return RedrawPrice(0, Decimal(0), is_free=True)
    others = {} if look.image_model else _models_of_their_own(vividpage, [facts.scene.pk for facts in scenes])
    models = [others.get(facts.scene.pk) or look.on(vividpage).image_model for facts in scenes]
    known_entries = {model: _entry(model) for model in set(models)}
    entries = [known_entries[model] for model in models]
    if all(entry is not None and entry.is_free for entry in entries):
        return RedrawPrice(pictures, Decimal(0), is_free=True)
    costs = [_cost(entry, facts) for entry, facts in zip(entries, scenes, strict=True)]
    known = [cost for cost in costs if cost is not None]
    total = sum(known, Decimal(0)) * draughts if len(known) == len(costs) else None
    return RedrawPrice(pictures, total, is_free=False)


def price_of_sheets(vividpage: VividPage, count: int) -> RedrawPrice:
    """Estimate what drawing so many people and places after their pictures costs with the model of a book."""
    entry = _entry(vividpage.image_model)
    before = min(1, entry.references) if entry else 0
    each = price_of_sheet(entry, references=before + style_pictures(vividpage, entry))
    if not count or each.is_free:
        return RedrawPrice(count, Decimal(0), is_free=True)
    return RedrawPrice(count, None if each.cost is None else each.cost * count, is_free=False)


def _models_of_their_own(vividpage: VividPage, scenes: Collection[UUID]) -> dict[UUID | None, str]:
    """Return the models that the reader has chosen for single scenes."""
    units = Unit.objects.filter(
        job__in=jobs_of(vividpage).filter(stage=STAGE), kind=SCENE, target__in=scenes, options__has_key="model"
    )
    return dict(units.values_list("target", "options__model"))


def _entry(model: str) -> ModelEntry | None:
    try:
        return entry_named(model, "image")
    except UnknownModel:
        return None


def _cost(entry: ModelEntry | None, facts: SceneToDraw) -> Decimal | None:
    """Return what one picture costs in USD at the most likely; None if nobody has told us the price."""
    if entry is None:
        return None
    if entry.is_free:
        return Decimal(0)
    request = composing.scene_request(facts)
    usage = prices.picture_usage(
        entry,
        prompt_tokens=likely_text_tokens(request.prompt + request.negative_prompt),
        references=reference_count(facts, most=entry.references, style_picture=entry.takes_style_picture),
        width=request.width,
        height=request.height,
    )
    return prices.cost_of(entry, usage)
