"""Small tools of wording that every text for an artist is made with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DETERMINERS = frozenset(
    {
        *("a", "an", "the", "his", "her", "its", "their", "my", "our", "your"),
        *("this", "that", "these", "those", "some", "no", "two", "three", "many", "another"),
    }
)


UNCOUNTED = frozenset(
    ("hair", "skin", "fur", "armour", "armor", "clothing", "muslin", "silk", "velvet", "livery", "black", "white")
)


ENDS = re.compile(
    r"(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b[A-Z]\.)(?<=[.!?])[”\"]?\s+(?=[“\"]?[A-Z])"
)
"""Where one sentence ends and the next begins."""
IRREGULAR_PLURALS = frozenset(("men", "women", "people", "children", "mice", "geese", "oxen", "sheep"))


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def has_words(words: str, text: str) -> bool:
    """Return whether a text has these words, whole and in this order."""
    plain = words.strip().rstrip(".")
    if plain.casefold() not in text.casefold():
        return False  # seldom is anything: so no pattern is made for it
    return not plain or re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text, re.IGNORECASE) is not None


def cut(text: str, longest: int) -> str:
    """Cut a text to that length, between words."""
    return text if len(text) <= longest else text[:longest].rsplit(maxsplit=1)[0].rstrip(" ,;:")


def sentences(*parts: str) -> str:
    """Write parts as sentences, those that are empty left out."""
    stripped = (part.strip().rstrip(".;:, ") for part in parts)
    return " ".join(part if part[-1] in "!?" else f"{part}." for part in stripped if part)


def joined(words: Sequence[str]) -> str:
    """Join words as a sentence does: a man, a boy and a dog."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def indefinite(name: str) -> str:
    """Write what somebody is called as who is new: a boy, the second man as a second man."""
    noun, preposition, look = name.removeprefix("the ").partition(" with ")
    return f"{with_article(noun)}{preposition}{look}"


def with_article(thing: str) -> str:
    """Put an article before the name of one thing that has none: a letter, an oar, his hat, oars."""
    first, last = thing.split(maxsplit=1)[0].casefold(), thing.rsplit(maxsplit=1)[-1].casefold()
    is_plural = last.endswith("s") and not last.endswith(("ss", "us", "glass", "dress"))
    is_plural = is_plural or last in IRREGULAR_PLURALS
    if first in DETERMINERS or is_plural or last in UNCOUNTED or first.endswith(("’s", "'s")) or thing[0].isupper():
        return thing
    return f"{'an' if first[0] in 'aeiou' else 'a'} {thing}"
