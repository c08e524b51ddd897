"""Text with line ends of its author's: paragraphs that `<br/>` ends, and the lines of a verse or an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.epub.pages.blocks import PlacedNoteReference
from books.epub.pages.inline import LINE_END
from books.epub.pages.kinds import is_verse
from books.epub.pages.marks import SIGN, InlineSigns, MarkedText
from books.epub.pages.text import folded
from books.manuscript import Mark, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_OF_VERSE = 90
"""Lines that `<br/>` ends and of which one has more characters are paragraphs, not lines of verse or an address."""


def read_paragraphs(text: str, signs: InlineSigns, kind: ParagraphKind) -> list[MarkedText]:
    """Split a text with line ends into the paragraphs that it is."""
    stretches: list[list[MarkedText]] = [[]]
    for source in text.replace("\n", " ").split(LINE_END):
        line = signs.read(folded(source))
        if line.text:
            stretches[-1].append(line)
        elif not source.replace(SIGN, "").strip():
            stretches.append([])
    paragraphs: list[MarkedText] = []
    for stretch in stretches:
        if kind == "verse" or all(len(line.text) <= LINE_OF_VERSE for line in stretch):
            paragraphs.append(_one_below_another(stretch))
        else:
            paragraphs.extend(stretch)
    return paragraphs


def is_set_in_lines(text: str) -> bool:
    """Return whether a verse without `<br/>` is set line by line in its source, as its author meant it."""
    if "\n" not in text:
        return False
    lines = [line for source in text.split("\n") if (line := folded(source.replace(SIGN, "")))]
    return is_verse("\n".join(lines), is_quoted=False)


def _one_below_another(lines: Iterable[MarkedText]) -> MarkedText:
    """Make one paragraph of these lines."""
    texts: list[str] = []
    marks: list[Mark] = []
    notes: list[PlacedNoteReference] = []
    before = 0
    for line in lines:
        texts.append(line.text)
        marks.extend(Mark(mark.start + before, mark.end + before, mark.kind) for mark in line.marks)
        notes.extend(PlacedNoteReference(sign.at + before, sign.reference) for sign in line.notes)
        before += len(line.text) + 1
    return MarkedText("\n".join(texts), tuple(marks), tuple(notes))
