"""Where a text is emphasised or has the sign of a note, kept as signs within it until its white space is folded."""

from __future__ import annotations

from typing import NamedTuple

from books.epub.pages.blocks import NoteReference, PlacedNoteReference
from books.manuscript import Mark, MarkKind

SIGN = "\x01"
"""Stands where a mark begins or ends, or where a note's sign is. No parsed document has a control character."""


class MarkedText(NamedTuple):
    """A line or paragraph with its white space folded, the marks in it, and the signs of notes."""

    text: str
    marks: tuple[Mark, ...] = ()
    notes: tuple[PlacedNoteReference, ...] = ()


class _Boundary(NamedTuple):
    """The beginning (1) or end (−1) of a mark."""

    kind: MarkKind
    step: int


class InlineSigns:
    """The signs in the text that is being read, in order, and what each of them means."""

    def __init__(self) -> None:
        self._signs: list[_Boundary | NoteReference] = []
        self._read = 0
        self._depths: dict[MarkKind, int] = {}

    def __bool__(self) -> bool:
        return bool(self._signs)

    def opening(self, kind: MarkKind) -> str:
        """Return the sign for the beginning of a mark."""
        self._signs.append(_Boundary(kind, 1))
        return SIGN

    def closing(self, kind: MarkKind) -> str:
        """Return the sign for the end of a mark."""
        self._signs.append(_Boundary(kind, -1))
        return SIGN

    def note(self, reference: NoteReference) -> str:
        """Return the sign for the place of a note."""
        self._signs.append(reference)
        return SIGN

    def notes_at(self, at: int) -> tuple[PlacedNoteReference, ...]:
        """Return all notes that have not been read yet, as if their signs stood at one place."""
        return tuple(
            PlacedNoteReference(at, sign) for sign in self._signs[self._read :] if isinstance(sign, NoteReference)
        )

    def clear(self) -> None:
        """Forget the signs: their text has been read."""
        self._signs.clear()
        self._depths.clear()
        self._read = 0

    def read(self, line: str) -> MarkedText:
        """Read the next line of the text without its signs, with what they mean; its white space is folded.

        A mark that goes on in the next line ends here and begins there again; of two of a kind the outer counts.
        """
        pieces = line.split(SIGN)
        text = pieces[0]
        starts = dict.fromkeys(self._depths, 0)
        spans: list[tuple[int, int, MarkKind]] = []
        notes: list[PlacedNoteReference] = []
        for piece in pieces[1:]:
            sign = self._signs[self._read]
            self._read += 1
            if isinstance(sign, NoteReference):
                notes.append(PlacedNoteReference(len(text.rstrip(" ")), sign))
            else:
                self._cross(sign, len(text), starts, spans)
            is_second_space = piece[:1] == " " and text[-1:] in ("", " ")
            text += piece[1:] if is_second_space else piece
        spans.extend((start, len(text), kind) for kind, start in starts.items())
        text = text.rstrip(" ")
        marks = (_trimmed(text, *span) for span in sorted(spans))
        return MarkedText(text, tuple(mark for mark in marks if mark.start < mark.end), tuple(notes))

    def _cross(
        self, boundary: _Boundary, at: int, starts: dict[MarkKind, int], spans: list[tuple[int, int, MarkKind]]
    ) -> None:
        """Begin or end a mark at a place; `starts` has the marks that are open, `spans` those that have ended."""
        kind = boundary.kind
        depth = self._depths.get(kind, 0) + boundary.step
        if depth:
            self._depths[kind] = depth
            starts.setdefault(kind, at)
        else:
            del self._depths[kind]
            spans.append((starts.pop(kind), at, kind))


def _trimmed(text: str, start: int, end: int, kind: MarkKind) -> Mark:
    """Trim a mark by the white space at its ends."""
    inner = text[start:end]
    return Mark(start + len(inner) - len(inner.lstrip(" ")), start + len(inner.rstrip(" ")), kind)
