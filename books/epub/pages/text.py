"""White space, and what is even less."""

from __future__ import annotations

import string

INVISIBLE = ("\u2060", "\u00ad", "\ufeff", "\u200b")
"""Word joiners, soft hyphens and their like: they steer line breaks and would only hide words from each other."""
SPACES = ("\t", "\u00a0", "\u2002", "\u2003", "\u2009", "\u200a", "\u202f", "\u3000")
BLANKS = string.whitespace + "".join((*SPACES, *INVISIBLE))


def folded(text: str | None) -> str:
    """Fold the space between words into single ones, and leave out what is invisible within them."""
    if not text:
        return ""
    # Looking is cheaper than splitting and joining, and few paragraphs need more than a look and a few replacements:
    # of all white space only the space itself is printable.
    if "\n" in text:
        text = " ".join(map(str.strip, text.split("\n")))
    if not text.isprintable():
        text = visible(text)
        for character in SPACES:
            if character in text:
                text = text.replace(character, " ")
        if not text.isprintable():
            return " ".join(text.split())
    if "  " in text:
        return " ".join(text.split())
    return text.strip(" ")


def visible(text: str) -> str:
    """Strip a text of what is invisible in it."""
    for character in INVISIBLE:
        if character in text:
            text = text.replace(character, "")
    return text


def is_blank(text: str | None) -> bool:
    """Return whether there is nothing to be seen in a text."""
    return not text or not text.strip(BLANKS)
