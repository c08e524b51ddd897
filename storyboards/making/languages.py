"""What a reader is told of a book that the built-in analyst cannot read, before anything is made of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO

from providers.choosing.catalogue import entries

if TYPE_CHECKING:
    from books.models import VividPage

ENGLISH = frozenset(
    {
        *(
            "the",
            "and",
            "of",
            "to",
            "a",
            "in",
            "was",
            "he",
            "that",
            "it",
            "his",
            "her",
            "she",
            "had",
            "with",
            "as",
            "for",
        ),
        *("i", "you", "but", "not", "at", "on", "is"),
    }
)
"""Words of which every English text is full."""
FEWEST = 0.15
"""Share of them among the words of English; of no other language that is written in Latin letters half as much."""
WORD = re.compile(r"[^\W\d_]+")
SCENES_LOOKED_AT, CHARACTERS_LOOKED_AT = 5, 4_000
FEWEST_WORDS = 40
"""Of fewer nobody can tell the language."""


def is_english(text: str) -> bool:
    """Return whether a text is written in English, or too short to tell."""
    words = WORD.findall(text.lower())
    letters = sum(map(len, words))
    if sum(len(word) for word in words if not word.isascii()) * 2 > letters:
        return False  # another script
    return len(words) < FEWEST_WORDS or sum(word in ENGLISH for word in words) >= FEWEST * len(words)


def language_notice(vividpage: VividPage) -> str:
    """Say what the built-in analyst will miss of a book and what would read it; nothing of one in English."""
    start = vividpage.scenes.order_by("number").values_list("text", flat=True)[:SCENES_LOOKED_AT]
    if is_english("\n".join(text[:CHARACTERS_LOOKED_AT] for text in start)):
        return ""
    return (
        f"This book is written in {_name_of(vividpage.language)}. The built-in analyst reads English only: it finds "
        "names, quotations and places of it at best, but not what people look like and do, or when. Many pictures will "
        f"be empty places. A language model{_such_as()} reads it as it reads English."
    )


def is_read_by_rules(vividpage: VividPage) -> bool:
    """Return whether the built-in analyst reads a book."""
    return any(entry.name == vividpage.text_model and entry.is_built_in for entry in entries("text"))


def _name_of(code: str) -> str:
    """Name a language in English; one that calls itself English and is not is another."""
    short = code.lower().partition("-")[0]
    known = LANG_INFO.get(code.lower()) or LANG_INFO.get(short) or {}
    name = known.get("name", "")
    return str(name) if name and short not in ("en", "eng") else "another language than English"


def _such_as() -> str:
    title = next((entry.title for entry in entries("text") if not entry.is_built_in), "")
    return f", such as {title}," if title else ""
