"""Where findings stand in a draft: paragraphs in pieces, those marked that a finding is about."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.continuations.contract import StoryFinding


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, and the numbers of the findings about them, from 1; none: nothing was found there."""

    text: str
    findings: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """The numbers as a reader sees them."""
        return ", ".join(map(str, self.findings))


def marked(paragraphs: Sequence[str], findings: Sequence[StoryFinding]) -> list[list[Piece]]:
    """Return paragraphs in pieces. A finding that names no characters is about the whole of its paragraph."""
    return [_pieces(text, _spans(at, text, findings)) for at, text in enumerate(paragraphs)]


def _spans(paragraph: int, text: str, findings: Sequence[StoryFinding]) -> list[tuple[int, int, int]]:
    spans = []
    for number, found in enumerate(findings, 1):
        if found.paragraph == paragraph:
            start = min(max(found.start, 0), len(text))
            end = min(found.end, len(text))
            spans.append((start, end, number) if end > start else (0, len(text), number))
    return spans


def _pieces(text: str, spans: list[tuple[int, int, int]]) -> list[Piece]:
    cuts = sorted({0, len(text), *(cut for start, end, _ in spans for cut in (start, end))})
    pieces = [
        Piece(text[start:end], tuple(number for first, last, number in spans if first <= start and end <= last))
        for start, end in itertools.pairwise(cuts)
    ]
    return [piece for piece in pieces if piece.text]
