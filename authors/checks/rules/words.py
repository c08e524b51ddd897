"""Lists of words and phrases of `data/*.toml`, as patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from authors.checks.standards import DATA


@cache
def content_of(name: str) -> dict[str, Any]:
    """Read a file of words."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def word_list(name: str, key: str) -> frozenset[str]:
    """Return a list written as running text."""
    return frozenset(str(content_of(name)[key]).split())


def phrases_in(name: str, key: str) -> tuple[str, ...]:
    """Return a list of phrases, in order."""
    return tuple(str(phrase) for phrase in content_of(name)[key])


def any_of(phrases: tuple[str, ...] | frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of whole words; a phrase may be a pattern itself, and its apostrophes are of any kind."""
    inside = "|".join(
        phrase.replace("'", "['’]").replace(" ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w’'])(?:{inside})(?![\w])", re.IGNORECASE)
