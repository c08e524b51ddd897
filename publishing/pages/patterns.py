"""Which pages a scene gets: patterns of layouts, by how much text it has and by what the pages before it look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.pages.catalogue import Audience, layouts
from publishing.pages.tree import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.rectangle import Rectangle

FULL = "panel-below"
"""Stands for the four layouts of a full picture with text on it: the picture decides which of them."""
FEW_WORDS = ((FULL,), ("above",), ("below",), ("framed",))
ONE_PAGE = (*FEW_WORDS, ("half-above",), ("vignette",))
TWO_PAGES = (
    ("picture", "text"),
    (FULL, "text"),
    ("above", "vignette"),
    ("picture", "half-above"),
    (FULL, "half-above"),
)
OPENED_OUT = (("picture", "text"), ("text", "picture"), ("picture", "vignette"))
"""What scenes of one page become, in turn, if the book needs more pages."""
_CHARACTERS_OF_A_WORD = 5.9
_EM_OF_A_CHARACTER = 0.43
_FILLED = 0.85
"""Which part of the room that this reckons with is really filled: lines and pages end early."""


@dataclass(frozen=True, slots=True)
class Capacities:
    """How many words a layout takes, roughly; the typesetter measures it afterwards."""

    width: float
    height: float
    audience: Audience

    def of(self, layout: str) -> int:
        """Return the words that fit a page of that layout at the size of the audience."""
        box = layouts()[layout].text
        return 0 if box is None or layout == "picture" else min(self._words(box), self.audience.words)

    def _words(self, box: Rectangle) -> int:
        size = self.audience.size
        characters = int(box.width * self.width * POINTS / (size * _EM_OF_A_CHARACTER))
        lines = int(box.height * self.height * POINTS / (size * 1.36))
        return int(characters * lines / _CHARACTERS_OF_A_WORD * _FILLED)

    def all_of(self, pattern: Sequence[str]) -> list[int]:
        """Return the words of each page."""
        return [self.of(layout) for layout in pattern]


def pattern_for(
    words: float, capacities: Capacities, *, number: int, used: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """Choose the pages of a scene that has a picture: as few as hold its words, and not those used last.

    `number` is that of its first page: a picture beside its text stands on a left-hand page. `used` are the patterns
    before it. A scene without words is a full picture.
    """
    if not words:
        return (FULL,)
    for patterns in (FEW_WORDS, ONE_PAGE, TWO_PAGES):
        fitting = [one for one in patterns if sum(capacities.all_of(one)) >= words]
        if fitting:
            return max(dict.fromkeys(fitting), key=lambda one: _liking(one, number, used))
    return tuple(_long(words, capacities))


def _liking(pattern: tuple[str, ...], number: int, used: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    """Prefer what faces the right way, then what was used longest ago; full pictures come round sooner."""
    faces_right = not (pattern[0] == "picture" and number % 2)
    last = max((at for at, one in enumerate(used) if one == pattern), default=-1)
    ago = len(used) - last
    return (int(faces_right), ago * 2 if FULL in pattern and ago > 1 else ago)


def _long(words: float, capacities: Capacities) -> Iterator[str]:
    """Yield a full picture, then text, with the picture's detail on every third page."""
    yield FULL
    left, at = words - capacities.of(FULL), 0
    while left > 0:
        layout = "vignette" if at % 3 == 1 else "text"
        yield layout
        left -= capacities.of(layout)
        at += 1
