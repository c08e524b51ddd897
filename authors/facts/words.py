"""Words for comparing: folded, stemmed, and without those that mean nothing by themselves."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from analysts.names import ENGLISH

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDINGS = re.compile(r"(?:ies|ied|ing|edly|ed|es|ly|s|e)$")


@cache
def folded(word: str) -> str:
    """Fold case, accents and the forms of apostrophes."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def stem(word: str) -> str:
    """Cut the commonest English endings, alike for most forms of a word: “married”, “marries”."""
    word = folded(word)
    word = word.removesuffix("'s")
    if len(word) > 4:
        word = _ENDINGS.sub("", word)
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def content(text: str) -> frozenset[str]:
    """Return the stems of a text's words that mean something."""
    return frozenset(stem(word) for word in WORD.findall(text) if len(word) > 2 and folded(word) not in ENGLISH)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of stems that two texts have in common, of the shorter one's (0 to 1)."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
