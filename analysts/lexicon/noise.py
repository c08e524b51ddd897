"""Capitalised words that name nobody."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("noise")

CALENDAR = _WORDS.words("calendar")

NATIONS = _WORDS.words("nations")

ABSTRACT = _WORDS.words("abstract")

NOISE = CALENDAR | NATIONS | ABSTRACT

CAPITALISED = _WORDS.words("capitalised")
"""The commonest of the words above, as they are written inside of a sentence."""

NEVER_NAMES = _WORDS.words("never_names")
"""Those of the words above that are nobody's name, whoever is said to speak."""

SURNAMES = _WORDS.words("surnames")
"""Those of the words above that are a surname after a given name."""
