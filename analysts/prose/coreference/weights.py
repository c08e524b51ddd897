"""The learned weights of antecedents (`weights/coreference.json`, made by `python -m training.coreference`)."""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.coreference.features import Features

FILE = Path(__file__).parent.parent / "weights" / "coreference.json"


class Weights:
    """Weights by the kind of reference ("pronoun", "noun") and the name of the feature."""

    def __init__(self, by_kind: dict[str, dict[str, float]]) -> None:
        self.by_kind = by_kind

    def probabilities(self, kind: str, alternatives: Sequence[Features]) -> list[float]:
        """Return how probable each alternative is; together they make 1."""
        weights = self.by_kind.get(kind, {})
        scores = [sum(weights.get(name, 0.0) * value for name, value in a.items()) for a in alternatives]
        most = max(scores, default=0.0)
        powers = [exp(s - most) for s in scores]
        total = sum(powers)
        return [p / total for p in powers]


@cache
def learned() -> Weights:
    """Return the weights that are shipped."""
    return Weights(json.loads(FILE.read_text(encoding="utf-8")))
