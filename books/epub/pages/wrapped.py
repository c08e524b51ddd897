"""Plain text in `<pre>`, set line by line as a typewriter would: paragraphs are put together, verse is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from books.epub.chapters.matter import CHAPTER_TITLE
from books.epub.pages.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

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
NUMBERED = re.compile(r"^\w+ +(?:[IVXLC]+|\d{1,3})\b")
LINES_OF_A_TITLE = 2
LONGEST_TITLE = 70
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two blank lines: a paragraph in one line, the lines of a verse, or those of a title."""

    text: str
    is_title: bool = False


def stretches_of(text: str) -> Iterator[Stretch]:
    """Yield preformatted text stretch by stretch if it is hard-wrapped, else as it is."""
    lined = [stretch.split("\n") for stretch in EMPTY_LINES.split(text.expandtabs().strip("\n"))]
    # the last line of a paragraph ends where it will
    widths = [len(line.rstrip()) for lines in lined for line in lines[:-1]]
    if not widths or sum(width in WRAPPED for width in widths) < SHARE_OF_WRAPPED * len(widths):
        yield Stretch(text)
        return
    for lines in lined:
        if not all(map(is_blank, lines)):
            joined = (" " if _is_prose(lines) else "\n").join(line.strip() for line in lines)
            yield Stretch(joined, is_title=_is_title(lines))


def _is_title(lines: list[str]) -> bool:
    """Return whether these lines begin a chapter: “CHAPTER I”, “Chapter 1. The Fox”, with a line below it or none."""
    first = lines[0].strip()
    if len(lines) > LINES_OF_A_TITLE or max(map(len, map(str.strip, lines))) > LONGEST_TITLE:
        return False
    return bool(CHAPTER_TITLE.match(first)) and (first.isupper() or bool(NUMBERED.match(first)))


def _is_prose(lines: list[str]) -> bool:
    """Return whether the lines between two blank ones are a paragraph of prose."""
    if len(lines) < 2 or all(line.startswith(" " * INDENT) for line in lines):
        return False
    if median(len(line.rstrip()) for line in lines[:-1]) < WRAPPED.start:
        return False
    starts = [line.lstrip("\"'“‘_( ")[:1] for line in lines[1:]]
    if sum(map(str.isalnum, starts)) < SHARE_OF_WORDS * len(starts):
        return False
    return len(starts) < 2 or sum(map(str.isupper, starts)) < SHARE_OF_CAPITALS * len(starts)
