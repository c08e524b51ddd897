"""Plain text in `<pre>`, set line by line as a typewriter would: paragraphs are put together, verse is left alone."""

from __future__ import annotations

import re
from statistics import median

EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
WRAPPED = range(55, 81)
"""Characters of a line that ends where the page did."""
SHARE_OF_WRAPPED = 0.5
SHARE_OF_CAPITALS = 0.75
"""Lines of verse begin with a capital; of prose, only those at which a sentence happens to begin."""
SHARE_OF_WORDS = 0.75
"""Lines of prose begin with a word or a number; of program text, often with a sign."""
INDENT = 5
"""Spaces before every line: verse, a letter's head, a title in the middle of the page."""


def unwrapped(text: str) -> str:
    """Text with each paragraph in one line, if it is hard-wrapped; blank lines stay between them."""
    stretches = [stretch.split("\n") for stretch in EMPTY_LINES.split(text.expandtabs().strip("\n"))]
    # the last line of a paragraph ends where it will
    widths = [len(line.rstrip()) for lines in stretches for line in lines[:-1]]
    if not widths or sum(width in WRAPPED for width in widths) < SHARE_OF_WRAPPED * len(widths):
        return text
    return "\n\n".join((" " if _is_prose(lines) else "\n").join(line.strip() for line in lines) for lines in stretches)


def _is_prose(lines: list[str]) -> bool:
    """Whether the lines between two blank ones are a paragraph of prose."""
    if len(lines) < 2 or all(line.startswith(" " * INDENT) for line in lines):
        return False
    if median(len(line.rstrip()) for line in lines[:-1]) < WRAPPED.start:
        return False
    starts = [line.lstrip("\"'“‘_( ")[:1] for line in lines[1:]]
    if sum(map(str.isalnum, starts)) < SHARE_OF_WORDS * len(starts):
        return False
    return len(starts) < 2 or sum(map(str.isupper, starts)) < SHARE_OF_CAPITALS * len(starts)
