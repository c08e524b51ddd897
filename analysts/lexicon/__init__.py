"""Small word lists, curated by hand: what the analyst knows of English beyond grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """Split a list written as running text into its words."""
    return frozenset(text.split())


def alternatives(nouns: Iterable[str]) -> str:
    """Make a pattern that matches any of these words, the longest first."""
    return "|".join(sorted(nouns, key=lambda n: (-len(n), n)))
