"""Whether two words rhyme: by a table of our own, and by their letters where it has neither."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "rhymes.txt"
_RIME = re.compile(r"[aeiouy]+[^aeiouy]*(?:e|ed|es)?$|[aeiouy]+[^aeiouy]+(?:le|er|y|ing|ed|en|ow)s?$")


def rhyme(one: str, other: str) -> bool | None:
    """Say whether two words rhyme; None where nobody can tell. A word does not rhyme with itself."""
    first, second = (re.sub(r"[^a-z']", "", word.lower().replace("’", "'")).strip("'") for word in (one, other))
    if first == second:
        return False
    groups, others = _groups(first), _groups(second)
    if groups and others:
        return bool(groups & others)
    return True if _rime(first) and _rime(first) == _rime(second) else None


def knows(word: str) -> bool:
    """Say whether the table has a word."""
    return bool(_groups(word.lower().replace("’", "'")))


def _groups(word: str) -> frozenset[int]:
    return _known().get(word, frozenset())


def _rime(word: str) -> str:
    found = _RIME.search(word)
    return found[0] if found else ""


@cache
def _known() -> dict[str, frozenset[int]]:
    known: dict[str, set[int]] = {}
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for word in line.split() if not line.startswith("#") else ():
            known.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in known.items()}
