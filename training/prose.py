"""Train the parser of prose: python -m training.prose --ud FOLDER --litbank FOLDER [--out FOLDER] [--steps N].

One pipeline, whose components share their view of a word in its context: tags, lemmas and dependencies are learned from
UD English EWT, entities and events from LitBank, in turn. The same seed and data give the same weights on one machine.
"""

from __future__ import annotations

import argparse
import logging
import random
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.training import Example
from thinc.api import Adam, Config, fix_random_seed

from analysts.prose.lemmas import WORDS
from training import litbank, treebank
from training.events import set_threshold
from training.examples import example_of_labels, example_of_parse
from training.lemmas import save_lemmas
from training.narration import narration
from training.old_words import add_words
from training.weights import OUT, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from training.litbank import LabelledSentence

LOG = logging.getLogger("training.prose")
SEED = 11
WIDTH = 96
FROM_TREEBANK = ("tagger", "trainable_lemmatizer", "parser")
FROM_LITBANK = ("ner", "morphologizer")
_BATCH = 150, 900
"""Words of the first and of the last batches."""
_WARMING_UP = 200
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
_COMPONENTS: dict[str, dict[str, Any]] = {
    "tok2vec": {
        "model": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [5000, 1000, 2500, 1000],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        }
    },
    "tagger": {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}, "label_smoothing": 0.05},
    "trainable_lemmatizer": {
        "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER},
        "min_tree_freq": 3,
        "top_k": 1,
    },
    "parser": {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "tok2vec": _LISTENER,
            "state_type": "parser",
            "extra_state_tokens": False,
            "hidden_width": 128,
            "maxout_pieces": 3,
            "use_upper": True,
        }
    },
    "ner": {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "tok2vec": _LISTENER,
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
        }
    },
    "morphologizer": {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}, "label_smoothing": 0.0},
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples, and the components that learn from them: those for which they are labelled."""

    components: tuple[str, ...]
    examples: list[Example]


def new_pipeline() -> Language:
    """Make a pipeline that has learned nothing."""
    fix_random_seed(SEED)
    nlp = spacy.blank("en")
    add_words(nlp)
    for name, config in _COMPONENTS.items():
        nlp.add_pipe(name, config=Config(config))
    return nlp


def train(ud: Path, labels: Path, steps: int) -> Language:
    """Train a pipeline for so many batches, three of the treebank's to two of LitBank's."""
    nlp = new_pipeline()
    parses = [*treebank.sentences(ud, "train"), *narration(SEED)]
    parsed = [e for s in parses if (e := example_of_parse(nlp, s))]
    labelled = [e for s in _with_and_without_speech(labels) if (e := example_of_labels(nlp, s))]
    LOG.info("%d parsed and %d labelled sentences", len(parsed), len(labelled))
    nlp.initialize(lambda: [*parsed[:10], *labelled, *parsed[10:]])
    learn(nlp, [Lesson(FROM_TREEBANK, parsed), Lesson(FROM_LITBANK, labelled)], steps, (1, 0, 1, 0, 0))
    set_threshold(nlp, [e for s in litbank.sentences(labels, "dev") if (e := example_of_labels(nlp, s))])
    return nlp


def _with_and_without_speech(folder: Path) -> Iterator[LabelledSentence]:
    chance = random.Random(SEED)
    for sentence in litbank.sentences(folder, "train"):
        yield litbank.without_quotations(sentence) if chance.random() < 0.5 else sentence


def learn(nlp: Language, lessons: Sequence[Lesson], steps: int, pattern: Sequence[int]) -> None:
    """Learn batches of the lessons in turn, as `pattern` says. Control-C ends the lessons."""
    optimizer = Adam(
        learn_rate=_learning_rates(steps), L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=False
    )
    batches = [_batches(lesson.examples, steps) for lesson in lessons]
    losses: dict[str, float] = {}
    with suppress(KeyboardInterrupt):
        for step in range(1, steps + 1):
            which = pattern[step % len(pattern)]
            names = lessons[which].components
            _listen(nlp, names)
            others = [name for name in nlp.pipe_names if name not in names and name != "tok2vec"]
            nlp.update(next(batches[which]), drop=0.1, sgd=optimizer, losses=losses, exclude=others)
            optimizer.step_schedules()
            if step % 100 == 0:
                LOG.info("%d %s", step, {name: round(loss) for name, loss in losses.items()})
                losses = {}
    _listen(nlp, [name for name in nlp.pipe_names if name != "tok2vec"])


def _learning_rates(steps: int) -> list[float]:
    """Return the size of each step: rising at first, then falling to nothing."""
    return [0.001 * min(step / _WARMING_UP, (steps - step) / max(steps - _WARMING_UP, 1)) for step in range(steps + 1)]


def _listen(nlp: Language, names: Sequence[str]) -> None:
    """Let these components alone listen to the shared layer.

    The last that listens hands the gradients of all back to the layer, so it must be one that learns.
    """
    shared: Any = nlp.get_pipe("tok2vec")
    shared.listener_map = {name: [] for name in names}
    for name in names:
        shared.find_listeners(nlp.get_pipe(name))


def _batches(examples: Sequence[Example], steps: int) -> Iterator[list[Example]]:
    chance = random.Random(SEED)
    order: list[Example] = []
    for number in count():
        size = min(_BATCH[1], _BATCH[0] + (_BATCH[1] - _BATCH[0]) * number / (0.3 * steps))
        batch: list[Example] = []
        words = 0
        while words < size:
            if not order:
                order = chance.sample(list(examples), len(examples))
            batch.append(order.pop())
            words += len(batch[-1].x)
        yield batch


def main() -> None:
    """Train, and write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ud", type=Path, required=True, help="folder with train.conllu, dev.conllu, test.conllu")
    arguments.add_argument("--litbank", type=Path, required=True, help="folder with entities/ and events/ as .tsv")
    arguments.add_argument("--out", type=Path, default=OUT, help="where the weights go (default: where they ship)")
    arguments.add_argument("--steps", type=int, default=5_500, help="batches to learn from")
    given = arguments.parse_args()
    save(train(given.ud, given.litbank, given.steps), given.out)
    save_lemmas(treebank.sentences(given.ud, "train"), given.out.parent / WORDS.name)


if __name__ == "__main__":
    main()
