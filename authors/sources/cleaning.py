"""Text as it is kept: composed, on one line, without what nobody sees."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters without width, controls of direction, variation selectors and tags: words can hide in them.

The joiners U+200C and U+200D stay, which Persian and Indic scripts are spelt with.
"""
MOST_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
MARKS = re.compile(r"([\u0300-\u036f]{4})[\u0300-\u036f]+")
"""Accents in a tower: no language sets more than four on a letter."""


def clean(text: str) -> str:
    """Fold white space, compose letters, and leave out controls, halves of characters and what nobody sees."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", MOST_JOINERS.sub(r"\1", UNSEEN.sub("", text)))
    text = MARKS.sub(r"\1", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return " ".join("".join(kept).split())
