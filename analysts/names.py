"""What can be somebody's name, whoever found it."""

from __future__ import annotations

import re

from analysts.lexicon.word_file import WordFile

_FUNCTION_WORDS = WordFile("function_words")
ENGLISH = _FUNCTION_WORDS.words("english")
"""Words in small letters that hold English sentences together."""
FOREIGN = _FUNCTION_WORDS.words("foreign")
"""Those of some neighbouring languages that are no English words."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_name(form: str) -> bool:
    """Say whether a form can be somebody's name: it has a word that is more than an article, a pronoun and their kind.

    “The Queen” is one, “the” is none, however often it stands in the text. Of other languages than English only words
    in small letters are refused: “Die” and “Le” are names somewhere.
    """
    words = _WORD.findall(form)
    if not words:
        return any(sign.isalnum() for sign in form)
    return not all(word.lower() in ENGLISH or word in FOREIGN for word in words)
