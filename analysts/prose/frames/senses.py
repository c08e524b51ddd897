"""The deed that a frame shows, by weights learned from labelled sentences (see `training.deeds`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analysts.vocabulary import DeedKind

WEIGHTS = Path(__file__).parent.parent / "weights" / "deeds.npz"


class Senses(NamedTuple):
    """A linear classifier: a row of `weights` for each feature, a column for each deed."""

    deeds: tuple[DeedKind, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    def choose(self, features: Sequence[str]) -> tuple[DeedKind, float]:
        """Return the likeliest deed and its probability."""
        known = [self.rows[f] for f in features if f in self.rows]
        scores = self.weights[known].sum(axis=0)
        scores = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return self.deeds[best], round(float(scores[best] / scores.sum()), 3)


def save_senses(senses: Senses, file: Path) -> None:
    """Write weights so that `load_senses` reads them: hundredths in one byte each."""
    scaled = np.clip(np.rint(senses.weights * 32), -127, 127).astype(np.int8)
    np.savez_compressed(
        file,
        deeds=np.array(senses.deeds),
        features=np.array(sorted(senses.rows, key=senses.rows.__getitem__)),
        weights=scaled,
    )


@cache
def load_senses(file: Path = WEIGHTS) -> Senses:
    """Read the weights once. Raises FileNotFoundError where they have not been learned."""
    with np.load(file, allow_pickle=False) as stored:
        rows = {str(feature): row for row, feature in enumerate(stored["features"])}
        return Senses(tuple(stored["deeds"].tolist()), rows, stored["weights"].astype(np.float32) / 32)
