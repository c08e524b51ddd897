"""Learn which words go with rooms and which with the open air, from sentences that say where they are.

    python -m training.roofs NOVEL.epub… [--out FOLDER]

Sentences that name a place under a roof ("into the kitchen") or under the sky ("through the wood") are labels for
themselves and for up to five sentences around, where none of these says otherwise; the place's own noun is no sign of
itself. A logistic regression learns from them how far each word goes with which side. `--out` is where `roofs.json` is
written (default: the weights that are shipped). The same novels always give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysts.prose.frames import SentenceTree, frames_of
from analysts.prose.moments.chapter import ReadSentence, is_in_present
from analysts.prose.moments.place_signs import KIND_OF_NOUN, evidence_of
from analysts.prose.moments.roofs import WEIGHTS, side_of, signs_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysts.prose.sentences import Sentence

LEAST_STRENGTH, LEAST_USES, LEAST_WEIGHT = 0.2, 4, 0.05
TRUST = (1.0, 0.8, 0.7, 0.5, 0.4, 0.3)
"""What a label counts for a sentence so many sentences away."""
STEPS, RATE, DECAY = 200, 0.03, 0.001


class Row(NamedTuple):
    """A sentence's signs, whether it is under a roof, and how far that is trusted."""

    signs: frozenset[str]
    is_under_roof: bool
    trust: float


def rows_of(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """Yield the sentences of a chapter that say where they are, or stand beside one that does."""
    in_present = is_in_present(sentences)
    read = [
        ReadSentence(n, 0, tree := SentenceTree(s), frames_of(tree, in_present=in_present))
        for n, s in enumerate(sentences)
    ]
    said = [_sides(sentence) for sentence in read]
    for n, sentence in enumerate(read):
        for distance, trust in enumerate(TRUST):
            near = {n - distance, n + distance} & set(range(len(read)))
            sides = {side for k in near if read[k].is_told == sentence.is_told for side in said[k]}
            if len(sides) == 1:
                own = _places_in(sentence) if distance == 0 else frozenset()
                yield Row(frozenset(signs_in(sentence, own)), sides == {1}, trust)
            if sides:
                break


def _sides(read: ReadSentence) -> set[int]:
    found = [evidence for evidence in evidence_of(read, {}) if evidence.strength >= LEAST_STRENGTH]
    return {side_of(evidence) for evidence in found if not evidence.is_leaving} - {0}


def _places_in(read: ReadSentence) -> frozenset[int]:
    return frozenset(i for i, token in enumerate(read.tree.tokens) if token.lemma.lower() in KIND_OF_NOUN)


def learn(rows: Sequence[Row]) -> dict[str, float]:
    """Learn weights by full-batch gradient descent with momentum estimates (Adam); both sides weigh the same."""
    counts = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, uses in counts.items() if uses >= LEAST_USES)
    columns = {sign: n for n, sign in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    for n, row in enumerate(rows):
        x[n, [columns[sign] for sign in row.signs if sign in columns]] = 1.0
    y = np.array([row.is_under_roof for row in rows], dtype=np.float32)
    trust = np.array([row.trust for row in rows], dtype=np.float32)
    share = float((trust * y).sum() / trust.sum())
    trust *= np.where(y > 0, 0.5 / share, 0.5 / (1 - share)).astype(np.float32)
    w = np.zeros(len(names), dtype=np.float32)
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = x.T @ ((1 / (1 + np.exp(-(x @ w))) - y) * trust) / len(rows) + DECAY * w
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return {sign: round(float(w[n]), 2) for n, sign in enumerate(names) if abs(w[n]) >= LEAST_WEIGHT}


def main() -> None:
    """Read the novels and learn."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("novels", type=Path, nargs="+", metavar="NOVEL.epub")
    arguments.add_argument("--out", type=Path, default=WEIGHTS.parent)
    options = arguments.parse_args()
    from analysts.prose.parsing import ProseParser
    from books.epub import read_epub
    from books.text.scenes import cut_scenes

    parser = ProseParser()
    rows = [
        row
        for novel in options.novels
        for chapter in cut_scenes(read_epub(novel).chapters)
        for row in rows_of(parser.parse([p for scene in chapter.scenes for p in scene.paragraphs]))
    ]
    weights = json.dumps(learn(rows), indent=0, sort_keys=True, ensure_ascii=False)
    (options.out / WEIGHTS.name).write_text(weights + "\n", encoding="utf-8")
    print(f"{len(rows)} sentences")


if __name__ == "__main__":
    main()
