"""What a reader sees is what is read: order, titles, parts, the story and what stands around it, breaks and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.epub import read_epub
from books.tests.epubs import METADATA, PROSE, Line, build, chapter, page

if TYPE_CHECKING:
    from io import BytesIO

    from books.manuscript import Manuscript, ManuscriptChapter

THREE = {"one.xhtml": chapter("One"), "two.xhtml": chapter("Two"), "three.xhtml": chapter("Three")}


def titles(book: Manuscript) -> list[str]:
    return [chapter.title for chapter in book.chapters]


def only_chapter(body: str, **options: object) -> ManuscriptChapter:
    """Return the one chapter of a book with one page."""
    return read_epub(build({"one.xhtml": page(body)}, **options)).chapters[0]  # type: ignore[arg-type]


def texts(body: str, **options: object) -> list[str]:
    return [paragraph.text for paragraph in only_chapter(body, **options).paragraphs if paragraph.kind != "break"]


def kinds(body: str, **options: object) -> list[str]:
    return [paragraph.kind for paragraph in only_chapter(body, **options).paragraphs]


# The contents


def test_chapters_are_called_what_the_navigation_document_calls_them() -> None:
    lines = [Line("I: A Beginning", "one.xhtml"), Line("II: An End", "two.xhtml")]
    book = read_epub(build({"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}, lines=lines))

    assert titles(book) == ["I: A Beginning", "II: An End"]


def test_an_old_book_is_read_by_its_ncx() -> None:
    lines = [Line("I: A Beginning", "one.xhtml"), Line("II: An End", "two.xhtml")]
    pages = {"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}

    assert titles(read_epub(build(pages, lines=lines, contents="ncx"))) == ["I: A Beginning", "II: An End"]


def test_an_ncx_stands_in_for_a_navigation_document_that_leads_nowhere() -> None:
    lines = [Line("A Beginning", "one.xhtml")]
    files = {"OEBPS/nav.xhtml": page('<nav epub:type="toc"><ol><li><a href="gone.xhtml">Gone</a></li></ol></nav>')}

    assert titles(read_epub(build({"one.xhtml": chapter("One")}, lines=lines, contents="both", files=files))) == [
        "A Beginning"
    ]


def test_without_contents_the_headings_name_the_chapters() -> None:
    assert titles(read_epub(build(THREE))) == ["One", "Two", "Three"]


def test_a_label_that_is_a_picture_is_read_by_its_alternative_text() -> None:
    nav = page(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml"><img src="1.png" alt="The First"/></a></li></ol></nav>'
    )
    book = read_epub(
        build({"one.xhtml": chapter("One")}, lines=[Line("-", "one.xhtml")], files={"OEBPS/nav.xhtml": nav})
    )

    assert titles(book) == ["The First"]


def test_a_label_within_a_paragraph_is_found() -> None:
    nav = page('<nav epub:type="toc"><ol><li><p><a href="one.xhtml">The First</a></p></li></ol></nav>')
    book = read_epub(
        build({"one.xhtml": chapter("One")}, lines=[Line("-", "one.xhtml")], files={"OEBPS/nav.xhtml": nav})
    )

    assert titles(book) == ["The First"]


def test_one_giant_page_is_cut_where_the_contents_say() -> None:
    body = "".join(f'<p id="c{n}">{n}. {PROSE}</p><p>{PROSE}</p>' for n in range(1, 4))
    lines = [Line(f"Chapter {n}", f"all.xhtml#c{n}") for n in range(1, 4)]
    book = read_epub(build({"all.xhtml": page(body)}, lines=lines))

    assert [(c.title, c.paragraphs[0].text[:2], len(c.paragraphs)) for c in book.chapters] == [
        ("Chapter 1", "1.", 2),
        ("Chapter 2", "2.", 2),
        ("Chapter 3", "3.", 2),
    ]


def test_one_giant_page_without_contents_is_cut_at_its_chapter_headings() -> None:
    body = "".join(f"<h2>Chapter {n}</h2><p>{PROSE}</p>" for n in range(1, 4))

    assert titles(read_epub(build({"all.xhtml": page(body)}))) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_an_anchor_that_stands_twice_means_its_first_place() -> None:
    body = f'<p id="a">First. {PROSE}</p><p id="b">Second. {PROSE}</p><p><a id="b"/>Third. {PROSE}</p>'
    lines = [Line("A", "all.xhtml#a"), Line("B", "all.xhtml#b")]
    book = read_epub(build({"all.xhtml": page(body)}, lines=lines))

    assert book.chapters[1].paragraphs[0].text.startswith("Second.")


def test_a_chapter_over_several_files_is_one_chapter() -> None:
    pages = {"1a.xhtml": chapter("One"), "1b.xhtml": page("<p>Gone on.</p>"), "2.xhtml": chapter("Two")}
    book = read_epub(build(pages, lines=[Line("One", "1a.xhtml"), Line("Two", "2.xhtml")]))

    assert [(c.title, len(c.paragraphs)) for c in book.chapters] == [("One", 2), ("Two", 1)]


def test_a_division_that_only_holds_chapters_is_their_part() -> None:
    pages = {"part.xhtml": page("<h1>Part One</h1>"), **THREE}
    within = [Line("I", "one.xhtml"), Line("II", "two.xhtml")]
    lines = [Line("Part One: The Mill", "part.xhtml", within), Line("Last", "three.xhtml")]
    book = read_epub(build(pages, lines=lines))

    assert [(c.part, c.title) for c in book.chapters] == [
        ("Part One: The Mill", "I"),
        ("Part One: The Mill", "II"),
        ("", "Last"),
    ]


def test_a_group_without_a_page_is_the_part_of_what_it_holds() -> None:
    lines = [Line("Book I", "", [Line("Part I", "", [Line("I", "one.xhtml"), Line("II", "two.xhtml")])])]
    book = read_epub(build({"one.xhtml": chapter("One"), "two.xhtml": chapter("Two")}, lines=lines))

    assert {c.part for c in book.chapters} == {"Book I, Part I"}


def test_sections_within_a_chapters_file_stay_in_the_chapter() -> None:
    body = f'<h2>One</h2><p>{PROSE}</p><h3 id="s">By the Mill</h3><p>{PROSE}</p>'
    lines = [Line("One", "one.xhtml", [Line("By the Mill", "one.xhtml#s")])]
    book = read_epub(build({"one.xhtml": page(body)}, lines=lines))

    assert [p.kind for c in book.chapters for p in c.paragraphs] == ["prose", "heading", "prose"]


# The order and the names of files


def test_pages_are_read_in_the_order_of_the_spine_and_not_of_the_manifest() -> None:
    order = '<itemref idref="p2"/><itemref idref="p0"/><itemref idref="p1"/>'

    assert titles(read_epub(build(THREE, spine=order))) == ["Three", "One", "Two"]


def test_a_page_outside_the_main_order_comes_last() -> None:
    order = '<itemref idref="p0" linear="no"/><itemref idref="p1"/><itemref idref="p2"/>'

    assert titles(read_epub(build(THREE, spine=order))) == ["Two", "Three", "One"]


def test_a_page_that_the_spine_names_twice_is_read_once() -> None:
    order = '<itemref idref="p0"/><itemref idref="p1"/><itemref idref="p0"/>'

    assert titles(read_epub(build(THREE, spine=order))) == ["One", "Two"]


def test_missing_pages_are_noted() -> None:
    book = read_epub(build(THREE, leave_out=["OEBPS/two.xhtml"]))

    assert titles(book) == ["One", "Three"]
    assert book.warnings == ("1 page that the book names is missing from the file.",)


def test_without_a_spine_the_pages_are_taken_as_they_lie() -> None:
    book = read_epub(build(THREE, spine="<!-- nothing -->"))

    assert titles(book) == ["One", "Two", "Three"]
    assert len(book.warnings) == 1


@pytest.mark.parametrize(
    ("href", "stored"),
    [
        ("Text/One.xhtml", "OEBPS/text/one.xhtml"),
        ("the%20first%20one.xhtml", "OEBPS/the first one.xhtml"),
        ("the first one.xhtml", "OEBPS/the%20first%20one.xhtml"),
        ("100%25.xhtml", "OEBPS/100%.xhtml"),
        ("caf%C3%A9.xhtml", "OEBPS/cafe\u0301.xhtml"),
        ("../Text/one.xhtml", "Text/one.xhtml"),
        ("../../../Text/one.xhtml", "Text/one.xhtml"),
        ("/OEBPS/one.xhtml", "OEBPS/one.xhtml"),
        ("Text\\one.xhtml", "OEBPS/Text/one.xhtml"),
        ("Text/one.xhtml", "OEBPS/Text\\one.xhtml"),
    ],
)
def test_a_file_is_found_though_its_name_is_written_otherwise(href: str, stored: str) -> None:
    item = f'<item id="x" href="{href}" media-type="application/xhtml+xml"/>'
    book = read_epub(build({}, manifest=item, spine='<itemref idref="x"/>', files={stored: chapter("Found")}))

    assert titles(book) == ["Found"]


def test_a_book_without_a_container_is_found_by_its_package() -> None:
    files = {"__MACOSX/OEBPS/._package.opf": b"\x00\x05\x16\x07"}
    book = build({"one.xhtml": chapter("One")}, files=files, leave_out=["META-INF/container.xml"])

    assert titles(read_epub(book)) == ["One"]


def test_a_malformed_package_with_hundreds_of_pages_keeps_them_all() -> None:
    pages = {f"{n}.xhtml": chapter(f"Chapter {n}") for n in range(300)}
    book = read_epub(build(pages, metadata=METADATA + "<dc:source>Sand & Sons</dc:source>"))

    assert len(book.chapters) == 300


# Front and back matter


def test_front_and_back_matter_are_known_by_their_types() -> None:
    pages = {
        "d.xhtml": page("<p>To my sister, who kept the lamp.</p>", attributes='epub:type="dedication"'),
        "one.xhtml": chapter("One"),
        "a.xhtml": page("<p>The author lives by a mill.</p>", attributes='epub:type="afterword"'),
    }
    lines = [Line("For Her", "d.xhtml"), Line("Chapter One", "one.xhtml"), Line("Of Himself", "a.xhtml")]

    assert [c.kind for c in read_epub(build(pages, lines=lines)).chapters] == ["front", "body", "back"]


def test_front_and_back_matter_are_known_by_their_titles() -> None:
    lines = [Line("Preface", "one.xhtml"), Line("Chapter I", "two.xhtml"), Line("About the Author", "three.xhtml")]

    assert [c.kind for c in read_epub(build(THREE, lines=lines)).chapters] == ["front", "body", "back"]


def test_a_prologue_and_an_epilogue_belong_to_the_story() -> None:
    lines = [Line("Prologue", "one.xhtml"), Line("Chapter I", "two.xhtml"), Line("Epilogue", "three.xhtml")]

    assert {c.kind for c in read_epub(build(THREE, lines=lines)).chapters} == {"body"}


def test_the_guide_of_an_old_book_names_its_front_matter() -> None:
    guide = '<guide><reference type="dedication" href="one.xhtml"/></guide>'

    assert [c.kind for c in read_epub(build(THREE, guide=guide)).chapters] == ["front", "body", "body"]


def test_landmarks_name_front_matter() -> None:
    mark = '<li><a epub:type="preface" href="one.xhtml">Before</a></li>'
    lines = [Line("Of Mills", "one.xhtml"), Line("Two", "two.xhtml"), Line("Three", "three.xhtml")]

    book = read_epub(build(THREE, lines=lines, landmarks=mark))

    assert [c.kind for c in book.chapters] == ["front", "body", "body"]


def test_a_book_in_which_everything_looks_like_front_matter_is_all_story() -> None:
    book = read_epub(build({"one.xhtml": chapter("Introduction")}))

    assert [c.kind for c in book.chapters] == ["body"]


# Metadata


def test_title_authors_and_language_are_those_of_the_package() -> None:
    book = read_epub(build({"one.xhtml": chapter("One")}))

    assert (book.title, book.authors, book.language) == ("A Book", ("Ann Author",), "en")


def test_a_translator_is_no_author() -> None:
    metadata = (
        '<dc:title>X</dc:title><dc:creator id="t">Tom</dc:creator><meta refines="#t" property="role">trl</meta>'
        '<dc:creator id="a">Ann</dc:creator><meta refines="#a" property="role">aut</meta>'
        '<dc:creator opf:role="ill">Ida</dc:creator>'
    )

    assert read_epub(build({"one.xhtml": chapter("One")}, metadata=metadata)).authors == ("Ann",)


def test_a_subtitle_is_not_the_title() -> None:
    metadata = (
        '<dc:title id="s">Or, The River</dc:title><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:title id="m">The Mill</dc:title><meta refines="#m" property="title-type">main</meta>'
    )

    assert read_epub(build({"one.xhtml": chapter("One")}, metadata=metadata)).title == "The Mill"


def test_old_metadata_in_a_box_of_their_own_are_read() -> None:
    book = read_epub(build({"one.xhtml": chapter("One")}, metadata=f"<dc-metadata>{METADATA}</dc-metadata>"))

    assert (book.title, book.authors) == ("A Book", ("Ann Author",))


@pytest.mark.parametrize(
    "markup",
    [
        "&lt;p&gt;Tom &amp;amp; Ann&lt;/p&gt;&lt;p&gt;at 1 &amp;lt; 2&lt;/p&gt;",
        "&lt;div&gt;Tom &amp;#38; Ann&lt;br/&gt;at 1 &amp;lt; 2&lt;/div&gt;",
        "<p>Tom &amp; Ann</p><p> at 1 &lt; 2</p>",
    ],
)
def test_a_description_is_plain_text(markup: str) -> None:
    metadata = f"<dc:title>X</dc:title><dc:description>{markup}</dc:description>"

    assert read_epub(build({"one.xhtml": chapter("One")}, metadata=metadata)).description == "Tom & Ann at 1 < 2"


def test_the_cover_is_the_picture_that_the_manifest_calls_so() -> None:
    item = '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'
    cover = read_epub(build({"one.xhtml": chapter("One")}, manifest=item, files={"OEBPS/c.jpg": b"\xff\xd8\xff"})).cover

    assert cover is not None
    assert (cover.data, cover.media_type) == (b"\xff\xd8\xff", "image/jpeg")


def test_a_cover_that_is_missing_is_done_without() -> None:
    item = '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'

    assert read_epub(build({"one.xhtml": chapter("One")}, manifest=item)).cover is None


# Scene breaks


@pytest.mark.parametrize(
    "mark",
    [
        "<hr/>",
        "<p>* * *</p>",
        "<p>***</p>",
        "<p>⁂</p>",
        "<p>❦</p>",
        "<p>#</p>",
        "<p>~ ~ ~</p>",
        "<p>• • •</p>",
        "<p>———</p>",
        "<div>* * *</div>",
        "<p>&#160;</p>",
        "<p><br/></p>",
        "<p> </p>",
        "<div>&#160;</div>",
        '<div class="scenebreak"></div>',
        '<p class="tb"><img src="ornament.png" alt=""/></p>',
        '<div><img src="o.png" alt="* * *"/></div>',
        '<img class="dinkus" src="o.png" alt=""/>',
        "* * *",
    ],
)
def test_a_mark_between_scenes_is_a_break(mark: str) -> None:
    assert kinds(f"<h2>One</h2><p>Before.</p>{mark}<p>After.</p>") == ["prose", "break", "prose"]


@pytest.mark.parametrize(
    "mark",
    [
        "<p>—</p>",
        "<p>“…”</p>",
        '<p id="page7"></p>',
        '<div id="page7"/>',
        "<div></div>",
        '<div epub:type="pagebreak" id="p7" title="7"/>',
        '<p><span class="pagenum">[7]</span></p>',
        '<p><img src="map.png" alt="A map"/></p>',
    ],
)
def test_what_is_no_blank_and_no_ornament_is_no_break(mark: str) -> None:
    body = f"<h2>One</h2><p>Before.</p>{mark}<p>After.</p><p>More.</p><p>And more.</p><p>Still.</p>"

    assert "break" not in kinds(body)


def test_a_class_that_the_stylesheet_sets_off_begins_a_scene() -> None:
    style = {
        "manifest": '<item id="s" href="s.css" media-type="text/css"/>',
        "files": {"OEBPS/s.css": "@media screen { p { margin: 0 } p.later, .other { margin: 0; margin-top: 2EM; } }"},
    }
    body = '<p>Before.</p><p class="later">After.</p>'

    assert kinds(body, **style) == ["prose", "break", "prose"]


@pytest.mark.parametrize("css", ["margin-top: 10%", "margin: 3em 0 1em", "text-indent: 0; margin-top:40px"])
def test_space_is_told_in_any_unit(css: str) -> None:
    style = {"manifest": '<item id="s" href="s.css" media-type="text/css"/>', "files": {"OEBPS/s.css": f".x{{{css}}}"}}

    assert kinds('<p>Before.</p><p class="x">After.</p>', **style) == ["prose", "break", "prose"]


@pytest.mark.parametrize(
    "css", ["margin-top: 1em", "margin: 2", "margin-top: 1.2.3em", "margin-bottom: 9em", "margin: 3em; margin: 0"]
)
def test_ordinary_space_begins_no_scene(css: str) -> None:
    style = {"manifest": '<item id="s" href="s.css" media-type="text/css"/>', "files": {"OEBPS/s.css": f".x{{{css}}}"}}

    assert kinds('<p>Before.</p><p class="x">After.</p>', **style) == ["prose", "prose"]


def test_space_before_one_paragraph_in_its_own_style_begins_a_scene() -> None:
    assert kinds('<p>Before.</p><p style="margin-top:3em">After.</p>') == ["prose", "break", "prose"]


@pytest.mark.parametrize("blank", ["<p>&#160;</p>", "<p><br/></p>", "<div><br/></div>"])
def test_blank_lines_between_all_paragraphs_mean_nothing(blank: str) -> None:
    body = blank.join(f"<p>Paragraph {n}.</p>" for n in range(30))

    assert set(kinds(body)) == {"prose"}


def test_a_class_that_most_paragraphs_have_begins_no_scene() -> None:
    body = "".join(f'<p class="space">Paragraph {n}.</p>' for n in range(30))

    assert set(kinds(body)) == {"prose"}


def test_breaks_at_the_ends_and_beside_each_other_are_dropped() -> None:
    assert kinds("<h2>One</h2><hr/><p>Before.</p><hr/><p>***</p><p>After.</p><hr/>") == ["prose", "break", "prose"]


# Notes and other things that are not the story


@pytest.mark.parametrize(
    "mark",
    [
        '<a epub:type="noteref" href="#n">1</a>',
        '<sup><a href="notes.xhtml#n1">12</a></sup>',
        '<a href="#n1"><sup>[3]</sup></a>',
        '<a role="doc-noteref" href="#n">note</a>',
        '<a href="#n">*</a>',
        '<span class="pagenum">[Pg 12]</span>',
        '<span epub:type="pagebreak" title="12">12</span>',
        '<span hidden="hidden">x</span>',
        '<span style="color: red; display: none">x</span>',
        "<script>alert(1)</script>",
    ],
)
def test_marks_and_page_numbers_are_not_in_the_text(mark: str) -> None:
    assert texts(f"<p>The lamp{mark} burned.</p>") == ["The lamp burned."]


@pytest.mark.parametrize(
    "note",
    [
        '<aside epub:type="footnote" id="n"><p>A note.</p></aside>',
        '<div role="doc-endnotes"><p>A note.</p></div>',
        '<div class="footnote"><p>A note.</p></div>',
        '<p class="footnote">A note.</p>',
        '<ol class="footnotes"><li>A note.</li></ol>',
    ],
)
def test_footnotes_are_not_in_the_text(note: str) -> None:
    assert texts(f"<p>Before.</p>{note}<p>After.</p>") == ["Before.", "After."]


def test_a_link_whose_words_are_part_of_the_sentence_stays() -> None:
    assert texts('<p>See <a href="#x">the mill</a> and 1<sup>st</sup>.</p>') == ["See the mill and 1st."]


def test_a_numbered_heading_that_links_back_to_the_contents_keeps_its_number() -> None:
    book = read_epub(build({"one.xhtml": page(f'<h2><a href="toc.xhtml#c7">7</a></h2><p>{PROSE}</p>')}))

    assert titles(book) == ["7"]


def test_the_reading_of_a_character_is_not_in_the_text() -> None:
    assert texts("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>") == ["漢字"]


# Paragraphs and lines


@pytest.mark.parametrize(
    "cap",
    [
        '<span class="dropcap">O</span>nce',
        "<big><b>O</b></big>nce",
        '<img src="o.png" alt="O"/>nce',
        '<span class="cap">O</span><span class="small">nce</span>',
    ],
)
def test_a_drop_cap_is_part_of_its_word(cap: str) -> None:
    assert texts(f"<p>{cap} there was a mill.</p>") == ["Once there was a mill."]


def test_soft_hyphens_and_joiners_do_not_split_words() -> None:
    assert texts("<p>win\u00addow l&shy;amp ri&#173;ver m&#xAD;ill r&#8203;oad</p>") == ["window lamp river mill road"]


def test_white_space_and_line_ends_of_the_source_are_single_spaces() -> None:
    assert texts("<p>The\n   lamp\t burned&#160;low.</p>") == ["The lamp burned low."]


def test_lines_of_verse_are_kept() -> None:
    chapter = only_chapter('<p class="verse">Row, row,<br/>your boat,<br/>  gently</p>')

    assert [(p.kind, p.text) for p in chapter.paragraphs] == [("verse", "Row, row,\nyour boat,\ngently")]


def test_a_class_that_only_has_verse_within_its_name_is_no_verse() -> None:
    assert kinds('<p class="reverse">Text.</p>') == ["prose"]


def test_a_letter_is_known_by_its_type() -> None:
    assert kinds('<p>He read:</p><blockquote epub:type="z3998:letter"><p>Dear Ann</p></blockquote>') == [
        "prose",
        "letter",
    ]


def test_line_ends_that_stand_for_paragraphs_make_paragraphs() -> None:
    assert texts(f"One. {PROSE}<br/><br/>Two. {PROSE}<br/>Three. {PROSE}") == [
        f"One. {PROSE}",
        f"Two. {PROSE}",
        f"Three. {PROSE}",
    ]


def test_loose_text_between_blocks_is_a_paragraph() -> None:
    assert texts("Loose.<p>One.</p>Between <i>the</i> two.<p>Two.</p>End.") == [
        "Loose.",
        "One.",
        "Between the two.",
        "Two.",
        "End.",
    ]


def test_paragraphs_within_an_inline_element_stay_paragraphs() -> None:
    assert texts("<div><span><p>One.</p><p>Two.</p></span></div>") == ["One.", "Two."]


def test_blocks_within_a_paragraph_do_not_run_into_each_other() -> None:
    assert texts("<p>One.<blockquote>Two.</blockquote>Three.</p>") == ["One.", "Two.", "Three."]


def test_the_cells_of_a_row_are_words_of_one_paragraph() -> None:
    assert texts("<table><tr><td>One</td><td>Two</td></tr><tr><th>Three</th></tr></table>") == ["One Two", "Three"]


def test_a_table_that_only_frames_the_page_leaves_its_paragraphs_alone() -> None:
    assert texts("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three</td></tr></table>") == ["One.", "Two.", "Three"]


def test_text_set_with_fixed_letters_keeps_its_lines() -> None:
    assert texts("<pre>One line\nanother line\n\nA new paragraph</pre>") == [
        "One line\nanother line",
        "A new paragraph",
    ]


def test_a_picture_is_read_by_what_is_said_of_it() -> None:
    chapter = only_chapter('<p>Text.</p><img src="a.png" alt="The mill by the river at night"/>')

    assert [(p.kind, p.text) for p in chapter.paragraphs][1:] == [("caption", "The mill by the river at night")]


# Encodings and markup that is not well formed


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252", "iso-8859-1"]
)
def test_a_page_is_read_in_the_encoding_it_names(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><html><body><p>“Café” naïve</p></body></html>'
    )
    written = "windows-1252" if encoding == "iso-8859-1" else encoding  # so browsers read it, so books are written

    assert _read(text.encode(written)) == ["“Café” naïve"]


def test_a_page_that_names_no_encoding_and_is_not_utf_8_is_windows_1252() -> None:
    assert _read("<html><body><p>“Café”</p></body></html>".encode("windows-1252")) == ["“Café”"]


def test_a_page_that_says_it_is_utf_16_in_plain_bytes_is_not() -> None:
    page = '<?xml version="1.0" encoding="UTF-16"?><html><body><p>Café</p></body></html>'

    assert _read(page.encode()) == ["Café"]


def test_one_bad_byte_does_not_spoil_a_page_of_utf_8() -> None:
    page = "<html><body><p>“Café” “Café” @</p></body></html>".encode().replace(b"@", b"\xff")

    assert _read(page) == ["“Café” “Café” \ufffd"]


@pytest.mark.parametrize("encoding", ["undefined", "no-such-thing", "zlib", "idna", "rot13"])
def test_an_encoding_that_is_none_is_ignored(encoding: str) -> None:
    page = f'<?xml version="1.0" encoding="{encoding}"?><html><body><p>Café</p></body></html>'

    assert _read(page.encode()) == ["Café"]


def test_entities_that_nobody_defined_are_dropped_and_those_of_html_are_known() -> None:
    assert texts("<p>Caf&eacute;&nbsp;&mdash; &nosuch;lamp &amp; mill</p>") == ["Café — lamp & mill"]


def test_an_entity_for_an_angle_bracket_makes_no_tag() -> None:
    assert texts("<p>a &LT;b&GT; c</p>") == ["a <b> c"]


def test_tags_that_nobody_closes_lose_no_text() -> None:
    assert _read(b"<html><body><p>One.<p>Two <i>and <b>more.<p>Three.<br>Four & five.") == [
        "One.",
        "Two and more.",
        "Three.\nFour & five.",
    ]


def test_empty_elements_swallow_nothing_on_a_page_that_is_not_well_formed() -> None:
    assert _read(b'<html><head><title/></head><body><a id="x"/><p>One.<div/><script/><p>Two.</body></html>') == [
        "One.",
        "Two.",
    ]


def test_control_characters_are_not_in_the_text() -> None:
    assert _read(b"<html><body><p>The\x01 lamp&#2; burned\x00 low." + b" and low" * 20) == [
        "The lamp burned low." + " and low" * 20
    ]


def test_types_are_known_on_a_page_that_is_not_well_formed() -> None:
    assert _read(b'<html><body><p>One.<aside epub:type="footnote">A note.</aside><p>Two & two.') == [
        "One.",
        "Two & two.",
    ]


def _read(data: bytes) -> list[str]:
    book: BytesIO = build({"one.xhtml": data})
    return [p.text for p in read_epub(book).chapters[0].paragraphs if p.kind != "break"]


def test_a_paragraph_that_only_numbers_the_heading_after_it_is_not_told() -> None:
    assert texts(f'<p class="number">Chapter Two</p><h1>The Raft</h1><p>{PROSE}</p>') == [PROSE]


def test_a_short_first_line_without_a_heading_after_it_is_told() -> None:
    assert texts(f"<h1>One</h1><p>Part of me knew.</p><p>{PROSE}</p>")[0] == "Part of me knew."


def test_a_librarys_notice_around_the_text_is_not_told() -> None:
    notice = '<section class="pg-boilerplate" id="pg-header"><p>This eBook is for the use of anyone.</p></section>'

    assert texts(f"{notice}<p>{PROSE}</p>") == [PROSE]


def test_the_picture_within_a_drawn_cover_is_the_cover() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,aGVsbG8="/></svg>'
    item = '<item id="c" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>'
    book = read_epub(build({"one.xhtml": chapter("One")}, manifest=item, files={"OEBPS/cover.svg": svg}))

    assert book.cover is not None
    assert (book.cover.data, book.cover.media_type) == (b"hello", "image/png")


def test_a_cover_that_is_only_drawn_is_left_out() -> None:
    item = '<item id="c" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'

    assert read_epub(build({"one.xhtml": chapter("One")}, manifest=item, files={"OEBPS/cover.svg": svg})).cover is None
