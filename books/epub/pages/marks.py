"""From where to where a text is emphasised, told by signs within it until its white space is folded."""

from __future__ import annotations

from books.manuscript import Mark, MarkKind

SIGN = "\x01"
"""Stands where a mark begins or ends. A control character: no parsed document has it, so that it is no text."""


class Signs:
    """The signs in the text that is being read, in order, and what each of them means."""

    def __init__(self) -> None:
        self._noted: list[tuple[MarkKind, int]] = []
        self._read = 0
        self._depths: dict[MarkKind, int] = {}

    def __bool__(self) -> bool:
        return bool(self._noted)

    def opening(self, kind: MarkKind) -> str:
        """The sign for the beginning of a mark."""
        self._noted.append((kind, 1))
        return SIGN

    def closing(self, kind: MarkKind) -> str:
        """The sign for the end of a mark."""
        self._noted.append((kind, -1))
        return SIGN

    def clear(self) -> None:
        """Forget the signs: their text has been read."""
        self._noted.clear()
        self._depths.clear()
        self._read = 0

    def read(self, line: str) -> tuple[str, tuple[Mark, ...]]:
        """The next line of the text without its signs, and the marks in it; its white space is folded.

        A mark that goes on in the next line ends here and begins there again; of two of a kind the outer counts.
        """
        pieces = line.split(SIGN)
        text = pieces[0]
        starts = dict.fromkeys(self._depths, 0)
        spans: list[tuple[int, int, MarkKind]] = []
        for piece in pieces[1:]:
            kind, step = self._noted[self._read]
            self._read += 1
            depth = self._depths.get(kind, 0) + step
            if depth:
                self._depths[kind] = depth
                starts.setdefault(kind, len(text))
            else:
                del self._depths[kind]
                spans.append((starts.pop(kind), len(text), kind))
            if piece[:1] == " " and text[-1:] in ("", " "):  # one space before the sign and one behind it
                piece = piece[1:]
            text += piece
        spans.extend((start, len(text), kind) for kind, start in starts.items())
        text = text.rstrip(" ")
        marks = (_trimmed(text, *span) for span in sorted(spans))
        return text, tuple(mark for mark in marks if mark.start < mark.end)


def _trimmed(text: str, start: int, end: int, kind: MarkKind) -> Mark:
    """A mark without the white space at its ends."""
    inner = text[start:end]
    return Mark(start + len(inner) - len(inner.lstrip(" ")), start + len(inner.rstrip(" ")), kind)
