"""Titles before names, nouns for people, and the gender that each gives away."""

from __future__ import annotations

from typing import get_args

from analysts.bible import Gender
from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("titles")
_GENDERS: tuple[Gender, ...] = get_args(Gender)

COURTESY = _WORDS.kind_of_word("courtesy", _GENDERS)
"""Titles that anybody may carry and that change with marriage, not with office."""

OFFICE = _WORDS.kind_of_word("office", _GENDERS)
"""Offices, ranks and kin: they tell people of one surname apart and may stand alone after "the"."""

OF_EITHER = _WORDS.words("of_either")
"""Offices that are mostly men's in old books and that a woman may hold: pronouns and given names speak first."""

TITLES: dict[str, Gender] = {**COURTESY, **OFFICE}

ABBREVIATED = _WORDS.words("abbreviated")
"""Words after which a full stop does not end a sentence."""

EPITHETS = _WORDS.words("epithets")
"""Adjectives that stand before a name without belonging to it."""

PERSON_NOUNS = _WORDS.kind_of_word("person_nouns", _GENDERS)
"""Nouns that describe somebody without naming an office."""

ROLES = _WORDS.kind_of_word("roles", _GENDERS)
"""Offices, trades and beings that a book may call somebody by ("the squire")."""

DEMONYMS = _WORDS.kind_of_word("demonyms", _GENDERS)
"""Nouns of origin that a book may call somebody by ("the Frenchman")."""

KIN = _WORDS.kind_of_word("kin", _GENDERS)
