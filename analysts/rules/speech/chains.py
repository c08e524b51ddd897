"""Who speaks in turn: of all ways to give the turns of a conversation to people, the one that is likeliest as a whole.

Somebody known to speak later says who speaks now, over any number of turns between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.rules.speech.weights import Weights

_MOST = 6
"""Candidates of a link that are compared."""
_FAR = 5
"""Paragraphs to the speech before the last, up to which a conversation goes back and forth."""

Pair = tuple[str | None, str | None]


@dataclass(slots=True)
class Link:
    """One person's speech: the paragraphs from `first` to `last`, and what speaks for each candidate by itself."""

    first: int
    last: int
    scores: Mapping[str | None, float]
    is_long: bool = False

    def __post_init__(self) -> None:
        best = sorted(self.scores.items(), key=lambda s: (-s[1], s[0] or ""))[:_MOST]
        self.scores = dict(best) or {None: 0.0}


def likeliest_speakers(links: Sequence[Link], weights: Weights) -> list[str | None]:
    """Return the speaker of each link, all together as likely as can be (Viterbi's algorithm, over the last two)."""
    best: dict[Pair, float] = {(None, None): 0.0}
    steps: list[dict[Pair, Pair]] = []
    for k, link in enumerate(links):
        again, in_turn = ties(links, k, weights)
        scores: dict[Pair, float] = {}
        step: dict[Pair, Pair] = {}
        for (second, last), score in best.items():
            for person, own in link.scores.items():
                total = score + own
                if person is not None:
                    total += again * (person == last) + in_turn * (person == second)
                if total > scores.get((last, person), float("-inf")):
                    scores[last, person], step[last, person] = total, (second, last)
        best = scores
        steps.append(step)
    return _followed_back(best, steps)


def _followed_back(best: Mapping[Pair, float], steps: Sequence[Mapping[Pair, Pair]]) -> list[str | None]:
    pair = min(best, key=lambda p: (-best[p], p[0] or "", p[1] or ""))
    speakers: list[str | None] = []
    for step in reversed(steps):
        speakers.append(pair[1])
        pair = step[pair]
    return speakers[::-1]


def ties(links: Sequence[Link], k: int, weights: Weights) -> tuple[float, float]:
    """Return what speaks for the speaker of the link before, and for the one before that."""
    if not k:
        return 0.0, 0.0
    gap = links[k].first - links[k - 1].last
    again = {1: "just_spoke", 2: "spoke_before"}.get(gap, "")
    if gap == 1 and links[k].is_long and links[k - 1].is_long:
        again = "speaks_on"
    if k < 2:
        return weights.hints.get(again, 0.0), 0.0
    way = gap + links[k - 1].first - links[k - 2].last
    in_turn = "in_turn" if way == 2 else "in_turn_far" if way <= _FAR else ""
    return weights.hints.get(again, 0.0), weights.hints.get(in_turn, 0.0)


def scores_in_place(
    links: Sequence[Link], k: int, speakers: Sequence[str | None], weights: Weights
) -> Mapping[str | None, float]:
    """Return what speaks for each candidate of a link, where the speakers of all other links are these."""
    scores = dict(links[k].scores)
    for person, tie in _neighbours(links, k, speakers, weights):
        if person in scores and person is not None:
            scores[person] += tie
    return scores


def _neighbours(
    links: Sequence[Link], k: int, speakers: Sequence[str | None], weights: Weights
) -> Iterable[tuple[str | None, float]]:
    for at, other in ((k, k - 1), (k + 1, k + 1)):
        if 0 <= other < len(links):
            yield speakers[other], ties(links, at, weights)[0]
    for at, other in ((k, k - 2), (k + 2, k + 2)):
        if 0 <= other < len(links):
            yield speakers[other], ties(links, at, weights)[1]
