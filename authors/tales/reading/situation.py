"""A situation that a theme may tell of, and who can be its hero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from authors.tales.phrasing import is_name, somebody
from authors.tales.reading.phrases import phrase_of
from authors.tales.world import being_of

if TYPE_CHECKING:
    from authors.tales.world import Being

MOST_WORDS = 9
"""Words of a matter that texts can carry."""
LONGEST_SKILL = 7
"""Words of a deed that can be learned and done."""
_OTHERS = re.compile(r"\b(?:you|your|we|us|i|me|enough)\b", re.I)
_SECOND = re.compile(r"\band (?:an?|the|my|his|her|their|all) \w+(?: \w+)? \w+|, ")
"""A second clause with somebody of its own in it, which no story of one matter tells."""


class Situation(NamedTuple):
    """The name of the theme that tells of it, who it is about, its matter, and a second hero."""

    kind: str
    subject: str = ""
    object: str = ""
    friend: str = ""


def hero_of(subject: str) -> Being | None:
    """Return what a subject is, if it can be a hero: a kind of being, or a child by their name."""
    if is_name(subject):
        return being_of("child")
    phrase = phrase_of(subject)
    if phrase is None:
        return None
    found = somebody(phrase.core)
    return being_of(phrase.bare) or (found.being or being_of("child") if found else None)


def is_one_matter(told: str) -> bool:
    """Tell whether words are of one matter, short enough for texts, and of nobody who reads or writes."""
    return len(told.split()) <= MOST_WORDS and not _OTHERS.search(told) and not _SECOND.search(told)
