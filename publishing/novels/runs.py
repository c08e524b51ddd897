"""Paragraphs as the typesetter takes them: lines of runs, each a string, a marked string, or the sign of a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from publishing.runs import runs_of
from storyboards.illustrated.tree import NoteSign, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storyboards.illustrated.tree import BookParagraph, ChapterNote

Run = Any
"""A string; [flags, string]; or a dictionary: the sign of a note."""
ENDLESS, PART = re.compile(r"[^\s\u200b-]{60,}"), re.compile(r".{1,12}", re.DOTALL)
"""A word that no line has room for, and what of it stands together."""
FLAGS = {"emphasis": "e", "strong": "s", "small-caps": "c"}


class Signs:
    """The notes of a chapter, each of which goes where it is first referred to."""

    def __init__(self, chapter: int, notes: Iterable[ChapterNote]) -> None:
        self._chapter = chapter
        self._notes = {note.number: note for note in notes}
        self._set: set[int] = set()

    def run_of(self, sign: NoteSign) -> dict[str, Any]:
        """Return a sign as a run; the first of a note brings it along."""
        is_first = sign.number not in self._set
        self._set.add(sign.number)
        blocks = _plain(self._notes[sign.number]) if is_first else None
        return {"id": f"note-{self._chapter}-{sign.number}", "label": sign.label, "blocks": blocks}

    def unset(self) -> list[ChapterNote]:
        """Return the notes to which nothing referred."""
        return [note for number, note in self._notes.items() if number not in self._set]


def lines_of(paragraph: BookParagraph, signs: Signs) -> list[list[Run]]:
    """Cut a paragraph into its lines, most have one, and each into runs. No character is lost but the newlines."""
    lines: list[list[Run]] = [[]]
    for piece in _pieces(paragraph, signs):
        if piece == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _pieces(paragraph: BookParagraph, signs: Signs) -> Iterator[Run]:
    for piece in runs_of(paragraph):
        if isinstance(piece, NoteSign):
            yield signs.run_of(piece)
            continue
        flags = "".join(sorted(FLAGS[mark] for mark in piece.marks))
        for line, text in enumerate(piece.text.split("\n")):
            if line:
                yield "\n"
            if text:
                breakable = ENDLESS.sub(lambda word: "\u200b".join(PART.findall(word[0])), text)
                yield [flags, breakable] if flags else breakable


def _plain(note: ChapterNote) -> list[list[Any]]:
    """Write a note as paragraphs of runs; notes have no notes."""
    return [_runs(paragraph) for block in note.blocks if isinstance(block, TextBlock) for paragraph in block.paragraphs]


def _runs(paragraph: BookParagraph) -> list[Any]:
    runs: list[Any] = []
    for line in lines_of(paragraph, Signs(0, ())):
        runs.extend([*(["\n"] if runs else []), *line])
    return runs
