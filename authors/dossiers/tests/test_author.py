from authors.citations.checking import CitationChecker
from authors.contract import Context, Memory, Outline, Text
from authors.dossiers.author import DossierAuthor
from authors.dossiers.planning import subject_of
from authors.dossiers.tests.lives import brief, hallgrim
from authors.facts.model import Dossier

AUTHOR = DossierAuthor()


def written(dossier: Dossier, **changed: object) -> tuple[Outline, dict[str, Text]]:
    wanted, material = brief(**changed), dossier.material()
    outline = AUTHOR.outline(wanted, memory=Memory(), material=material)
    context = Context(outline=outline, material=material)
    return outline, {part.key: AUTHOR.write(wanted, part, context) for part in outline.parts}


def test_a_life_of_nine_sources_has_5000_words_within_a_tenth_of_its_plan() -> None:
    outline, texts = written(hallgrim())
    words = sum(text.word_count for text in texts.values())

    assert words >= 5_000
    chapters = [part for part in outline.parts if part.kind == "chapter" and part.words > 300]
    assert [part.key for part in chapters if abs(texts[part.key].word_count - part.words) > part.words * 0.12] == []


def test_nothing_wrong_is_found_in_what_it_writes() -> None:
    _outline, texts = written(hallgrim())
    checker = CitationChecker(hallgrim(), subject_of(brief()))

    wrong = [
        (finding.rule, finding.words)
        for text in texts.values()
        for finding in checker.check(text)
        if finding.severity == "wrong"
    ]
    assert wrong == []


def test_the_same_sources_give_the_same_book() -> None:
    assert written(hallgrim()) == written(hallgrim())


def test_chapters_go_forward_in_time() -> None:
    outline, _texts = written(hallgrim())
    first_years = [int(part.key.split("-")[1]) for part in outline.parts if part.key.startswith("years-")]

    assert first_years == sorted(first_years)
    assert len(first_years) >= 3


def test_every_contradiction_is_told_once() -> None:
    _outline, texts = written(hallgrim())
    told = "\n".join(text.plain for text in texts.values()).count("Here the sources differ")

    assert told == len(hallgrim().contradictions)


def test_of_a_source_that_is_not_free_no_more_is_quoted_than_the_brief_allows() -> None:
    dossier = hallgrim("unknown")
    _outline, texts = written(dossier, quoted_words=150)
    quoted: dict[str, int] = {}
    for text in texts.values():
        for paragraph in text.paragraphs:
            if paragraph.kind == "quotation":
                (support,) = paragraph.supports
                source = dossier.passages[support.passages[0]].source
                quoted[source] = quoted.get(source, 0) + len(paragraph.text.split())

    assert quoted
    assert max(quoted.values()) <= 150


def test_a_book_longer_than_its_sources_is_told_to_be_shorter() -> None:
    outline, texts = written(hallgrim(), words=20_000)

    assert any("you asked for 20,000" in doubt for doubt in outline.doubts)
    assert sum(text.word_count for text in texts.values()) < 8_000
