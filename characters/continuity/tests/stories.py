"""Small books as plain data, each with what a check looks for and nothing else."""

from __future__ import annotations

from typing import Any

from analysts.bible import Look
from characters.continuity.facts import AppearanceFacts, BookFacts, ChangeFacts, PersonFacts, PlaceFacts, SceneFacts

NORA = PersonFacts("nora", "Nora Hill", ("Nora",), role="major", mentions=9, named_in=frozenset({1, 2, 3}))
TOM = PersonFacts("tom", "Tom Reed", ("Tom",), role="minor", mentions=4, named_in=frozenset({1, 2, 3}))
HOUSE = PlaceFacts("house", "the lighthouse", "room", indoors=True)


def nora(**fields: Any) -> PersonFacts:
    return PersonFacts(**{**{name: getattr(NORA, name) for name in NORA.__slots__}, **fields})


def change(kind: str, modifier: str, scene: int, until: int | None = None, description: str = "") -> ChangeFacts:
    return ChangeFacts("c1", kind, modifier, scene, until, description)


def look(field: str, value: str, scene: int = 1) -> Look:
    return Look(field, value, scene, "")  # type: ignore[arg-type]


def scenes(*seen_in_each: str, **fields: Any) -> tuple[SceneFacts, ...]:
    """Make scenes from 1 on: each “nora tom” for who is seen in it."""
    return tuple(
        SceneFacts(number, **{"text": "Nora and Tom.", "seen": tuple(map(AppearanceFacts, seen.split())), **fields})
        for number, seen in enumerate(seen_in_each, 1)
    )


def book(*scenes_of_it: SceneFacts, people: Any = (NORA, TOM), places: Any = (HOUSE,), **fields: Any) -> BookFacts:
    return BookFacts(people=tuple(people), places=tuple(places), scenes=tuple(scenes_of_it), **fields)


def kinds(inconsistencies: Any) -> list[str]:
    return [one.kind for one in inconsistencies]
