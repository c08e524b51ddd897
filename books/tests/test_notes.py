"""Footnotes and endnotes are kept beside the text, each with the places of its signs."""

from __future__ import annotations

import pytest

from books.epub import read_epub
from books.manuscript import ManuscriptChapter, Mark, Note, NoteAnchor, Paragraph
from books.tests.epubs import PROSE, build, page

MARK = '<sup><a id="r1" href="#n1">1</a></sup>'


def chapter_of(*pages: str) -> ManuscriptChapter:
    """Return the first chapter of a book with these pages."""
    return read_epub(build({f"p{n}.xhtml": page(body) for n, body in enumerate(pages)})).chapters[0]


def noted(chapter: ManuscriptChapter) -> list[tuple[str, str, list[str]]]:
    """Return what stands before each sign of a note, the note's label, and its paragraphs."""
    return [
        (
            paragraph.text[: anchor.at],
            chapter.notes[anchor.note].label,
            [part.text for part in chapter.notes[anchor.note].paragraphs],
        )
        for paragraph in chapter.paragraphs
        for anchor in paragraph.anchors
    ]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a epub:type="noteref" href="#n1">1</a>', '<aside epub:type="footnote" id="n1"><p>Low.</p></aside>'),
        ('<a role="doc-noteref" href="#n1">[1]</a>', '<aside role="doc-footnote" id="n1"><p>1. Low.</p></aside>'),
        (MARK, '<p id="n1"><a href="#r1">1</a> Low.</p>'),
        ('[<a id="r1" href="#n1">1</a>]', '<p id="n1">[<a href="#r1">1</a>] Low.</p>'),
        (MARK, '<ol><li id="n1"><p>Low. <a href="#r1">↩</a></p></li></ol>'),
        (MARK, '<div class="footnote" id="n1">[1] Low.</div>'),
        (MARK, '<div class="footnotes"><h3>Notes</h3><p id="n0">High.</p><p id="n1">1 Low.</p></div>'),
        (MARK, '<section epub:type="footnotes"><ol><li id="n0">High.</li><li id="n1">Low.</li></ol></section>'),
        ('<a epub:type="noteref" href="p1.xhtml#n1">1</a>', ""),
    ],
)
def test_a_note_is_kept_with_the_place_of_its_sign(mark: str, note: str) -> None:
    other = '<p>Two.</p><aside epub:type="footnote" id="n1"><p>Low.</p></aside>'

    chapter = chapter_of(f"<h2>One</h2><p>He <em>bowed</em>{mark} and left.</p>{note}", other)

    assert chapter.paragraphs[0].text == "He bowed and left."
    assert noted(chapter) == [("He bowed", "1", ["Low."])]


def test_a_note_on_a_page_of_notes_is_kept_and_the_page_too() -> None:
    notes = '<h2>Notes</h2><p id="n1"><a href="p0.xhtml#r1">1</a> Low.</p><p>Not at all.</p>'
    book = read_epub(
        build(
            {
                "p0.xhtml": page(
                    f'<h2>Chapter 1</h2><p>He bowed<a id="r1" href="p1.xhtml#n1">1</a>.</p><p>{PROSE}</p>'
                ),
                "p1.xhtml": page(notes),
            }
        )
    )

    assert noted(book.chapters[0]) == [("He bowed", "1", ["Low."])]
    assert [chapter.kind for chapter in book.chapters] == ["body", "back"]


def test_a_note_in_back_matter_needs_no_way_back() -> None:
    text = (
        '<h2>One</h2><p>He bowed<sup><a href="p1.xhtml#n1">1</a></sup>, and<sup><a href="p1.xhtml#n2">2</a></sup>.</p>'
    )
    notes = '<h2>Endnotes</h2><p id="n1">1. Low.</p><p>Not at all.</p><p id="n2">2. <i>High</i>.</p>'

    chapter = chapter_of(text, notes)

    assert noted(chapter) == [("He bowed", "1", ["Low.", "Not at all."]), ("He bowed, and", "2", ["High."])]
    assert chapter.notes[1].paragraphs[0].marks == (Mark(0, 4, "emphasis"),)


def test_a_link_to_the_story_is_no_note() -> None:
    chapter = chapter_of('<h2>One</h2><p>See <a href="#x">2</a>.</p><p id="x">Far.</p>')

    assert chapter.notes == ()
    assert chapter.paragraphs[0].anchors == ()


def test_two_signs_of_one_note_share_it() -> None:
    note = '<aside epub:type="footnote" id="n"><p>Low.</p></aside>'
    mark = '<a epub:type="noteref" href="#n">*</a>'

    chapter = chapter_of(f"<h2>One</h2><p>He bowed{mark}.</p><p>She{mark} too.</p>{note}")

    assert [paragraph.anchors for paragraph in chapter.paragraphs] == [(NoteAnchor(8, 0),), (NoteAnchor(3, 0),)]
    assert chapter.notes == (Note("*", (Paragraph("Low."),)),)


def test_chapters_with_signs_of_one_note_each_have_it() -> None:
    mark = '<a epub:type="noteref" href="n.xhtml#n">*</a>'
    book = read_epub(
        build(
            {
                "a.xhtml": page(f"<h2>Chapter 1</h2><p>{PROSE}{mark}</p>"),
                "b.xhtml": page(f"<h2>Chapter 2</h2><p>{PROSE}{mark}</p>"),
                "n.xhtml": page(
                    '<section epub:type="endnotes"><h2>Notes</h2><aside epub:type="endnote" id="n">Low.</aside>'
                    "</section>"
                ),
            }
        )
    )

    assert [len(chapter.notes) for chapter in book.chapters] == [1, 1]


@pytest.mark.parametrize(
    ("note", "label"),
    [
        ('<aside epub:type="footnote"><p>* Low.</p></aside>', "*"),
        ('<p class="footnote">[12] Low.</p>', "12"),
        ('<div class="footnote">Low.</div>', ""),
    ],
)
def test_a_note_without_a_sign_belongs_to_where_it_stands(note: str, label: str) -> None:
    chapter = chapter_of(f"<h2>One</h2><p>He bowed.</p>{note}<p>She left.</p>")

    assert noted(chapter) == [("He bowed.", label, ["Low."])]


def test_a_note_within_a_line_belongs_to_that_place() -> None:
    chapter = chapter_of('<h2>One</h2><p>He bowed<span epub:type="footnote">Low.</span> and left.</p>')

    assert noted(chapter) == [("He bowed", "", ["Low."])]


def test_the_note_of_a_title_belongs_to_the_beginning() -> None:
    note = '<aside epub:type="footnote" id="n"><p>Low.</p></aside>'
    chapter = chapter_of(f'<h2>One<a epub:type="noteref" href="#n">1</a></h2><p>He bowed.</p>{note}')

    assert chapter.title == "One"
    assert noted(chapter) == [("", "1", ["Low."])]


def test_a_sign_in_a_verse_stands_in_its_line() -> None:
    note = '<aside epub:type="footnote" id="n"><p>Low.</p></aside>'
    lines = 'Row, row<a epub:type="noteref" href="#n">1</a><br/>your boat'

    chapter = chapter_of(f'<h2>One</h2><p class="verse">{lines}<a epub:type="noteref" href="#n">1</a></p>{note}')

    assert chapter.paragraphs[0].text == "Row, row\nyour boat"
    assert [anchor.at for anchor in chapter.paragraphs[0].anchors] == [8, 18]


def test_a_note_keeps_its_paragraphs_with_their_kinds() -> None:
    note = (
        '<aside epub:type="footnote" id="n"><p>Low:</p><p class="verse">Hark,<br/>hark!</p><ul><li>x</li></ul></aside>'
    )
    chapter = chapter_of(f'<h2>One</h2><p>He bowed<a epub:type="noteref" href="#n">1</a>.</p>{note}')

    assert [paragraph.kind for paragraph in chapter.notes[0].paragraphs] == ["prose", "verse", "list"]


def test_a_note_has_no_anchors_of_its_own() -> None:
    note = '<aside epub:type="footnote" id="n"><p>Low<a epub:type="noteref" href="#n">1</a>.</p></aside>'
    chapter = chapter_of(f'<h2>One</h2><p>He bowed<a epub:type="noteref" href="#n">1</a>.</p>{note}')

    assert chapter.notes == (Note("1", (Paragraph("Low."),)),)


def test_a_long_note_is_not_copied_for_ever() -> None:
    low = "Low. " * 100_000
    mark = '<a epub:type="noteref" href="n.xhtml#n">*</a>'
    pages = {f"{n}.xhtml": page(f"<h2>Chapter {n}</h2><p>{PROSE}{mark}</p>") for n in range(12)}
    notes = page(f'<section epub:type="endnotes"><aside epub:type="endnote" id="n">{low}</aside></section>')

    book = read_epub(build(pages | {"n.xhtml": notes}))

    assert [len(chapter.notes) for chapter in book.chapters] == [1, 1, 1] + [0] * 9
