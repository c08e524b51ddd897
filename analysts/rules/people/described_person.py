"""Whom a description stands for: who is named near its uses, and does not talk with whoever is meant by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from analysts.bible import Gender
from analysts.lexicon.speech import STRONG_SPEECH

if TYPE_CHECKING:
    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock

_BACK, _AHEAD = 4, 2
"""Paragraphs before and after a use in which somebody is near."""
_MIN_USES, _MANY_USES = 8, 30
_SHARE, _SHARE_OF_MANY, _ODDS = 0.72, 0.42, 4.5
_BESIDE = 0.1
_IN_TURN = 0.15
_MAX_USUAL = 0.5
"""Somebody near every second paragraph of the book is near everything."""
_AT_HOME = 0.3
"""Somebody so usual needs `_MANY_USES` of a description to be meant by it."""


@dataclass(frozen=True, slots=True)
class Use:
    """Where a description stands (block and token), the blocks in which it is said to speak, and its gender.

    `common` is said of a noun that fits anybody ("the girl").
    """

    places: Sequence[tuple[int, int]]
    spoke: Sequence[int]
    gender: Gender
    common: bool


class NearbyPeople:
    """Who is named near each paragraph, how usual that is, and who is said to speak in it."""

    def __init__(self, blocks: Sequence[SceneBlock], cast: Cast) -> None:
        self.cast = cast
        self.blocks = blocks
        self.named = [cast.mentions(b) for b in blocks]
        sets = [{m.person for m in mentions} for mentions in self.named]
        self.near = [
            set().union(*sets[max(0, n - _BACK) : n + _AHEAD + 1]) if blocks else set() for n in range(len(blocks))
        ]
        self.speaking = [_speaking(b, mentions) for b, mentions in zip(blocks, self.named, strict=True)]
        usual: Counter[str] = Counter()
        for people in self.near:
            usual.update(people)
        self.usual = {p: c / len(blocks) for p, c in usual.items()}

    def companion(self, use: Use) -> str | None:
        """Return the one person who is near most uses, seldom in their very sentence, and never in talk with them."""
        uses = len(use.places)
        if uses < _MIN_USES * (2 if use.common else 1):
            return None
        near: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for n, k in use.places:
            near.update(self.near[n])
            beside.update(self._beside(n, k))
        needed = _SHARE_OF_MANY if uses >= _MANY_USES else _SHARE
        best, best_score = None, 0.0
        for person, count in sorted(near.items()):
            share, usual = count / uses, self.usual[person]
            if share < needed or usual > _MAX_USUAL or (usual > _AT_HOME and uses < _MANY_USES):
                continue
            odds = (share / (1.04 - share)) / (usual / (1.04 - usual))
            gender = self.cast.gender(person)
            if odds < _ODDS or (use.gender != gender and "unknown" not in (gender, use.gender)):
                continue
            if beside[person] > _BESIDE * uses or self._talks_with(person, use):
                continue
            if share * log(odds) > best_score:
                best, best_score = person, share * log(odds)
        return best

    def _talks_with(self, person: str, use: Use) -> bool:
        """Say whether the two are said to speak one after the other."""
        turns = [n for n in use.spoke for k in (n - 1, n + 1) if person in self._speaking_in(k)]
        return len(turns) >= max(2, _IN_TURN * len(use.spoke))

    def _speaking_in(self, n: int) -> frozenset[str]:
        return self.speaking[n] if 0 <= n < len(self.speaking) else frozenset()

    def _beside(self, n: int, k: int) -> set[str]:
        toks = self.blocks[n].tokens
        first = next((j for j in range(k, -1, -1) if toks[j].opens), 0)
        last = next((j for j in range(k + 1, len(toks)) if toks[j].opens), len(toks))
        return {m.person for m in self.named[n] if first <= m.first < last and m.spoken == toks[k].spoken}


def _speaking(block: SceneBlock, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return those who are said to speak in a paragraph."""
    toks = block.tokens
    speakers = set()
    for m in mentions:
        before = m.first - 2 if m.first and toks[m.first - 1].text in ("the", "The") else m.first - 1
        is_after_verb = before >= 0 and toks[before].text in STRONG_SPEECH
        if not m.spoken and (is_after_verb or (m.last < len(toks) and toks[m.last].text in STRONG_SPEECH)):
            speakers.add(m.person)
    return frozenset(speakers)
