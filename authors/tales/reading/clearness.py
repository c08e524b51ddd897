"""Whether what a pattern has cut out of a theme is what it is taken for: if not, the pattern is not believed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.reading.phrases import phrase_of
from authors.tales.world import being_of

if TYPE_CHECKING:
    from authors.tales.themes import Match

_OTHERS = re.compile(r"\b(?:you|your|yours|we|us|our|i|me|when|because|while|instead|until|unless|who|but)\b", re.I)
_SECOND_CLAUSE = re.compile(
    r"\b(?:and|then) (?:(?:an?|the|my|his|her|their|it|he|she|they) )?\w+ (?:who|is|has|goes|comes|can|will|\w+s)\b",
    re.I,
)
_LONGEST_DEED = 7


def is_clear(match: Match) -> bool:
    """Tell whether a pattern's object is one noun phrase, or one short deed, with nobody in it whom nobody knows."""
    kind, told = match.theme.object, match.object
    if not told or kind == "none" or match.theme.closed:
        return True
    if _SECOND_CLAUSE.search(told):
        return False
    if match.theme.name == "lost" and (lost := being_of(told)) and not lost.is_thing:
        return False
    if kind == "thing":
        return not _OTHERS.search(told) and phrase_of(told) is not None
    if kind == "deed":
        return not _OTHERS.search(told) and len(told.split()) <= _LONGEST_DEED
    return True
