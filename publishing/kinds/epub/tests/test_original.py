"""Uploaded books with our pictures in them."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from books.epub import read_epub
from books.tests.epubs import PROSE
from publishing.kinds.epub.kind import make
from publishing.kinds.epub.options import EpubOptions
from publishing.kinds.epub.tests.making import files_of
from publishing.kinds.epub.tests.originals import (
    NAV,
    item,
    modern,
    moment,
    nav,
    old,
    package,
    packed,
    page,
    passage,
    publication_from,
    simple,
    text_nodes,
)
from publishing.tests.epubcheck import epubcheck, needs_epubcheck

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Made


def made_from(epub: bytes, folder: Path, *, portraits: int = 0, **options: object) -> Made:
    publication = publication_from(epub, portraits=portraits)
    return make(publication, EpubOptions.model_validate(options), folder, lambda _done, _all: None)


def illustrated(epub: bytes, folder: Path, *, portraits: int = 0, **options: object) -> dict[str, str]:
    """Return the files of the edition of a book, whose text must be the book's own."""
    made = made_from(epub, folder, portraits=portraits, **options)
    assert made.checks == ()
    assert text_nodes(made.file) == text_nodes(BytesIO(epub))
    return {name: data.decode(errors="replace") for name, data in files_of(made.file).items()}


def around(page_source: str) -> list[tuple[str, str]]:
    """Return what stands right before and behind each of our figures."""
    return re.findall(r"(.{0,40})<figure[^>]*vividpages-picture[^>]*>.*?</figure>\n(.{0,40})", page_source, re.DOTALL)


SHAPES = {
    "paragraphs": simple(passage(1), passage(2)),
    "modern": modern(),
    "old": old(),
    "one document": simple("".join(f"<h2>Chapter {n}</h2>{passage(n)}" for n in range(1, 30))),
    "many documents": simple(*[f"<p>{moment(n)}</p>" if n % 3 else f"<p>{PROSE} {n}</p>" for n in range(1, 40)]),
    "entities of its own": simple(f"{passage(1)}<p>At &r;.</p>", doctype='<!DOCTYPE html [<!ENTITY r "the Ouse">]>'),
    "divisions for paragraphs": simple(f"<div><div>{PROSE}</div><div>{moment(1)}</div><div>{PROSE}!</div></div>"),
    "lines without paragraphs": simple(f"<div>{PROSE}<br/><br/>{moment(1)}<br/><br/><i>Then</i> it was still.</div>"),
    "a preformatted chapter": simple(f"<pre>{PROSE}\n\n{moment(1)}\n\n{PROSE}</pre>"),
    "right to left": simple(passage(1), attributes=' dir="rtl"', head="<style>body{writing-mode:vertical-rl}</style>"),
    "signs in the middle": simple(
        f'<p>{PROSE}</p><p>Here the <span epub:type="pagebreak" id="p9">9</span>bell rang for the first time, as '
        f"it did in every year when the river rose.</p><p>{PROSE} 2</p>"
    ),
    "entities of HTML": simple(f"<p>{PROSE}&nbsp;&mdash;</p><p>{moment(1)}</p><p>&lt;b&gt; &amp; {PROSE}</p>"),
    "tags that cross": simple(f"<p>{PROSE}<b>loud<i>er</b></i></p><p>{moment(1)}<p>{PROSE} 3</p>"),
    "names in other letters": packed(
        {
            "OEBPS/package.opf": package(NAV + item("c", "k%C3%B6nig%20%26%20co.xhtml"), '<itemref idref="c"/>'),
            "OEBPS/nav.xhtml": nav(("One", "k%C3%B6nig%20%26%20co.xhtml")),
            "OEBPS/könig & co.xhtml": page(f"<h1>One</h1>{passage(1)}"),
        }
    ),
    "the package at the top": packed(
        {
            "package.opf": package(NAV + item("c", "c.xhtml"), '<itemref idref="c"/>'),
            "nav.xhtml": nav(("One", "c.xhtml")),
            "c.xhtml": page(f"<h1>One</h1>{passage(1)}"),
        },
        "package.opf",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_character_of_the_text_changes_and_every_picture_is_there(shape: str, tmp_path: Path) -> None:
    files = illustrated(SHAPES[shape], tmp_path)

    figures = sum(text.count('<figure id="vividpages-picture-') for text in files.values())
    assert figures == sum(re.search(r"vividpages/scene_\d+\.jpg$", name) is not None for name in files) > 0
    for name, text in files.items():
        if name.endswith((".xhtml", ".html", ".opf", ".ncx")):
            etree.fromstring(text.encode())


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_not_a_page_is_kept_to_the_byte(shape: str, tmp_path: Path) -> None:
    before, after = files_of_bytes(SHAPES[shape]), files_of(made_from(SHAPES[shape], tmp_path).file)

    assert next(iter(after)) == "mimetype"
    for name, data in before.items():
        if not name.endswith((".xhtml", ".html", ".opf", ".ncx", ".css")):
            assert after[name] == data
    assert set(before) <= set(after)


def files_of_bytes(epub: bytes) -> dict[str, bytes]:
    return files_of(BytesIO(epub))  # type: ignore[arg-type]


def test_a_picture_stands_before_its_paragraph(tmp_path: Path) -> None:
    files = illustrated(SHAPES["paragraphs"], tmp_path)

    (beside,) = around(files["OEBPS/c1.xhtml"])
    assert beside == (f"{PROSE} 1</p>"[-40:], f"<p>{moment(1)}"[:40])


def test_a_picture_that_opens_a_scene_stands_behind_its_paragraph_so_that_headings_keep_theirs(tmp_path: Path) -> None:
    files = illustrated(simple(f"<p>{moment(1)}</p><p>{PROSE}</p>"), tmp_path)

    (beside,) = around(files["OEBPS/c1.xhtml"])
    assert beside == (f"{moment(1)}</p>"[-40:], f"<p>{PROSE}"[:40])


@pytest.mark.parametrize(
    ("body", "before", "behind"),
    [
        (f"<ul><li>{PROSE}</li><li>{moment(1)}</li></ul>", "<li>", "Here the bell"),
        (f"<dl><dt>{PROSE}</dt><dd>{moment(1)}</dd></dl>", "<dd>", "Here the bell"),
        (f"<table><tr><td>{PROSE}</td></tr><tr><td>{moment(1)}</td></tr></table>", "<td>", "Here the bell"),
        (f"<blockquote><p>{PROSE}</p><p>{moment(1)}</p></blockquote>", "</p>", "<p>Here the bell"),
        (f"<p>{PROSE}</p><p>Aye! <span>{moment(1)}</span></p><p>x</p>", "</p>", "<p>"),
        (f"<pre>{PROSE}\n\n{moment(1)}</pre><p>End.</p>", "</pre>", "<p>End.</p>"),
        (f"<div>{PROSE}<br/>{moment(1)}<br/>So it was.</div>", "<br/>", "Here the bell"),
    ],
)
def test_no_block_is_broken(body: str, before: str, behind: str, tmp_path: Path) -> None:
    files = illustrated(simple(body), tmp_path)

    ((left, right),) = around(files["OEBPS/c1.xhtml"])
    assert left.endswith(before)
    assert right.startswith(behind)


def test_a_sentence_that_stands_twice_is_illustrated_where_it_is_meant(tmp_path: Path) -> None:
    files = illustrated(simple(f"<p>{PROSE}</p><p>Yes.</p>" * 3 + passage(1), f"<p>Yes.</p>{passage(2)}"), tmp_path)

    assert [len(around(files[f"OEBPS/c{n}.xhtml"])) for n in (1, 2)] == [1, 1]


def test_identifiers_series_and_subjects_are_kept_and_our_own_statements_added(tmp_path: Path) -> None:
    files = illustrated(modern(), tmp_path)
    opf = files["a/b/content.opf"]

    assert '<dc:identifier id="uid">urn:isbn:9780000000002</dc:identifier>' in opf
    assert opf.count("dcterms:modified") == 1
    assert "<dc:subject>Mills</dc:subject>" in opf
    assert 'property="schema:accessibilitySummary"' in opf
    assert "META-INF/encryption.xml" in files
    book = read_epub(tmp_path / "book.epub")
    assert (book.series, book.series_index) == ("Bells", "2")


def test_the_contents_lead_to_our_pages_behind_all_others(tmp_path: Path) -> None:
    files = illustrated(modern(), tmp_path, cast=True, portraits=2)

    links = re.findall(r'<li class="vividpages-line"><a (?:epub:type="loi" )?href="([^"]+)"', files["a/b/nav.xhtml"])
    ours = ["vividpages/cast.xhtml", "vividpages/illustrations.xhtml", "vividpages/about.xhtml"]
    assert links == [*ours, "vividpages/illustrations.xhtml"]
    targets = re.findall(r'<a href="([^"#]+)#([^"]+)"', files["a/b/vividpages/illustrations.xhtml"])
    assert [address for address, _ in targets] == [
        "../text/one.xhtml",
        "../text/two.xhtml",
        "../text/three%20%C3%A9.xhtml",
    ]
    assert "Portrait of Person 1" in files["a/b/vividpages/cast.xhtml"]
    assert "made for personal use" in files["a/b/vividpages/about.xhtml"]


def test_the_page_about_the_edition_can_be_left_out(tmp_path: Path) -> None:
    for design in ("original", "ours"):
        names = files_of(made_from(simple(passage(1)), tmp_path, design=design, has_copyright_page=False).file)

        assert not any(name.endswith("about.xhtml") for name in names)


def test_an_old_book_becomes_one_of_epub_3_with_its_metadata_and_contents(tmp_path: Path) -> None:
    files = illustrated(old(), tmp_path)
    opf, contents = files["OEBPS/package.opf"], files["OEBPS/vividpages/nav.xhtml"]

    assert 'version="3.0"' in opf
    assert re.search(r'<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>', opf)
    assert '<meta property="dcterms:created">1999</meta>' in opf
    assert "<dc:date>2001-02-03</dc:date>" in opf
    assert re.search(r'<item id="pic" [^>]*properties="cover-image"', opf)
    assert re.search(r'<item id="cover" [^>]*properties="svg"', opf)
    assert '<a href="../two.html#two">Two</a>' in contents
    assert 'epub:type="page-list"' in contents
    assert '<a epub:type="cover" href="../cover.html">' in contents
    assert 'id="top"' in files["OEBPS/one.html"]
    assert 'dir="rtl"' in files["OEBPS/two.html"]
    assert "direction" not in files["OEBPS/style.css"]


def test_a_text_that_was_changed_since_is_set_in_our_own_design(tmp_path: Path) -> None:
    publication = publication_from(simple(passage(1)))
    other = publication_from(simple("<p>Nothing of this is in the other book, not a word of it, and nobody minds.</p>"))

    made = make(replace(publication, original=other.original), EpubOptions(), tmp_path, lambda _done, _all: None)

    assert "text is not that of the EPUB any more" in made.checks[0].words
    assert "EPUB/chapter_1.xhtml" in files_of(made.file)


def test_pages_that_are_laid_out_once_for_all_are_set_in_our_own_design(tmp_path: Path) -> None:
    layout = '<meta property="rendition:layout">pre-paginated</meta>'
    files = {
        "OEBPS/package.opf": package(NAV + item("c", "c.xhtml"), '<itemref idref="c"/>', metadata=layout),
        "OEBPS/nav.xhtml": nav(("One", "c.xhtml")),
        "OEBPS/c.xhtml": page(passage(1)),
    }

    assert "laid out once for all" in made_from(packed(files), tmp_path).checks[0].words


def test_our_own_design_is_taken_where_it_is_asked_for(tmp_path: Path) -> None:
    made = made_from(simple(passage(1)), tmp_path, design="ours")

    assert made.checks == ()
    assert "EPUB/chapter_1.xhtml" in files_of(made.file)


def test_an_edition_of_ours_can_be_illustrated_once_more(tmp_path: Path) -> None:
    first = made_from(simple(passage(1)), tmp_path, captions=False).file.read_bytes()

    files = files_of(made_from(first, tmp_path).file)

    assert "OEBPS/vividpages/scene_1.jpg" in files
    assert "OEBPS/vividpages-2/scene_1.jpg" in files
    ids = re.findall(rb'<figure id="([^"]+)"', files["OEBPS/c1.xhtml"])
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize("shape", ["modern", "old"])
def test_two_runs_give_the_same_bytes(shape: str, tmp_path: Path) -> None:
    publication = publication_from(SHAPES[shape])
    runs = [make(publication, EpubOptions(), tmp_path, lambda _done, _all: None).file.read_bytes() for _ in range(2)]

    assert runs[0] == runs[1]


@needs_epubcheck
@pytest.mark.processes
@pytest.mark.parametrize("shape", ["modern", "old", "names in other letters"])
def test_epubcheck_reports_nothing_that_it_does_not_report_of_the_original(shape: str, tmp_path: Path) -> None:
    original = tmp_path / "original.epub"
    original.write_bytes(SHAPES[shape])

    after = epubcheck(made_from(SHAPES[shape], tmp_path, cast=True, portraits=1).file)

    if after:  # asked only if there is anything to compare with: it takes seconds
        before = [message[:3] for message in epubcheck(original)]
        assert [message for message in after if message[:3] not in before] == []
