"""What the time and the genre of a book make of its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sketch.plans.grammar import Term
from sketch.plans.wording.genres import genre_of
from sketch.plans.wording.periods import period_of


@dataclass(frozen=True, slots=True)
class Fashion:
    """`usual` names what stands in the stead of what a plan has, `told` in that of what the book itself names.

    `adds` is what the plan has besides.
    """

    usual: Mapping[str, str]
    told: Mapping[str, str]
    adds: tuple[Term, ...] = ()


def fashion_of(kind: str, period: str, genre_name: str, *, indoors: bool) -> Fashion:
    """Return the fashion of a kind of plan in a book of a time, drawn in a genre."""
    genre = genre_of(genre_name, period)
    time = period_of(period or (genre.period if genre else ""))
    told: Mapping[str, str] = time.instead if time is not None else {}
    if genre is None:
        return Fashion(told, told)
    leaning = {name: genre.instead.get(instead, instead) for name, instead in told.items()}
    return Fashion({**leaning, **genre.instead}, told, genre.adds(kind, indoors=indoors))
