"""A picture book as PDF: its sheets, its pictures to the edge, its text, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pikepdf
import pypdfium2
import pytest

from publishing.kinds.kind import Refused, Stopped
from publishing.kinds.picture_book.kind import KIND
from publishing.kinds.picture_book.options import PictureBookOptions
from publishing.pages.laying import Plan, lay
from publishing.pages.tests.books import calm, make_scene, make_tree
from publishing.pages.tree import PagedBook, Part
from publishing.tests.books import keep_image, make_publication
from storyboards.illustrated.tree import Illustration

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Made
    from publishing.publication import Publication
    from storyboards.illustrated.tree import IllustratedScene

pytestmark = pytest.mark.processes
PRINT = PictureBookOptions(purpose="print", audience="young")


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def with_picture(scene: IllustratedScene, colour: str, size: tuple[int, int]) -> IllustratedScene:
    plate = Illustration(keep_image(f"page-{scene.number}", colour, size=size), f"A {colour} bell", "It rang.")
    return replace(scene, blocks=(plate, *scene.blocks[1:]))


def make_story(*, scenes: int = 12, size: tuple[int, int] = (90, 90)) -> Publication:
    """Make a book of short scenes, each with a blue picture."""
    told = [with_picture(make_scene(number, 2), "blue", size) for number in range(1, scenes + 1)]
    return make_publication(book=make_tree(told), drawn_by={})


def made(publication: Publication, options: PictureBookOptions, folder: Path) -> Made:
    folder.mkdir(parents=True, exist_ok=True)
    return KIND.make(publication, options, folder, silent)


def test_sheets_have_bleed_on_the_outside_alone_and_the_trim_that_was_chosen(tmp_path: Path) -> None:
    one = made(make_story(), PRINT, tmp_path)

    with pikepdf.open(one.file) as pdf:
        boxes = [[[float(side) for side in box] for box in (p.mediabox, p.bleedbox, p.trimbox)] for p in pdf.pages]
        assert all(p.trimbox is not None and "/Annots" not in p for p in pdf.pages)
    assert one.pages == len(boxes) == 24
    right, left = boxes[0], boxes[1]
    assert right == [[0, 0, 621, 630], [0, 0, 621, 630], [0, 9, 612, 621]]
    assert left == [[0, 0, 621, 630], [0, 0, 621, 630], [9, 9, 621, 621]]
    assert all(page in (left, right) for page in boxes)


def test_full_pictures_reach_the_edge_of_the_sheet_at_300_dots_per_inch(tmp_path: Path) -> None:
    publication = make_story(size=(2700, 2700))
    one = made(publication, PRINT, tmp_path)

    with pikepdf.open(one.file) as pdf:
        sizes = {(int(image.Width), int(image.Height)) for page in pdf.pages for image in page.get_images().values()}
    assert (2588, 2625) in sizes
    assert [check for check in one.checks if check.rule == "dpi"] == []
    document = pypdfium2.PdfDocument(one.file)
    pages = lay(publication.book, PRINT.plan, lambda _: calm()).pages
    number = next(page.number for page in pages if page.layout == "picture")
    image = document[number - 1].render(scale=0.5).to_pil().convert("RGB")
    corners = [(0, 0), (image.width - 1, 0), (0, image.height - 1), (image.width - 1, image.height - 1)]
    assert all(image.getpixel(corner)[2] > 200 > image.getpixel(corner)[0] for corner in corners)
    document.close()


def test_all_of_the_text_is_on_the_pages(tmp_path: Path) -> None:
    one = made(make_story(scenes=3), PictureBookOptions(), tmp_path)

    document = pypdfium2.PdfDocument(one.file)
    words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    assert words.count("nobody in all the town could say") == 6


def test_nothing_is_transparent_and_fonts_are_embedded(tmp_path: Path) -> None:
    one = made(make_story(), PRINT, tmp_path)

    with pikepdf.open(one.file) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert "/SMask" not in item
                assert float(item.get("/ca", 1)) == float(item.get("/CA", 1)) == 1
                assert item.get("/S") != pikepdf.Name.Transparency
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.FontDescriptor:
                assert "/FontFile3" in item or "/FontFile2" in item


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    publication = make_story(scenes=3)
    one, other = (made(publication, PictureBookOptions(), tmp_path / name) for name in ("one", "other"))

    assert one.file.read_bytes() == other.file.read_bytes()


def test_a_picture_that_is_too_small_is_told_with_its_resolution(tmp_path: Path) -> None:
    one = made(make_story(), PRINT, tmp_path)

    found = {check.page: check.words for check in one.checks if check.rule == "dpi"}
    assert len(found) > 8
    assert any("10 dots per inch" in words for words in found.values())


def test_a_printer_that_does_not_bind_so_few_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="binds at least 24 pages"):
        made(make_story(scenes=2), PRINT, tmp_path)


def test_pages_that_a_reader_has_laid_out_are_taken_as_they_are(tmp_path: Path) -> None:
    publication = make_story()
    laid = lay(publication.book, Plan(6, 9, audience="young"), lambda _: calm())
    [first, *others] = laid.pages
    text = replace(first.text, source="Quite another title")
    laid = replace(laid, pages=(replace(first, text=text), *others), is_edited=True)

    one = made(replace(publication, pages=laid), PRINT, tmp_path)

    document = pypdfium2.PdfDocument(one.file)
    assert document[0].get_size() == (441, 666)
    assert "Quite another title" in document[0].get_textpage().get_text_range()
    document.close()


def test_text_that_does_not_fit_is_told_not_cut(tmp_path: Path) -> None:
    publication = make_story()
    laid = lay(publication.book, Plan(audience="young"), lambda _: calm())
    first = laid.pages[0]
    text = replace(first.text, source="\n".join(["A long title"] * 14))
    laid = replace(laid, pages=(replace(first, text=text), *laid.pages[1:]))

    one = made(replace(publication, pages=laid), PictureBookOptions(), tmp_path)

    [check] = [check for check in one.checks if check.page == 1]
    assert "lines too long" in check.words
    document = pypdfium2.PdfDocument(one.file)
    assert document[0].get_textpage().get_text_range().count("A long title") == 14
    document.close()


def test_a_panel_is_painted_into_its_picture(tmp_path: Path) -> None:
    publication = make_story(size=(900, 900))
    laid = lay(publication.book, Plan(audience="young"), lambda _: calm(0.19))
    pages = tuple(replace(p, layout="panel-below") if p.picture and p.text else p for p in laid.pages)
    number = next(p.number for p in pages if p.text and p.text.has_panel)

    one = made(replace(publication, pages=replace(laid, pages=pages)), PictureBookOptions(), tmp_path)

    document = pypdfium2.PdfDocument(one.file)
    image = document[number - 1].render(scale=1).to_pil().convert("RGB")
    document.close()
    box = pages[number - 1].text.box
    below_text = (int(box.left * 612), int((box.bottom + 0.01) * 612))
    assert min(image.getpixel(below_text)) > 200
    assert image.getpixel((300, 20))[0] < 60


def test_it_stops_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        KIND.make(make_story(scenes=3), PictureBookOptions(), tmp_path, stop)


def test_a_book_without_pictures_is_refused(tmp_path: Path) -> None:
    paged = PagedBook(8.5, 8.5, "en", "young", ())

    with pytest.raises(Refused, match="no pictures"):
        made(make_publication(pages=paged), PictureBookOptions(), tmp_path)


def test_a_spread_shows_both_halves(tmp_path: Path) -> None:
    publication = make_story()
    laid = lay(publication.book, Plan(audience="young"), lambda _: calm())
    image = keep_image("wide", "red", size=(400, 200))
    picture = replace(laid.pages[3].picture or laid.pages[0].picture, image=image, shape="plain")
    whole = replace(picture, box=type(picture.box)(0, 0, 1, 1), focus=(0.5, 0.5), zoom=1.0)
    pages = list(laid.pages)
    halves: tuple[tuple[int, Part], ...] = ((3, "left"), (4, "right"))
    for at, part in halves:
        pages[at] = replace(
            pages[at], layout=f"spread-{part}", picture=replace(whole, part=part), text=None, scenes=(UUID(int=1),)
        )

    one = made(replace(publication, pages=replace(laid, pages=tuple(pages))), PRINT, tmp_path)

    document = pypdfium2.PdfDocument(one.file)
    for at in (3, 4):
        shown = document[at].render(scale=0.2).to_pil().convert("RGB")
        assert all(shown.getpixel((x, 60))[0] > 200 for x in (0, shown.width // 2, shown.width - 1))
    document.close()
