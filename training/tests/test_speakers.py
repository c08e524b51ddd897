"""What is learned of speakers, from a work in LitBank's form with sentences of our own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysts.rules.speech.weights import Weights, learned
from training.labelled_speech import LabelledTalk, labelled_talk
from training.speakers import Instances, fit, learn_trust, score

if TYPE_CHECKING:
    from pathlib import Path

SAID = ("Nora", "Peter")


def sentences() -> tuple[list[str], list[str], list[str]]:
    """Return sentences of words, their quotations and their names, as LitBank's files have them."""
    text, quotes, names = [], [], []
    for n in range(12):
        who = SAID[n % 2]
        text.append(f"{who} looked at the sea and smiled .")
        names.append((len(text) - 1, 0, who))
        text.append(f'" It is n\'t cold , " said {who} .')
        quotes += [f"QUOTE\tQ{n}\t{len(text) - 1}\t0\t{len(text) - 1}\t6\t-", f"ATTRIB\tQ{n}\t{who}-1"]
        names.append((len(text) - 1, 8, who))
    mentions = []
    for n, (sentence, word, who) in enumerate(names):
        place = f"{sentence}\t{word}\t{sentence}\t{word}"
        mentions += [f"MENTION\tT{n}\t{place}\t{who}\tPER\tPROP", f"COREF\tT{n}\t{who}-1"]
    return text, quotes, mentions


@pytest.fixture
def talk(tmp_path: Path) -> LabelledTalk:
    text, quotes, mentions = sentences()
    for folder in ("coref", "quotations"):
        (tmp_path / folder).mkdir()
    (tmp_path / "coref" / "1_a_work_brat.txt").write_text("\n".join(text))
    (tmp_path / "coref" / "1_a_work_brat.ann").write_text("\n".join(mentions))
    (tmp_path / "quotations" / "1_a_work_brat.ann").write_text("\n".join(quotes))
    return labelled_talk(tmp_path, "1_a_work")


def test_a_work_is_written_as_a_book_prints_it(talk: LabelledTalk) -> None:
    assert [block.text for block in talk.blocks[:2]] == [
        "Nora looked at the sea and smiled.",
        "“It isn't cold,” said Nora. Peter looked at the sea and smiled.",
    ]


def test_each_quotation_has_its_speaker_by_the_name_that_the_analyst_found(talk: LabelledTalk) -> None:
    labels = [label for here in talk.speakers for label in here]

    assert labels == ["Nora", "Peter"] * 6
    assert {p.name for p in talk.people} == {"Nora", "Peter"}


def test_what_is_nearly_always_right_is_trusted(talk: LabelledTalk) -> None:
    unproved = replace(learned(), trust=dict.fromkeys(learned().trust, 0.0))
    weights = learn_trust([talk], unproved)

    assert weights.trust["name"] == pytest.approx(13 / 14, abs=0.001)
    assert weights.trust["narrator"] == 0.5
    assert score([talk], weights)["right"] == 1


def test_a_hint_that_says_who_speaks_counts_for_him() -> None:
    instances = Instances([[{"beat": 1.0}, {"in_mind": 1.0}]] * 20, [0] * 20)
    hints = fit(instances, {})
    weights = Weights(hints, {}, {})

    assert weights.probabilities({"Nora": {"beat": 1.0}, "Peter": {"in_mind": 1.0}})["Nora"] > 0.9
