"""A book as the rules read it: blocks of text with their tokens, sentences and quotations."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon.titles import ABBREVIATED
from analysts.text.quotations import Quotation, detect_style, find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from books.text.content import ChapterText

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\Wa-z_])")
_ENDING = re.compile(r"[’'](?:s|S|ll|ve|d|re|m)$")
_TALE_WORDS = 40
_OPENERS = frozenset('.!?…:;“"”‘«»„「」')


class Token(NamedTuple):
    """A word: its text and span, whether a sentence may begin with it, whether it stands in direct speech."""

    text: str
    start: int
    end: int
    opens: bool
    spoken: bool


_START = attrgetter("start")


class Span(NamedTuple):
    """A stretch of a block's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SceneBlock:
    """One paragraph of a scene. `offset` is where it begins in `SceneText.text`."""

    chapter: int
    scene: int
    offset: int
    text: str
    quotes: tuple[Quotation, ...]
    tokens: tuple[Token, ...]

    @property
    def is_tale(self) -> bool:
        """True for a long paragraph of a story that somebody tells in the book: speech that narrates."""
        if len(self.quotes) != 1 or len(self.tokens) < _TALE_WORDS:
            return False
        quote = self.quotes[0]
        return (quote.continues or not quote.closed) and quote.end - quote.start > 0.95 * len(self.text)

    def tokens_within(self, span: Span) -> tuple[int, int]:
        """Return the first token that begins in a stretch, and the first one after."""
        begin = bisect_left(self.tokens, span.start, key=_START)
        return begin, bisect_left(self.tokens, span.end, begin, key=_START)

    @property
    def narration(self) -> tuple[Span, ...]:
        """The stretches outside of direct speech, without the quotation marks; all of a tale."""
        if self.is_tale:
            return (Span(self.quotes[0].start, self.quotes[0].end),)
        spans, at = [], 0
        for q in self.quotes:
            if q.start - 1 > at:
                spans.append(Span(at, q.start - 1))
            at = q.end + 1
        if at < len(self.text):
            spans.append(Span(at, len(self.text)))
        return tuple(s for s in spans if self.text[s.start : s.end].strip())


def read_blocks(chapters: Iterable[ChapterText]) -> list[SceneBlock]:
    """Read every paragraph of `chapters` in order; the style of quotation is judged chapter by chapter."""
    blocks: list[SceneBlock] = []
    for chapter in chapters:
        style = detect_style([p for s in chapter.scenes for p in s.paragraphs])
        for scene in chapter.scenes:
            offset = 0
            for text, quotes in zip(scene.paragraphs, find_quotes(scene.paragraphs, style), strict=True):
                blocks.append(
                    SceneBlock(chapter.number, scene.number, offset, text, quotes, tuple(tokens(text, quotes)))
                )
                offset += len(text) + 2
    return blocks


def tokens(text: str, quotes: Sequence[Quotation] = ()) -> list[Token]:
    """Split `text` into its words; possessive endings stay on their word."""
    words: list[Token] = []
    spans = iter(quotes)
    quote = next(spans, None)
    last_end, last = 0, ""
    for m in _TOKEN.finditer(text):
        start, end = m.span()
        while quote and start >= quote.end:
            quote = next(spans, None)
        spoken = quote is not None and start >= quote.start
        opens = not words or _opens(text[last_end:start], last)
        last, last_end = sys.intern(m[0]), end  # a book has each of its words many times
        words.append(Token(last, start, end, opens, spoken))
    return words


def _opens(gap: str, previous: str) -> bool:
    if gap == " ":
        return False
    marks = _OPENERS.intersection(gap)
    if not marks:
        return False
    if marks == {"."} and gap.startswith("."):
        return not (previous.lower() in ABBREVIATED or (len(previous) == 1 and previous != "I"))
    return True


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Split `text` (or a stretch of it) into sentences; "Mr." and initials end none."""
    start, stop = within or (0, len(text))
    spans: list[Span] = []
    for m in _SENTENCE_END.finditer(text, start, stop):
        head = text[max(start, m.start() - 12) : m.start()]
        word = re.search(r"([^\W\d_]+)$", head)
        if m[0].startswith(".") and word and (word[1].lower() in ABBREVIATED or (len(word[1]) == 1 and word[1] != "I")):
            continue
        spans.append(Span(start, m.end()))
        start = m.end()
    if start < stop and text[start:stop].strip():
        spans.append(Span(start, stop))
    return spans


def bare(word: str) -> str:
    """Strip a word of its possessive ending or a contracted verb ("Tom’s", "Tom’ll")."""
    if "’" not in word and "'" not in word:
        return word
    m = _ENDING.search(word)
    return word[: m.start()] if m and m.start() else word
