"""Tell in which country a book plays: by what it says of itself, else by the places that it names most."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analysts.lexicon.word_file import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.text.blocks import SceneBlock

_OF_PEOPLE = 0.25
"""What somebody of a country counts for, beside a place in it: they may be abroad."""
_FEWEST, _CLEARLY, _PER_WORDS = 3.0, 1.5, 8_000
"""So often a country must be named, so much more often than the next, and once in so many words."""
_STRETCH, _SPREAD = 2_000, 1 / 3
"""Of the stretches of so many words that a book has, so many must name it: one tale of many does not tell where the
others play."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, and the words that tell it; `western` if people there wore what Europe wore."""

    name: str
    places: tuple[str, ...]
    people: tuple[str, ...]
    subjects: tuple[str, ...]
    western: bool = False


def country_of(blocks: Sequence[SceneBlock], subjects: Sequence[str]) -> Country | None:
    """Return the country of a book; None where it is not clear."""
    listed = [one for one in countries() if set(one.subjects) & set(subjects)]
    if len(listed) == 1:
        return listed[0]
    evidence = _evidence_in(blocks)
    names = {one.name for one in listed or countries()}
    ranked = sorted((one for one in evidence.values() if one.name in names), key=lambda one: -one.count)
    if not ranked:
        return None
    best, following = ranked[0], ranked[1].count if len(ranked) > 1 else 0.0
    words = sum(len(block.tokens) for block in blocks)
    if best.count < max(_FEWEST, words / _PER_WORDS, _CLEARLY * following):
        return None
    if len(best.stretches) < _SPREAD * (1 + words // _STRETCH):
        return None
    return next(one for one in countries() if one.name == best.name)


@dataclass(slots=True)
class _Evidence:
    """How often a text names a country, weighted, and in which of its stretches."""

    name: str
    count: float = 0.0
    stretches: set[int] = field(default_factory=set)


def _evidence_in(blocks: Sequence[SceneBlock]) -> dict[str, _Evidence]:
    pattern, weights = _country_words()
    evidence: dict[str, _Evidence] = {}
    words = 0
    for block in blocks:
        for word in pattern.findall(block.text):
            name, weight = weights[word]
            of_country = evidence.setdefault(name, _Evidence(name))
            of_country.count += weight
            of_country.stretches.add(words // _STRETCH)
        words += len(block.tokens)
    return evidence


@cache
def countries() -> tuple[Country, ...]:
    """Load all countries that are known."""
    rows = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))["country"]
    lists = ("places", "people", "subjects")
    return tuple(Country(**{**row, **{name: tuple(row[name]) for name in lists}}) for row in rows)


@cache
def _country_words() -> tuple[re.Pattern[str], dict[str, tuple[str, float]]]:
    """Make a pattern of all words that tell a country, and of what each tells how strongly."""
    weights: dict[str, tuple[str, float]] = {}
    for one in countries():
        weights |= dict.fromkeys(one.people, (one.name, _OF_PEOPLE))
        weights |= dict.fromkeys(one.places, (one.name, 1.0))
    longest_first = sorted(weights, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), weights
