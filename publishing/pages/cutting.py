"""Cutting a passage into the texts of several pages: between paragraphs where it can be, else between sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BETWEEN = "\n\n"
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]*]* +(?=[“‘\"'(\[*]*[A-ZÀ-Þ0-9])")
_WITHIN_PARAGRAPH = 0.12
"""A cut within a paragraph is as bad as one that is off by this part of a page's words."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not cut: a sentence; `opens` says whether it begins a paragraph, and headings keep what follows."""

    text: str
    words: int
    opens: bool
    is_heading: bool


def words_in(source: str) -> int:
    """Count the words of a text."""
    return len(source.split())


def cut(paragraphs: Sequence[str], capacities: Sequence[int]) -> list[str]:
    """Share paragraphs out among as many texts as there are capacities (in words), each by its share of them.

    All characters are kept but for the blanks at cuts. Texts of capacity 0 are empty; later ones may stay empty, too,
    if there is too little to share.
    """
    pieces = list(_pieces(paragraphs))
    total, room = sum(piece.words for piece in pieces), sum(capacities)
    texts, at, wanted = [], 0, 0.0
    last = max((index for index, capacity in enumerate(capacities) if capacity), default=-1)
    for index, capacity in enumerate(capacities):
        wanted += total * capacity / room if room else 0
        end = len(pieces) if index == last else _cut_at(pieces, at, wanted, capacity) if capacity else at
        texts.append(_joined(pieces[at:end]))
        at = max(at, end)
    return texts


def _cut_at(pieces: Sequence[_Piece], at: int, wanted: float, capacity: int) -> int:
    """Return the index of the piece before which to cut, so that about `wanted` words stand before it."""
    best, best_cost, words = at, float("inf"), sum(piece.words for piece in pieces[:at])
    for index in range(at, len(pieces) + 1):
        is_end = index == len(pieces)
        after_heading = index > at and pieces[index - 1].is_heading
        cost = abs(words - wanted) + (0 if is_end or pieces[index].opens else _WITHIN_PARAGRAPH * capacity)
        if cost < best_cost and not after_heading:
            best, best_cost = index, cost
        words += 0 if is_end else pieces[index].words
    return best


def _pieces(paragraphs: Sequence[str]) -> Iterator[_Piece]:
    for paragraph in paragraphs:
        start = 0
        for end in [*(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]:
            text = paragraph[start:end]
            if end < len(paragraph) and text.replace("\\*", "").count("*") % 2:
                continue  # within italics
            yield _Piece(text, words_in(text), start == 0, paragraph.startswith("# "))
            start = end


def _joined(pieces: Sequence[_Piece]) -> str:
    texts: list[str] = []
    for piece in pieces:
        if piece.opens or not texts:
            texts.append(piece.text)
        else:
            texts[-1] += piece.text
    return BETWEEN.join(text.rstrip(" ") for text in texts)
