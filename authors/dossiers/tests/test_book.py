from datetime import date

from authors.citations.limits import LIVING_NOTICE, may_be_living, private_findings, quoted_of
from authors.contract import Paragraph, Support, Text
from authors.dossiers.book import manuscript
from authors.dossiers.lists import described, entries_of, events_of_life, glossary_of
from authors.dossiers.planning import subject_of
from authors.dossiers.tests.lives import brief, hallgrim
from authors.dossiers.tests.test_author import written
from authors.facts.model import Dossier
from books.manuscript import Manuscript


def book(**changed: object) -> Manuscript:
    outline, texts = written(hallgrim(), **changed)
    return manuscript(brief(**changed), outline, texts, hallgrim().material())


def test_every_note_stands_at_its_place_and_names_its_source() -> None:
    chapters = book().chapters
    notes = [note for chapter in chapters for note in chapter.notes]

    assert len(notes) > 60
    assert all(note.paragraphs[0].text.endswith((".", "”", "?")) for note in notes)
    for chapter in chapters:
        anchors = [anchor for paragraph in chapter.paragraphs for anchor in paragraph.anchors]
        assert sorted(anchor.note for anchor in anchors) == list(range(len(chapter.notes)))
        assert all(0 < anchor.at <= len(p.text) for p in chapter.paragraphs for anchor in p.anchors)


def test_endnotes_are_numbered_through_to_the_end() -> None:
    made = book(notes="endnotes")
    (notes,) = (chapter for chapter in made.chapters if chapter.title == "Notes")
    text = "\n".join(paragraph.text for chapter in made.body for paragraph in chapter.paragraphs)

    assert not any(chapter.notes for chapter in made.chapters)
    assert len(notes.paragraphs) > 60
    assert all(f"[{number}]" in text for number in range(1, len(notes.paragraphs) + 1))


def test_all_cited_sources_are_listed_and_only_wished_lists_are_there() -> None:
    titles = [chapter.title for chapter in book().chapters if chapter.kind == "back"]
    bare = [
        chapter.title
        for chapter in book(has_timeline=False, has_people=False, has_glossary=False).chapters
        if chapter.kind == "back"
    ]
    (sources,) = (chapter for chapter in book().chapters if chapter.title == "Sources")

    assert titles == ["Timeline", "People", "Places", "Glossary", "Sources"]
    assert bare == ["Sources"]
    assert len(sources.paragraphs) == 9


def test_the_timeline_goes_forward_and_marks_what_is_disputed() -> None:
    events = events_of_life(hallgrim())

    assert [event.latest for event in events if event.kind == "birth"]
    assert [event.year for event in events] == sorted(event.year for event in events)
    assert {event.date for event in events if event.disputed} >= {"February 1870", "1895"}


def test_a_settled_question_leaves_the_other_answer_out_of_the_timeline() -> None:
    dossier = hallgrim()
    (birth,) = (one for one in dossier.contradictions.values() if (one.kind, one.about) == ("date", "birth"))
    right = next(index for index, claim in enumerate(birth.claims) if "1869" in claim.words)
    settled = {**dossier.contradictions, birth.id: birth.model_copy(update={"followed": right})}

    dates = {event.date for event in events_of_life(dossier.model_copy(update={"contradictions": settled}))}

    assert "February 1870" not in dates
    assert "14 February 1869" in dates


def test_people_and_terms_are_described_in_the_words_of_a_source() -> None:
    people = {entry.name: entry.described for entry in entries_of(hallgrim(), "people")}

    assert people["Johan Askeland"] == "a surveyor"
    assert described("Skarvoy", "She was born in Skarvoy, an island parish west of Halvorsund, and left.") == (
        "an island parish west of Halvorsund"
    )
    assert all(entry.described for entry in glossary_of(hallgrim()))


def test_quoted_words_are_counted_by_source_beside_their_limit() -> None:
    _outline, texts = written(hallgrim("unknown"), quoted_words=150)
    counted = quoted_of(texts, hallgrim("unknown"), 150)

    assert sum(one.words for one in counted) > 500
    assert [one.source for one in counted if one.is_too_much] == []
    assert all(one.limit is None for one in quoted_of(texts, hallgrim(), 150))


def test_who_has_died_or_was_born_long_ago_is_not_living() -> None:
    subject, empty = subject_of(brief()), Dossier()
    today = date(2026, 1, 1)

    assert may_be_living(brief(living="unknown"), hallgrim(), subject, today) == "no"
    assert may_be_living(brief(living="unknown"), empty, subject, today) == "perhaps"
    assert may_be_living(brief(living="living"), hallgrim(), subject, today) == "yes"
    assert "lawyer" in LIVING_NOTICE


def test_private_matters_of_the_living_from_one_source_are_pointed_out() -> None:
    words = "She married Johan Askeland."
    one = Support(start=0, end=len(words), passages=("northern-lives-4",))
    two = Support(start=0, end=len(words), passages=("northern-lives-4", "minutes-and-registers-5"))

    def found(support: Support) -> int:
        return len(private_findings(Text(paragraphs=(Paragraph(text=words, supports=(support,)),)), hallgrim()))

    assert (found(one), found(two)) == (1, 0)
