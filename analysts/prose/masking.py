"""Put quotations aside, so that what people say is not taken for what happens; open those in which a story is told.

A word stands in for a quotation and keeps the grammar around it: “Yes,” said Nora, rising.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.prose.typography import Written, write
from analysts.text.quotations import Quotation, QuotationStyle, detect_style, find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TALE = 70
"""Words from which on a speech, with all its paragraphs, is a story that somebody tells."""
LONGEST_PARAGRAPH = 20_000
"""Characters that are looked at in one piece; a longer paragraph is cut between words."""
STAND_IN = "yes"

_NESTED: dict[QuotationStyle, QuotationStyle] = {"“": "‘", "‘": "“", '"': "'", "'": '"', "«": "“", "»": "›"}  # type: ignore[dict-item]
_DEEPEST = 3
_OPENERS = "“\"‘'«»„「—–―-"
_CLOSERS = "”\"’'»«“」"
_ENDS = ".!?…"
_DROPPED = re.compile(r"\s+\S*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text for the parser from the paragraph with the index `paragraph`; `told` in a story that somebody tells."""

    paragraph: int
    written: Written
    told: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, or as much of it as is looked at in one piece; it begins at character `offset` of the paragraph."""

    paragraph: int
    text: str
    offset: int


def pieces(paragraphs: Sequence[str]) -> Iterator[Piece]:
    """Write the paragraphs of a chapter for the parser, each with its quotations put aside and its stories after it."""
    parts = [part for number, text in enumerate(paragraphs) for part in _parts(number, text)]
    texts = [part.text for part in parts]
    style = detect_style(texts)
    found = find_quotes(texts, style)
    for part, quotations, tales in zip(parts, found, _tales(texts, found), strict=True):
        yield from _pieces_of(part, quotations, tales, style, 0)


def _parts(number: int, text: str) -> Iterator[_Part]:
    start = 0
    while len(text) - start > LONGEST_PARAGRAPH:
        cut = _DROPPED.search(text, start + LONGEST_PARAGRAPH // 2, start + LONGEST_PARAGRAPH)
        stop = cut.start() if cut else start + LONGEST_PARAGRAPH
        yield _Part(number, text[start:stop], start)
        start = stop
    yield _Part(number, text[start:], start)


def _tales(texts: Sequence[str], found: Sequence[tuple[Quotation, ...]]) -> list[list[bool]]:
    """Say of each quotation whether it tells a story: one of many words, over however many paragraphs it runs."""
    speeches: list[list[tuple[int, int]]] = []
    words: list[int] = []
    for number, quotations in enumerate(found):
        for i, quotation in enumerate(quotations):
            if not (quotation.continues and speeches):
                speeches.append([])
                words.append(0)
            speeches[-1].append((number, i))
            words[-1] += len(texts[number][quotation.start : quotation.end].split())
    tales = [[False] * len(quotations) for quotations in found]
    for speech, length in zip(speeches, words, strict=True):
        for number, i in speech:
            tales[number][i] = length >= TALE
    return tales


def _pieces_of(
    part: _Part, quotations: Sequence[Quotation], tales: Sequence[bool], style: QuotationStyle, depth: int
) -> Iterator[Piece]:
    spans = [_with_marks(part.text, quotation) for quotation in quotations]
    stand_ins = [
        (start, end, _stand_in(part.text, start, end, q)) for (start, end), q in zip(spans, quotations, strict=True)
    ]
    if _narrates(part.text, spans):
        yield Piece(part.paragraph, write(part.text, stand_ins, part.offset), depth > 0)
    for quotation, is_tale in zip(quotations, tales, strict=True):
        if is_tale and depth < _DEEPEST:
            inside = _Part(part.paragraph, part.text[quotation.start : quotation.end], part.offset + quotation.start)
            nested = _NESTED.get(style, "")
            within = find_quotes([inside.text], nested)
            yield from _pieces_of(inside, within[0], _tales([inside.text], within)[0], nested, depth + 1)


def _narrates(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if any(c.isalpha() for c in text[at:start]):
            return True
        at = end
    return False


def _with_marks(text: str, quotation: Quotation) -> tuple[int, int]:
    start, end = quotation.start, quotation.end
    before = text[:start].rstrip()
    if before and before[-1] in _OPENERS:
        start = len(before) - (2 if before.endswith("--") else 1)
    after = end + len(text[end:]) - len(text[end:].lstrip())
    if quotation.closed and text[after : after + 1] and text[after] in _CLOSERS:
        end = after + 1
    return start, end


def _stand_in(text: str, start: int, end: int, quotation: Quotation) -> str:
    """Return the word in marks that stands for a quotation, with the sign that the sentence around it asks for."""
    before = text[max(start - 3, 0) : start].rstrip()
    word = STAND_IN.capitalize() if not before or before[-1] in _ENDS + "”’\"'" else STAND_IN
    after = text[end : end + 3].lstrip()
    last = text[quotation.end - 1]
    goes_on = after[:1].islower() or after[:1] in ("—", ",", "-")
    if after[:1] in (",", ".", ";", ":", "!", "?"):
        return f"“{word}”"
    if goes_on or last in ",;:":
        return f"“{word},”"
    return f"“{word}{last if last in '!?' else '.'}”"
