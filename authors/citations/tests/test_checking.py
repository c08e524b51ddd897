import pytest

from authors.citations import checking
from authors.citations.checking import CitationChecker
from authors.contract import Paragraph, Support, Text
from authors.dossiers.tests.lives import NAMES, hallgrim
from authors.facts.subject import Subject

MARRIED, FLEW, HIRED = "northern-lives-4", "northern-lives-5", "minutes-and-registers-2"


@pytest.fixture(scope="module")
def checker() -> CitationChecker:
    return CitationChecker(hallgrim(), Subject("Runa Hallgrim", NAMES))


def rules(checker: CitationChecker, words: str, *passages: str) -> set[str]:
    supports = (Support(start=0, end=len(words), passages=passages),) if passages else ()
    text = Text(paragraphs=(Paragraph(text=words, supports=supports),))
    return {finding.rule for finding in checker.check(text) if finding.severity == "wrong"}


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("In October 1894 she married the surveyor Johan Askeland.", MARRIED),
        ("Hallgrim was paid 18 crowns a month from September 1886.", HIRED),
        ("Seven times she rose in a free balloon; on 3 June 1897 she fell into the sea with Aksel Moe.", FLEW),
        ("She was twenty-eight years old in June 1897, when the balloon was lost off Grindholm.", FLEW),
        ("As the dictionary has it, “the barograph was saved”.", FLEW),
        ("In the first years of her marriage two children were born, Liv and Anders.", MARRIED),
    ],
)
def test_what_the_passage_says_is_borne_out_in_other_words(checker: CitationChecker, words: str, passage: str) -> None:
    assert rules(checker, words, passage) == set()


@pytest.mark.parametrize(
    ("words", "passage", "rule"),
    [
        ("In October 1895 she married the surveyor Johan Askeland.", MARRIED, checking.DATE),
        ("On 7 October 1894 she married the surveyor Johan Askeland.", MARRIED, checking.DATE),
        ("On a Tuesday she married the surveyor Johan Askeland.", MARRIED, checking.DATE),
        ("She married the surveyor Peder Lie in October 1894.", MARRIED, checking.NAME),
        ("She married Johan Askeland in Copenhagen.", MARRIED, checking.NAME),
        ("Hallgrim was paid 28 crowns a month from September 1886.", HIRED, checking.NUMBER),
        ("Nine times she rose in a free balloon.", FLEW, checking.NUMBER),
        ("She was thirty-one in June 1897, when the balloon was lost.", FLEW, checking.NUMBER),
        ("As the dictionary has it, “the barograph was lost for ever”.", FLEW, checking.QUOTATION),
        ("She married Johan Askeland in 1894.", "no-such-passage", checking.UNKNOWN),
    ],
)
def test_what_the_passage_does_not_say_is_found(checker: CitationChecker, words: str, passage: str, rule: str) -> None:
    assert rule in rules(checker, words, passage)


def test_a_sentence_with_a_date_and_no_passage_is_found(checker: CitationChecker) -> None:
    assert rules(checker, "In 1894 she married Johan Askeland.") == {checking.UNCITED}


def test_a_date_is_no_more_exact_than_its_source(checker: CitationChecker) -> None:
    assert rules(checker, "Her first paper appeared in 1894.", MARRIED) == set()
    assert rules(checker, "Her first paper appeared in May 1894.", MARRIED) == {checking.DATE}


def test_what_the_writer_has_settled_otherwise_is_found() -> None:
    dossier = hallgrim()
    (birth,) = (one for one in dossier.contradictions.values() if (one.kind, one.about) == ("date", "birth"))
    right = next(index for index, claim in enumerate(birth.claims) if "1869" in claim.words)
    settled = birth.model_copy(update={"followed": right})
    changed = dossier.model_copy(update={"contradictions": {**dossier.contradictions, birth.id: settled}})
    checker = CitationChecker(changed, Subject("Runa Hallgrim", NAMES))

    assert rules(checker, "She was born in Skarvoy in February 1870.", "courier-obituary-2") == {checking.CONTRADICTED}


def test_the_turned_round_meaning_is_pointed_out(checker: CitationChecker) -> None:
    words = "In May 1911 Mrs. Askeland was given the Medal for Devotion."
    support = Support(start=0, end=len(words), passages=("minutes-and-registers-10",))

    found = checker.check(Text(paragraphs=(Paragraph(text=words, supports=(support,)),)))

    assert [finding.rule for finding in found] == [checking.DENIED]
