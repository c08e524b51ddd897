"""A picture book as an EPUB of a fixed layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from publishing.kinds.epub.tests.making import files_of
from publishing.kinds.fixed_layout.kind import KIND
from publishing.kinds.kind import Refused
from publishing.kinds.picture_book.kind import laid_out
from publishing.kinds.picture_book.options import LaidOutOptions
from publishing.kinds.picture_book.tests.test_picture_book import make_story
from publishing.pages.markup import paragraphs_in
from publishing.pages.tests.books import make_scene, make_tree
from publishing.tests.books import make_publication
from publishing.tests.epubcheck import epubcheck, needs_epubcheck

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes
OPTIONS = LaidOutOptions(audience="young")


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def test_each_page_has_its_size_its_side_its_picture_and_its_words(tmp_path: Path) -> None:
    publication = make_story(scenes=6)
    book = laid_out(publication, OPTIONS)

    made = KIND.make(publication, OPTIONS, tmp_path, silent)

    files = files_of(made.file)
    opf = files["EPUB/package.opf"].decode()
    assert made.pages == len(book.pages)
    assert '<meta property="rendition:layout">pre-paginated</meta>' in opf
    for page in book.pages:
        root = etree.fromstring(files[f"EPUB/page_{page.number}.xhtml"])
        viewport = next(e.get("content") for e in root.iter("{*}meta") if e.get("name") == "viewport")
        assert viewport == f"width={round(book.width * 144)}, height={round(book.height * 144)}"
        assert f'<itemref idref="page_{page.number}" properties="page-spread-{page.side}"/>' in opf
        assert (f"EPUB/images/page_{page.number}.jpg" in files) == (page.picture is not None)
        words = "".join(map(str, root.find(".//{*}body").itertext()))
        source = page.text.source if page.text else ""
        said = "".join(run.text for one in paragraphs_in(source) for line in one.lines for run in line)
        assert "".join(words.split()) == "".join(said.split())


def test_the_contents_lead_to_the_first_page_of_each_chapter(tmp_path: Path) -> None:
    files = files_of(KIND.make(make_story(scenes=4), OPTIONS, tmp_path, silent).file)

    links = re.findall(r'<li><a href="([^"]+)">', files["EPUB/nav.xhtml"].decode())
    assert len(links) >= 2
    assert all(f"EPUB/{link}" in files for link in links)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    publication = make_story(scenes=3)

    runs = [KIND.make(publication, OPTIONS, tmp_path, silent).file.read_bytes() for _ in range(2)]

    assert runs[0] == runs[1]


def test_a_book_without_pictures_is_refused(tmp_path: Path) -> None:
    publication = make_publication(book=make_tree([make_scene(1, 2, pictured=False)]), drawn_by={})

    with pytest.raises(Refused, match="no pictures"):
        KIND.make(publication, OPTIONS, tmp_path, silent)


@needs_epubcheck
def test_epubcheck_reports_nothing(tmp_path: Path) -> None:
    assert epubcheck(KIND.make(make_story(scenes=4), OPTIONS, tmp_path, silent).file) == []
