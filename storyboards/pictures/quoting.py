"""Quoting a book below a picture, and naming the picture in a list: whole sentences where they fit. Knows no ORM."""

from __future__ import annotations

import re
from itertools import accumulate

from analysts.text.blocks import sentences
from books.text.names import ELLIPSIS, shortened

LEAST = 30
"""Characters: fewer say nothing of a picture ("No.")."""
_ENDED = re.compile(r"[.!?…。！？][\"”’»«“)\]]*$")
_CLAUSE = re.compile(r"[,;:]?\s*[—–]|[,;:](?=\s)")
_LONE_WORD = re.compile(r"[,;:—–]\s*\w+$")
"""A clause of one word: "…, when"."""
_DEPTHS = {"“": 1, "«": 1, "(": 1, "”": -1, "»": -1, ")": -1}


def quoted(text: str, longest: int) -> str:
    """Return as many whole sentences from the start of a text as fit into so many characters.

    A last sentence that breaks off is left out. Where no sentence fits, the text ends with a clause and an ellipsis.
    """
    runs = _runs(text)
    whole = [run for run in runs if LEAST <= len(run) <= longest and _ENDED.search(run) and _is_balanced(run)]
    if whole:
        return whole[-1]
    if len(text) <= longest and _ENDED.search(text):
        return text
    clause = _clause(text, longest - len(ELLIPSIS))
    return f"{clause}{ELLIPSIS}" if clause else shortened(text, longest)


def listed(text: str, longest: int) -> str:
    """Return a caption as a list names it: its first sentence, or as many clauses of that as fit; no full stop."""
    line = " ".join(text.split())
    first = next((run for run in _runs(line) if len(run) >= LEAST and _is_balanced(run)), line)
    if len(first) > longest:
        return _clause(first, longest) or shortened(first, longest)
    return first.removesuffix(ELLIPSIS).removesuffix(".")


def _runs(text: str) -> list[str]:
    """Return the first sentence, the first two, and so on."""
    return [text[: span.end].strip() for span in sentences(text)]


def _clause(text: str, longest: int) -> str:
    """Return as many clauses as fit, or nothing."""
    cuts = [text[: mark.start()] for mark in _CLAUSE.finditer(text, 0, longest + 1)]
    fit = (cut for cut in reversed(cuts) if len(cut) <= longest and not _LONE_WORD.search(cut))
    return next((cut for cut in fit if len(cut) >= LEAST and _is_balanced(cut)), "")


def _is_balanced(text: str) -> bool:
    """Return whether every quotation that is opened is closed. What opens in German closes in English: no matter."""
    depths = list(accumulate((_DEPTHS.get(sign, 0) for sign in text), initial=0))
    return text.count('"') % 2 == 0 and ("„" in text or (min(depths) >= 0 and depths[-1] == 0))
