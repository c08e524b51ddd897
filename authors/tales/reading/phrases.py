"""Noun phrases of themes: "the secret tunnel behind the shelf" is a head, its adjectives and what follows it."""

from __future__ import annotations

import re
from typing import NamedTuple

from authors.tales.reading.lexicon import DETERMINERS, PREPOSITIONS, is_magic, is_state, verb_of

_BEFORE_TAILS = sorted(PREPOSITIONS | {"out of", "made of", "made out of", "instead of"}, key=len, reverse=True)
_TAIL = re.compile(rf"\s(?P<tail>(?:{'|'.join(_BEFORE_TAILS)})\s.+)$")
_NOT_NOUNS = frozenset(
    ("and", "or", "but", "if", "when", "because", "than", "so", "you", "i", "we", "it", "not", "very", "too")
)


class Phrase(NamedTuple):
    """A noun phrase: `core` is all of it before its `tail` ("behind the library shelf"), `mods` its words before the
    head, without the determiner.
    """

    core: str
    determiner: str
    mods: tuple[str, ...]
    head: str
    tail: str

    @property
    def bare(self) -> str:
        """The core without its determiner."""
        return " ".join((*self.mods, self.head))

    @property
    def preposition(self) -> str:
        """What the tail begins with."""
        return self.tail.split(maxsplit=1)[0] if self.tail else ""

    @property
    def after_preposition(self) -> str:
        """The tail without its preposition."""
        return self.tail.split(maxsplit=1)[1] if " " in self.tail else ""


def phrase_of(text: str) -> Phrase | None:
    """Take a noun phrase apart; None for words that are none, as far as can be seen."""
    text = text.strip(" ,.!?")
    found = _TAIL.search(text)
    core, tail = (text[: found.start()], found["tail"]) if found else (text, "")
    words = core.split()
    if not words or len(words) > 6 or any(word.lower() in _NOT_NOUNS for word in words):
        return None
    determiner = words[0].lower() if words[0].lower() in DETERMINERS else ""
    rest = words[1:] if determiner else words
    if not rest or rest[-1].lower() in PREPOSITIONS or rest[-1].lower() in DETERMINERS:
        return None
    return Phrase(core, determiner, tuple(rest[:-1]), rest[-1], tail)


def states_in(phrase: Phrase) -> list[str]:
    """Return the adjectives of a phrase that say how somebody is."""
    return [word for word in phrase.mods if is_state(word)]


def doing_in(phrase: Phrase) -> str:
    """Return the verb of "the farting dragon" or "the flying umbrella" in its plain form, empty where there is none."""
    for word in phrase.mods:
        verb = verb_of(word)
        if verb and verb.form == "gerund":
            return verb.plain
        if is_magic(word) and word in ("magic", "magical", "enchanted"):
            return "do magic"
    return ""
