"""What nobody is called who is of another kind or age: no owl is "the man", and no captain "the boy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.titles import KIN
from analysts.prose.coreference.names import words_of
from analysts.prose.coreference.references import is_human_noun

if TYPE_CHECKING:
    from analysts.prose.beings.being import Being

_LIKE_PEOPLE = frozenset({"human", "fairy", "giant", "dwarf", "angel", "demon", "ghost"})
"""Species that a book calls men and women."""
_ANYBODY = KIN.keys() | words(
    "person creature child baby infant youngster visitor guest voice stranger speaker other fellow chap rogue ruffian "
    "thief monster fiend prisoner beast beauty"
)
"""Nouns that may mean an animal or a doll, too."""
_CHILDREN = words("girl boy lad lass child baby infant youngster urchin maid schoolboy schoolgirl")
_GROWN = words(
    "mr mrs dr doctor captain colonel major general lieutenant sergeant admiral inspector constable professor lord sir "
    "aunt uncle grandmother grandfather grandma grandpa madame mme monsieur signor signora senor señor reverend rev "
    "father mother judge senator president king queen duke duchess count countess earl baron baroness bishop parson "
    "squire witch wizard soldier guardian hag crone"
)
"""Words of a name that no child bears."""


def cannot_be(being: Being, noun: str) -> bool:
    """Say whether a noun, in lower case, is never said of somebody of that species or with such a name."""
    is_of_people = is_human_noun(noun) and noun not in _ANYBODY and noun not in SPECIES_OF_NOUN
    return (is_of_people and being.species not in _LIKE_PEOPLE) or (noun in _CHILDREN and _is_grown(being))


def _is_grown(being: Being) -> bool:
    names = [words_of(form) for form in (being.name, *being.forms)]
    return any(word.lower().rstrip(".") in _GROWN for name in names for word in name)
