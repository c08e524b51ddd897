"""Each corpus teaches the components that it labels, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from training.examples import example_of_labels, example_of_parse
from training.litbank import LabelledSentence
from training.narration import narration
from training.prose import FROM_LITBANK, FROM_TREEBANK, Lesson, learn, new_pipeline
from training.weights import save

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

LABELLED = [
    LabelledSentence(("The", "boy", "ran", "home", "."), ((0, 2, "PER"),), (2,)),
    LabelledSentence(("The", "old", "ship", "had", "no", "name", "."), ((0, 3, "VEH"),), ()),
]
"""Sentences of our own."""


@pytest.fixture
def lessons() -> tuple[Language, Lesson, Lesson]:
    nlp = new_pipeline()
    parsed = [e for s in narration(seed=1, each=2) if (e := example_of_parse(nlp, s))]
    labelled = [e for s in LABELLED * 12 if (e := example_of_labels(nlp, s))]
    for example in parsed:
        for token in example.reference:
            token.lemma_ = token.text.lower()
    nlp.initialize(lambda: [*parsed, *labelled])
    return nlp, Lesson(FROM_TREEBANK, parsed), Lesson(FROM_LITBANK, labelled)


def weights(nlp: Language) -> dict[str, bytes]:
    pipes: list[tuple[str, Any]] = nlp.pipeline
    return {name: pipe.model.to_bytes() for name, pipe in pipes}


@pytest.mark.parametrize("which", [0, 1])
def test_a_corpus_teaches_what_it_labels(lessons: tuple[Language, Lesson, Lesson], which: int) -> None:
    nlp, *both = lessons
    before = weights(nlp)
    learn(nlp, [both[which]], steps=2, pattern=(0,))

    assert {name for name, model in weights(nlp).items() if model != before[name]} == {
        "tok2vec",
        *both[which].components,
    }


def test_what_is_written_reads_the_same(lessons: tuple[Language, Lesson, Lesson], tmp_path: Path) -> None:
    import spacy

    nlp, *both = lessons
    learn(nlp, both, steps=6, pattern=(0, 1))
    save(nlp, tmp_path / "parser")
    text = "The man, who had seen the boat, went to the door."
    mine, read = nlp(text), spacy.load(tmp_path / "parser")(text)

    assert [(t.tag_, t.dep_, t.ent_type_, str(t.morph)) for t in mine] == [
        (t.tag_, t.dep_, t.ent_type_, str(t.morph)) for t in read
    ]
