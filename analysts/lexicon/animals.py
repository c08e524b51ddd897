"""Nouns for animals by the kind that they are drawn as."""

from __future__ import annotations

from typing import Literal, get_args

from analysts.lexicon.word_file import WordFile

AnimalKind = Literal[
    "dog",
    "cat",
    "horse",
    "bird",
    "lion",
    "bear",
    "wolf",
    "rabbit",
    "mouse",
    "fox",
    "sheep",
    "cow",
    "monkey",
    "other",
]
_KINDS: tuple[AnimalKind, ...] = get_args(AnimalKind)

ANIMALS = WordFile("animals").kind_of_word("animals", _KINDS)
"""From a noun to the kind of animal that it names."""
