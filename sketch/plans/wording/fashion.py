"""What the time and the genre of a book make of its places."""

from __future__ import annotations

from dataclasses import dataclass

from sketch.plans.grammar import Term
from sketch.plans.wording.genres import genre_of
from sketch.plans.wording.periods import period_of
from sketch.plans.wording.stand_ins import StandIns


@dataclass(frozen=True, slots=True)
class Fashion:
    """`usual` names what stands in the stead of what a plan has, `told` in that of what the book itself names.

    `adds` is what the plan has besides.
    """

    usual: StandIns
    told: StandIns
    adds: tuple[Term, ...] = ()


def fashion_of(kind: str, period: str, genre_name: str, *, indoors: bool) -> Fashion:
    """Return the fashion of a kind of plan in a book of a time, drawn in a genre."""
    genre = genre_of(genre_name, period)
    time = period_of(period or (genre.period if genre else ""))
    told = time.instead if time is not None else StandIns()
    if genre is None:
        return Fashion(told, told)
    return Fashion(told.leaning(genre.instead), told, genre.adds(kind, indoors=indoors))
