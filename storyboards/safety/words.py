"""Words by setting: what is not drawn at all, and what gives a picture a rating whatever it shows.

A list is lines as `refused: word, two words` or `adult: word`; `#` begins a remark. Words are found whole, in any case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from storyboards.safety.ratings import STRICTEST_FIRST

REFUSED = "refused"
KINDS = (REFUSED, *(str(rating) for rating in STRICTEST_FIRST))


class BadWordList(ValueError):
    """A list of words cannot be read; the words say where."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Patterns by what they do: refuse, or give a rating."""

    patterns: Mapping[str, re.Pattern[str]]

    def refused(self, text: str) -> list[str]:
        """Return the words of a text that are not drawn, as they stand there, each once."""
        pattern = self.patterns.get(REFUSED)
        return list(dict.fromkeys(pattern.findall(text))) if pattern else []

    def ratings(self, text: str) -> list[str]:
        """Return the ratings that words of a text give."""
        return [kind for kind, pattern in self.patterns.items() if kind != REFUSED and pattern.search(text)]


def word_list() -> WordList:
    """Return the list by the settings. Raises BadWordList, and OSError if its file is not there."""
    file = settings.MODERATION_WORDS_FILE
    stamp = Path(file).stat().st_mtime_ns if file else 0
    return _read(settings.MODERATION_WORDS, file, stamp)


def list_can_be_read(**_kwargs: Any) -> list[CheckMessage]:
    """Check, when the site starts, that the list of words can be read."""
    try:
        word_list()
    except (BadWordList, OSError, UnicodeDecodeError) as error:
        said = f"The list of words cannot be read: {error}"
        return [Error(said, hint="See docs/moderation.md.", id="storyboards.E001")]
    return []


@lru_cache(maxsize=4)
def _read(inline: str, file: str, _stamp: int) -> WordList:
    lines = inline.replace(";", "\n").splitlines()
    lines += Path(file).read_text(encoding="utf-8").splitlines() if file else []
    words: dict[str, list[str]] = {}
    for line in lines:
        bare = line.partition("#")[0].strip()
        if bare:
            kind, colon, listed = bare.partition(":")
            if not colon or kind.strip() not in KINDS:
                raise BadWordList(f"“{bare}” is no line of words: begin it with {', '.join(KINDS)} and a colon.")
            words.setdefault(kind.strip(), []).extend(filter(None, (word.strip() for word in listed.split(","))))
    return WordList({kind: _pattern(listed) for kind, listed in words.items() if listed})


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)
