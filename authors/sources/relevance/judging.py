"""How likely a passage is about the subject: a logistic model with weights that are written down.

For each passage in the order of its source: which features of `features.Features` are seen, times the weights of
`weights.toml`, makes log-odds and so a probability. From `ABOUT` on it is about the subject, below `DOUBTFUL` it is
not. A whole source is judged by its passages.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from authors.sources.relevance.features import NAMES, FeatureReader, Features, weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.sources.records import Subject

ABOUT, DOUBTFUL = 0.5, 0.3
FILE = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a passage is about the subject, and why."""

    probability: float
    features: Features

    @property
    def is_about(self) -> bool:
        """Whether it counts as being about the subject."""
        return self.probability >= ABOUT


@dataclass(frozen=True, slots=True)
class Weights:
    """What features weigh, in the order of `features.NAMES`."""

    bias: float
    values: tuple[float, ...]


@cache
def weights() -> Weights:
    """Read the weights. Raises KeyError if one is missing."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return Weights(data["bias"], tuple(data["weights"][name] for name in NAMES))


def judge_passages(texts: Sequence[str], subject: Subject, *, title: str) -> list[Judgement]:
    """Judge the passages of one source, in their order."""
    reader = FeatureReader(subject, texts, title=title)
    chosen = weights()
    judged: list[Judgement] = []
    for text in texts:
        features = reader.read(text)
        probability = 1 / (1 + math.exp(-(chosen.bias + weighted(features, chosen.values))))
        reader.follow(text, probability)
        judged.append(Judgement(probability, features))
    return judged
