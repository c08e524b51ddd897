"""Learn how sure a speaker is: python -m training.speakers --litbank FOLDER [--hints] [--out FILE]

FOLDER is LitBank's (`coref`, `quotations`). Works are held out whole, the same as for the parser. What each way to find
a speaker is worth is counted on the works learned from; the same text gives the same figures. What the hints count was
found by trial, because weights learned from LitBank's few conversations do worse on whole novels; `--hints` learns
them all the same, by a conditional logistic regression over the people around each speech. Prints how many speakers
are right, and of those that count as sure, on works learned from and on those held out.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from analysts.certainty import SURE_SPEAKER
from analysts.rules.people.cast import Cast
from analysts.rules.speech.conversation import Conversation
from analysts.rules.speech.likelihood import Hints
from analysts.rules.speech.weights import FILE, GUESSES, Way, Weights, learned, log_odds
from training.labelled_coreference import works
from training.labelled_speech import LabelledTalk, labelled_talk
from training.litbank import part_of

if TYPE_CHECKING:
    from analysts.rules.speech.turns import Attribution

_STEPS, _RATE, _SHRINK = 800, 0.05, 2e-3
_ROUNDS = 2
"""Who spoke before is a hint, and is found with the weights of the round before."""
_NEWTON, _RIDGE = 20, 1.0


@dataclass(slots=True)
class Instances:
    """Turns whose speaker has to be guessed: for each the hints at its candidates, and which of them is right."""

    alternatives: list[Sequence[Hints]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """How many of how many speakers are right."""

    right: int = 0
    total: int = 0

    def note(self, is_right: bool) -> None:
        """Count one."""
        self.right += is_right
        self.total += 1

    @property
    def share(self) -> float | None:
        """The share that is right, if there are any."""
        return round(self.right / self.total, 4) if self.total else None


class LabelledConversation(Conversation):
    """A conversation that notes each turn which it has to guess, with who is right."""

    def __init__(self, talk: LabelledTalk, weights: Weights) -> None:
        super().__init__(talk.blocks, Cast(talk.people), narrator=talk.narrator, weights=weights)
        self.instances = Instances()
        self._labels = talk.speakers

    def choose(self, n: int, candidates: dict[str, Hints]) -> tuple[str | None, float]:
        """Note the candidates and the right one, and choose."""
        right = next((label for label in self._labels[self.turns[n].index] if label), None)
        if right in candidates and len(candidates) > 1:
            people = sorted(candidates)
            self.instances.alternatives.append([candidates[p] for p in people])
            self.instances.right.append(people.index(right))
        return super().choose(n, candidates)


def attributed(talk: LabelledTalk, weights: Weights) -> list[list[Attribution]]:
    """Find the speakers of a talk."""
    return Conversation(talk.blocks, Cast(talk.people), narrator=talk.narrator, weights=weights).attribute()


def judged(talks: Iterable[LabelledTalk], weights: Weights) -> Iterator[tuple[str, Attribution, bool]]:
    """Yield for each labelled quotation its kind, who was found, and whether that is right."""
    for talk in talks:
        found = attributed(talk, weights)
        for block, labels in enumerate(talk.speakers):
            for n, label in enumerate(labels):
                if label is not None:
                    kind = talk.kinds[block][n] if talk.kinds else ""
                    yield kind, found[block][n], found[block][n].speaker == label


def learn_hints(talks: Sequence[LabelledTalk], first: Weights) -> Weights:
    """Learn what the hints count, beginning with weights that find who has spoken before."""
    weights = first
    for _ in range(_ROUNDS):
        pooled = Instances()
        for talk in talks:
            conversation = LabelledConversation(talk, weights)
            conversation.attribute()
            pooled.alternatives.extend(conversation.instances.alternatives)
            pooled.right.extend(conversation.instances.right)
        weights = replace(first, hints=fit(pooled, first.hints))
    return weights


def fit(instances: Instances, first: Mapping[str, float]) -> dict[str, float]:
    """Fit a conditional logistic regression that stays near its first weights; return the weight of each hint."""
    names = sorted({name for options in instances.alternatives for option in options for name in option})
    place = {name: n for n, name in enumerate(names)}
    rows = sum(len(options) for options in instances.alternatives)
    table = np.zeros((rows, len(names)), dtype=np.float32)
    owner = np.zeros(rows, dtype=np.int64)
    target = np.zeros(rows, dtype=np.float32)
    row = 0
    for n, (options, right) in enumerate(zip(instances.alternatives, instances.right, strict=True)):
        for k, option in enumerate(options):
            for name, value in option.items():
                table[row, place[name]] = value
            owner[row], target[row] = n, k == right
            row += 1
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    origin = np.array([first.get(name, 0.0) for name in names], dtype=np.float32)
    weights = origin.copy()
    slopes, squares = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        powers = np.exp(scores)
        shares = powers / np.add.reduceat(powers, starts)[owner]
        slope = table.T @ (shares - target) / len(starts) + _SHRINK * (weights - origin)
        slopes = 0.9 * slopes + 0.1 * slope
        squares = 0.999 * squares + 0.001 * slope**2
        weights -= _RATE * (slopes / (1 - 0.9**step)) / (np.sqrt(squares / (1 - 0.999**step)) + 1e-8)
    return {**first, **{name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}}


def learn_trust(talks: Sequence[LabelledTalk], weights: Weights) -> Weights:
    """Learn how sure each way to find a speaker is."""
    outcomes: defaultdict[Way, list[tuple[float, bool]]] = defaultdict(list)
    for _, found, is_right in judged(talks, weights):
        if found.speaker is not None:
            outcomes[found.way].append((found.probability, is_right))
    trust = {}
    for way in get_args(Way):
        right = sum(is_right for _, is_right in outcomes[way])
        trust[way] = round((right + 1) / (len(outcomes[way]) + 2), 4)
    calibration = {way: _calibrate(outcomes[way]) for way in GUESSES}
    return replace(weights, trust={w: t for w, t in trust.items() if w not in GUESSES}, calibration=calibration)


def _calibrate(outcomes: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Fit the slope and the offset of a logistic regression on the log odds, by Newton's method."""
    odds = np.array([[log_odds(probability), 1.0] for probability, _ in outcomes]).reshape(-1, 2)
    right = np.array([is_right for _, is_right in outcomes], dtype=float)
    line = np.zeros(2)
    for _ in range(_NEWTON):
        likely = 1 / (1 + np.exp(-odds @ line))
        slope = odds.T @ (likely - right) + _RIDGE * line
        curve = (odds * (likely * (1 - likely))[:, None]).T @ odds + _RIDGE * np.eye(2)
        line -= np.linalg.solve(curve, slope)
    return round(float(line[0]), 4), round(float(line[1]), 4)


def score(talks: Sequence[LabelledTalk], weights: Weights) -> dict[str, float | None]:
    """Return the shares that are right: of all speakers, and of those that count as sure, with how many these are."""
    everybody, sure = Tally(), Tally()
    for _, found, is_right in judged(talks, weights):
        everybody.note(is_right)
        if found.speaker is not None and weights.confidence(found.way, found.probability) >= SURE_SPEAKER:
            sure.note(is_right)
    return {"right": everybody.share, "quotes": everybody.total, "sure_right": sure.share, "sure": sure.total}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, score on the works held out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--litbank", type=Path, required=True)
    parser.add_argument("--hints", action="store_true", help="learn also what each hint counts")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    parts: dict[str, list[LabelledTalk]] = {"train": [], "dev": [], "test": []}
    for name in works(options.litbank):
        parts[part_of(name)].append(labelled_talk(options.litbank, name))
    weights = learn_hints(parts["train"], learned()) if options.hints else learned()
    weights = learn_trust([*parts["train"], *parts["dev"]], weights)
    options.out.write_text(json.dumps(asdict(weights), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for part, talks in parts.items():
        print(part, json.dumps(score(talks, weights)))


if __name__ == "__main__":
    main()
