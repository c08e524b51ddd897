"""Learn what verbs show from labelled sentences.

    python -m training.deeds [--out FOLDER] [--check]

The sentences of `training/data/deeds` are parsed, the marked verbs' frames become rows of features, and a multinomial
logistic regression learns their deeds. `--check` prints how many are right in ten folds, and the worst, and writes
nothing. The same sentences and the same parser always give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

import numpy as np

from analysts.prose.frames.arguments import clause_heads, read_arguments
from analysts.prose.frames.features import entity_kinds, features_of
from analysts.prose.frames.senses import WEIGHTS, Senses, save_senses
from analysts.prose.frames.tree import SentenceTree
from analysts.vocabulary import DeedKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from analysts.prose.sentences import Sentence

    Parse = Callable[[Sequence[str]], list[Sentence]]

DEEDS: tuple[DeedKind, ...] = get_args(DeedKind)
DATA = Path(__file__).parent / "data" / "deeds"
_MARKED = re.compile(r"\*([^*]+)\*")
_HEADING = re.compile(r"\[([a-z ]+)\]$")
FOLDS, STEPS, RATE, DECAY = 5, 120, 0.12, 0.0006
LISTED = 1.5
UNKNOWN_WEIGHT = 0.5
"""Of an example that shows nothing: they are a third of all, so that novels' plain verbs would drown in them."""
LEAST_USES = 1


class Example(NamedTuple):
    """A marked verb of a sentence: its features and its deed."""

    sentence: str
    features: list[str]
    deed: DeedKind


class Labelled(NamedTuple):
    """A sentence without its marks, the characters where the marked verbs begin, and their deed."""

    text: str
    starts: tuple[int, ...]
    deed: DeedKind


def read_labels(folder: Path = DATA) -> Iterator[Labelled]:
    """Yield the labelled sentences of a folder's files. Raises ValueError for a heading that is no deed."""
    for file in sorted(folder.glob("*.txt")):
        deed: DeedKind | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            heading = _HEADING.match(line)
            if heading:
                if heading[1] not in DEEDS:
                    raise ValueError(f"{file.name}: there is no deed “{heading[1]}”.")
                deed = cast("DeedKind", heading[1])
            elif deed and line and not line.startswith("#"):
                starts = [m.start() - 2 * n for n, m in enumerate(_MARKED.finditer(line))]
                yield Labelled(_MARKED.sub(r"\1", line), tuple(starts), deed)


def examples(labels: Sequence[Labelled], parse: Parse) -> list[Example]:
    """Parse the sentences and return the marked verbs that the parser takes for heads of clauses."""
    found: list[Example] = []
    parsed: dict[int, list[Sentence]] = {}
    for sentence in parse([label.text for label in labels]):
        parsed.setdefault(sentence.paragraph, []).append(sentence)
    for n, label in enumerate(labels):
        for sentence in parsed.get(n, []):
            tree = SentenceTree(sentence)
            entities = entity_kinds(tree)
            for head in clause_heads(tree):
                places = {tree.tokens[i].start for i in (head, *tree.children(head, "cop"))}
                if places & set(label.starts):
                    frame = read_arguments(tree, head)
                    found.append(Example(label.text, features_of(tree, frame, entities), label.deed))
    return found


def learn(rows: Sequence[Example]) -> Senses:
    """Learn weights by full-batch gradient descent with momentum estimates (Adam) from zero."""
    counts = Counter(f for row in rows for f in row.features)
    names = sorted(f for f, n in counts.items() if n >= LEAST_USES)
    columns = {f: n for n, f in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    y = np.zeros((len(rows), len(DEEDS)), dtype=np.float32)
    for n, row in enumerate(rows):
        x[n, [columns[f] for f in row.features if f in columns]] = 1.0
        y[n, DEEDS.index(row.deed)] = 1.0
    return Senses(DEEDS, columns, _descend(x, y, _prior(names)))


def _prior(names: Sequence[str]) -> NDArray[np.float32]:
    """Return the weights that the lists of verbs give, from which learning starts and to which it is held."""
    w = np.zeros((len(names), len(DEEDS)), dtype=np.float32)
    for n, name in enumerate(names):
        kind, _, deed = name.partition("=")
        if kind in ("k", "only") and deed in DEEDS:
            w[n, DEEDS.index(deed)] = LISTED
        elif name == "k=unlisted":
            w[n, DEEDS.index("unknown")] = LISTED
    return w


def _descend(x: NDArray[np.float32], y: NDArray[np.float32], prior: NDArray[np.float32]) -> NDArray[np.float32]:
    weight = np.where(y[:, [DEEDS.index("unknown")]] > 0, UNKNOWN_WEIGHT, 1.0).astype(np.float32)
    w = prior.copy()
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        scores = x @ w
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = x.T @ ((scores / scores.sum(axis=1, keepdims=True) - y) * weight) / len(x) + DECAY * (w - prior)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-6)
    return w


def cross_validate(rows: Sequence[Example]) -> tuple[float, list[tuple[Example, DeedKind, float]]]:
    """Return the share of examples that are right when learned without them, and those that are wrong.

    All examples of one sentence are left out together.
    """
    wrong = []
    fold_of = {text: n % FOLDS for n, text in enumerate(dict.fromkeys(row.sentence for row in rows))}
    for fold in range(FOLDS):
        senses = learn([row for row in rows if fold_of[row.sentence] != fold])
        for row in rows:
            if fold_of[row.sentence] == fold:
                deed, confidence = senses.choose(row.features)
                if deed != row.deed:
                    wrong.append((row, deed, confidence))
    return 1 - len(wrong) / len(rows), wrong


def main() -> None:
    """Learn, or check what is learned."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=WEIGHTS.parent)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    from analysts.prose.parsing import ProseParser

    rows = examples(list(read_labels()), ProseParser().parse)
    if options.check:
        share, wrong = cross_validate(rows)
        for row, deed, confidence in wrong:
            print(f"{row.deed} taken for {deed} ({confidence}): {row.sentence}")
        print(f"{share:.3f} of {len(rows)} right")
    else:
        save_senses(learn(rows), options.out / WEIGHTS.name)


if __name__ == "__main__":
    main()
