"""Colouring books: outlines that close, in one bit a pixel, on pages as the printer has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from providers.interfaces.images import PictureRequest
from publishing.kinds.coloring.drawing import coloring_picture
from publishing.kinds.coloring.kind import DPI, KIND
from publishing.kinds.coloring.onebit import one_bit_stream
from publishing.kinds.coloring.options import CRAYONS, ColoringOptions
from publishing.kinds.coloring.tracing import trace
from publishing.kinds.kind import Made, Refused, Stopped
from publishing.tests.books import make_publication
from sketch.scene import DepictedPerson, DepictedScene

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication
    from storyboards.illustrated.tree import Illustration

SCENE = DepictedScene(
    place="forest",
    people=(DepictedPerson("a", "Ann", gender="female"),),
    time_of_day="night",
    weather="clear",
)
REQUEST = PictureRequest(prompt="", width=96, height=96, seed=5, style="ink", scene=SCENE)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn small where their lines are not looked at."""
    monkeypatch.setattr("publishing.kinds.coloring.kind.DPI", 60)


def drawn_by_us() -> Publication:
    """Return a book whose pictures of scenes the built-in artist can draw again."""
    publication = make_publication()
    origins = {
        name: replace(origin, redraw=REQUEST) if origin.scene else origin
        for name, origin in publication.drawn_by.items()
    }
    return replace(publication, drawn_by=origins)


def make(folder: Path, publication: Publication, **options: Any) -> Made:
    return KIND.make(publication, ColoringOptions(**options), folder, lambda _done, _of: None)


def page_kinds(made: Made) -> list[str]:
    """Return of each page whether it bears a picture, words or nothing."""
    document = pypdfium2.PdfDocument(made.file)
    with pikepdf.open(made.file) as pdf:
        bears = [bool(page.get_images()) for page in pdf.pages]
    words = [bool(document[number].get_textpage().get_text_range().strip()) for number in range(len(document))]
    document.close()
    return ["picture" if picture else "words" if text else "blank" for picture, text in zip(bears, words, strict=True)]


def plate_of(publication: Publication) -> Illustration:
    return next(s.picture for chapter in publication.book.chapters for s in chapter.scenes if s.picture)


@pytest.mark.usefixtures("small")
def test_each_picture_has_a_right_hand_page_and_a_blank_back(tmp_path: Path) -> None:
    made = make(tmp_path, drawn_by_us())

    assert page_kinds(made) == ["words", "words", "words", "blank", "picture", "blank", "picture", "blank"]
    assert made.pages == 8


@pytest.mark.usefixtures("small")
def test_without_blank_backs_and_names_pictures_follow_one_another_and_the_pages_are_even(tmp_path: Path) -> None:
    made = make(tmp_path, drawn_by_us(), blank_backs=False, names_page=False, most=1)

    assert page_kinds(made) == ["words", "words", "picture", "blank"]


@pytest.mark.usefixtures("small")
def test_pages_have_the_size_and_the_margins_of_the_printer(tmp_path: Path) -> None:
    made = make(tmp_path, drawn_by_us(), trim="8.5x8.5", captions=False)

    with pikepdf.open(made.file) as pdf:
        assert {tuple(float(side) for side in page.obj["/TrimBox"]) for page in pdf.pages} == {(0, 0, 612, 612)}
        content = pdf.pages[4].Contents[0].read_bytes().decode()
        wide, _, _, high, left, bottom = (float(part) for part in content.split()[1:7])
        assert left >= 36 - 0.01
        assert left + wide <= 612 - 36 + 0.01
        assert bottom >= 36 - 0.01
        assert bottom + high <= 612 - 36 + 0.01


def test_lines_are_one_bit_without_loss_at_more_than_300_dots_an_inch(tmp_path: Path) -> None:
    made = make(tmp_path, drawn_by_us(), most=1, trim="5x8")

    with pikepdf.open(made.file) as pdf:
        (image,) = pdf.pages[4].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        assert (int(image.BitsPerComponent), str(image.Filter)) == (1, "/CCITTFaxDecode")
        shown = pikepdf.PdfImage(image).as_pil_image().convert("L")
    assert DPI >= 300
    assert shown.width / 4 >= 300
    assert 0.7 < np.asarray(shown).mean() / 255 < 0.99
    assert shown.getpixel((0, 0)) == 0


def test_what_is_black_and_white_comes_back_so_from_the_file() -> None:
    image = Image.new("1", (37, 21), 1)
    ImageDraw.Draw(image).rectangle((3, 4, 20, 9), fill=0)
    pdf = pikepdf.new()

    back = pikepdf.PdfImage(pdf.make_indirect(one_bit_stream(pdf, image))).as_pil_image()

    assert back.convert("1").tobytes() == image.tobytes()


@pytest.mark.usefixtures("small")
def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()

    first, second = (make(tmp_path / name, drawn_by_us()).file.read_bytes() for name in ("a", "b"))

    assert first == second


def test_a_dark_scene_of_the_built_in_artist_is_drawn_in_light_outlines() -> None:
    publication = drawn_by_us()

    made = coloring_picture(
        publication, plate_of(publication), box=(600, 800), crayon=CRAYONS["6"], fills_page=True, page=1
    )

    assert made.image.mode == "1"
    assert made.image.size == (600, 800)
    assert made.regions > 10
    assert made.large / made.regions > 0.6
    assert np.asarray(made.image).mean() > 0.6


def test_a_picture_keeps_its_proportions_where_that_is_chosen() -> None:
    publication = drawn_by_us()

    made = coloring_picture(
        publication, plate_of(publication), box=(600, 800), crayon=CRAYONS["6"], fills_page=False, page=1
    )

    assert made.image.size == (600, 600)


def test_the_younger_the_child_the_larger_the_areas_and_the_thicker_the_lines() -> None:
    publication = drawn_by_us()
    plate = plate_of(publication)

    ages = [
        coloring_picture(publication, plate, box=(600, 800), crayon=crayon, fills_page=True, page=1)
        for crayon in CRAYONS.values()
    ]

    assert [made.regions for made in ages] == sorted(made.regions for made in ages)
    ink = [1 - np.asarray(made.image).mean() for made in ages]
    assert ink == sorted(ink, reverse=True)


def shapes(ground: str = "white") -> Image.Image:
    """Return a picture with shapes that have a plain edge."""
    image = Image.new("RGB", (600, 600), ground)
    draw = ImageDraw.Draw(image)
    for number, colour in enumerate(("#b03030", "#3050b0", "#30a050", "#c0a030", "#803080", "#208090")):
        x, y = 40 + (number % 3) * 190, 60 + (number // 3) * 280
        draw.ellipse((x, y, x + 150, y + 190), fill=colour)
        draw.rectangle((x + 40, y + 60, x + 100, y + 130), fill="#f0e8d0")
    return image


def test_other_pictures_are_traced_to_areas_that_close() -> None:
    traced = trace(shapes(), height=900, crayon=CRAYONS["6"])

    assert traced.problem == ""
    assert traced.page.image.size == (900, 900)
    assert traced.page.regions >= 12
    assert traced.page.share_large > 0.8
    assert set(np.unique(np.asarray(traced.page.image))) == {0, 255}


def test_a_dark_picture_is_lightened_before_it_is_traced() -> None:
    dark = shapes("#b0b0b0").point(lambda value: round(value * 0.3))

    traced = trace(dark, height=900, crayon=CRAYONS["6"])

    assert traced.lightness < 80
    assert traced.page.regions >= 10
    assert traced.problem == ""


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (Image.new("RGB", (400, 400), "#050505"), "too dark"),
        (Image.new("RGB", (400, 400), "#c0c0d0"), "Hardly any outlines"),
        (shapes().filter(ImageFilter.GaussianBlur(60)), "Hardly any outlines"),
    ],
    ids=["black", "empty", "blurred"],
)
def test_a_picture_that_traces_badly_is_said_with_what_to_do(image: Image.Image, words: str) -> None:
    assert words in trace(image, height=600, crayon=CRAYONS["6"]).problem


@pytest.mark.usefixtures("small")
def test_what_was_found_is_told_with_its_page(tmp_path: Path) -> None:
    made = make(tmp_path, make_publication())

    tracing = [check for check in made.checks if check.rule == "tracing"]
    assert [check.page for check in tracing] == [5, 7]
    assert all(check.mend for check in tracing)
    assert any("at least 24 pages" in check.words for check in made.checks)
    assert any(check.rule == "areas" for check in made.checks)


def test_a_book_without_pictures_and_a_size_that_is_not_printed_are_refused(tmp_path: Path) -> None:
    publication = make_publication()
    bare = replace(publication, book=replace(publication.book, chapters=()))

    with pytest.raises(Refused, match="no pictures"):
        make(tmp_path, bare)
    with pytest.raises(Refused, match="in wide"):
        make(tmp_path, publication, trim="40x50")


@pytest.mark.usefixtures("small")
def test_a_picture_that_is_gone_leaves_its_page_empty_and_is_told(tmp_path: Path) -> None:
    publication = make_publication()
    plate = plate_of(publication)
    lost = replace(plate, image=replace(plate.image, name="pictures/lost.webp"))
    chapter = publication.book.chapters[1]
    scene = replace(chapter.scenes[0], id=UUID(int=1), blocks=(lost,))
    book = replace(publication.book, chapters=(replace(chapter, scenes=(scene,)),))

    made = make(tmp_path, replace(publication, book=book))

    assert [check.page for check in made.checks if check.rule == "picture"] == [5]


@pytest.mark.usefixtures("small")
def test_making_stops_once_nobody_wants_it(tmp_path: Path) -> None:
    def tell(done: int, _of: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        KIND.make(drawn_by_us(), ColoringOptions(), tmp_path, tell)
