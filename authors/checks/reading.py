"""A text taken apart for its rules: sentences, words, and what of it is spoken by somebody of the book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysts.text.quotations import find_quotes
from authors.contract import Paragraph

_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*['’]?", re.UNICODE)
_STOP = re.compile(r"(?:[.!?…]+|[.!?…]*—(?=[”\"]))[”’\"')\]]*(?=\s)")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Rev|Gen|Col|Capt|Lieut|Lt|Sgt|Hon|No|Vol|pp?|c|ca|cf|vs|etc|Co|Inc|Ltd|[A-Z])\.$"
)
_GOES_ON = re.compile(r"\s+[“‘\"'(\[]*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `start` and `end` are characters of its paragraph. `spoken`: inside direct speech."""

    text: str
    start: int
    end: int
    spoken: bool

    @property
    def plain(self) -> str:
        """The word in small letters, with straight apostrophes."""
        return self.text.lower().replace("’", "'").strip("'")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, with its words; `text` has its marks."""

    paragraph: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]

    @property
    def told(self) -> tuple[Word, ...]:
        """Its words outside direct speech."""
        return tuple(word for word in self.words if not word.spoken)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its sentences. Headings have none: they are no sentences."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of all sentences."""
        return tuple(word for sentence in self.sentences for word in sentence.words)


@lru_cache(maxsize=512)
def read(paragraphs: tuple[Paragraph, ...]) -> Reading:
    """Take a text apart."""
    quotes = find_quotes([paragraph.text for paragraph in paragraphs])
    sentences: list[Sentence] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "heading":
            continue
        spans = tuple((quote.start, quote.end) for quote in quotes[index])
        sentences += (
            Sentence(index, start, end, paragraph.text[start:end], words)
            for start, end in _sentence_spans(paragraph.text)
            if (words := _words(paragraph.text, start, end, spans))
        )
    return Reading(paragraphs, tuple(sentences))


def _sentence_spans(text: str) -> list[tuple[int, int]]:
    """Split where a stop is followed by a blank and no small letter; an abbreviation is no end."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        after = _GOES_ON.match(text, stop.end())
        if (after and after[0][-1].islower()) or _ABBREVIATED.search(text, start, stop.end()):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(text)))
    return [(begin + _blanks(text[begin:end]), end) for begin, end in spans if text[begin:end].strip()]


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _words(text: str, start: int, end: int, spoken: tuple[tuple[int, int], ...]) -> tuple[Word, ...]:
    return tuple(
        Word(found[0], found.start(), found.end(), any(a <= found.start() < b for a, b in spoken))
        for found in _WORD.finditer(text, start, end)
    )
