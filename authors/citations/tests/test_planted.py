"""The targets, over twenty lives whose sources are ours: what is false is found, and what is true is let be."""

import pytest

from authors.citations.checking import CitationChecker
from authors.citations.tests.planting import caught
from authors.contract import Context, Memory
from authors.dossiers.author import DossierAuthor
from authors.dossiers.brief import BiographyBrief
from authors.facts.tests.made_lives import made_life
from authors.facts.tests.measuring import found_by_kind

HALVES = [pytest.param(range(10), id="open"), pytest.param(range(10, 20), id="held back")]


@pytest.mark.parametrize("lives", HALVES)
def test_false_sentences_are_found_by_their_type(lives: range) -> None:
    there, found, _missed = caught(lives)

    false = [kind for kind in there if kind]
    assert len(false) >= 9
    assert sum(found[kind] for kind in false) >= 0.98 * sum(there[kind] for kind in false)
    assert [kind for kind in ("uncited", "no such passage") if found[kind] < there[kind]] == []


@pytest.mark.parametrize("lives", HALVES)
def test_true_sentences_are_let_be(lives: range) -> None:
    there, found, _missed = caught(lives)

    assert found[""] <= 0.05 * there[""]


@pytest.mark.parametrize(("lives", "least"), [(range(10), 29), (range(10, 20), 25)], ids=["open", "held back"])
def test_planted_contradictions_are_listed_and_little_else(lives: range, least: int) -> None:
    _planted, found, in_vain = found_by_kind(lives)

    assert found.total() >= least
    assert in_vain <= 2


@pytest.mark.parametrize("index", range(0, 20, 3))
def test_what_the_built_in_author_makes_of_them_rests_on_its_passages(index: int) -> None:
    life = made_life(index)
    brief, material = BiographyBrief(subject=life.subject.name, words=5_000), life.dossier.material()
    author = DossierAuthor()
    outline = author.outline(brief, memory=Memory(), material=material)
    checker = CitationChecker(life.dossier, life.subject)
    context = Context(outline=outline, material=material)

    sentences = [
        sentence for part in outline.parts for sentence in checker.sentences(author.write(brief, part, context))
    ]
    stating = [sentence for sentence in sentences if sentence.states]
    assert stating
    assert [one.text for one in stating if not one.passages] == []
    wrong = [one.text for one in stating if any(finding.severity == "wrong" for finding in one.findings)]
    assert len(wrong) <= 0.02 * len(stating)
