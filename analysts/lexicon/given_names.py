"""Given names by gender, and pet names with the names that they stand for."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("given_names")

FEMALE = _WORDS.words("female")

MALE = _WORDS.words("male")

PET_NAMES = _WORDS.phrases_of_word("pet_names")
