"""Small word lists, curated by hand: what the rules know of English beyond grammar."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())
