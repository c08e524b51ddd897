"""The parser with the weights that ship: who does what, where each word stands, whatever the text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysts.prose.parsing import LONGEST_SENTENCE, ProseParser

if TYPE_CHECKING:
    from analysts.prose.sentences import Sentence, Token

ROOT = Path(__file__).parents[3]
STORY = [
    "“Good evening,” said Nora. She took the lantern from the table and opened the door; the old dog barked.",
    "The captain didn’t see the boat. He sat in the kitchen of the tower—a cold room—and wrote to his brother.",
    "“Sit down!” cried the boy. Mr. Hale shook his head.",
]
MARKS = st.text(st.sampled_from("abcDE é.,;:!?—-…'’“”\"‘\n1") | st.characters(), max_size=200)


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return ProseParser().parse(STORY)


def word(sentences: list[Sentence], text: str) -> tuple[Sentence, Token]:
    return next((s, t) for s in sentences for t in s.tokens if t.text == text)


def of(sentences: list[Sentence], verb: str, relation: str) -> list[str]:
    sentence, head = word(sentences, verb)
    return [t.text for t in sentence.tokens if t.relation == relation and sentence.tokens[t.head] is head]


def test_it_says_who_does_what(sentences: list[Sentence]) -> None:
    assert of(sentences, "said", "nsubj") == ["Nora"]
    assert of(sentences, "took", "nsubj") == ["She"]
    assert of(sentences, "took", "obj") == ["lantern"]
    assert of(sentences, "see", "nsubj") == ["captain"]
    assert of(sentences, "see", "obj") == ["boat"]
    assert of(sentences, "see", "advmod") == ["n't"]


def test_it_knows_tags_and_lemmas(sentences: list[Sentence]) -> None:
    took = word(sentences, "took")[1]

    assert (took.lemma, took.tag) == ("take", "VBD")
    assert word(sentences, "Nora")[1].tag == "NNP"


def test_it_finds_people_named_or_not(sentences: list[Sentence]) -> None:
    people = {
        " ".join(t.text for t in s.tokens[e.start : e.end]) for s in sentences for e in s.entities if e.kind == "PER"
    }

    assert {"Nora", "The captain", "Mr. Hale"} <= people


def test_what_is_denied_does_not_happen(sentences: list[Sentence]) -> None:
    assert word(sentences, "took")[1].is_event
    assert not word(sentences, "see")[1].is_event


def test_a_semicolon_ends_a_sentence_and_stays_one(sentences: list[Sentence]) -> None:
    assert STORY[0][sentences[1].start : sentences[1].end].endswith("opened the door;")
    assert sentences[1].tokens[-1].text == ";"
    assert STORY[0][sentences[2].start : sentences[2].end] == "the old dog barked."


def test_words_have_their_place_in_the_paragraph(sentences: list[Sentence]) -> None:
    assert {s.paragraph for s in sentences} == {0, 1, 2}
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text.isalpha() and token.text not in ("Yes", "yes"):
                assert STORY[sentence.paragraph][token.start : token.end] == token.text


def test_a_sentence_of_speech_alone_is_not_parsed() -> None:
    sentences = ProseParser().parse(["“Sit down.” Nora rose. “It is late!”"])

    assert [[t.text for t in s.tokens] for s in sentences] == [["Nora", "rose", "."]]


def test_a_told_story_says_so() -> None:
    tale = "I went down to the river, and there I saw a grey horse. " * 8
    sentences = ProseParser().parse([f"“{tale}” said the miller.", "The miller rose."])

    assert [s.told for s in sentences] == [False, *[True] * 8, False]


def test_the_same_text_gives_the_same_whatever_stands_around_it(sentences: list[Sentence]) -> None:
    alone = [s for text in STORY for s in ProseParser().parse([text])]
    among = ProseParser().parse([*STORY, *["The rain fell on the hill, and nobody came."] * 200])[: len(sentences)]

    assert [s.tokens for s in alone] == [s.tokens for s in sentences]
    assert among == sentences


@pytest.mark.processes
def test_another_process_parses_the_same() -> None:
    program = f"from analysts.prose.parsing import ProseParser; print(ProseParser().parse({STORY!r}))"
    answers = {
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }

    assert answers == {f"{ProseParser().parse(STORY)}\n"}


@settings(max_examples=40, deadline=None)
@given(st.lists(MARKS, max_size=6))
def test_any_text_is_parsed_into_whole_trees(paragraphs: list[str]) -> None:
    for sentence in ProseParser().parse(paragraphs):
        text, tokens = paragraphs[sentence.paragraph], sentence.tokens
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert [t.head for i, t in enumerate(tokens) if t.head == i] == [
            i for i, t in enumerate(tokens) if t.relation == "root"
        ]
        assert sum(t.relation == "root" for t in tokens) == 1
        assert all(0 <= t.head < len(tokens) and 0 <= t.start < t.end <= len(text) for t in tokens)
        assert all(0 <= e.start < e.end <= len(tokens) for e in sentence.entities)


@pytest.mark.parametrize(
    "paragraph",
    ["x" * 2_000_000, "“" * 20_000, "and he ran " * 4_000, "a—" * 8_000, "…a" * 8_000, "((((" * 5_000, "one;" * 5_000],
    ids=lambda text: text[:5],
)
def test_endless_paragraphs_are_cut(paragraph: str) -> None:
    sentences = ProseParser().parse([paragraph])

    assert all(len(s.tokens) <= LONGEST_SENTENCE for s in sentences)
    assert all(len(t.text) <= LONGEST_SENTENCE for s in sentences for t in s.tokens)


def test_letters_that_it_cannot_read_are_left_out() -> None:
    assert ProseParser().parse(["こんにちは、世界。", "1847", "* * *", "Привет, мир."]) == []


@pytest.mark.processes
def test_web_and_workers_start_without_the_parser() -> None:
    program = (
        "import os, sys; os.environ['DATABASE_URL'] = 'postgresql://not-used';"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'vividpages.settings';"
        "import django; django.setup(); import vividpages.urls, analysts.rules.analyst, analysts.prose.parsing;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import jobs.cluster;"
        "print([name for name in sys.modules if name.partition('.')[0] in ('spacy', 'thinc', 'blis')])"
    )
    started = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert started.stdout == "[]\n"
