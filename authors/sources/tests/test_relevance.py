"""Whether passages are about a subject: rule by rule, and measured on passages with known answers."""

from __future__ import annotations

import pytest

from authors.sources.records import Subject
from authors.sources.relevance.judging import judge_passages
from authors.sources.relevance.measuring import labelled, measured
from authors.sources.relevance.names import mentions_in, names_of

WREN = Subject(
    name="Tobias Wren", aliases=("Thomas Winter",), born=1794, died=1859, about="collector of ballads in Northumberland"
)


def kinds_in(text: str, subject: Subject = WREN) -> list[str]:
    return [mention.kind for mention in mentions_in(text, names_of(subject))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Tobias Wren sang.", ["own"]),
        ("TOBIAS WREN sang.", ["own"]),
        ("Wren, Tobias (1794)", ["own"]),
        ("T. Wren sang.", ["own"]),
        ("Tobias Henry Wren sang.", ["own"]),
        ("Thomas Winter’s ballads", ["own"]),
        ("Mr Wren sang. Then Wren slept.", ["bare", "bare"]),
        ("Christopher Wren built.", ["namesake"]),
        ("In Wren Street stands a Wren Prize.", ["thing", "thing"]),
        ("A wren sang in winter.", []),
        ("Tobias sang.", ["given"]),
    ],
)
def test_a_name_is_told_from_a_namesake_and_from_a_thing(text: str, kinds: list[str]) -> None:
    assert kinds_in(text) == kinds


def test_accents_do_not_part_a_name() -> None:
    assert kinds_in("Ines Halvorsen won.", Subject(name="Inés Halvorsen")) == ["own"]


def probabilities(*texts: str, title: str = "", subject: Subject = WREN) -> list[float]:
    return [judgement.probability for judgement in judge_passages(texts, subject, title=title)]


def test_a_family_name_alone_means_whoever_was_spoken_of_last() -> None:
    _, after_own, _, after_namesake = probabilities(
        "Tobias Wren walked to Hexham in 1828 with a slate.",
        "There Wren wrote down forty ballads.",
        "Christopher Wren built churches in London in 1675.",
        "Wren drew them all himself.",
    )

    assert after_own > 0.5 > after_namesake


def test_a_source_whose_years_all_lie_elsewhere_is_of_somebody_else() -> None:
    then, now = (
        probabilities(f"Tobias Wren collected ballads from {year} on.", title="Tobias Wren")[0] for year in (1828, 2016)
    )

    assert then > 0.5 > now


def test_a_pronoun_carries_on_from_the_passage_before_and_from_no_stranger() -> None:
    _, carried = probabilities("Tobias Wren walked to Hexham in 1828.", "He slept in barns, and he was never ill.")
    (alone,) = probabilities("He slept in barns, and he was never ill.")

    assert carried > 0.5 > alone


def test_the_open_half_is_judged_rightly() -> None:
    measure = measured(labelled("open"))

    assert measure.total >= 30
    assert measure.accuracy >= 0.95


def test_the_half_that_is_held_back_is_judged_as_well_as_the_documents_say() -> None:
    measure = measured(labelled("held"))

    assert measure.total >= 30
    assert measure.precision >= 0.95
    assert measure.accuracy >= 0.85
