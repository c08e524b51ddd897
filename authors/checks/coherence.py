"""How well the parts of a book hang together, in figures that say something of good and of bad texts alike.

Neighbouring parts of a text that is told in order share more of its rarer words (people, places and things that come
and go) than any two parts of it do: lexical cohesion, as Foltz, Kintsch and Landauer (1998) measure it, with words in
the place of latent topics. Whether that is so because of the order is asked of the text itself: the same parts are put
into other orders, as Barzilay and Lapata (2008) test measures of coherence.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysts.names import ENGLISH
from authors.contract import Plain
from authors.facts.words import WORD, folded, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

LEAST_PARTS = 4
"""Fewer have too few orders to tell one from another."""
OTHER_ORDERS = 200
LOOSE = 0.5
"""Of what two parts share on average: who shares less with the part before begins without it."""


class Coherence(Plain):
    """Figures of a book's order.

    `order` is the share of other orders of the same parts that hang together less, from 0 to 1: about 0.5 is chance.
    `thread` is what neighbours share beside what any two parts share: 1 is chance. `loose` are the keys of parts that
    take up less than half of that from the part before. `in_time` is the share of steps from a dated part to the next
    that do not go back; None where nothing is dated.
    """

    order: float
    thread: float
    loose: tuple[str, ...] = ()
    in_time: float | None = None


def coherence_of(texts: Mapping[str, str], years: Mapping[str, float] | None = None) -> Coherence | None:
    """Measure texts by the keys of their parts, in their order; None if there are too few.

    `years` says when parts play that are dated.
    """
    told = {key: words for key, text in texts.items() if (words := _words(text))}
    if len(told) < LEAST_PARTS:
        return None
    shared = _shared(list(told.values()))
    count = len(told)
    average = float((shared.sum() - np.trace(shared)) / (count * (count - 1)))
    if average <= 0:
        return None
    steps = np.diagonal(shared, offset=1)
    own = float(steps.mean())
    orders = np.random.default_rng(count).permuted(np.tile(np.arange(count), (OTHER_ORDERS, 1)), axis=1)
    others = shared[orders[:, :-1], orders[:, 1:]].mean(axis=1)
    keys = list(told)
    return Coherence(
        order=float(np.mean(others < own)),
        thread=own / average,
        loose=tuple(keys[at + 1] for at in np.flatnonzero(steps < LOOSE * average)),
        in_time=_in_time([years[key] for key in keys if key in years]) if years else None,
    )


def _words(text: str) -> Counter[str]:
    """Count the stems of a text's words that mean something by themselves."""
    return Counter(stem(word) for word in WORD.findall(text) if len(word) > 2 and folded(word) not in ENGLISH)


def _shared(parts: Sequence[Counter[str]]) -> NDArray[np.float64]:
    """Return how much each two parts have in common, from 0 to 1.

    A word counts by the logarithm of its number in the part, and by how few parts have it: one that all have tells
    nothing of their order.
    """
    among = Counter(word for part in parts for word in part)
    column = {word: at for at, word in enumerate(sorted(word for word, parts_with in among.items() if parts_with > 1))}
    weights = np.zeros((len(parts), len(column)))
    for row, part in enumerate(parts):
        for word, number in part.items():
            if word in column:
                weights[row, column[word]] = (1 + np.log(number)) * np.log(len(parts) / among[word])
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths > 0, lengths, 1)
    shared: NDArray[np.float64] = weights @ weights.T
    return shared


def _in_time(years: Sequence[float]) -> float | None:
    if len(years) < 2:
        return None
    return sum(later >= earlier for earlier, later in pairwise(years)) / (len(years) - 1)
