"""What no book needs is shortened with a warning, or the book is refused; what memory that takes is bounded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from books import services
from books.epub import ReadingLimits, TooLarge, read_epub
from books.epub.bounds import bounded
from books.manuscript import Manuscript, ManuscriptChapter, Mark, Note, NoteAnchor, OwnPicture, Paragraph
from books.models import VividPage
from books.tests.epubs import METADATA, build, chapter, page
from books.tests.uploads import read_upload
from books.text.names import plain_name
from sandbox.tests.measuring import MEGABYTE, growth_of

if TYPE_CHECKING:
    from accounts.models import User

LIMITS = ReadingLimits()
READ = """
from books.epub.sandbox import read_in_sandbox
from books.epub.sandbox_child import SandboxLimits
from books.epub import ReadingLimits, TooLarge
import sys
limits = SandboxLimits(1024 * 1024 * 1024, 120, ReadingLimits())
epub = sys.stdin.buffer.read()
read_in_sandbox(SMALL, limits)
"""


def book(*chapters: ManuscriptChapter, **fields: str) -> Manuscript:
    return Manuscript(fields.get("title", "A"), ("Ann",), "en", chapters)


def of(*paragraphs: Paragraph, **fields: object) -> ManuscriptChapter:
    return replace(ManuscriptChapter("One", paragraphs), **fields)  # type: ignore[arg-type]


def test_an_ordinary_book_stays_as_it_is() -> None:
    plain = book(of(Paragraph("Wind. " * 2000, marks=(Mark(0, 4, "strong"),)), notes=(Note("*", (Paragraph("n"),)),)))

    assert bounded(plain, LIMITS) == plain


def test_a_description_of_megabytes_is_shortened_and_costs_nothing() -> None:
    words = " ".join(str(n) for n in range(3_000_000))  # what repeats is refused for that
    description = f"{METADATA}<dc:description>{words}</dc:description>"
    epub = build({"one.xhtml": chapter("One")}, metadata=description).getvalue()
    small = build({"one.xhtml": chapter("One")}).getvalue()
    risen = growth_of(
        "assert len(read_in_sandbox(epub, limits).description) <= 20_000",
        preparation=READ.replace("SMALL", repr(small)),
        given=epub,
    )

    assert risen < 8 * MEGABYTE


def test_of_thirty_thousand_authors_the_first_are_named(reader: User) -> None:
    authors = "".join(f"<dc:creator>Author {n}</dc:creator>" for n in range(30_000))
    epub = build({"one.xhtml": chapter("One")}, metadata=f"<dc:title>T</dc:title>{authors}")
    vividpage = read_upload(reader, epub)

    assert vividpage.authors == [f"Author {n}" for n in range(50)]
    assert vividpage.warnings == ["Only the first 50 of its authors are named."]


def test_a_title_of_a_chapter_keeps_to_its_limit() -> None:
    read = read_epub(build({"one.xhtml": chapter("Wind " * 10_000)}))

    assert len(read.chapters[0].title) <= LIMITS.title
    assert read.warnings == ("1 title of chapters or parts was shortened.",)


def test_a_paragraph_of_a_million_words_stands_in_pieces_that_lose_no_word() -> None:
    text = "Then he went on. " * 30_000
    read = bounded(book(of(Paragraph(text.strip()), Paragraph("End."))), LIMITS)
    pieces = [paragraph.text for paragraph in read.chapters[0].paragraphs]

    assert " ".join(pieces) == f"{text}End."
    assert max(map(len, pieces)) <= LIMITS.paragraph
    assert all(piece.endswith(".") for piece in pieces)
    assert read.warnings == ("1 paragraph of more than 50,000 characters stands in several pieces.",)


def test_a_word_of_megabytes_is_cut_all_the_same() -> None:
    read = bounded(book(of(Paragraph("a" * 5_000_000))), LIMITS)

    pieces = [paragraph for chapter in read.chapters for paragraph in chapter.paragraphs]
    assert [len(paragraph.text) for paragraph in pieces] == [50_000] * 100
    assert len(read.chapters) == 5


def test_a_chapter_of_megabytes_stands_in_parts_with_its_notes_and_pictures() -> None:
    notes = tuple(Note(label, (Paragraph(label),)) for label in "abc")
    paragraphs = [Paragraph("x" * 40, anchors=(NoteAnchor(5, note),)) for note in (0, 1, 1, 2)]
    pictures = tuple(OwnPicture(after, b"x", "image/png") for after in (0, 2, 3, 4))
    read = bounded(book(of(*paragraphs, notes=notes, pictures=pictures)), replace(LIMITS, chapter=100)).chapters

    assert [chapter.title for chapter in read] == ["One", "One (2)"]
    assert [[note.label for note in chapter.notes] for chapter in read] == [["a", "b"], ["b", "c"]]
    assert [[p.anchors[0].note for p in chapter.paragraphs] for chapter in read] == [[0, 1], [0, 1]]
    assert [[picture.after for picture in chapter.pictures] for chapter in read] == [[0, 2], [1, 2]]


def test_a_chapter_of_a_hundred_thousand_headings_stands_in_parts() -> None:
    read = bounded(book(of(*[Paragraph("C", "heading"), Paragraph("Anna ran.")] * 6000)), LIMITS)

    assert [len(chapter.paragraphs) for chapter in read.chapters] == [5000, 5000, 2000]
    assert read.warnings == (
        "1 chapter of more than 1,000,000 characters or 5,000 paragraphs stands in several parts.",
    )


def test_what_stands_in_a_cut_paragraph_stays_with_its_words() -> None:
    text = "a" * 30 + " " + "b" * 30 + " " + "c" * 30
    paragraph = Paragraph(text, "prose", (Mark(28, 33, "emphasis"),), (NoteAnchor(30, 0), NoteAnchor(92, 1)))
    picture = OwnPicture(2, b"x", "image/png", alt="Alt " * 5000)
    chapter = of(Paragraph("Before."), paragraph, Paragraph("After."), pictures=(picture,))
    read = bounded(book(chapter), replace(LIMITS, paragraph=40)).chapters[0]

    assert [p.text for p in read.paragraphs] == ["Before.", "a" * 30, "b" * 30, "c" * 30, "After."]
    assert [p.marks for p in read.paragraphs[1:4]] == [(Mark(28, 31, "emphasis"),), (Mark(0, 2, "emphasis"),), ()]
    assert [p.anchors for p in read.paragraphs[1:4]] == [(NoteAnchor(30, 0),), (), (NoteAnchor(30, 1),)]
    assert read.pictures[0].after == 4
    assert len(read.pictures[0].alt) <= LIMITS.caption


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (replace(LIMITS, letters=500), "million letters"),
        (replace(LIMITS, chapters=2), "more than 2 chapters"),
        (replace(LIMITS, blocks=5), "more text in this book"),
    ],
)
def test_past_these_limits_a_book_is_refused(limits: ReadingLimits, sentence: str) -> None:
    pages = {f"{name}.xhtml": chapter(name.title()) for name in ("one", "two", "three")}
    with pytest.raises(TooLarge, match=sentence):
        read_epub(build(pages), limits=limits)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\u202eesrever\u202c Book", "esrever Book"),
        ("A\0\x07 Book\ud800", "A Book"),
        ("A\u2067B\u2069", "AB"),
        ("Z" + "\u0301" * 500 + "algo", "Z" + "\u0301" * 4 + "algo"),
        ("W\u200b" * 1 + "\u200b" * 1000 + "ide", "W\u200b\u200bide"),
        (" Two\n lines\u2028of it ", "Two lines of it"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀 Story", "👩\u200d🚀 Story"),
        ("Émile, ou De l’éducation", "Émile, ou De l’éducation"),
    ],
)
def test_a_name_is_shown_on_one_line_that_turns_nothing_around(written: str, shown: str) -> None:
    assert plain_name(written, 200) == shown


def test_a_long_name_is_cut_between_words() -> None:
    assert plain_name("one two three four five six", 20) == "one two three four…"


def test_a_name_of_megabytes_is_cut_before_it_is_looked_at() -> None:
    assert plain_name("é" * 50_000_000, 10) == "é" * 9 + "…"


@pytest.mark.parametrize(
    "name", ["\u202ebupe.cod" + "x" * 60_000 + ".epub", "a\0b" * 20_000 + ".epub", "/" * 60_000 + "Book.epub"]
)
def test_a_file_name_of_any_length_and_kind_is_a_title(reader: User, name: str) -> None:
    epub = build({"one.xhtml": chapter("One")})
    epub.name = name
    vividpage = services.upload(owner=reader, epub=epub)

    assert 0 < len(vividpage.title) <= 500
    assert not {"\u202e", "\0", "\ud800"} & set(vividpage.title)
    assert VividPage.objects.filter(pk=vividpage.pk).exists()


def test_a_chapter_number_of_thousands_of_digits_is_read(reader: User) -> None:
    number = "9" * 5000
    body = (
        f"<h2>Chapter {number}</h2><p>In the year {number} he was {number} years old. It was {number} o’clock.</p>"
        f'<ol start="{number}"><li value="{number}">One</li></ol><table><tr><td colspan="{number}">x</td></tr></table>'
    )
    metadata = (
        f'{METADATA}<meta name="calibre:series" content="S"/><meta name="calibre:series_index" content="{number}.0"/>'
    )
    vividpage = read_upload(reader, build({"one.xhtml": page(body)}, metadata=metadata))

    assert vividpage.status == VividPage.Status.UPLOADED
