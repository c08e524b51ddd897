"""What can be somebody's name, whoever found it."""

from __future__ import annotations

import re
from functools import cache

from analysts.lexicon.word_file import WordFile

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_name(form: str) -> bool:
    """Say whether a form can be somebody's name: it has a word that is more than an article, a pronoun and their kind.

    “The Queen” is one, “the” is none, however often it stands in the text. Of other languages than English only words
    in small letters are refused: “Die” and “Le” are names somewhere.
    """
    words = _WORD.findall(form)
    if not words:
        return any(sign.isalnum() for sign in form)
    english, foreign = _function_words()
    return not all(word.lower() in english or word in foreign for word in words)


@cache
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    file = WordFile("function_words")
    return file.words("english"), file.words("foreign")
