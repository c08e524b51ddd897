"""Nouns for those who act in a story without a name: groups, creatures, animals by their species."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon.word_file import WordFile
from analysts.vocabulary import HUMAN, SPECIES

if TYPE_CHECKING:
    from analysts.vocabulary import Species

_WORDS = WordFile("beings")
_SHAPES: tuple[Species, ...] = tuple(s for s in SPECIES if s != HUMAN)

HUMANS = _WORDS.words("human")
"""Nouns that say of somebody that they are human."""

COLLECTIVE = _WORDS.words("collective")
"""Nouns in the singular for many."""

MEMBERS = _WORDS.words("members")
"""Nouns in the singular whose plural is a group that acts ("the soldiers")."""

CREATURES = _WORDS.words("creatures")
"""Those of no known species: only the words of the book describe them."""

ANIMAL_SOUNDS = _WORDS.words("animal_sounds")
"""Verbs, in the infinitive, of what an animal is heard to do."""

ANIMAL_PARTS = _WORDS.words("animal_parts")
"""What animals have and people do not."""

SPECIES_OF_NOUN = _WORDS.kind_of_word("species", _SHAPES)
"""From a noun to the species that it names."""
