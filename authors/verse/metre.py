"""Whether a line can be spoken in a metre: its stressed syllables on the beats, the others between them.

A word of several syllables has its stress where it has it. A short word is freer: a noun or a verb of one syllable may
stand between beats (how many depends on the metre), and a small word (of, he, was) may carry one (one in a line); "a"
and "the" never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from authors.verse.stress import stresses

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
MOST_PROMOTED = 1
"""Weak words on a beat that a line bears."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a metre: `beats` with `gaps` unstressed syllables between (the first is the usual one).

    `lead` and `tail` are how many unstressed syllables may stand before the first beat and after the last. So many gaps
    as `loose` may be of another length than the usual, and so many strong words of one syllable as `demoted` may stand
    between beats.
    """

    beats: int
    gaps: tuple[int, ...]
    lead: tuple[int, ...]
    tail: tuple[int, ...] = (0, 1)
    loose: int = 0
    demoted: int = 1

    def patterns(self) -> tuple[str, ...]:
        """Return all rows of beats (/) and syllables between (x) that the line may have."""
        return _patterns(self)


@dataclass(frozen=True, slots=True)
class Metre:
    """A metre: the lines of a stanza in their order, which lines rhyme (equal letters; "-" with none)."""

    name: str
    lines: tuple[Line, ...]
    rhymes: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """Whether a line fits, and how: `/` on a beat, `x` between; empty where it does not."""

    fits: bool
    pattern: str = ""


_ANAPAEST = Line(beats=4, gaps=(2, 1), lead=(1, 2), loose=1, demoted=3)
_DACTYL = Line(beats=4, gaps=(2,), lead=(0,), tail=(0, 1, 2), demoted=3)
_IAMB = Line(beats=4, gaps=(1, 2), lead=(1, 0), loose=1, demoted=2)
_IAMB_SHORT = Line(beats=3, gaps=(1, 2), lead=(1, 0), loose=1)
_TROCHEE = Line(beats=4, gaps=(1, 2), lead=(0, 1), loose=1, demoted=2)
_LIMERICK_LONG = Line(beats=3, gaps=(2,), lead=(1, 2), tail=(0, 1, 2), demoted=2)
_LIMERICK_SHORT = Line(beats=2, gaps=(2,), lead=(1, 2), tail=(0, 1, 2), demoted=2)
METRES: dict[str, Metre] = {
    metre.name: metre
    for metre in (
        Metre("galloping couplets", (_ANAPAEST, _ANAPAEST), "aa"),
        Metre("waltzing couplets", (_DACTYL, _DACTYL), "aa"),
        Metre("walking couplets", (_IAMB, _IAMB), "aa"),
        Metre("marching couplets", (_TROCHEE, _TROCHEE), "aa"),
        Metre("ballad", (_IAMB, _IAMB_SHORT, _IAMB, _IAMB_SHORT), "-a-a"),
        Metre("limerick", (_LIMERICK_LONG, _LIMERICK_LONG, _LIMERICK_SHORT, _LIMERICK_SHORT, _LIMERICK_LONG), "aabba"),
    )
}


@cache
def _patterns(line: Line) -> tuple[str, ...]:
    rows: list[str] = []
    for gaps in product(line.gaps, repeat=line.beats - 1):
        if sum(gap != line.gaps[0] for gap in gaps) > line.loose:
            continue
        inside = "/" + "".join("x" * gap + "/" for gap in gaps)
        rows += ["x" * lead + inside + "x" * tail for lead in line.lead for tail in line.tail]
    return tuple(dict.fromkeys(rows))


def words_of(line: str) -> tuple[str, ...]:
    """Return the words of a line, as its stresses are looked up."""
    return tuple(found.lower().replace("’", "'") for found in _WORD.findall(line))


def scan(line: str, metre: Line) -> Scanned:
    """Say whether a line can be spoken so; the reading with the fewest liberties is returned."""
    choices = [stresses(word) for word in words_of(line)]
    best: tuple[int, str] | None = None
    for pattern in metre.patterns():
        taken = _taken(choices, pattern, metre.demoted)
        if taken is not None and (best is None or taken < best[0]):
            best = (taken, pattern)
    return Scanned(True, best[1]) if best else Scanned(False)


def scan_stanza(text: str, metre: Metre) -> tuple[Scanned, ...]:
    """Scan the lines of a text whose stanzas repeat the lines of a metre."""
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(scan(line, metre.lines[index % len(metre.lines)]) for index, line in enumerate(lines))


def _taken(choices: list[tuple[str, ...]], pattern: str, most_demoted: int) -> int | None:
    """Return how many liberties a line takes with a pattern, None if it cannot be spoken so.

    The words are laid along the pattern; what is kept is, for each place, the ways to have come there.
    """
    ways: dict[int, set[tuple[int, int]]] = {0: {(0, 0)}}
    for options in choices:
        reached: dict[int, set[tuple[int, int]]] = {}
        for start, liberties in ways.items():
            for option in options:
                cost = _cost(option, pattern[start : start + len(option)])
                if cost is not None:
                    end = reached.setdefault(start + len(option), set())
                    end.update((demoted + cost[0], promoted + cost[1]) for demoted, promoted in liberties)
        ways = reached
    allowed = [d + p for d, p in ways.get(len(pattern), ()) if d <= most_demoted and p <= MOST_PROMOTED]
    return min(allowed, default=None)


def _cost(option: str, place: str) -> tuple[int, int] | None:
    """Return what a word costs here: strong ones between beats, and weak ones on a beat; None if it cannot stand here.

    Of an option, `1` must be on a beat and `0` between, `2` may be either; `s` is a strong word of one syllable, `w` a
    weak one, `a` an article.
    """
    if len(place) != len(option):
        return None
    if any((kind == "1" and at == "x") or (kind in "0a" and at == "/") for kind, at in zip(option, place, strict=True)):
        return None
    return int(option == "s" and place == "x"), int(option == "w" and place == "/")
