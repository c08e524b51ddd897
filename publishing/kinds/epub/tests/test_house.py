"""Books in our own design."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from lxml import etree
from PIL import Image

from books.epub import read_epub
from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis
from publishing.kinds.epub.tests.making import SIZE, draw, epub_of, files_of, make_drawn_book
from publishing.kinds.kind import Refused
from publishing.tests.epubcheck import epubcheck, needs_epubcheck

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_vividpage(owner=reader, title="A Book of Storms")


@pytest.fixture
def drawn(reader: User) -> VividPage:
    return make_drawn_book(reader)


def texts(epub: Path) -> dict[str, str]:
    return {name: data.decode(errors="replace") for name, data in files_of(epub).items()}


def written(vividpage: VividPage, text: str, marks: list[list[int | str]], folder: Path) -> str:
    """Return the page of a book with one scene, as it is in the EPUB."""
    chapter = Chapter.objects.create(vividpage=vividpage, number=1, title="One")
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text=text, marks=marks, word_count=1)
    return texts(epub_of(vividpage, folder))["EPUB/chapter_1.xhtml"]


def test_what_is_emphasised_is_so_in_the_illustrated_book(vividpage: VividPage, tmp_path: Path) -> None:
    page = written(vividpage, "Wind.\n\nHe never slept.", [[10, 15, "emphasis"]], tmp_path)

    assert "<p>He <em>never</em> slept.</p>" in page


def test_markup_in_the_text_stays_text_in_the_illustrated_book(vividpage: VividPage, tmp_path: Path) -> None:
    page = written(vividpage, "<script>go()</script>", [[0, 8, "strong"]], tmp_path)

    assert "<script" not in page
    assert "<strong>&lt;script&gt;</strong>go()&lt;/script&gt;" in page


def test_characters_that_no_xml_can_hold_do_not_break_a_page(vividpage: VividPage, tmp_path: Path) -> None:
    page = written(vividpage, "The bell\x0b rang\x01.", [], tmp_path)

    assert "The bell rang." in page
    etree.fromstring(page.encode())


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>The Mill</h2>",
        '<p class="verse">O mill, O mill,\nstand still.</p>',
        "<blockquote><p>Dear Mara,</p><p>come at once.</p></blockquote>",
        '<ul class="items"><li>flour</li><li>salt</li></ul>',
        "<figcaption>The old mill</figcaption>",
        "<hr/>",
        "She <em>never</em> slept.",
    ],
)
def test_every_kind_of_paragraph_keeps_its_form(drawn: VividPage, tmp_path: Path, markup: str) -> None:
    assert markup in re.sub(r">\s+<", "><", texts(epub_of(drawn, tmp_path))["EPUB/chapter_2.xhtml"])


def test_notes_lead_there_and_back(drawn: VividPage, tmp_path: Path) -> None:
    page = texts(epub_of(drawn, tmp_path))["EPUB/chapter_2.xhtml"]

    for address in re.findall(r'href="#([^"]+)"', page):
        assert page.count(f'id="{address}"') == 1
    assert page.count('epub:type="noteref"') == 3
    assert page.count('epub:type="footnote"') == 2
    assert "<strong>Nor</strong> did &lt;they&gt;." in page


def test_the_pictures_are_in_the_file_each_once_with_words_that_give_nothing_away(
    drawn: VividPage, tmp_path: Path
) -> None:
    files = texts(epub_of(drawn, tmp_path))

    images = sorted(name for name in files if name.startswith("EPUB/images/"))
    assert images == ["EPUB/images/own_2.png", "EPUB/images/scene_1.jpg", "EPUB/images/scene_2.jpg"]
    assert 'alt="Somebody not yet named at the mill, 1"' in files["EPUB/chapter_2.xhtml"]
    assert 'alt="A drawing of a mill"' in files["EPUB/chapter_2.xhtml"]
    assert "Brindle" not in files["EPUB/chapter_2.xhtml"]


def test_the_list_of_illustrations_leads_to_each_and_tells_only_their_chapters(
    drawn: VividPage, tmp_path: Path
) -> None:
    files = texts(epub_of(drawn, tmp_path))

    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', files["EPUB/illustrations.xhtml"])
    assert [title for _, title in links] == ["Chapter 1", "The River"]
    for address, _ in links:
        page, _, fragment = address.partition("#")
        assert f'id="{fragment}"' in files[f"EPUB/{page}"]
    assert '<a epub:type="loi" href="illustrations.xhtml">' in files["EPUB/nav.xhtml"]


def test_the_cast_is_there_only_where_it_is_asked_for(drawn: VividPage, tmp_path: Path) -> None:
    assert "EPUB/cast.xhtml" not in files_of(epub_of(drawn, tmp_path))

    files = texts(epub_of(drawn, tmp_path, cast=True))
    assert "Duke of Brindle" in files["EPUB/cast.xhtml"]
    assert "EPUB/images/portrait_1.jpg" in files


def test_captions_and_the_list_can_be_left_out(drawn: VividPage, tmp_path: Path) -> None:
    Analysis.objects.update(moment_start=0, moment_end=8)

    assert "<figcaption><q>The Mill</q>" in texts(epub_of(drawn, tmp_path))["EPUB/chapter_2.xhtml"]
    plain = texts(epub_of(drawn, tmp_path, captions=False, illustrations=False))
    assert "<q>" not in plain["EPUB/chapter_2.xhtml"]
    assert "EPUB/illustrations.xhtml" not in plain


def test_pictures_are_jpeg_of_the_size_that_was_asked_for(drawn: VividPage, tmp_path: Path) -> None:
    def size_of(**options: str) -> tuple[int, int]:
        data = files_of(epub_of(drawn, tmp_path, **options))["EPUB/images/scene_1.jpg"]
        picture = Image.open(io.BytesIO(data))
        assert picture.format == "JPEG"
        return picture.size

    assert size_of() == SIZE
    scene = drawn.scenes.order_by("number")[0]
    draw(scene, 9, size=(1600, 900))
    assert size_of(pictures="small") == (800, 450)
    assert size_of(pictures="large") == (1600, 900)


def test_a_picture_whose_file_is_gone_is_told_in_words(drawn: VividPage, tmp_path: Path) -> None:
    default_storage.delete(drawn.scenes.order_by("number")[0].picture.active_version.image.name)

    with pytest.raises(Refused, match="Draw that picture again"):
        epub_of(drawn, tmp_path)


def test_front_matter_is_in_the_book(drawn: VividPage, tmp_path: Path) -> None:
    assert "For her." in texts(epub_of(drawn, tmp_path))["EPUB/chapter_1.xhtml"]


def test_a_picture_without_an_analysis_is_in_the_book(drawn: VividPage, tmp_path: Path) -> None:
    Analysis.objects.all().delete()

    assert 'alt="Picture of scene 1"' in texts(epub_of(drawn, tmp_path))["EPUB/chapter_2.xhtml"]


def test_series_subjects_and_people_are_in_the_package(drawn: VividPage, tmp_path: Path) -> None:
    VividPage.objects.update(
        series="Mills", series_index="2", subjects=["Rivers & mills"], description="Of mills & wheels."
    )
    drawn.refresh_from_db()

    book = read_epub(epub_of(drawn, tmp_path))

    assert (book.series, book.series_index, book.subjects) == ("Mills", "2", ("Rivers & mills",))
    assert (book.title, book.authors, book.description) == ("The Mill", ("Ann Author",), "Of mills & wheels.")


def test_what_is_written_is_read_again_with_its_kinds_and_notes(drawn: VividPage, tmp_path: Path) -> None:
    book = read_epub(epub_of(drawn, tmp_path))

    chapter = next(chapter for chapter in book.chapters if chapter.word_count > 10)
    assert {"heading", "verse", "letter", "list"} <= {paragraph.kind for paragraph in chapter.paragraphs}
    assert [note.label for note in chapter.notes] == ["*", "2"]


def test_two_runs_give_the_same_bytes(drawn: VividPage, tmp_path: Path) -> None:
    first = epub_of(drawn, tmp_path, cast=True).read_bytes()

    assert epub_of(drawn, tmp_path, cast=True).read_bytes() == first


@needs_epubcheck
@pytest.mark.processes
def test_epubcheck_reports_nothing(drawn: VividPage, tmp_path: Path) -> None:
    VividPage.objects.update(language="he", series="Mills", series_index="1")
    Chapter.objects.create(vividpage=drawn, number=4, kind="back", title="To < & >", matter="Thanks to “all”.")
    drawn.refresh_from_db()
    drawn.cover.save("cover.png", ContentFile(cover()))

    assert epubcheck(epub_of(drawn, tmp_path, cast=True)) == []


def cover() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (30, 40), (9, 9, 9, 0)).save(out, "PNG")
    return out.getvalue()
