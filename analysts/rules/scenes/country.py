"""Tell in which country a book plays: by what it says of itself, else by the places that it names most."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysts.lexicon.word_file import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.rules.text.blocks import SceneBlock

_OF_PEOPLE = 0.25
"""What somebody of a country counts for, beside a place in it: they may be abroad."""
_FEWEST, _CLEARLY, _PER_WORDS = 3.0, 1.5, 8_000
"""So often a country must be named, so much more often than the next, and once in so many words."""


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
    counts = _counted(blocks)
    if listed:
        counts = Counter({one.name: counts[one.name] for one in listed})
    ranked = [*counts.most_common(2), ("", 0.0), ("", 0.0)]
    (best, count), (_, following) = ranked[0], ranked[1]
    words = sum(len(block.tokens) for block in blocks)
    if count < max(_FEWEST, words / _PER_WORDS) or count < _CLEARLY * following:
        return None
    return next(one for one in countries() if one.name == best)


def _counted(blocks: Sequence[SceneBlock]) -> Counter[str]:
    pattern, weights = _country_words()
    counts: Counter[str] = Counter()
    for block in blocks:
        for word in pattern.findall(block.text):
            name, weight = weights[word]
            counts[name] += weight  # type: ignore[assignment]  # a Counter counts in parts as well
    return counts


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
