"""Print held-out figures of the parser: python -m training.scores --ud FOLDER --litbank FOLDER [--novel EPUB].

Sentences are raw text: written, cut into words and parsed as in the product. Choices are made by `--part dev`.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.scorer import Scorer
from spacy.training import Example

from analysts.prose.lemmas import lemma_of
from analysts.prose.parsing import WEIGHTS, ProseParser
from books.epub import read_epub
from books.text.scenes import cut_scenes
from training import litbank, treebank
from training.examples import EVENT, example_of_labels, example_of_parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc

    Places = set[tuple[int, int, str]]

PARSING = {"words": "token_f", "tags": "tag_acc", "lemmas": "lemma_acc", "heads": "dep_uas", "relations": "dep_las"}


def parsing_scores(parse: Callable[[list[str]], Iterable[Doc]], examples: Iterable[Example]) -> dict[str, float]:
    """Score words, tags, lemmas, heads and relations, each from 0 to 1."""
    parsed = _parsed(parse, examples)
    for example in parsed:
        for token in example.predicted:
            token.lemma_ = lemma_of(token.text, token.tag_)
    scores = Scorer().score(parsed) | Scorer.score_token_attr(parsed, "lemma")
    return {name: float(scores.get(key) or 0) for name, key in PARSING.items()}


def label_scores(
    parse: Callable[[list[str]], Iterable[Doc]], examples: Iterable[Example]
) -> dict[str, tuple[float, float, float]]:
    """Score entities by kind, people by their head words, and events: precision, recall, F."""
    counts: dict[str, Counter[str]] = {}
    for example in _parsed(parse, examples):
        for what, found, labelled in _compared(example.predicted, example.reference):
            counts.setdefault(what, Counter()).update(
                right=len(found & labelled), found=len(found), labelled=len(labelled)
            )
    return {what: _measures(count) for what, count in counts.items()}


def _parsed(parse: Callable[[list[str]], Iterable[Doc]], examples: Iterable[Example]) -> list[Example]:
    known = list(examples)
    docs = parse([example.predicted.text for example in known])
    return [Example(doc, example.reference) for doc, example in zip(docs, known, strict=True)]


def _compared(predicted: Doc, reference: Doc) -> Iterator[tuple[str, Places, Places]]:
    """Yield what was found and what is labelled, in places of letters, which are the same however words are cut."""
    found, labelled = _entities(predicted), _entities(reference)
    yield "entities", found, labelled
    for kind in sorted({kind for _, _, kind in found | labelled}):
        yield kind, {e for e in found if e[2] == kind}, {e for e in labelled if e[2] == kind}
    people = {e: _head(predicted, e) for e in found | labelled if e[2] == "PER"}
    yield (
        "people by head word",
        {people[e] for e in found & people.keys()},
        {people[e] for e in labelled & people.keys()},
    )
    yield "events", _events(predicted), _events(reference)


def _places(doc: Doc) -> list[int]:
    """Return how many letters stand before each word, and in all."""
    return list(accumulate((len(token) for token in doc), initial=0))


def _entities(doc: Doc) -> Places:
    places = _places(doc)
    return {(places[e.start], places[e.end], e.label_) for e in doc.ents}


def _events(doc: Doc) -> Places:
    places = _places(doc)
    return {(places[t.i], places[t.i + 1], EVENT) for t in doc if str(t.morph) == EVENT}


def _head(doc: Doc, entity: tuple[int, int, str]) -> tuple[int, int, str]:
    """Return the place of the word of an entity on which its other words hang."""
    places = _places(doc)
    words = [t for t in doc if places[t.i] < entity[1] and places[t.i + 1] > entity[0]]
    inside = {t.i for t in words}
    head = next((t for t in words if t.head.i == t.i or t.head.i not in inside), words[-1])
    return places[head.i], places[head.i + 1], "PER"


def _measures(count: Counter[str]) -> tuple[float, float, float]:
    precision = count["right"] / max(count["found"], 1)
    recall = count["right"] / max(count["labelled"], 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def speed(novel: Path) -> dict[str, float]:
    """Parse a novel chapter by chapter: its tokens, tokens in a second of one core, seconds, peak of memory in MB."""
    chapters = [[p for scene in c.scenes for p in scene.paragraphs] for c in cut_scenes(read_epub(novel).chapters)]
    parser = ProseParser()
    parser.parse(["The pipeline is loaded before the clock runs."])
    started = time.process_time()
    tokens = sum(len(sentence.tokens) for chapter in chapters for sentence in parser.parse(chapter))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = sum(len(p.split()) for chapter in chapters for p in chapter)
    return {"words": words, "tokens": tokens, "tokens a second": tokens / seconds, "seconds": seconds, "MB": peak}


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ud", type=Path, help="folder with train.conllu, dev.conllu, test.conllu")
    arguments.add_argument("--litbank", type=Path, help="folder with entities/ and events/ as .tsv")
    arguments.add_argument("--novel", type=Path, help="an EPUB, for speed and memory")
    arguments.add_argument("--weights", type=Path, default=WEIGHTS, help="other weights than those that ship")
    arguments.add_argument("--part", choices=("dev", "test"), default="test")
    given = arguments.parse_args()
    if given.novel:
        print("".join(f"{name:20}{value:10,.0f}\n" for name, value in speed(given.novel).items()))
    nlp = spacy.load(given.weights)

    def parse(texts: list[str]) -> Iterable[Doc]:
        return nlp.pipe(texts, batch_size=128)

    if given.ud:
        parsed = [e for s in treebank.sentences(given.ud, given.part) if (e := example_of_parse(nlp, s))]
        for name, value in parsing_scores(parse, parsed).items():
            print(f"{name:20}{value:8.3f}")
    if given.litbank:
        labelled = [e for s in litbank.sentences(given.litbank, given.part) if (e := example_of_labels(nlp, s))]
        for name, (precision, recall, f) in label_scores(parse, labelled).items():
            print(f"{name:20}{precision:8.3f}{recall:8.3f}{f:8.3f}")


if __name__ == "__main__":
    main()
