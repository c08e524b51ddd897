"""How old somebody is by what the narration calls them: the boy, the child, the young woman it goes on to speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words

if TYPE_CHECKING:
    from collections import Counter

    from analysts.bible import Age

_CHILD = words("child boy baby infant urchin schoolboy schoolgirl toddler youngster orphan")
_YOUTH = words("girl lad lass lassie youth maiden damsel")
_GROWN = words("man woman gentleman lady gentlewoman matron widow widower")
"""Not kin: “his mother” near a girl is too often taken for her."""
_LEAST, _AS_OFTEN = 3, 1.5
"""Words for the young that are needed, and how many there must be for each of the grown-up."""
_CHILDISH, _PART = 2, 0.4
"""How many of them, and what part, have to be for a child: a girl may be grown."""


def age_called(called: Counter[str]) -> Age:
    """Return the age of somebody by the nouns that mean them, counted; unknown where these are few or differ."""
    child = sum(called[noun] for noun in _CHILD)
    young = child + sum(called[noun] for noun in _YOUTH)
    grown = sum(called[noun] for noun in _GROWN)
    if young < _LEAST or young < _AS_OFTEN * grown:
        return "unknown"
    is_child = child >= max(_CHILDISH, _PART * young, _AS_OFTEN * grown)
    return "child" if is_child else "young"
