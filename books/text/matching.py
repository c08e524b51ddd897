"""Finding the scenes and chapters of before in a text that has been written again. Knows no ORM."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FEWEST_SHARED = 0.5
"""Of the words of a text and of one written in its place: with fewer in common they are not the same."""
NEAREST = 8
"""Texts of before that a rewritten one is compared with."""


def match_texts(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Find for each of the `new` texts the index of the one of `old` that it is, or None.

    Texts that did not change are found first, wherever they stand. Of the others, a text between the same neighbours
    is the same if at least half of its words are.
    """
    matched: list[int | None] = [None] * len(new)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            matched[block.b + offset] = block.a + offset
    _match_moved(old, new, matched)
    _match_rewritten(matched, len(old), lambda before, now: is_rewriting(old[before], new[now]))
    return matched


def is_rewriting(old: str, new: str) -> bool:
    """Return whether two texts share so much that one is the other written again."""
    before, now = Counter(old.split()), Counter(new.split())
    return (before & now).total() >= FEWEST_SHARED * max(before.total(), now.total(), 1)


def _match_moved(old: Sequence[str], new: Sequence[str], matched: list[int | None]) -> None:
    """Find texts that did not change but stand in another place."""
    taken = {index for index in matched if index is not None}
    free: dict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(old))):
        if index not in taken:
            free[old[index]].append(index)
    for number, text in enumerate(new):
        if matched[number] is None and free[text]:
            matched[number] = free[text].pop()


def _match_rewritten(matched: list[int | None], count: int, is_same: Callable[[int, int], bool]) -> None:
    """Find texts that were rewritten in their place, between the same neighbours."""
    taken = {index for index in matched if index is not None}
    following = 0
    for number, index in enumerate(matched):
        if index is not None:
            following = index + 1
            continue
        for candidate in range(following, min(count, following + NEAREST)):
            if candidate in taken:
                break
            if is_same(candidate, number):
                matched[number] = candidate
                taken.add(candidate)
                following = candidate + 1
                break
