"""The Word document, read again: by python-docx, and as the XML that Word will read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from publishing.catalogue import kind_named
from publishing.kinds.docx.kind import KIND, DocxOptions
from publishing.kinds.docx.tests.schema import misplaced
from publishing.kinds.kind import Refused, Stopped
from publishing.tests.books import NOTE, STRANGE, VERSE, keep_image, make_publication, prose
from storyboards.illustrated.tree import BookParagraph, Figure, IllustratedChapter, Illustration, NoteSign, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from publishing.publication import Publication


class Opened:
    """A document that was made, as a word processor finds it."""

    def __init__(self, publication: Publication, folder: Path, **options: Any) -> None:
        self.told: list[tuple[int, int]] = []
        folder.mkdir(exist_ok=True)
        made = KIND.make(publication, DocxOptions(**options), folder, lambda done, all_: self.told.append((done, all_)))
        self.file = made.file
        self.document: Document = docx.Document(str(made.file))
        with zipfile.ZipFile(made.file) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> Any:
        """Parse a part below `word/`."""
        return etree.fromstring(self.files[f"word/{name}"])

    def paragraphs(self, style: str) -> list[str]:
        """Return the texts in a style."""
        return [each.text for each in self.document.paragraphs if each.style.name == style]

    def all(self, path: str, part: str = "document.xml") -> list[Any]:
        """Find elements or attributes by an XPath with Word's prefixes."""
        return list(self.xml(part).xpath(path, namespaces=NAMES))


NAMES = {
    prefix: qn(f"{prefix}:x")[1:].partition("}")[0] for prefix in ("w", "wp", "a", "pic", "r", "dc", "cp", "dcterms")
}


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return Opened(make_publication(), tmp_path / "made")


def story(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield every paragraph of the chapters with the style that it is to have, in the order of reading."""
    styles = {"heading": "Heading 3", "verse": "Verse", "letter": "Quote", "list": "List Paragraph"}
    for chapter in publication.book.chapters:
        for blocks in (*(scene.blocks for scene in chapter.scenes), chapter.matter):
            for block in blocks:
                if isinstance(block, TextBlock):
                    yield from ((each.text, styles.get(block.kind, "")) for each in block.paragraphs)
                elif isinstance(block, Figure):
                    yield from ((each.text, "Caption") for each in block.caption)


def own_text(paragraph: Paragraph) -> str:
    """Return its text without the signs of notes."""
    return "".join(run.text for run in paragraph.runs if run.style.style_id != "FootnoteReference")


def test_every_paragraph_stands_in_it_once_in_its_order_and_style(opened: Opened) -> None:
    expected = list(story(make_publication()))
    waiting = list(expected)
    for each in opened.document.paragraphs:
        if waiting and own_text(each) == waiting[0][0]:
            _, style = waiting.pop(0)
            assert each.style.name in ((style,) if style else ("Body Text", "First Paragraph")), each.text

    assert waiting == []
    texts = [own_text(each) for each in opened.document.paragraphs]
    assert [text for text, _ in expected if texts.count(text) != 1] == []


def test_titles_of_parts_and_chapters_are_headings_of_their_levels(opened: Opened) -> None:
    assert opened.paragraphs("Heading 1") == ["To my mother", "Part One", "Afterword"]
    assert opened.paragraphs("Heading 2") == ["Chapter 1", "The River"]
    assert opened.paragraphs("Title") == ["The Mill & the River"]
    assert opened.paragraphs("Author") == ["Ann Author", "Bob Writer"]


def test_chapters_of_a_book_without_parts_are_of_the_first_level(tmp_path: Path) -> None:
    publication = make_publication()
    chapters = tuple(replace(each, part="", opens_part=False) for each in publication.book.chapters)
    opened = Opened(replace(publication, book=replace(publication.book, chapters=chapters)), tmp_path / "made")

    assert opened.paragraphs("Heading 1") == ["To my mother", "Chapter 1", "The River", "Afterword"]
    assert opened.paragraphs("Heading 2") == []


def test_notes_are_footnotes_of_word_and_a_second_sign_refers_to_the_first(opened: Opened) -> None:
    ids = opened.all("//w:footnoteReference/@w:id")
    notes = {one.get(qn("w:id")): one for one in opened.all("/w:footnotes/w:footnote", "footnotes.xml")}

    assert ids == ["1", "2"]
    texts = [["".join(p.itertext()).strip() for p in notes[one].iter(qn("w:p"))] for one in ids]
    assert texts == [["A mill by a river."], [NOTE, "Ever."]]
    assert [notes[number].get(qn("w:type")) for number in ("-1", "0")] == ["separator", "continuationSeparator"]
    codes = [code.strip() for code in opened.all("//w:instrText/text()")]
    assert "NOTEREF _Note1 \\f \\h" in codes
    assert "_Note1" in opened.all("//w:bookmarkStart/@w:name")


def test_a_note_that_nothing_refers_to_stands_at_the_end_of_its_chapter(tmp_path: Path) -> None:
    publication = make_publication()
    first = publication.book.chapters[1]
    silent = replace(first, scenes=(replace(first.scenes[0], blocks=(prose("Nothing noted."),)),))
    book = replace(publication.book, chapters=(silent,))

    opened = Opened(replace(publication, book=book), tmp_path / "made")
    assert opened.paragraphs("footnote text") == ["* A mill by a river.", f"2 {NOTE}", "Ever."]
    assert "word/footnotes.xml" not in opened.files


def test_a_sign_of_a_note_that_is_not_there_is_left_out(tmp_path: Path) -> None:
    text = BookParagraph("So it is.", signs=(NoteSign(2, 9, "9"),))
    book = replace(make_publication().book, chapters=(IllustratedChapter(1, "front", "A", matter=_one(text)),))

    opened = Opened(replace(make_publication(), book=book), tmp_path / "made")
    assert opened.paragraphs("First Paragraph") == ["So it is."]


def _one(text: BookParagraph) -> tuple[TextBlock, ...]:
    return (TextBlock("prose", (text,)),)


def test_marks_are_styles_of_characters_and_one_within_another_is_seen_too(opened: Opened) -> None:
    marked = next(each for each in opened.document.paragraphs if each.text.startswith("She never"))
    looks = {run.text: (run.style.name, run.bold) for run in marked.runs if run.text}

    assert looks["never"] == ("Emphasis", True)
    assert looks[" slept"] == ("Emphasis", None)
    assert looks["SMALL"] == ("Small Caps", None)


def test_what_looks_like_markup_is_text_and_lines_of_verse_stay(opened: Opened) -> None:
    assert STRANGE in opened.paragraphs("Body Text")
    assert opened.paragraphs("Verse") == [VERSE]


def test_lines_of_verse_that_are_paragraphs_stand_together_and_stanzas_apart(tmp_path: Path) -> None:
    texts = ("One line,", "and another.", "A stanza\nof two.")
    verse = TextBlock("verse", tuple(BookParagraph(text, "verse") for text in texts))
    book = replace(make_publication().book, chapters=(IllustratedChapter(1, "front", "A", matter=(verse,)),))

    opened = Opened(replace(make_publication(), book=book), tmp_path / "made")
    lines = opened.all("//w:p[w:pPr/w:pStyle/@w:val='Verse']")
    assert [bool(line.findall(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}")) for line in lines] == [True, True, False]


def test_pictures_are_jpegs_with_the_words_that_stand_for_them(opened: Opened) -> None:
    media = {name: data for name, data in opened.files.items() if name.startswith("word/media/")}
    for data in media.values():
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == "JPEG"
    assert len(media) == 4
    words = ["The Mill & the River", "A mill at dusk", "A drawing of a mill", "A river"]
    assert opened.all("//wp:docPr/@descr") == words
    numbers = opened.all("//wp:docPr/@id")
    assert len(set(numbers)) == len(numbers)


def test_a_picture_keeps_its_proportions_within_the_lines(opened: Opened) -> None:
    sizes = [(int(one.get("cx")), int(one.get("cy"))) for one in opened.all("//wp:extent")]

    most = (8640 - 1224 - 1008) * 635
    assert all(wide <= most for wide, _ in sizes)
    for (wide, high), ratio in zip(sizes, (72 / 96, 72 / 96, 60 / 80, 96 / 72), strict=True):
        assert wide / high == pytest.approx(ratio, rel=0.01)


def test_captions_are_counted_and_listed(opened: Opened) -> None:
    captions = ["Illustration 1. Mara came home.", "The old mill", "Illustration 2. It sang."]

    assert opened.paragraphs("Caption") == captions
    assert opened.paragraphs("table of figures") == [captions[0], captions[2]]
    codes = [code.strip() for code in opened.all("//w:instrText/text()")]
    assert codes.count("SEQ Illustration \\* ARABIC") == 2
    assert 'TOC \\h \\z \\c "Illustration"' in codes


def test_contents_are_filled_in_lead_to_their_headings_and_are_updated_on_opening(opened: Opened) -> None:
    links = opened.all("//w:sdt//w:hyperlink")
    marks = opened.all("//w:bookmarkStart/@w:name")
    titles = ["To my mother", "Part One", "Chapter 1", "The River", "Afterword"]

    assert ["".join(one.itertext()) for one in links] == titles
    assert all(marks.count(one.get(qn("w:anchor"))) == 1 for one in opened.all("//w:hyperlink"))
    assert opened.all("/w:settings/w:updateFields", "settings.xml")


def test_fields_begin_and_end(opened: Opened) -> None:
    for name in opened.files:
        if name.startswith("word/") and name.endswith(".xml"):
            kinds = opened.all("//w:fldChar/@w:fldCharType", name.removeprefix("word/"))
            assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3) or "sdt" in str(opened.files[name]), name
            assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_numbers_of_bookmarks_are_their_own(opened: Opened) -> None:
    starts, ends = opened.all("//w:bookmarkStart/@w:id"), opened.all("//w:bookmarkEnd/@w:id")

    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(ends)


def test_heads_name_the_book_on_the_left_and_the_chapter_on_the_right(opened: Opened) -> None:
    named = {section.header.paragraphs[0].text for section in opened.document.sections}

    assert {"The River", "Chapter 1", "Part One", "Afterword"} <= named
    last = opened.document.sections[-1]
    assert last.even_page_header.paragraphs[0].text == "The Mill & the River"
    assert last.first_page_header.paragraphs[0].text == ""
    assert [last.footer.paragraphs[0].text, last.first_page_footer.paragraphs[0].text] == ["1", "1"]


def test_pages_of_the_story_are_counted_from_its_first_chapter_with_mirrored_margins(opened: Opened) -> None:
    starts = opened.all("//w:sectPr[w:pgNumType/@w:start]")
    formats = opened.all("//w:sectPr/w:pgNumType/@w:fmt")

    assert [one.find(qn("w:pgNumType")).get(qn("w:start")) for one in starts] == ["1"]
    assert formats == sorted(formats, reverse=True)
    assert opened.all("/w:settings/w:mirrorMargins", "settings.xml")
    assert opened.all("/w:settings/w:autoHyphenation", "settings.xml")
    section = opened.document.sections[-1]
    assert section.left_margin > section.right_margin


@pytest.mark.parametrize(
    ("page", "inches"), [("A5", (5.83, 8.27)), ("6 × 9 in", (6, 9)), ("A4", (8.27, 11.69)), ("Letter", (8.5, 11))]
)
def test_pages_are_of_the_size_that_was_chosen(page: str, inches: tuple[float, float], tmp_path: Path) -> None:
    sections = Opened(make_publication(), tmp_path / "made", page=page).document.sections

    for section in sections:
        assert (section.page_width.inches, section.page_height.inches) == pytest.approx(inches, abs=0.01)


@pytest.mark.parametrize(("tag", "word"), [("en", "en-US"), ("de", "de-DE"), ("pt-BR", "pt-BR"), ("", "en-US")])
def test_the_language_of_the_text_is_set(tag: str, word: str, tmp_path: Path) -> None:
    book = replace(make_publication().book, language=tag)
    opened = Opened(replace(make_publication(), book=book), tmp_path / "made")

    assert opened.all("/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val", "styles.xml") == [word]


def test_a_book_from_right_to_left_is_set_so(tmp_path: Path) -> None:
    book = replace(make_publication().book, language="he")
    opened = Opened(replace(make_publication(), book=book), tmp_path / "made")

    assert opened.all("/w:styles/w:docDefaults/w:pPrDefault/w:pPr/w:bidi", "styles.xml")
    assert all(one.find(qn("w:bidi")) is not None for one in opened.all("//w:sectPr"))


def test_properties_name_the_book_and_no_time(opened: Opened) -> None:
    properties = opened.document.core_properties

    assert (properties.title, properties.author) == ("The Mill & the River", "Ann Author; Bob Writer")
    assert (properties.language, properties.keywords) == ("en", "Mills; Rivers")
    assert b"dcterms:created" not in opened.files["docProps/core.xml"]
    assert b"python-docx" not in b"".join(opened.files.values())


def test_children_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    for number, language in enumerate(("en", "he")):
        book = replace(make_publication().book, language=language)
        opened = Opened(replace(make_publication(), book=book), tmp_path / str(number), cast=True, right_hand=True)
        for name, data in opened.files.items():
            if name.endswith(".xml"):
                assert misplaced(etree.fromstring(data)) == [], name


def test_styles_that_are_used_are_there(opened: Opened) -> None:
    known = set(opened.all("/w:styles/w:style/@w:styleId", "styles.xml"))
    used = set(opened.all("//w:pStyle/@w:val | //w:rStyle/@w:val"))
    named = set(opened.all("//w:basedOn/@w:val | //w:next/@w:val", "styles.xml"))

    assert used | named <= known


def test_relationships_lead_to_parts_whose_kind_is_told(opened: Opened) -> None:
    types = opened.files["[Content_Types].xml"].decode()
    for name in opened.files:
        if name.endswith(".rels"):
            for one in etree.fromstring(opened.files[name]):
                target = one.get("Target")
                path = target.lstrip("/") if target.startswith("/") or name == "_rels/.rels" else f"word/{target}"
                assert path in opened.files
                assert path.endswith(".jpg") or f'"/{path}"' in types


def test_two_runs_give_the_same_bytes_at_a_fixed_date(tmp_path: Path) -> None:
    publication = make_publication()
    one, two = (Opened(publication, tmp_path / name) for name in ("one", "two"))

    assert one.file.read_bytes() == two.file.read_bytes()
    with zipfile.ZipFile(one.file) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_copyright_page_says_whose_it_is_and_how_it_was_made(tmp_path: Path) -> None:
    said = " ".join(Opened(make_publication(), tmp_path / "with").paragraphs("Rights"))

    assert "personal use" in said
    assert "a program that follows rules" in said
    assert Opened(make_publication(), tmp_path / "without", has_copyright_page=False).paragraphs("Rights") == []


def test_people_stand_in_it_when_asked_for(tmp_path: Path) -> None:
    publication = make_publication()

    assert Opened(publication, tmp_path / "without").paragraphs("Person") == []
    opened = Opened(publication, tmp_path / "with", cast=True)
    assert opened.paragraphs("Person") == ["Mara", "Otho"]
    assert "Portrait of Mara" in opened.all("//wp:docPr/@descr")


def test_without_pictures_all_text_is_there(tmp_path: Path) -> None:
    opened = Opened(make_publication(), tmp_path / "made", pictures=False, cover=False)

    assert opened.all("//w:drawing") == []
    assert not any(name.startswith("word/media/") for name in opened.files)
    texts = [own_text(each) for each in opened.document.paragraphs]
    assert [text for text, _ in story(make_publication()) if text not in texts] == []
    assert opened.paragraphs("table of figures") == []


def test_a_book_without_cover_authors_and_pictures_is_made(tmp_path: Path) -> None:
    publication = make_publication()
    bare = replace(publication.book, cover=None, authors=(), cast=(), chapters=publication.book.chapters[:1])

    opened = Opened(replace(publication, book=bare, series="", subjects=(), description=""), tmp_path / "made")
    assert opened.paragraphs("First Paragraph") == ["For her."]


def test_characters_that_no_xml_can_hold_are_left_out(tmp_path: Path) -> None:
    book = replace(make_publication().book, title="A\x00 \x0bB", chapters=_chapter_of("One\x07 two\ufffe."))

    opened = Opened(replace(make_publication(), book=book), tmp_path / "made")
    assert opened.paragraphs("First Paragraph") == ["One two."]


def _chapter_of(text: str) -> tuple[IllustratedChapter, ...]:
    return (IllustratedChapter(1, "front", "A\x00", matter=(prose(text),)),)


def test_a_picture_that_is_gone_is_told_in_plain_words(tmp_path: Path) -> None:
    gone = Illustration(replace(keep_image("gone"), name="pictures/gone-for-good.webp"), "Gone")
    book = replace(make_publication().book, chapters=(IllustratedChapter(1, "front", "A", matter=(gone,)),))

    with pytest.raises(Refused, match="Redraw it"):
        Opened(replace(make_publication(), book=book), tmp_path / "made")


def test_progress_is_told_and_a_cancelled_one_stops(tmp_path: Path) -> None:
    opened = Opened(make_publication(), tmp_path / "made")
    assert opened.told == [(n, 5) for n in range(1, 6)]

    def stop(_done: int, _all: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        KIND.make(make_publication(), DocxOptions(), tmp_path, stop)


def test_the_catalogue_has_it() -> None:
    assert kind_named("docx") is KIND
