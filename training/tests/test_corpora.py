"""What is learned from: corpora are read as they are labelled, and patterns of sentences are whole trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training import litbank, treebank
from training.examples import blanks_after
from training.litbank import LabelledSentence, without_quotations
from training.narration import narration

if TYPE_CHECKING:
    from pathlib import Path

CONLLU = """# text = Ann didn't go.
1	Ann	Ann	PROPN	NNP	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

"""
ENTITIES = "The\tB-PER\tO\nmate\tI-PER\tO\nof\tI-PER\tO\nthe\tI-PER\tB-VEH\nship\tI-PER\tI-VEH\nran\tO\tO\n.\tO\tO\n\n"
EVENTS = "The\tO\nmate\tO\nof\tO\nthe\tO\nship\tO\nran\tEVENT\n.\tO\n\n"


def test_the_treebank_is_read_with_its_blanks(tmp_path: Path) -> None:
    (tmp_path / "dev.conllu").write_text(CONLLU)
    (sentence,) = treebank.sentences(tmp_path, "dev")

    assert sentence.words == ("Ann", "did", "n't", "go", ".")
    assert sentence.spaces == (True, False, True, False, True)
    assert sentence.heads == (3, 3, 3, 3, 3)
    assert sentence.lemmas[2] == "not"


def test_of_entities_in_entities_the_outermost_counts(tmp_path: Path) -> None:
    for folder, rows in (("entities", ENTITIES), ("events", EVENTS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "514_little_women_brat.tsv").write_text(rows)
    (sentence,) = litbank.sentences(tmp_path, "test")

    assert sentence.entities == ((0, 5, "PER"),)
    assert sentence.events == (5,)
    assert not list(litbank.sentences(tmp_path, "train"))


def test_no_work_is_both_chosen_by_and_tested_on() -> None:
    assert not litbank.TEST & litbank.DEV


def test_a_quotation_becomes_a_word() -> None:
    words = ("“", "Tom", "is", "here", ",", "”", "said", "Ann", ",", "and", "rose", ".")
    sentence = without_quotations(LabelledSentence(words, ((1, 2, "PER"), (7, 8, "PER")), (6, 10)))

    assert sentence.words == ("“", "Yes", ",", "”", "said", "Ann", ",", "and", "rose", ".")
    assert sentence.entities == ((5, 6, "PER"),)
    assert [sentence.words[i] for i in sentence.events] == ["said", "rose"]


@pytest.mark.parametrize(
    "text",
    [
        "“Come,” said Tom.",
        '"Come," said Tom.',
        "the boys' dog (a cur) didn't bark",
        "'Come,' said Tom's aunt.",
        "he—she",
    ],
)
def test_blanks_are_guessed(text: str) -> None:
    marks = ("“", "”", '"', "'s", "n't", "'", "(", ")", ",", ".", "—")
    words: list[str] = []
    for part in text.split():
        words += _cut(part, marks)

    joined = "".join(word + " " * blank for word, blank in zip(words, blanks_after(tuple(words)), strict=True))
    assert joined.rstrip() == text


def _cut(word: str, marks: tuple[str, ...]) -> list[str]:
    for mark in marks:
        before, found, after = word.partition(mark)
        if found and word != mark:
            return [*(_cut(before, marks) if before else []), mark, *(_cut(after, marks) if after else [])]
    return [word]


def test_patterns_are_whole_trees_without_crossing_branches() -> None:
    for sentence in narration(seed=1, each=2):
        assert sentence.relations.count("root") == 1
        for i, head in enumerate(sentence.heads):
            between = range(min(i, head) + 1, max(i, head))
            assert all(min(i, head) <= sentence.heads[j] <= max(i, head) for j in between), sentence.words
