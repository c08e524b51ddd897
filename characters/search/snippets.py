"""The few lines of a scene that a result shows, with what was found marked. Plain data: templates escape it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from characters.search.query import Query, phrase_pattern
from providers.services.local.embedder import related_words

if TYPE_CHECKING:
    from collections.abc import Sequence

START, STOP = "\ue000", "\ue001"
"""Set around what PostgreSQL has found: characters for private use, which mean nothing in any text."""
SHOWN = 260
"""Characters of a snippet, about."""
LEAD = 50
"""Characters that are shown before the first find, about."""
LONGEST_WORD = 30
"""Characters: no farther off is the end of a word looked for."""
MOST_TOGETHER = 50
"""Finds that are counted for one place of a text."""
_MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a snippet; `is_found` if it is what was looked for."""

    text: str
    is_found: bool = False


def from_marked(marked: str) -> list[Part]:
    """Cut the place of a text where most lies together of what PostgreSQL has set between START and STOP in it."""
    text, spans, end = "", [], 0
    for match in _MARKED.finditer(marked):
        text += _bare(marked[end : match.start()])
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    return _excerpt(text + _bare(marked[end:]), spans) if spans else []


def from_phrases(text: str, phrases: Sequence[str]) -> list[Part]:
    """Cut the place of a text where the first of `phrases` stands."""
    spans = [match.span() for phrase in phrases for match in re.finditer(phrase_pattern(phrase), text, re.IGNORECASE)]
    return _excerpt(text, sorted(spans))


def from_meaning(text: str, query: Query) -> list[Part]:
    """Cut the place of a text that is most about what was asked for."""
    return _excerpt(text, related_words(query.text, text))


def opening(text: str) -> list[Part]:
    """Cut the opening of a text."""
    return _excerpt(text, [])


def _excerpt(text: str, spans: Sequence[Span]) -> list[Part]:
    """Cut SHOWN characters of `text`, where the most of `spans` (which are in order) lie together."""
    start, end = _window(text, spans)
    parts: list[Part] = [Part("… ")] if start else []
    for first, last in spans:
        if start <= first and last <= end:
            parts += [Part(_clean(text[start:first])), Part(_clean(text[first:last]), is_found=True)]
            start = last
    parts.append(Part(_clean(text[start:end])))
    return [part for part in [*parts, Part(" …" if end < len(text) else "")] if part.text]


def _window(text: str, spans: Sequence[Span]) -> Span:
    best, most = 0, 0
    for i, (first, _) in enumerate(spans):
        together = sum(last <= first + SHOWN for _, last in spans[i : i + MOST_TOGETHER])
        if together > most:
            best, most = first, together
    earliest = max(0, best - LEAD)
    start = max(text.rfind(" ", 0, earliest) + 1, earliest - LONGEST_WORD)
    end = min(start + SHOWN, len(text))
    space = text.find(" ", end, end + LONGEST_WORD)
    return start, end if space < 0 else space


def _clean(text: str) -> str:
    """Clean text to one line, without any mark of ours that the text itself holds."""
    return re.sub(r"\s+", " ", _bare(text))


def _bare(text: str) -> str:
    return text.replace(START, "").replace(STOP, "")
