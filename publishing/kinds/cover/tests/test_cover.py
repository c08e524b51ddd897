"""Covers as files: their boxes, pictures and fonts, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from publishing.kinds.cover.colours import LEAST_CONTRAST, PAPER, contrast, palette_of
from publishing.kinds.cover.kind import EBOOK_KIND, KIND
from publishing.kinds.cover.options import CoverOptions, EbookCoverOptions
from publishing.kinds.cover.picturing import shade_at
from publishing.kinds.cover.setting import rendered
from publishing.kinds.interior.kind import KIND as INTERIOR
from publishing.kinds.interior.options import InteriorOptions
from publishing.kinds.kind import Made, Refused
from publishing.tests.books import make_publication, prose, scene
from storyboards.illustrated.tree import IllustratedChapter

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication


def make(folder: Path, publication: Publication | None = None, **options: Any) -> Made:
    chosen = CoverOptions(**{"pages": 200, **options})
    return KIND.make(publication or make_publication(), chosen, folder, lambda _done, _of: None)


def test_a_cover_is_one_page_with_its_boxes_to_the_thousandth(tmp_path: Path) -> None:
    made = make(tmp_path)

    with pikepdf.open(made.file) as pdf:
        (page,) = pdf.pages
        media, trim = ([Decimal(str(side)) for side in page.obj[name]] for name in ("/MediaBox", "/TrimBox"))
        assert [round(side / 72, 4) for side in media] == [0, 0, Decimal("12.7004"), Decimal("9.25")]
        assert [side / 72 for side in trim][:2] == [Decimal("0.125"), Decimal("0.125")]
        assert round((trim[2] - trim[0]) / 72, 4) == Decimal("12.4504")
        assert page.obj["/BleedBox"] == page.obj["/MediaBox"]
    assert made.pages == 1


def pixel(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    value = image.getpixel((round(x), round(y)))
    assert isinstance(value, tuple)
    return value


@pytest.mark.parametrize("design", ["framed", "full"])
def test_its_picture_has_300_dots_an_inch_where_it_is_placed(tmp_path: Path, design: str) -> None:
    made = make(tmp_path, design=design)

    with pikepdf.open(made.file) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        content = pdf.pages[0].Contents
        parts = content if isinstance(content, pikepdf.Array) else [content]
        text = b"\n".join(part.read_bytes() for part in parts).decode("latin-1")
        wide, high = next(line.split() for line in text.splitlines() if "/Picture" in line)[1:5:3]
        assert int(image.Width) / (float(wide) / 72) == pytest.approx(300, rel=0.002)
        assert int(image.Height) / (float(high) / 72) == pytest.approx(300, rel=0.002)
        assert image.ColorSpace == "/DeviceRGB"


def test_nothing_of_it_is_transparent_and_all_fonts_are_embedded(tmp_path: Path) -> None:
    made = make(tmp_path, design="full")

    with pikepdf.open(made.file) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert "/SMask" not in item
                assert float(item.get("/ca", 1)) == float(item.get("/CA", 1)) == 1
                if item.get("/Type") == "/FontDescriptor":
                    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys())
        assert "/Annots" not in pdf.pages[0]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert make(tmp_path / "a").file.read_bytes() == make(tmp_path / "b").file.read_bytes()


def test_a_small_picture_is_enlarged_and_it_is_said(tmp_path: Path) -> None:
    checks = {check.rule: check for check in make(tmp_path).checks}

    assert "dots per inch" in checks["dpi"].words
    assert checks["dpi"].mend
    assert "2026-11-21" in checks["printer"].words


def test_the_barcode_s_box_is_white_and_the_bleed_is_filled(tmp_path: Path) -> None:
    made = make(tmp_path, ground="wine")

    with rendered(made.file, width=1200) as preview:
        width, height = preview.size
        x, y = (6.125 - 0.25 - 1) / 12.7004 * width, (9.125 - 0.25 - 0.6) / 9.25 * height
        assert min(pixel(preview, x, y)) > 245
        for corner in ((1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2)):
            assert max(abs(a - b) for a, b in zip(pixel(preview, *corner), (88, 28, 40), strict=True)) < 8


def test_pages_that_nobody_has_said_are_those_of_the_interior(tmp_path: Path) -> None:
    blocks = (prose(*["Mara kneaded the dough, and Otho watched the river. " * 30] * 60),)
    book = make_publication().book
    long = replace(
        make_publication(),
        book=replace(
            book,
            chapters=(
                *book.chapters,
                IllustratedChapter(number=9, kind="body", title="The river", scenes=(scene(9, *blocks),)),
            ),
        ),
    )
    (tmp_path / "inside").mkdir()
    inside = INTERIOR.make(long, InteriorOptions(), tmp_path / "inside", lambda _done, _of: None)

    told = make(tmp_path, long, pages=0)

    assert f"for {inside.pages} pages" in told.checks[0].words
    said = make(tmp_path, long, pages=inside.pages)
    assert said.file.read_bytes() == told.file.read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"pages": 10}, "at least 24 pages"),
        ({"trim": "30x40"}, "in wide"),
        ({"trim": "large"}, "not a size"),
        ({"binding": "hardcover"}, "template"),
        ({"ink": "premium", "paper": "cream"}, "does not print"),
        ({"picture": "99"}, "Scene 99 has no picture"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_do(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        make(tmp_path, **options)

    assert words in str(refusal.value)


def test_a_book_without_any_picture_has_a_cover_of_words(tmp_path: Path) -> None:
    publication = make_publication()
    bare = replace(publication, book=replace(publication.book, cover=None, chapters=publication.book.chapters[3:]))

    made = make(tmp_path, bare)

    with pikepdf.open(made.file) as pdf:
        assert not pdf.pages[0].get_images()
    with pytest.raises(Refused, match="no cover yet"):
        make(tmp_path, bare, picture="cover")


def test_a_picture_that_is_gone_is_said_in_plain_words(tmp_path: Path) -> None:
    publication = make_publication()
    lost = replace(publication.book.cover, name="pictures/lost.webp")
    book = replace(publication.book, cover=lost)

    with pytest.raises(Refused, match="is gone"):
        make(tmp_path, replace(publication, book=book), picture="cover")


def test_a_hardcover_of_lulu_has_its_wrap(tmp_path: Path) -> None:
    made = make(tmp_path, printer="lulu", binding="hardcover")

    with pikepdf.open(made.file) as pdf:
        assert [float(side) / 72 for side in pdf.pages[0].obj["/MediaBox"]] == pytest.approx([0, 0, 14.5, 10.75])


def test_the_cover_of_an_e_book_has_the_size_that_stores_ask_for(tmp_path: Path) -> None:
    made = EBOOK_KIND.make(make_publication(), EbookCoverOptions(), tmp_path, lambda _done, _of: None)

    with Image.open(made.file) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cover.jpg", "preview.jpg"]


@pytest.mark.parametrize("colour", ["white", "black", "yellow", "red", "#88a0b0", "#f0e0c0"])
def test_a_ground_from_any_picture_lets_words_be_read(colour: str) -> None:
    palette = palette_of(Image.new("RGB", (80, 80), colour))

    assert palette.words == PAPER
    assert contrast(palette.ground, palette.words) >= LEAST_CONTRAST


def test_a_picture_is_dark_where_words_stand_and_clear_in_its_middle() -> None:
    assert shade_at(0) > 0.6
    assert shade_at(0.6) == 0
    assert shade_at(1) > 0.6


def test_a_picture_is_taken_by_its_scene(tmp_path: Path) -> None:
    publication = make_publication()

    assert make(tmp_path, publication, picture="2").file.is_file()
