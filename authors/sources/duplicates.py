"""Which sources are copies of one another, by the runs of words that they share.

Each source is the set of its runs of five words (w-shingling, Broder 1997); of a long one a fixed part of them is
taken, chosen by a hash, so that the same runs are taken of all. How much of one stands in another is the containment
of the sets, which finds an excerpt in a book as well as a mirror of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from authors.sources.records import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RUN = 5
"""Words."""
COPY, PARTLY = 0.7, 0.3
"""How much of a source stands in another that makes it a copy, or leans on it in part."""
FEWEST_RUNS = 20
"""Of a source with fewer nothing is said."""
MOST_RUNS = 20_000
"""Of which a source is known; of those of longer ones every second, fourth, … is taken, the same of all."""
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a source stands in another: `of` is the other's key, `part` from 0 to 1."""

    of: str
    part: float


def runs_in(texts: Iterable[str]) -> frozenset[int]:
    """Return the hashes of the runs of words in the passages of a source."""
    runs: set[int] = set()
    for text in texts:
        words = WORD.findall(text.casefold())
        for start in range(len(words) - RUN + 1):
            digest = blake2b(" ".join(words[start : start + RUN]).encode(), digest_size=8).digest()
            runs.add(int.from_bytes(digest))
    return frozenset(runs)


def copies(sources: Mapping[str, frozenset[int]], *, better: Sequence[str]) -> dict[str, Likeness]:
    """Return for each source that leans on a better one which that is, and how much stands in it.

    `better` are the keys of all sources, the best first: of two that are equal the first is the one that stays.
    """
    every = 1
    while any(len(runs) / every > MOST_RUNS for runs in sources.values()):
        every *= 2
    taken = {key: {run for run in runs if run % every == 0} for key, runs in sources.items()}
    found: dict[str, Likeness] = {}
    for place, key in enumerate(better):
        own = taken[key]
        if len(sources[key]) < FEWEST_RUNS or not own:
            continue
        parts = [Likeness(other, len(own & taken[other]) / len(own)) for other in better[:place] if other not in found]
        best = max(parts, key=lambda likeness: likeness.part, default=None)
        if best is not None and best.part >= PARTLY:
            found[key] = best
    return found


def verdict_of(likeness: Likeness | None, *, title: str) -> Verdict:
    """Say what a likeness means; `title` is that of the other source."""
    if likeness is None:
        return Verdict(rule="duplicate", outcome="good", reason="It is no copy of another source.")
    share = f"{likeness.part:.0%} of it stands word for word in “{title}”"
    if likeness.part >= COPY:
        reason = f"{share}: as a copy it is no second witness, so it is left out."
        return Verdict(rule="duplicate", outcome="bad", reason=reason, score=likeness.part)
    reason = f"{share}. What both say in the same words is one testimony, not two."
    return Verdict(rule="duplicate", outcome="doubtful", reason=reason, score=likeness.part)
