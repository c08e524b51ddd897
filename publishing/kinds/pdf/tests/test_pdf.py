from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pikepdf
import pypdfium2
import pytest

from publishing.kinds.kind import Refused, Stopped
from publishing.kinds.pdf.kind import KIND, PAGES, PdfOptions
from publishing.novels.tests.reading import paragraphs_in, squeezed, text_in
from publishing.tests.books import make_publication, prose, scene
from storyboards.illustrated.tree import BookParagraph, IllustratedChapter, TextBlock

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Made
    from publishing.publication import Publication

LONG = (
    "“Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or "
    "twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, “and "
    "what is the use of a book,” thought Alice “without pictures or conversations?”"
)


def nothing(_done: int, _all: int) -> None:
    return


def made(publication: Publication, folder: Path, **chosen: Any) -> Made:
    return KIND.make(publication, PdfOptions(**chosen), folder, nothing)


def with_chapters(*texts: str) -> Publication:
    publication = make_publication()
    chapters = tuple(
        IllustratedChapter(number, "body", f"Chapter {number}", scenes=(scene(number, prose(*text.split("\n\n"))),))
        for number, text in enumerate(texts, start=1)
    )
    return replace(publication, book=replace(publication.book, chapters=chapters))


def tags_in(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            children = element.get("/K", pikepdf.Array())
            waiting.extend(children if isinstance(children, pikepdf.Array) else [children])
    return found


def test_every_paragraph_is_in_the_file_in_order(tmp_path: Path) -> None:
    publication = make_publication()
    text = text_in(made(publication, tmp_path).file, PAGES["a5"][0])

    at = 0
    for paragraph in paragraphs_in(publication.book):
        wanted = squeezed(paragraph)
        assert wanted in text[at:], paragraph
        at = text.index(wanted, at) if len(wanted) > 12 else at


def test_paragraphs_that_go_over_pages_are_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(4000))
    file = made(with_chapters(LONG + " " + words), tmp_path, page="e-reader", contents=False).file

    assert squeezed(LONG + " " + words) in text_in(file, PAGES["e-reader"][0])


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = (made(make_publication(), tmp_path / name).file for name in ("one", "two"))

    assert first.read_bytes() == second.read_bytes()


def test_it_is_made_for_screen_readers(tmp_path: Path) -> None:
    with pikepdf.open(made(make_publication(), tmp_path).file) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "The Mill & the River"
        assert pdf.Root.Lang == "en"
        tags = tags_in(pdf)
        alts = {str(tag.Alt) for tag in tags if tag.S == "/Figure"}
        assert {"A mill at dusk", "A river", "A drawing of a mill"} <= alts
        assert {"/H1", "/H2", "/H3", "/P", "/Note", "/Link", "/L"} <= {str(tag.S) for tag in tags}


def test_contents_notes_and_bookmarks_lead_somewhere(tmp_path: Path) -> None:
    with pikepdf.open(made(make_publication(), tmp_path).file) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert len(links) >= 6
        assert [title for title in titles if title in ("To my mother", "Part One", "Afterword")] == [
            "To my mother",
            "Part One",
            "Afterword",
        ]


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    with pikepdf.open(made(make_publication(), tmp_path).file) as pdf:
        fonts = [value for value in pdf.objects if isinstance(value, pikepdf.Dictionary) and "/FontName" in value]
        assert fonts
        for font in fonts:
            assert "+" in str(font.FontName)
            assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_pictures_are_jpegs_each_once(tmp_path: Path) -> None:
    with pikepdf.open(made(make_publication(), tmp_path, cast=True).file) as pdf:
        streams = [value for value in pdf.objects if isinstance(value, pikepdf.Stream)]
        pictures = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        assert len(pictures) == 5
        assert {str(picture.Filter) for picture in pictures} == {"/DCTDecode"}


@pytest.mark.parametrize("pictures", ["beside", "plates", "none"])
def test_our_pictures_stand_as_chosen(tmp_path: Path, pictures: str) -> None:
    with pikepdf.open(made(make_publication(), tmp_path, pictures=pictures, cover=False).file) as pdf:
        shown = [[str(tag.Alt) for tag in tags_in(pdf) if tag.S == "/Figure"]][0]
    assert ("A mill at dusk" in shown) == (pictures != "none")
    assert "A drawing of a mill" in shown


def test_plates_have_a_page_without_head_and_number(tmp_path: Path) -> None:
    file = made(make_publication(), tmp_path, pictures="plates", captions=False, cover=False, illustrations=False).file

    with pikepdf.open(file) as pdf:
        with_pictures = [number for number, page in enumerate(pdf.pages) if page.Resources.get("/XObject")]
    document = pypdfium2.PdfDocument(file)
    texts = [document[number].get_textpage().get_text_range().strip() for number in with_pictures]
    assert texts.count("") == 2


@pytest.mark.parametrize(
    "text",
    [
        "Short.",
        "“",
        "“‘Alice was short.’”",
        "Ångström " * 60,
        "Война и мир. " * 40,
        "Ἄνδρα μοι ἔννεπε, Μοῦσα. " * 30,
        "123 numbers " * 40,
        "[Bracketed] words " * 40,
        "Unbreakable" * 60,
        "A" * 400,
        LONG,
        "I ",
        "ÉTÉ " * 100,
        "…and so " * 60,
    ],
)
def test_first_letters_cope_with_any_beginning(tmp_path: Path, text: str) -> None:
    file = made(with_chapters(text), tmp_path, page="e-reader", contents=False, illustrations=False).file

    assert squeezed(text) in text_in(file, PAGES["e-reader"][0])


@pytest.mark.parametrize("language", ["de", "en-GB", "fr", "pt-BR", "zh-Hant-TW", "he", "x-strange", "", "und"])
def test_books_in_any_language_are_set(tmp_path: Path, language: str) -> None:
    publication = make_publication()
    book = replace(publication.book, language=language)

    assert made(replace(publication, book=book), tmp_path).pages > 5


def test_a_book_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no text"):
        made(with_chapters(), tmp_path)


def test_whoever_cancels_is_heard(tmp_path: Path) -> None:
    def cancelled(_done: int, _all: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        KIND.make(make_publication(), PdfOptions(), tmp_path, cancelled)


def test_a_note_of_several_paragraphs_to_which_nothing_refers_is_kept(tmp_path: Path) -> None:
    publication = make_publication()
    chapters = tuple(
        replace(
            chapter, scenes=(scene(1, TextBlock("prose", (BookParagraph("Only this."),))),) if chapter.scenes else ()
        )
        for chapter in publication.book.chapters
    )
    publication = replace(publication, book=replace(publication.book, id=UUID(int=9), chapters=chapters))
    text = text_in(made(publication, tmp_path).file, PAGES["a5"][0])

    assert "Ever." in text
    assert squeezed("Nor did <they> & theirs.") in text
