"""Words that are no names, however they are written."""

from __future__ import annotations

from analysts.prose.frames.words import NOUN_CLASSES
from authors.checks.vocabulary import is_known

_ALL = 1_000_000
"""All words of the list, however seldom they are."""


def is_common_word(word: str) -> bool:
    """Say whether a word in small letters is one of the language's common ones."""
    return word in NOUN_CLASSES or is_known(word, commonest=_ALL)
