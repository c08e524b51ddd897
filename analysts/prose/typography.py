"""One way of writing for the parser, whatever marks a book is set in. What it was trained on is written so, too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 48
"""Characters of a word that the parser gets to see: what is longer is no word of English."""

_SAME_LENGTH = str.maketrans("’‘ʼ′`´„«»", "''''''““”") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Half a character, which a damaged file may have, cannot be written at all."""
_NO_BLANK_AFTER = frozenset(("", " ", "(", "["))
_NO_BLANK_BEFORE = frozenset(("", " ", ",", ".", ";", ":", "!", "?", ")", "]"))
_OPENING = re.compile(r'(?:(?<=[\s(\[—–-])|^)"(?=\S)')
_OTHER_LENGTH = re.compile(
    rf"(?P<word>(?<![^\s—―])(?:(?!--)[^\s—―]){{{LONGEST_WORD + 1},}})"
    r"|(?P<dash>--+|[—―]+|(?<!\d)–|–(?!\d))|(?P<dots>…[….]*)|(?P<nothing>[\u00ad\u200b-\u200d\u2060\ufeff\0]+)"
    r"|(?P<blanks>\s\s+|[^\S ])"
)


@dataclass(slots=True)
class Written:
    """Text as the parser gets it: character `i` is from `starts[i]` to `ends[i]` of the text that was written.

    `replaced` are the places of the stretches for which a word stands.
    """

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    replaced: set[tuple[int, int]] = field(default_factory=set)

    def own(self, start: int, end: int) -> str:
        """Return what of characters `start` to `end` does not stand for something else."""
        places = zip(self.starts[start:end], self.ends[start:end], strict=True)
        return "".join(c for c, place in zip(self.text[start:end], places, strict=True) if place not in self.replaced)

    def add(self, text: str, start: int, end: int) -> None:
        """Add characters that all have the place `start` to `end`."""
        self.text += text
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place that characters `start` to `end` (one at least) are from."""
        return self.starts[start], max(self.ends[start:end])

    def keep(self, text: str, start: int, end: int, offset: int) -> None:
        """Add characters `start` to `end` of `text` as they are, each with its own place, counted from `offset`."""
        self.text += text[start:end]
        self.starts.extend(range(start + offset, end + offset))
        self.ends.extend(range(start + offset + 1, end + offset + 1))


def write(text: str, stand_ins: Iterable[tuple[int, int, str]] = (), offset: int = 0) -> Written:
    """Write `text` for the parser, with words for each stretch of `stand_ins` (start, end, words).

    Apostrophes become straight, double quotation marks curly, dashes stand between blanks, long words are cut short.
    Places count from `offset` before the text.
    """
    same = _OPENING.sub("“", text.translate(_SAME_LENGTH)).replace('"', "”")
    written = Written()
    start = 0
    for from_, to, words in stand_ins:
        _write_part(written, same, (start, from_), offset)
        left = "" if written.text[-1:] in _NO_BLANK_AFTER else " "
        right = "" if same[to : to + 1] in _NO_BLANK_BEFORE else " "
        written.add(f"{left}{words}{right}", from_ + offset, to + offset)
        written.replaced.add((from_ + offset, to + offset))
        start = to
    _write_part(written, same, (start, len(same)), offset)
    return written


def _write_part(written: Written, text: str, part: tuple[int, int], offset: int) -> None:
    start, stop = part
    for match in _OTHER_LENGTH.finditer(text, start, stop):
        written.keep(text, start, match.start(), offset)
        start = match.end()
        if match["word"]:
            written.keep(text, match.start(), match.start() + LONGEST_WORD, offset)
            written.ends[-1] = start + offset
        elif not match["nothing"]:
            written.add(
                _shown(match, written.text[-1:], text[start : start + 1]), match.start() + offset, start + offset
            )
    written.keep(text, start, stop, offset)


def _shown(match: re.Match[str], before: str, after: str) -> str:
    if match["dots"]:
        return "..."
    if match["blanks"]:
        return " "
    return f"{'' if before.isspace() else ' '}—{'' if after.isspace() else ' '}"
