"""What calls cost, in USD. Prices are those of genai-prices unless the catalogue has its own."""

from __future__ import annotations

from dataclasses import asdict
from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING

from genai_prices import Usage as PricedUsage
from genai_prices import calc_price

from providers.interfaces.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from providers.choosing.catalogue import ModelEntry

MILLION = Decimal(1_000_000)
CENT_PARTS = Decimal("0.000001")
"""What costs are rounded up to."""
WRITING = Decimal("0.25")
"""What writing to a service's cache costs above the price of reading, where an admin has said only that."""
BATCH: Mapping[str, str] = {"processing": "batch"}

MEGAPIXEL = 1024**2
"""Pixels, as services count them that bill by megapixels begun."""
REFERENCE_TOKENS = 1_600
"""Input tokens of one reference picture, at the most."""


def cost_of(entry: ModelEntry, usage: Usage, *, batch: bool = False) -> Decimal | None:
    """Return what `usage` of a model costs; None if nobody has told us its price. Numbers below 0 count as 0."""
    if entry.is_free:
        return Decimal(0)
    usage = Usage(**{kind: max(0, count) for kind, count in asdict(usage).items()})
    if usage.billed_micros:
        return Decimal(usage.billed_micros) / MILLION
    own = _own_price(entry, usage)
    if own is not None:
        return (own / 2 if batch else own).quantize(CENT_PARTS, ROUND_UP)
    if entry.kind in ("speech", "video"):  # the tables know prices of text and pictures alone
        return None
    try:
        price = calc_price(
            PricedUsage(
                input_tokens=usage.all_input_tokens,
                cache_read_tokens=usage.cache_read_tokens,
                cache_write_tokens=usage.cache_write_tokens,
                input_image_tokens=usage.image_input_tokens,
                output_tokens=usage.output_tokens + usage.image_output_tokens,
                output_image_tokens=usage.image_output_tokens,
            ),
            entry.model,
            provider_id=entry.of_service.price_id,
            price_context=BATCH if batch else None,
        )
    except LookupError:
        return None
    return price.total_price.quantize(CENT_PARTS, ROUND_UP)


def cost_of_all(calls: Iterable[Usage], entry: ModelEntry, *, batch: bool = False) -> Decimal | None:
    """Sum up what calls cost, each at its own price: some services have dearer ones for longer questions.

    None if nobody has told us a price.
    """
    amount = Decimal(0)
    prices: dict[Usage, Decimal | None] = {}
    for usage in calls:
        if usage not in prices:
            prices[usage] = cost_of(entry, usage, batch=batch)
        price = prices[usage]
        if price is None:
            return None
        amount += price
    return amount


def picture_usage(entry: ModelEntry, *, prompt_tokens: int, references: int, width: int, height: int) -> Usage:
    """Return what a picture of `width` × `height` pixels uses, by the service's table of models of its kind.

    References are taken for small: none is larger than a megapixel.
    """
    in_tokens = entry.of_service.picture_tokens
    return Usage(
        input_tokens=prompt_tokens,
        image_input_tokens=references * REFERENCE_TOKENS,
        image_output_tokens=in_tokens(entry, width, height) if in_tokens else 0,
        pictures=1,
        more_megapixels=megapixels(width, height) - 1 + references,
    )


def megapixels(width: int, height: int) -> int:
    """Return how many megapixels a picture has begun."""
    return max(1, -(-width * height // MEGAPIXEL))


def _own_price(entry: ModelEntry, usage: Usage) -> Decimal | None:
    own = (entry.input_price, entry.output_price, entry.picture_price, entry.character_price, entry.second_price)
    if all(price is None for price in own):
        return None
    read = (usage.all_input_tokens + usage.cache_write_tokens * WRITING) * (entry.input_price or 0)
    written = (usage.output_tokens + usage.image_output_tokens) * (entry.output_price or 0)
    drawn = usage.pictures * (entry.picture_price or 0) + usage.more_megapixels * (entry.megapixel_price or 0)
    spoken = usage.characters * (entry.character_price or 0)
    filmed = usage.seconds * (entry.second_price or Decimal(0))
    return (read + written + spoken) / MILLION + drawn + filmed
