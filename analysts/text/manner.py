"""How somebody says something, by the narrator's words beside it."""

from __future__ import annotations

import re

from analysts.lexicon.word_file import WordFile

PLAIN = "speaking"
"""What a face shows of which nothing is told."""
MANNERS = (
    "laughing",
    "joyful",
    "tender",
    "sad",
    "weeping",
    "angry",
    "afraid",
    "tense",
    "surprised",
    "disgusted",
    "proud",
    "determined",
    "mysterious",
    "weary",
    "thoughtful",
)
"""What a face may show instead: each is an expression that the sketch artist draws."""
_MANNER_BY_WORD = WordFile("manner").kind_of_word("manner", MANNERS)
_FARTHEST = 90
"""Characters of narration before and after a speech that may tell how it is said."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE_MARK = re.compile(r"[“”\"«»„]")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_DENIED = re.compile(r"\b(?:not|never|no|nor|without|neither)\b|n[’']t\b", re.IGNORECASE)
_WITHIN_REACH = 20
"""Characters in which a word that denies stands before what it denies."""


def manner_of(text: str, start: int, end: int) -> str:
    """Return how the speech `text[start:end]` (without its marks) is said: one of MANNERS, or PLAIN.

    The narrator's sentence behind it counts before the one in front of it; what is denied counts not at all.
    """
    return _told_in(_behind(text, end)) or _told_in(_before(text, start)) or PLAIN


def _told_in(words: str) -> str:
    for found in _WORD.finditer(words):
        manner = _MANNER_BY_WORD.get(found.group().lower())
        if manner and not _DENIED.search(words[max(0, found.start() - _WITHIN_REACH) : found.start()]):
            return manner
    return ""


def _behind(text: str, end: int) -> str:
    """Return the rest of the sentence that a speech stands in, up to the next speech."""
    after = text[end : end + _FARTHEST]
    closing = _QUOTE_MARK.match(after.lstrip(",.!?—- "))
    if not closing:
        return ""
    after = after[after.index(closing.group()) + 1 :]
    stops = (found.start() for found in (_QUOTE_MARK.search(after), _SENTENCE_END.search(after)) if found)
    return after[: min(stops, default=len(after))]


def _before(text: str, start: int) -> str:
    """Return the last sentence of narration that leads to a speech in its paragraph."""
    before = text[max(0, start - _FARTHEST) : start].rstrip('“”"«»„ ')
    leading = before.rstrip(".:,!?")
    begins = [found.end() for pattern in (_QUOTE_MARK, _SENTENCE_END) for found in pattern.finditer(leading)]
    return "" if before.endswith("\n") else leading[max(begins, default=0) :]
