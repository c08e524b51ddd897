"""Words of a deed: their plain forms, and which of them are only told beside it (“from her cupboard”)."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BESIDE = frozenset(
    "from in into on onto upon at over under behind to towards toward through before against beside of".split()  # noqa: SIM905
)
_VOWELS = "aeiou"


@lru_cache(maxsize=512)
def words_in(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in small letters."""
    return tuple(_WORD.findall(phrase.lower().replace("’", "'")))


def forms_of(verb: str) -> frozenset[str]:
    """Return a regular verb in all its forms; an irregular form is given by itself."""
    stem = verb.removesuffix("e")
    forms = {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing", f"{verb}ing", f"{verb}ed"}
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb[-1] not in _VOWELS:
        forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(forms)


def nouns_of(word: str) -> tuple[str, ...]:
    """Return what a word may be as a noun in the singular, the word itself last."""
    plain = word.removesuffix("s")
    return (word,) if plain == word else (f"{word[:-3]}y", plain, word) if word.endswith("ies") else (plain, word)


def by_weight(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase, those that follow where or whence it is done last."""
    own: list[str] = []
    beside: list[str] = []
    aside = False
    for word in words_in(phrase):
        if word in _BESIDE:
            aside = bool(own)
        elif word == "with":
            aside = False
        (beside if aside else own).append(word)
    return (*own, *beside)
