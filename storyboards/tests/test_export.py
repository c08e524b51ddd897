"""The illustrated EPUB."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from books.models import Chapter, Scene, VividPage
from storyboards.illustrated.epub import write_illustrated_epub


@pytest.fixture
def vividpage(reader) -> VividPage:
    return VividPage.objects.create(owner=reader, title="A Book of Storms")


def written(vividpage: VividPage, text: str, marks: list[list[int | str]], out: Path) -> str:
    """The page of a book with one scene, as it is in the EPUB."""
    chapter = Chapter.objects.create(vividpage=vividpage, number=1, title="One")
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text=text, marks=marks, word_count=1)
    write_illustrated_epub(vividpage, out)
    with zipfile.ZipFile(out) as archive:
        return archive.read("EPUB/chapter_1.xhtml").decode()


def test_what_is_emphasised_is_so_in_the_illustrated_book(vividpage, tmp_path: Path):
    page = written(vividpage, "Wind.\n\nHe never slept.", [[10, 15, "emphasis"]], tmp_path / "out.epub")

    assert "<p>He <em>never</em> slept.</p>" in page


def test_markup_in_the_text_stays_text_in_the_illustrated_book(vividpage, tmp_path: Path):
    page = written(vividpage, "<script>go()</script>", [[0, 8, "strong"]], tmp_path / "out.epub")

    assert "<script" not in page
    assert "<strong>&lt;script&gt;</strong>go()&lt;/script&gt;" in page
