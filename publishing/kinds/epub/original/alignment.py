"""Finding the paragraphs of our text in the pages that they were read from.

Both are sequences of letters that differ little: pages have the signs and texts of notes, numbers of pages and words
that are no part of the story. Paragraphs whose beginning is unlike all others are certain; what lies between two
certain ones is looked for only there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEGINNING = 40
"""Letters by which a paragraph is known."""
LEAST = 16
"""Letters of a paragraph that may be certain."""
PIECE, LEAST_PIECE = 24, 4
"""Letters that are looked for where the beginning is not found: of a long paragraph, and of the shortest."""
REACH = 2000
"""Letters beyond a paragraph in which pieces of a short one are looked for: they may stand anywhere."""
SHIFT = 4
"""Letters that a run may have before the paragraph it begins with: a drop cap that is drawn, a number."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a paragraph is: the runs in which it begins and ends, and whether it begins with the first."""

    first: int
    last: int
    is_at_start: bool


def align(paragraphs: Sequence[str], runs: Sequence[str]) -> list[Found | None]:
    """Find each paragraph among the runs of text; None for those that are not found. Both are letters only."""
    return _Alignment(paragraphs, runs).find()


class _Alignment:
    def __init__(self, paragraphs: Sequence[str], runs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self._runs = runs
        self._letters = "".join(runs)
        self._starts = [0, *accumulate(map(len, runs))]

    def find(self) -> list[Found | None]:
        found: list[Found | None] = [None] * len(self._paragraphs)
        certain = dict(self._certain())
        bounds = [*(self._starts[run] for run in certain.values()), len(self._letters)]
        cursor, passed = 0, 0
        for number, paragraph in enumerate(self._paragraphs):
            if number in certain:
                passed += 1
                at = self._starts[certain[number]]
            else:
                at = self._place(paragraph, cursor, bounds[passed])
            if at < 0:
                continue
            found[number] = self._found(paragraph, at, bounds[passed])
            cursor = max(cursor, at + 1)
        return found

    def _certain(self) -> Iterator[tuple[int, int]]:
        """Yield paragraphs with their runs where only one of each begins so, in an order that both have."""
        ours = Counter(paragraph[:BEGINNING] for paragraph in self._paragraphs)
        theirs = Counter(run[:BEGINNING] for run in self._runs)
        places = {run[:BEGINNING]: place for place, run in enumerate(self._runs)}
        pairs = [
            (number, places[key])
            for number, paragraph in enumerate(self._paragraphs)
            if len(key := paragraph[:BEGINNING]) >= LEAST and ours[key] == 1 and theirs[key] == 1
        ]
        yield from _rising(pairs)

    def _place(self, paragraph: str, low: int, high: int) -> int:
        """Find the letter at which a paragraph begins, between two others; -1 if it is not there."""
        if not paragraph:
            return -1
        at = self._letters.find(paragraph[:BEGINNING], low, high)
        if at >= 0:
            return at
        for offset, size in _pieces(len(paragraph)):
            piece = paragraph[offset : offset + size]
            at = self._letters.find(piece, low, min(high, low + REACH + len(paragraph)) if size < PIECE else high)
            if at >= 0:
                run = self._run_at(at)
                begins = max(low, at - offset)
                return self._starts[run] if abs(begins - self._starts[run]) <= offset else begins
        return -1

    def _found(self, paragraph: str, at: int, high: int) -> Found:
        first = self._run_at(at)
        end = self._letters.find(paragraph[-PIECE:], at, high)
        last = self._run_at(end + len(paragraph[-PIECE:]) - 1) if end >= 0 else first
        far = end < 0 or end - at > 2 * len(paragraph) + 200
        return Found(first, first if far else last, at - self._starts[first] <= SHIFT)

    def _run_at(self, letter: int) -> int:
        return min(bisect_right(self._starts, letter) - 1, len(self._runs) - 1)


def _pieces(length: int) -> Iterator[tuple[int, int]]:
    """Yield where pieces of a paragraph begin, and their sizes: whatever stands between its letters, one is whole."""
    if length >= 2 * PIECE:
        yield from ((offset, PIECE) for offset in (1, 12, PIECE, length - PIECE))
        return
    size = max(LEAST_PIECE, length // 3)
    yield from ((offset, size) for offset in (1, *range(0, length - size + 1, size)))


def _rising(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the longest selection of pairs in which the second rises, too."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(holders[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            holders.append(place)
        else:
            ends[length], holders[length] = value, place
    chain: list[int] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    yield from (pairs[place] for place in reversed(chain))
