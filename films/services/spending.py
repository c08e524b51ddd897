"""What a film may cost: its reader has seen the price and said the most; the book's budget holds it to that."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from films.estimates.prices import estimate_price
from films.services.making import OptionsRefused, request_film
from providers.errors import ProviderError
from providers.money.amounts import usd
from providers.money.budgets import set_limit

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from films.estimates.prices import FilmPrice
    from films.models import Film
    from films.options import FilmOptions

LEAST_STEP = Decimal("0.0001")
"""USD: limits are as fine as that, and what is spent is finer."""


@transaction.atomic
def allow_spending(*, vividpage: VividPage, options: FilmOptions, most: Decimal | None) -> FilmPrice:
    """Let a book's budget hold what a film may cost: `most` USD above what is spent already.

    A film that costs nothing changes nothing. Raises OptionsRefused for what has no price, and about its `budget` if
    nobody has said the most; the words say what it is likely to cost.
    """
    try:
        price = estimate_price(vividpage, options)
    except ProviderError as error:
        raise OptionsRefused({"video": str(error)}) from None
    if price.is_free:
        return price
    if not price.clips.is_priced:
        raise OptionsRefused({"video": f"{price.clips.note} Ask an admin to enter it."})
    if not price.voice.is_priced:
        raise OptionsRefused({"price": price.voice.note})
    if most is None:
        raise OptionsRefused({"budget": f"{price_in_words(price)} Say how much it may cost at most."})
    if not most.is_finite() or most < 0:
        raise OptionsRefused({"budget": "Write an amount in USD, as 2.50."})
    try:
        limit = (vividpage.budget.committed + most).quantize(LEAST_STEP, ROUND_CEILING)
        set_limit(budget=vividpage.budget, limit=limit)
    except ValidationError as error:
        raise OptionsRefused({"budget": " ".join(error.messages)}) from None
    return price


@transaction.atomic
def request_film_within(*, vividpage: VividPage, options: FilmOptions, by: User, most: Decimal | None) -> Film:
    """Have a film made that costs `most` USD at the most. Raises what `allow_spending` and `request_film` raise."""
    allow_spending(vividpage=vividpage, options=options, most=most)
    return request_film(vividpage=vividpage, options=options, by=by)


def price_in_words(price: FilmPrice) -> str:
    """Say what a film is likely to cost: “5 clips and the voice are likely to cost $1.25 to $2.50.”"""
    clips = price.clips.pictures
    parts = [f"{clips} clip{'' if clips == 1 else 's'}" if clips else "", "" if price.voice.is_free else "the voice"]
    named = " and ".join(filter(None, parts)) or "It"
    if price.is_free:
        return "It costs nothing."
    verb = "is" if named == "the voice" or (clips == 1 and price.voice.is_free) else "are"
    found = price.range
    if found is None:
        return f"What {named} {'costs' if verb == 'is' else 'cost'} is not known."
    low, high = found
    amounts = usd(high) if low == high else f"{usd(low)} to {usd(high)}"
    return f"{named[0].upper()}{named[1:]} {verb} likely to cost {amounts}."
