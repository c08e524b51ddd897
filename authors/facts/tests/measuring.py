"""How much of what was planted in made-up lives is found, by kind, and how much else is held for a contradiction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from authors.facts.tests.made_lives import MadeLife, made_life

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.facts.model import Contradiction


def found_by_kind(indexes: Iterable[int]) -> tuple[Counter[str], Counter[str], int]:
    """Return how many contradictions were planted and how many found, by kind, and how many were found in vain."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    in_vain = 0
    for life in map(made_life, indexes):
        meant: set[str] = set()
        for kind in life.planted:
            planted[kind] += 1
            matching = [one for one in life.dossier.contradictions.values() if _is(one, life, kind)]
            found[kind] += bool(matching)
            meant.update(one.id for one in matching)
        in_vain += len(life.dossier.contradictions) - len(meant)
    return planted, found, in_vain


def _is(one: Contradiction, life: MadeLife, kind: str) -> bool:
    true, false = next(pair for name, pair in life.planted.items() if name == kind)
    claims = [claim.words.casefold() for claim in one.claims]
    return any(true.casefold() in claim for claim in claims) and any(false.casefold() in claim for claim in claims)
