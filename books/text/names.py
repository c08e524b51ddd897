"""Names and titles as pages show them: one line, no longer than names are, and nothing that turns a page around."""

from __future__ import annotations

import re
import unicodedata

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that change the direction of what follows, on the page too."""
UNSEEN = re.compile(
    "([\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]{2})[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]+"
)
"""Runs of characters without width; one or two have a meaning in some scripts."""
MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""Accents in a tower: no language sets more than four on a letter."""
ELLIPSIS = "…"
BEFORE_A_CUT = " \t\n,;:–—-"
"""What does not stand before an ellipsis."""


def plain_name(text: str, longest: int) -> str:
    """Write a name or title on one line of at most so many characters.

    Controls, halves of characters, and what turns the direction of the text are left out, and white space is folded.
    """
    start = text[: 8 * longest]  # what is beyond cannot be shown, whatever is left out before it
    if not start.isascii() or not start.isprintable():
        start = MARKS.sub(r"\1", UNSEEN.sub(r"\1", TURNING.sub("", start)))
        start = "".join(
            " " if c.isspace() else c for c in start if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")
        )
    return shortened(" ".join(start.split()), longest)


def shortened(text: str, longest: int) -> str:
    """Shorten a text to so many characters, between words if it can be, with an ellipsis where it was cut.

    All that readers see of a longer text is cut by this. Where no spaces stand between words it is cut anywhere.
    """
    if len(text) <= longest:
        return text
    room = longest - len(ELLIPSIS)
    space = text.rfind(" ", longest // 2, room + 1)
    return text[: space if space > 0 else room].rstrip(BEFORE_A_CUT) + ELLIPSIS
