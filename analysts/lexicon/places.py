"""Nouns for places and what kind of place each is, with words for what can be seen there."""

from __future__ import annotations

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
