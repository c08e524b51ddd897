"""Learn which antecedent a pronoun or description means: python -m training.coreference --litbank FOLDER [--out FILE]

FOLDER is LitBank's (`coref`, `quotations`). Works are held out whole, the same as for the parser. A conditional
logistic regression over the antecedents of each reference; the same text gives the same weights. Prints on the
works held out how many pronouns go to the right one, beside a baseline that takes the nearest compatible subject.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysts.prose.beings.being import Being
from analysts.prose.coreference.features import Features
from analysts.prose.coreference.resolver import Resolver
from analysts.prose.coreference.weights import FILE, Weights
from analysts.prose.parsing import ProseParser
from training.labelled_coreference import LabelledMention, LabelledWork, read, works
from training.litbank import part_of

if TYPE_CHECKING:
    from analysts.prose.coreference.mind import Trace
    from analysts.prose.coreference.references import Reference
    from analysts.prose.sentences import Sentence, Token

KINDS = ("pronoun", "noun")
_STEPS, _RATE, _SHRINK = 600, 0.05, 1e-3


@dataclass(slots=True)
class Instances:
    """References of one kind: for each its alternatives, and which is right."""

    alternatives: list[Sequence[Features]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Count:
    """How many of how many are right."""

    right: int = 0
    total: int = 0

    def note(self, is_right: bool) -> None:
        """Count one."""
        self.right += is_right
        self.total += 1

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / max(1, self.total)


class Labels:
    """The labelled people of a work as beings, and who is meant at a token of the sentence being read."""

    def __init__(self, work: LabelledWork) -> None:
        genders, groups = work.known_genders(), work.groups()
        named = {m.entity for m in work.mentions if m.form == "PROP"}
        self.beings = {
            entity: Being(
                entity, "named", genders.get(entity, "unknown"), entity in groups, is_local=entity not in named
            )
            for entity in sorted({m.entity for m in work.mentions})
        }
        self._by_paragraph: dict[int, list[LabelledMention]] = {}
        for mention in work.mentions:
            self._by_paragraph.setdefault(mention.paragraph, []).append(mention)
        self.sentence: Sentence | None = None

    def _around(self, token: Token) -> list[LabelledMention]:
        if self.sentence is None:
            return []
        here = self._by_paragraph.get(self.sentence.paragraph, ())
        return [m for m in here if m.start <= token.start and token.end <= m.end]

    def being_at(self, token: Token) -> Being | None:
        """Return who is meant by the smallest mention around a token."""
        mention = min(self._around(token), key=lambda m: m.end - m.start, default=None)
        return self.beings[mention.entity] if mention else None

    def at(self, tokens: Sequence[Token], n: int) -> tuple[int, tuple[Being, ...]] | None:
        """Return where the labelled name ends that begins at a token, and whose it is."""
        names = [m for m in self._around(tokens[n]) if m.form == "PROP" and m.start == tokens[n].start]
        name = max(names, key=lambda m: m.end, default=None)
        if name is None:
            return None
        last = next((k for k in range(n, len(tokens)) if tokens[k].end >= name.end), len(tokens) - 1)
        return last + 1, (self.beings[name.entity],)


class _LabelledStrangers:
    """Makes the labelled being of a description."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def note(self, reference: Reference, owner: Being | None, being: Being) -> None:
        """Learn nothing."""

    def known(self, reference: Reference, owner: Being | None) -> Being | None:  # noqa: ARG002
        """Know nobody: each is decided by weights."""
        return None

    def new(self, reference: Reference, owner: Being | None) -> Being:  # noqa: ARG002
        """Return the labelled being, or one of its own."""
        sentence = self._labels.sentence
        being = self._labels.being_at(sentence.tokens[reference.head]) if sentence else None
        return being or Being(reference.word, "role", reference.gender, reference.is_plural, is_local=True)


class Reader(Resolver):
    """A resolver that takes the labelled one for descriptions, and for pronouns if it `teaches`; it notes all."""

    def __init__(self, labels: Labels, *, narrator: Being | None, weights: Weights | None, teaches: bool) -> None:
        super().__init__(labels, _LabelledStrangers(labels), narrator, weights or Weights({}))  # type: ignore[arg-type]
        self.labels = labels
        self.teaches = teaches
        self.instances = {kind: Instances() for kind in KINDS}
        self.counts = {kind: Count() for kind in KINDS}
        self.baseline = Count()

    def choose(
        self, kind: str, reference: Reference, options: Sequence[Features], traces: Sequence[Trace | None]
    ) -> tuple[Trace | None, float]:
        """Note the alternatives and the right one, and choose."""
        sentence = self.labels.sentence
        being = self.labels.being_at(sentence.tokens[reference.head]) if sentence else None
        predicted, probability = super().choose(kind, reference, options, traces)
        if being is None:
            return (None, 1.0) if kind == "noun" or self.teaches else (predicted, probability)
        right = next((n for n, t in enumerate(traces) if t is not None and t.being is being), len(traces) - 1)
        self.instances[kind].alternatives.append(list(options))
        self.instances[kind].right.append(right)
        is_right = predicted is traces[right]
        if kind == "pronoun":
            # A pronoun whose person the candidates lack counts as wrong.
            is_right = predicted is not None and predicted.being is being
            nearest = self._nearest_subject(traces)
            self.baseline.note(nearest is not None and nearest.being is being)
        self.counts[kind].note(is_right)
        if self.teaches or kind == "noun":
            return traces[right], 1.0
        return predicted, probability

    def _nearest_subject(self, traces: Sequence[Trace | None]) -> Trace | None:
        known = [t for t in traces if t is not None]
        subjects = [t for t in known if t.subject_in >= 0]
        if subjects:
            return max(subjects, key=lambda t: (t.subject_in, t.order))
        return max(known, key=lambda t: t.order, default=None)


def read_work(work: LabelledWork, sentences: Sequence[Sentence], weights: Weights | None, *, teaches: bool) -> Reader:
    """Read a work's sentences with its labels."""
    labels = Labels(work)
    reader = Reader(labels, narrator=_narrator(work, labels), weights=weights, teaches=teaches)
    quotes = sorted(work.quotes, key=lambda q: (q.paragraph, q.start))
    for n, sentence in enumerate(sentences):
        while quotes and (quotes[0].paragraph, quotes[0].start) < (sentence.paragraph, sentence.start):
            speaker = quotes.pop(0).speaker
            if speaker in labels.beings:
                reader.mind.spoke(labels.beings[speaker])
        labels.sentence = sentence
        reader.read(sentence, n)
    return reader


def _narrator(work: LabelledWork, labels: Labels) -> Being | None:
    """Return whom "I" means outside of quotations, if anybody often."""
    spans = [(q.paragraph, q.start, q.end) for q in work.quotes]
    told: dict[str, int] = {}
    for m in work.mentions:
        quoted = any(p == m.paragraph and a <= m.start < b for p, a, b in spans)
        if m.text in ("I", "me", "my", "My") and not quoted:
            told[m.entity] = told.get(m.entity, 0) + 1
    best = max(told, key=lambda e: (told[e], e), default=None)
    return labels.beings[best] if best and told[best] >= 5 else None


def fit(instances: Instances) -> dict[str, float]:
    """Fit a conditional logistic regression; return the weight of each feature."""
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
    weights = np.zeros(len(names), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        powers = np.exp(scores)
        shares = powers / np.add.reduceat(powers, starts)[owner]
        slope = table.T @ (shares - target) / len(starts) + _SHRINK * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.005}


def train(parsed: Sequence[tuple[LabelledWork, Sequence[Sentence]]]) -> Weights:
    """Learn the weights from labelled works."""
    pooled = {kind: Instances() for kind in KINDS}
    for work, sentences in parsed:
        for kind, instances in read_work(work, sentences, None, teaches=True).instances.items():
            pooled[kind].alternatives.extend(instances.alternatives)
            pooled[kind].right.extend(instances.right)
    return Weights({kind: fit(instances) for kind, instances in pooled.items()})


def score(parsed: Sequence[tuple[LabelledWork, Sequence[Sentence]]], weights: Weights) -> dict[str, float]:
    """Return the shares that are right: pronouns, pronouns by the baseline, descriptions; each after its own past."""
    total = {"pronoun": Count(), "noun": Count(), "baseline": Count()}
    for work, sentences in parsed:
        reader = read_work(work, sentences, weights, teaches=False)
        for name, count in (*reader.counts.items(), ("baseline", reader.baseline)):
            total[name].right += count.right
            total[name].total += count.total
    return {name: round(count.share, 4) for name, count in total.items()} | {"pronouns": total["pronoun"].total}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, score on the works held out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--litbank", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    prose = ProseParser()
    parsed = {"train": [], "dev": [], "test": []}  # type: dict[str, list[tuple[LabelledWork, Sequence[Sentence]]]]
    for name in works(options.litbank):
        work = read(options.litbank, name)
        parsed[part_of(name)].append((work, prose.parse(work.paragraphs)))
    weights = train(parsed["train"])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(weights.by_kind, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for part, held_out in parsed.items():
        print(part, json.dumps(score(held_out, weights)))


if __name__ == "__main__":
    main()
