"""Where English words have their stress: a table of our own for what the rules of thumb get wrong, and the rules.

Tests hold the table and the rules against the CMU Pronouncing Dictionary for every word of our verse.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from authors.verse.syllables import syllables

_TABLE = Path(__file__).parent / "data" / "stress.txt"


@cache
def stresses(word: str) -> tuple[str, ...]:
    """Return the ways to stress a word, a sign for each syllable.

    `1` stressed, `0` not, `2` as the line wants it; words of one syllable are `s` strong, `w` weak or `a` articles.
    """
    plain = word.strip("'")
    known = _known()
    if plain in known:
        return known[plain]
    for ending in ("'s", "s'", "s"):
        stem = plain.removesuffix(ending)
        if stem != plain and stem in known and not stem.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze")):
            return tuple("s" if option in ("w", "a") else option for option in known[stem])
    count = syllables(plain)
    if count == 1:
        return ("s",)
    if count == 3 and plain.endswith("a"):
        return ("010",)
    return ("1" + "0" * (count - 1),) if count <= 2 else ("10" + "2" * (count - 2),)


@cache
def _known() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        pattern, _, listed = line.partition(":")
        if listed and not line.startswith("#"):
            for word in listed.split():
                known[word] = (*known.get(word, ()), pattern.strip())
    return known


def beats_of(name: str) -> str:
    """Return how a name is stressed, for lines that have a place for it.

    "1" Ned, "10" Bobbin, "100" Emily, "010" Matilda, "01" Louise; "" for a name that is longer or of two words.
    """
    words = [stresses(word)[0] for word in name.lower().replace("’", "'").split()]
    if len(words) != 1:
        return ""
    beats = re.sub(r"[swa]", "1", words[0])
    beats = beats.replace("2", "0") if "1" in beats else "1" + "0" * (len(beats) - 1)
    return beats if beats in ("1", "10", "100", "010", "01") else ""
