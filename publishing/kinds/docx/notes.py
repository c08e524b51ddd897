"""Footnotes: the part of the file that holds them, and their signs in the text. Knows no Django.

Word counts them anew in each section, which is a chapter; the book's own signs (“*”, “12”) give way to its numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.docx.xml import NO_ATTRIBUTES, Element, bookmarked, el, field, paragraph, run, run_of, val

if TYPE_CHECKING:
    from collections.abc import Callable

    from storyboards.illustrated.tree import ChapterNote, NoteSign

SIGN = "FootnoteReference"
BOOKMARKS_FROM = 500_000
"""The numbers of bookmarks of notes begin here."""


class Footnotes:
    """The notes of a book as far as it is written: `begin` a chapter, `refer` to its notes, write what is `left`."""

    def __init__(self) -> None:
        self.element = el("w:footnotes", NO_ATTRIBUTES, *_separators())
        self._count = 0
        self._notes: dict[int, ChapterNote] = {}
        self._ids: dict[int, int] = {}

    @property
    def are_any(self) -> bool:
        """Whether there is a note at all."""
        return self._count > 0

    def begin(self, notes: tuple[ChapterNote, ...]) -> None:
        """Go on to a chapter with these notes."""
        self._notes = {note.number: note for note in notes}
        self._ids = {}

    @property
    def left(self) -> list[ChapterNote]:
        """The notes of the chapter that no sign in the text stands for."""
        return [note for number, note in self._notes.items() if number not in self._ids]

    def refer(self, sign: NoteSign, write: Callable[[ChapterNote], list[Element]]) -> list[Element]:
        """Return what stands in the text for a sign. For its first one, `write` makes the paragraphs of the note."""
        note = self._notes.get(sign.number)
        if note is None:
            return []
        if sign.number in self._ids:
            shown = run(str(list(self._ids).index(sign.number) + 1), val("w:rStyle", SIGN))
            return field(f"NOTEREF _Note{self._ids[sign.number]} \\f \\h", shown, style=SIGN)
        self._count += 1
        self._ids[sign.number] = self._count
        self.element.append(el("w:footnote", {"w:id": self._count}, *_numbered(write(note))))
        reference = run_of(el("w:footnoteReference", {"w:id": self._count}), style=SIGN)
        return bookmarked(BOOKMARKS_FROM + self._count, f"_Note{self._count}", reference)


def _numbered(paragraphs: list[Element]) -> list[Element]:
    """Put the note's own number before its first paragraph."""
    number = run_of(el("w:footnoteRef"), style=SIGN)
    paragraphs[0].insert(1, number)
    paragraphs[0].insert(2, run(" "))
    return paragraphs


def _separators() -> list[Element]:
    """Make the lines between text and notes, which every part of notes begins with."""
    kinds = ((-1, "separator"), (0, "continuationSeparator"))
    return [
        el("w:footnote", {"w:type": kind, "w:id": number}, paragraph("FootnoteText", run_of(el(f"w:{kind}"))))
        for number, kind in kinds
    ]
