"""A paragraph as runs of text that look alike, with the signs of its notes between them. Knows no ORM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.manuscript import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storyboards.illustrated.tree import BookParagraph, NoteSign


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the kinds of marks that all of it bears."""

    text: str
    marks: frozenset[MarkKind] = frozenset()


def runs_of(paragraph: BookParagraph) -> Iterator[Run | NoteSign]:
    """Cut a paragraph where a mark begins or ends and where a note's sign stands.

    The texts of the runs together are the text of the paragraph. Marks may overlap and reach past the text.
    """
    text, marks = paragraph.text, paragraph.marks
    signs = sorted(paragraph.signs, key=lambda sign: sign.at)
    cuts = {min(max(at, 0), len(text)) for mark in marks for at in (mark.start, mark.end)}
    cuts |= {min(max(sign.at, 0), len(text)) for sign in signs} | {0, len(text)}
    places = sorted(cuts)
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        while signs and signs[0].at <= start:
            yield signs.pop(0)
        if start < end:
            kinds = frozenset(mark.kind for mark in marks if mark.start <= start and mark.end >= end)
            yield Run(text[start:end], kinds)
    yield from signs
