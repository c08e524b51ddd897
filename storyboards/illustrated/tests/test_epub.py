"""The illustrated EPUB."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from books.epub import read_epub
from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from storyboards.illustrated.epub import write_illustrated_epub
from storyboards.illustrated.tests.books import make_illustrated_book

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


@pytest.fixture
def rich(reader: User, tmp_path: Path) -> dict[str, str]:
    """The files of a book that has everything, as texts."""
    write_illustrated_epub(make_illustrated_book(reader), tmp_path / "out.epub")
    with zipfile.ZipFile(tmp_path / "out.epub") as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def written(vividpage: VividPage, text: str, marks: list[list[int | str]], out: Path) -> str:
    """Return the page of a book with one scene, as it is in the EPUB."""
    chapter = Chapter.objects.create(vividpage=vividpage, number=1, title="One")
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text=text, marks=marks, word_count=1)
    write_illustrated_epub(vividpage, out)
    with zipfile.ZipFile(out) as archive:
        return archive.read("EPUB/chapter_1.xhtml").decode()


def test_what_is_emphasised_is_so_in_the_illustrated_book(vividpage: VividPage, tmp_path: Path) -> None:
    page = written(vividpage, "Wind.\n\nHe never slept.", [[10, 15, "emphasis"]], tmp_path / "out.epub")

    assert "<p>He <em>never</em> slept.</p>" in page


def test_markup_in_the_text_stays_text_in_the_illustrated_book(vividpage: VividPage, tmp_path: Path) -> None:
    page = written(vividpage, "<script>go()</script>", [[0, 8, "strong"]], tmp_path / "out.epub")

    assert "<script" not in page
    assert "<strong>&lt;script&gt;</strong>go()&lt;/script&gt;" in page


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>The Mill</h2>",
        '<p class="verse">O mill, O mill,\nstand still.</p>',
        "<blockquote><p>Dear Mara,</p><p>come at once.</p></blockquote>",
        "<ul><li>flour</li><li>salt</li></ul>",
        "<figcaption>The old mill</figcaption>",
        "<hr/>",
        "She <em>never</em> slept.",
    ],
)
def test_every_kind_of_paragraph_keeps_its_form(rich: dict[str, str], markup: str) -> None:
    assert markup in re.sub(r">\s+<", "><", rich["EPUB/chapter_2.xhtml"])


def test_notes_lead_there_and_back(rich: dict[str, str]) -> None:
    page = rich["EPUB/chapter_2.xhtml"]

    for address in re.findall(r'href="#([^"]+)"', page):
        assert page.count(f'id="{address}"') == 1
    assert page.count('epub:type="noteref"') == 3
    assert page.count('epub:type="footnote"') == 2
    assert "<strong>Nor</strong> did &lt;they&gt;." in page


def test_the_pictures_are_in_the_file_each_once_with_words_that_give_nothing_away(rich: dict[str, str]) -> None:
    images = [name for name in rich if name.startswith("EPUB/images/")]

    assert sorted(images) == ["EPUB/images/own_2.png", "EPUB/images/scene_1.webp", "EPUB/images/scene_2.webp"]
    assert 'alt="Somebody not yet named at the mill, 1"' in rich["EPUB/chapter_2.xhtml"]
    assert 'alt="A drawing of a mill"' in rich["EPUB/chapter_2.xhtml"]
    assert "Brindle" not in rich["EPUB/chapter_2.xhtml"]


def test_front_matter_is_in_the_book(rich: dict[str, str]) -> None:
    assert "For her." in rich["EPUB/chapter_1.xhtml"]


def test_a_picture_without_an_analysis_is_in_the_book(reader: User, tmp_path: Path) -> None:
    vividpage = make_illustrated_book(reader)
    Analysis.objects.all().delete()

    write_illustrated_epub(vividpage, tmp_path / "out.epub")

    with zipfile.ZipFile(tmp_path / "out.epub") as archive:
        assert 'alt="Picture of scene 1"' in archive.read("EPUB/chapter_2.xhtml").decode()


def test_what_is_written_is_read_again_with_its_kinds_and_notes(reader: User, tmp_path: Path) -> None:
    write_illustrated_epub(make_illustrated_book(reader), tmp_path / "out.epub")

    book = read_epub(tmp_path / "out.epub")

    chapter = next(chapter for chapter in book.chapters if chapter.word_count > 10)
    assert {"heading", "verse", "letter", "list"} <= {paragraph.kind for paragraph in chapter.paragraphs}
    assert [note.label for note in chapter.notes] == ["*", "2"]
