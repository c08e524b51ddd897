"""Nouns for places and what kind of place each is, with words for what can be seen there."""

from __future__ import annotations

import re
from typing import get_args

from analysts.lexicon.word_file import WordFile
from analysts.vocabulary import PlaceKind

_WORDS = WordFile("places")
_PLACES: tuple[PlaceKind, ...] = get_args(PlaceKind)


PLACE_NOUNS = _WORDS.kind_of_word("place_nouns", _PLACES)
"""From a noun to the kind of place under which it counts when a scene's place is looked for."""

EXACT_KINDS = _WORDS.kind_of_word("exact_kinds", _PLACES)
"""From a noun to the narrower kind of place that it names."""

NAMED_ENDINGS = _WORDS.kind_of_word("named_endings", _PLACES)
"""The last word of a place's proper name."""

ADJECTIVES = _WORDS.words("adjectives")
"""What a book says of a place that can be seen."""

CITIES = _WORDS.words("cities")
"""Cities that books take for known."""

VEHICLES = _WORDS.words("vehicles")
"""Places only for who is in them."""

OUTDOOR_NOUNS = _WORDS.words("outdoor_nouns")
INDOOR_NOUNS = _WORDS.words("indoor_nouns")

KEYWORDS = _WORDS.phrases_of_kind("keywords", _PLACES)

SEEN_AT = _WORDS.phrases_of_word("seen_at")
"""What is to be seen at some places that are unlike others of their kind."""

HOMELY = _WORDS.phrases("homely")
"""The inside of a small place that is otherwise seen from outside: a cottage, a hut, a cabin."""

_NOUNS = "|".join(sorted(map(re.escape, PLACE_NOUNS), key=len, reverse=True))
_NAMED = re.compile(rf"(?<![\w-])(?P<noun>{_NOUNS})s?(?![\w-])", re.IGNORECASE)
_AFTER = (
    r"\s*(?:[^\w\s’']|$|(?:and|but|or|when|where|while|which|that|who|with|without|by|at|in|into|on|to|from|for|before"
    r"|after|as|until|till|there|again|together|she|he|they|we|i|it)\b)"
)
"""What comes after a place, and not after a noun before another: in a railway accident, on a sea of dreams."""
_AT = re.compile(
    rf"\b(?:in|into|inside|entered|on|upon|across|through) (?:the|a|an|his|her|their|my|our) (?:[a-z]+ )?"
    rf"(?P<noun>{_NOUNS})(?![\w-])(?={_AFTER})",
    re.IGNORECASE,
)


def place_in(text: str) -> PlaceKind | None:
    """Return the kind of place where a text says that it plays; None if it names no place, or several.

    Figures of speech ("a sea of dreams") are none, and so are houses, whose doors may be open or shut.
    """
    named = {_kind_of(found) for found in _NAMED.finditer(text)}
    kinds = {_kind_of(found) for found in _AT.finditer(text)}
    return kinds.pop() if len(kinds) == 1 == len(named) else None


def _kind_of(found: re.Match[str]) -> PlaceKind | None:
    noun = found["noun"].casefold()
    kind = EXACT_KINDS.get(noun, PLACE_NOUNS[noun])
    return None if kind in ("village", "house", "room") and noun != kind else kind
