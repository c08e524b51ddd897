"""What a book's own pages are headed with, in its language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")
OTHERWISE = "en"
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?", re.IGNORECASE)


def language_and_region(tag: str) -> tuple[str, str]:
    """Read a BCP 47 tag as (language, region), as ("en", "GB"); English where there is none."""
    found = LANGUAGE.fullmatch(tag.replace("_", "-").strip())
    if found is None:
        return OTHERWISE, ""
    return found[1].lower(), (found[2] or "").upper()


def words_in(language: str) -> dict[str, str]:
    """Return the headings in a language, or in English."""
    return _words().get(language) or _words()[OTHERWISE]


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
