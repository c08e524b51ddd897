"""What somebody has typed into the search: words, phrases in quotation marks, words to leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 200
"""Characters of a query; what comes after them is left out."""
FEWEST_LETTERS = 2

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))
_PHRASE = re.compile(r'"([^"]*)"?')
_EXCLUDED = re.compile(r"(?<!\S)-(?=\w)")
_WORD = re.compile(r"\w+(?:'\w+)*")
_APOSTROPHE = "['’]"


@dataclass(frozen=True, slots=True)
class Query:
    """A query, with straight quotation marks. `phrases` are those that must stand in the text as they are."""

    text: str
    phrases: tuple[str, ...]

    @property
    def is_too_short(self) -> bool:
        """Whether there is too little in it to look for."""
        return sum(character.isalnum() for character in self.text) < FEWEST_LETTERS

    @property
    def is_literal(self) -> bool:
        """Whether it asks for phrases, or for something to be left out: then only words count, not what they mean."""
        return bool(self.phrases or _EXCLUDED.search(self.text))

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(_WORD.findall(self.text.lower()))


def parse_query(typed: str) -> Query:
    """Read what was typed."""
    printable = "".join(character if character.isprintable() else " " for character in typed[:LONGEST])
    text = " ".join(printable.translate(_MARKS).split())
    phrases = (" ".join(_WORD.findall(phrase)) for phrase in _PHRASE.findall(text))
    return Query(text=text, phrases=tuple(filter(None, phrases)))


def phrase_pattern(phrase: str) -> str:
    """Write a regular expression, for PostgreSQL and Python, that finds a phrase: any space, mark or case between."""
    words = (re.escape(word).replace("'", _APOSTROPHE) for word in phrase.split())
    return r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)"
