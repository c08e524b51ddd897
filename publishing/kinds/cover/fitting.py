"""Words fitted into boxes before anything is set, so that the preview and the file break them alike.

Widths are estimated, rather too wide: the typesetter shrinks a line that is still too long.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""Bidirectional classes of letters."""
_NARROW, _WIDE_LETTERS = frozenset("fijlrtI.,:;'’‘!|()[] -"), frozenset("mwMW—…%@")
_STEP = 0.96
MOST_PIECES = 120
"""Of a title whose lines are made even."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines and the size in points at which they fit."""

    lines: tuple[str, ...]
    size: float


def is_right_to_left(text: str) -> bool:
    """Say whether a text is read from the right: by its first letter that says so."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in RIGHT_TO_LEFT:
            return True
        if kind == "L":
            return False
    return False


def width_of(text: str) -> float:
    """Estimate the width of a text in its own size."""
    return sum(map(_width_of, text))


def fitted(
    text: str, *, width: float, height: float, largest: float, smallest: float, leading: float = 1.2
) -> Fitted | None:
    """Break a text into even lines at the largest size at which it fits a box; None if none does. All in points."""
    return _largest(text, even_lines, width=width, height=height, sizes=(largest, smallest), leading=leading)


def filled(
    text: str, *, width: float, height: float, largest: float, smallest: float, leading: float = 1.2
) -> Fitted | None:
    """Break paragraphs into full lines at the largest size at which they fit a box; None if none does."""
    return _largest(text, full_lines, width=width, height=height, sizes=(largest, smallest), leading=leading)


def shortened(text: str, *, width: float, height: float, size: float, leading: float = 1.2) -> Fitted:
    """Break as much of a text as a box holds at a size, and end it where words were left out."""
    most = max(1, int(height / (size * leading)))
    lines = full_lines(text, width / size)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1].rstrip(" .,;:") + " …"
    return Fitted(tuple(lines), size)


def full_lines(text: str, width: float) -> list[str]:
    """Break each paragraph into lines as full as they can be, in a width by the size of the letters."""
    return [line for part in text.splitlines() for line in (_greedy(part, width) or [""])]


def even_lines(text: str, width: float) -> list[str]:
    """Break a title into as few lines as it needs, each about as long as the others."""
    fewest = len(_greedy(text, width))
    pieces = _pieces(text)
    if fewest <= 1 or len(pieces) > MOST_PIECES:
        return _greedy(text, width)
    wanted = width_of(text) / fewest
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for _ in range(fewest):
        reached: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                line = "".join(pieces[start:end]).strip()
                wide = width_of(line)
                if wide > width and end > start + 1:
                    break
                total = cost + (wide - wanted) ** 2
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, [*lines, line])
        best = reached
    return best[len(pieces)][1] if len(pieces) in best else _greedy(text, width)


def _largest(
    text: str,
    breaking: Callable[[str, float], list[str]],
    *,
    width: float,
    height: float,
    sizes: tuple[float, float],
    leading: float,
) -> Fitted | None:
    size, smallest = sizes
    while size >= smallest:
        lines = breaking(text, width / size)
        if lines and len(lines) * size * leading <= height and all(width_of(line) * size <= width for line in lines):
            return Fitted(tuple(lines), size)
        size *= _STEP
    return None


def _greedy(text: str, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width_of((line + piece).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: after words, and between characters of East Asian writing."""
    cuts = [0]
    for at, (before, after) in enumerate(pairwise(text), start=1):
        ends_word = before.isspace() and not after.isspace()
        if ends_word or (_is_full(before) and _is_full(after) and not _hangs(after)):
            cuts.append(at)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _is_full(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _hangs(character: str) -> bool:
    """Say whether no line may begin with a character."""
    return unicodedata.category(character) in ("Pe", "Pf", "Po") or character in "ーっッぁぃぅぇぉゃゅょ"


def _width_of(character: str) -> float:
    if _is_full(character):
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in _NARROW:
        return 0.29
    if character in _WIDE_LETTERS:
        return 0.86
    return 0.69 if character.isupper() else 0.49
