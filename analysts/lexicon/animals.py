"""Nouns for animals and for beings that are no people, each with the species that it names."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile
from analysts.vocabulary import SPECIES

ANIMALS = WordFile("animals").kind_of_word("animals", SPECIES)
"""From a noun to the species that it names."""
