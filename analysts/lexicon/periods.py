"""Things and titles that only one age has."""

from __future__ import annotations

from analysts.lexicon.word_file import WordFile

_WORDS = WordFile("periods")

AGES = ("medieval", "eighteenth century", "nineteenth century", "early twentieth century", "present day")
PERIODS = _WORDS.kind_of_word("periods", AGES)
"""From a word to the age that it belongs to."""
