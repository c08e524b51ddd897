"""From paragraphs to lines: who speaks which words, in pieces that a voice and a caption can take. Knows no ORM."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from analysts.text.blocks import sentences
from films.script.tree import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORT_ENOUGH = 220
"""Characters: sentences of one voice are put together up to here, so that a shot can end after any of them."""
LONGEST = 380
"""Characters: a longer sentence is cut at a pause in it."""
_PAUSES = (re.compile(r"[;:–—]\s+"), re.compile(r",\s+"), re.compile(r"\s+"))
"""Where a long sentence is cut, the better places first."""
_OPENING = "“„«‹‘\"'(["
_CLOSING = "”“»›’\"')]"
_SOFT_HYPHEN = "\u00ad"
_SPEAKABLE = re.compile(r"\w")
_MARKUP = re.compile(r"[*_#~^|<>\[\]{}\\]+")
"""What some texts have for italics and the like: no voice is to read it."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Direct speech in a text: characters `start` to `end`, without its marks, and who says it."""

    start: int
    end: int
    speaker: UUID | None
    name: str = ""


def lines_of(text: str, speeches: Sequence[Speech] = (), *, start: int = 0) -> list[Line]:
    """Return the lines of one paragraph. `speeches` count characters as `start` does, where the paragraph begins."""
    lines: list[Line] = []
    for speech, first, last in _voices(text, speeches, start):
        who = (speech.speaker, speech.name) if speech is not None else (None, "")
        lines += [Line(piece, *who) for piece in _pieces(_plain(text[first:last]))]
    if not lines:
        return []
    *before, last_line = lines
    return [*before, Line(last_line.text, last_line.speaker, last_line.name, rests=True)]


def as_spoken(text: str) -> str:
    """Return a line as voices are given it: without what stands for italics and the like."""
    return " ".join(_MARKUP.sub(" ", text).split())


def _plain(text: str) -> str:
    """Return text in one row, without hyphens that are seen only where a row ends."""
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())


def _voices(text: str, speeches: Sequence[Speech], start: int) -> Iterator[tuple[Speech | None, int, int]]:
    """Part a paragraph by voices. Marks of quotation go with what is said."""
    place = 0
    for speech in sorted(speeches, key=lambda one: one.start):
        first, last = speech.start - start, speech.end - start
        if first < place or last > len(text) or first >= last:
            continue  # of another paragraph, or within what has been said already
        while first > place and text[first - 1] in _OPENING:
            first -= 1
        while last < len(text) and text[last] in _CLOSING:
            last += 1
        if first > place:
            yield None, place, first
        yield speech, first, last
        place = last
    if place < len(text):
        yield None, place, len(text)


def _pieces(text: str) -> list[str]:
    """Part what one voice says: whole sentences, some together, and those that are too long in pieces."""
    pieces: list[str] = []
    for span in sentences(text):
        sentence = text[span.start : span.end].strip()
        if not sentence:
            continue
        joins = pieces and (len(pieces[-1]) + len(sentence) < SHORT_ENOUGH or not _SPEAKABLE.search(sentence))
        if joins:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces += _cut(sentence)
    return [piece for piece in pieces if _SPEAKABLE.search(piece)]


def _cut(sentence: str) -> list[str]:
    """Cut a sentence that is too long as near its middle as a pause lies, and again until it is short enough."""
    if len(sentence) <= LONGEST:
        return [sentence]
    middle = len(sentence) / 2
    for pause in _PAUSES:
        ends = [
            match.end() for match in pause.finditer(sentence) if LONGEST / 8 < match.end() < len(sentence) - LONGEST / 8
        ]
        if ends:
            at = min(ends, key=lambda end: abs(end - middle))
            return [*_cut(sentence[:at].rstrip()), *_cut(sentence[at:])]
    return [*_cut(sentence[: round(middle)]), *_cut(sentence[round(middle) :])]
