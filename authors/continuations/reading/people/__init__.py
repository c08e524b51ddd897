"""All that a sentence says of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.reading.people.ages import ages_in
from authors.continuations.reading.people.being import kinds_in
from authors.continuations.reading.people.deeds import deeds_in, fondness_in
from authors.continuations.reading.people.journeys import journeys_in
from authors.continuations.reading.people.kin import kin_in
from authors.continuations.reading.people.limits import attributes_in, limits_in
from authors.continuations.reading.people.lives import found_dead, life_in
from authors.continuations.reading.people.looks import looks_in
from authors.continuations.reading.people.pronouns import drifts_in, pronouns_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note


def of_people(one: ReadSentence) -> Iterator[Note]:
    """Yield what a sentence says of people, and what they do."""
    yield from looks_in(one)
    yield from ages_in(one)
    yield from kin_in(one)
    yield from kinds_in(one)
    yield from attributes_in(one)
    yield from found_dead(one)
    for clause in one.clauses:
        yield from limits_in(one, clause)
        yield from life_in(one, clause)
        yield from journeys_in(one, clause)
        yield from deeds_in(one, clause)
        yield from fondness_in(one, clause)
    yield from drifts_in(one)
    yield from pronouns_in(one)
