"""Cutting a source into passages: stretches of paragraphs that a sentence can rest on, with ids that stay."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from analysts.text.blocks import sentences
from authors.sources.records import SourcePassage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from authors.sources.records import Block

SHORT = 40
"""Words: a paragraph with fewer is put together with those that follow, under the same heading and on the same page."""
LONG = 160
"""Words: a longer paragraph is cut between sentences, and none is put together beyond it."""
LONGEST = 300
"""Words: a sentence that is longer is cut between words."""
LONGEST_LETTERS = 4000
"""Characters, for texts that have no words."""
APPARATUS = re.compile(
    r"^(?:references|notes|footnotes|endnotes|citations|bibliography|works cited|further reading|external links"
    r"|see also|sources|sources and further reading|index|contents|table of contents)\.?$",
    re.IGNORECASE,
)
"""Headings under which a source names others: what stands there says nothing of anybody's life."""
EDIT_LINK = re.compile(r"\s*\[\s*edit\s*\]\s*$", re.IGNORECASE)


def passages_of(blocks: Iterable[Block], *, source: UUID) -> list[SourcePassage]:
    """Cut the text of a source into passages.

    Ids follow from the source, the words, and how often these words have come before. Where a paragraph changes, those
    under other headings and those that stand alone keep their ids.
    """
    seen: Counter[str] = Counter()
    passages: list[SourcePassage] = []
    for heading, page, text in _stretches(blocks):
        key = " ".join(text.casefold().split())
        passage_id = uuid5(source, f"{seen[key]}\n{key}")
        seen[key] += 1
        passages.append(
            SourcePassage(id=str(passage_id), number=len(passages) + 1, text=text, heading=heading, page=page)
        )
    return passages


def _stretches(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str]]:
    """Yield heading, page and text of each passage."""
    heading, page = "", ""
    waiting: list[str] = []
    for block in blocks:
        starts_anew = block.kind == "heading" or block.page != page
        if waiting and (starts_anew or _words(waiting) >= SHORT or _words([*waiting, block.text]) > LONG):
            yield heading, page, " ".join(waiting)
            waiting = []
        page = block.page
        if block.kind == "heading":
            heading = EDIT_LINK.sub("", block.text)[:300]
            continue
        if APPARATUS.match(heading) or not any(map(str.isalnum, block.text)):
            continue
        *whole, last = _pieces(block.text)
        for piece in whole:
            yield heading, page, " ".join([*waiting, piece])
            waiting = []
        waiting.append(last)
    if waiting:
        yield heading, page, " ".join(waiting)


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _pieces(text: str) -> list[str]:
    """Cut a long paragraph between sentences into pieces of about the same length."""
    words = len(text.split())
    if words <= LONG and len(text) <= LONGEST_LETTERS:
        return [text]
    pieces = -(-words // LONG)
    cut: list[list[str]] = [[]]
    passed = 0
    for sentence in _sentences(text):
        length = len(sentence.split())
        if cut[-1] and passed + length / 2 > words * len(cut) / pieces:
            cut.append([])
        cut[-1].append(sentence)
        passed += length
    return [" ".join(sentences) for sentences in cut]


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        words = text[start:end].split()
        for first in range(0, len(words), LONGEST):
            piece = " ".join(words[first : first + LONGEST])
            yield from (piece[at : at + LONGEST_LETTERS] for at in range(0, len(piece), LONGEST_LETTERS))
