"""Text as CommonMark 0.31 that means the same text, to the character. Knows no Django."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from publishing.runs import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from books.manuscript import MarkKind
    from storyboards.illustrated.tree import NoteSign

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#~|$]")
"""What may mean something anywhere, in CommonMark or in its common extensions."""
_LINE_BEGINNING = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_BLANKS = re.compile(r"^[ \t]+|[ \t]+$")
TAGS: dict[MarkKind, tuple[str, str]] = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "small-caps": ('<span style="font-variant: small-caps">', "</span>"),
}
STARS: dict[MarkKind, str] = {"emphasis": "*", "strong": "**"}


def escaped(text: str) -> str:
    """Escape what means something within a line. Where lines begin and end is looked after by `lines_of`."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def inline(pieces: Iterable[Run | NoteSign], numbers: dict[int, int]) -> str:
    """Write a paragraph's runs; `numbers` are those of the book's notes by their number in the chapter."""
    listed = list(pieces)
    written: list[str] = []
    for is_marked, group in groupby(
        enumerate(listed), key=lambda item: isinstance(item[1], Run) and bool(item[1].marks)
    ):
        members = list(group)
        for at, piece in members:
            if not isinstance(piece, Run):
                written.append(f"[^{numbers[piece.number]}]" if piece.number in numbers else "")
            elif is_marked:
                beside = (_end_of(listed, at - 1, -1), _end_of(listed, at + 1, 0)) if len(members) == 1 else None
                written.append(_marked(piece, beside))
            else:
                written.append(escaped(piece.text))
    return "".join(written)


def lines_of(text: str) -> list[str]:
    """Return the lines of a paragraph that is written: each but the last ends with a break that stays."""
    lines = [_line(line) for line in text.split("\n")]
    return [*(f"{line}\\" for line in lines[:-1]), lines[-1]]


def _line(line: str) -> str:
    """Protect what means something where a line begins, and blanks that would be dropped where it begins or ends."""
    line = _BLANKS.sub(lambda blanks: "".join(f"&#{ord(blank)};" for blank in blanks.group()), line)
    return _LINE_BEGINNING.sub(_protected, line)


def _protected(found: re.Match[str]) -> str:
    return f"\\{found.group(1)}" if found.group(1) else f"{found.group(2)}\\{found.group(3)}"


def _end_of(pieces: Sequence[Run | NoteSign], at: int, place: int) -> str:
    """Return the character of a neighbour that stands beside a run; a note's sign has brackets there."""
    if not 0 <= at < len(pieces):
        return ""
    piece = pieces[at]
    return piece.text[place] if isinstance(piece, Run) else "]["[place]


def _marked(run: Run, beside: tuple[str, str] | None) -> str:
    """Set off a run: by stars where they are certain to be understood (not next to another), else by tags of HTML."""
    text = escaped(run.text)
    kinds = [kind for kind in TAGS if kind in run.marks]
    if beside is not None and "small-caps" not in kinds and "\n" not in text and _can_flank(run.text, *beside):
        stars = "".join(STARS[kind] for kind in kinds)
        return f"{stars}{text}{stars}"
    opening = "".join(TAGS[kind][0] for kind in kinds)
    return opening + text + "".join(TAGS[kind][1] for kind in reversed(kinds))


def _can_flank(text: str, before: str, after: str) -> bool:
    """Return whether stars around a text open and close: CommonMark's left- and right-flanking, on the safe side."""
    return _is_tight(text[0], before) and _is_tight(text[-1], after)


def _is_tight(inner: str, outer: str) -> bool:
    if inner.isspace():
        return False
    return unicodedata.category(inner)[0] not in "PS" or not outer or outer.isspace() or _is_punctuation(outer)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P"
