"""Which words children of an age know: the commonest of `data/words.txt`, and all of `data/everyday.txt`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from authors.checks.standards import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("ily", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("ly", ("", "le")),
    ("y", ("", "e")),
    ("ful", ("",)),
    ("ness", ("",)),
    ("less", ("",)),
)
"""Endings, and what stands in their place in the word that they are put to."""
_STEM = 2
"""Letters that a word has at least without its ending."""


def is_known(word: str, *, commonest: int) -> bool:
    """Say whether a word, in small letters, or the word that it is made of is among so many of the commonest."""
    known = _everyday()
    ranks = _ranks()
    return any(form in known or ranks.get(form, commonest) < commonest for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    yield word
    stem, apostrophe, _ = word.partition("'")
    if apostrophe:
        yield stem.removesuffix("n")
        yield stem
        word = stem
    for ending, replacements in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < _STEM:
            continue
        yield from (base + replacement for replacement in replacements)
        if len(base) > _STEM and base[-1] == base[-2]:
            yield base[:-1]


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(_words("words.txt"))}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_words("everyday.txt"))


def _words(file: str) -> list[str]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
