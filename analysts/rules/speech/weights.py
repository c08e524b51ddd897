"""What each hint at a speaker counts, and how sure that makes him (`weights.json`; `python -m training.speakers`)."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

Somebody = TypeVar("Somebody", bound=Hashable)

if TYPE_CHECKING:
    from analysts.rules.speech.likelihood import Hints

FILE = Path(__file__).with_name("weights.json")
_LEAST = 1e-4
Way = Literal["name", "shared name", "loose name", "narrator", "description", "paragraph", "pronoun", "silent"]
"""How it is known who speaks.

By a name ("said Nora"), one that others in the book share some of ("said Mrs. Hill"), one beside a verb that seldom
means speaking ("Nora sighed."), "said I", "said the grocer", or by another quotation of the same paragraph; or likely
from the hints, where "he said" stands beside the speech, and where nothing does.
"""
GUESSES: tuple[Way, ...] = ("pronoun", "silent")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each hint counts, by its name, and how sure each way to find a speaker is.

    `trust` is the share of speakers that are right, for each way in which the text says it outright; `calibration` are
    the slope and the offset that make the odds of the likeliest those of being right, for the others.
    """

    hints: Mapping[str, float]
    trust: Mapping[Way, float]
    calibration: Mapping[Way, tuple[float, float]]

    def score(self, hints: Hints) -> float:
        """Weigh the hints at one person."""
        return sum(self.hints.get(name, 0.0) * value for name, value in hints.items())

    def probabilities(self, candidates: Mapping[str, Hints]) -> dict[str, float]:
        """Return how likely each of the candidates is to speak; together they make 1."""
        return shares({person: self.score(hints) for person, hints in candidates.items()})

    def confidence(self, way: Way, probability: float) -> float:
        """Return how often a speaker is right who was found in this way and is this likely."""
        if way not in self.calibration:
            return self.trust[way]
        slope, offset = self.calibration[way]
        return 1 / (1 + exp(-slope * log_odds(probability) - offset))


def shares(scores: Mapping[Somebody, float]) -> dict[Somebody, float]:
    """Return how likely scores make each of those that have them; together they make 1."""
    most = max(scores.values(), default=0.0)
    powers = {person: exp(score - most) for person, score in scores.items()}
    total = sum(powers.values())
    return {person: power / total for person, power in powers.items()}


def log_odds(probability: float) -> float:
    """Return the logarithm of the odds; what is next to certain counts as 9,999 to 1."""
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))


@cache
def learned() -> Weights:
    """Return the weights that are shipped."""
    written = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(**written)
