"""The few lines of a scene that a result shows, with what was found marked. Plain data: templates escape it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from characters.search.query import Query, phrase_pattern
from providers.local_embedder import related_words

START, STOP = "\ue000", "\ue001"
"""Set around what PostgreSQL has found: characters for private use, which mean nothing in any text."""
SHOWN = 260
"""Characters of a snippet, about."""
OPENING = 20
"""Characters by which a text's beginning, or its end, is known again."""
_MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a snippet; `is_found` if it is what was looked for."""

    text: str
    is_found: bool = False


def from_headline(headline: str, text: str) -> list[Part]:
    """The parts of a headline of PostgreSQL's of `text`, whose finds stand between START and STOP."""
    bare = headline.replace(START, "").replace(STOP, "")
    parts = [Part("" if text.startswith(bare[:OPENING]) else "… ")]
    end = 0
    for match in _MARKED.finditer(headline):
        parts += [Part(_clean(headline[end : match.start()])), Part(_clean(match[1]), is_found=True)]
        end = match.end()
    parts += [Part(_clean(headline[end:])), Part("" if text.endswith(bare[-OPENING:]) else " …")]
    return [part for part in parts if part.text]


def from_phrases(text: str, phrases: Sequence[str]) -> list[Part]:
    """The place of a text where the first of `phrases` stands."""
    spans = [match.span() for phrase in phrases for match in re.finditer(phrase_pattern(phrase), text, re.IGNORECASE)]
    return _excerpt(text, sorted(spans))


def from_meaning(text: str, query: Query) -> list[Part]:
    """The place of a text that is most about what was asked for."""
    return _excerpt(text, related_words(query.text, text))


def opening(text: str) -> list[Part]:
    """How a text begins."""
    return _excerpt(text, [])


def _excerpt(text: str, spans: Sequence[Span]) -> list[Part]:
    """SHOWN characters of `text`, where the most of `spans` (which are in order) lie together."""
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
        together = sum(last <= first + SHOWN for _, last in spans[i : i + 50])
        if together > most:
            best, most = first, together
    start = text.rfind(" ", 0, max(0, best - SHOWN // 5)) + 1
    end = min((last for _, last in spans if last >= start + SHOWN), default=start + SHOWN)
    space = text.find(" ", min(end, start + SHOWN))
    return start, space if space >= 0 else len(text)


def _clean(text: str) -> str:
    """In one line, and without any mark of ours that the text itself holds."""
    return re.sub(r"\s+", " ", text.replace(START, "").replace(STOP, ""))
