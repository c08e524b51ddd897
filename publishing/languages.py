"""Languages as the typesetter takes them. Knows no Django and no book."""

from __future__ import annotations

import re

TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?", re.IGNORECASE | re.ASCII)
UNKNOWN_LANGUAGE = "en"


def language_and_region(tag: str) -> tuple[str, str]:
    """Read a BCP 47 tag as (language, region), as ("en", "GB"); English where there is none."""
    found = TAG.fullmatch(tag.replace("_", "-").strip())
    if found is None:
        return UNKNOWN_LANGUAGE, ""
    return found[1].lower(), (found[2] or "").upper()


def language_of(tag: str) -> str:
    """Return the language of a BCP 47 tag, as "en"; English where there is none."""
    return language_and_region(tag)[0]
