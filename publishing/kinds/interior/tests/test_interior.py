from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from providers.interfaces.images import PictureRequest
from providers.services.sketch.artist import SketchArtist
from publishing.kinds.interior.kind import KIND
from publishing.kinds.interior.options import InteriorOptions
from publishing.kinds.kind import Refused
from publishing.novels.tests.reading import squeezed
from publishing.printers.catalogue import printer_named
from publishing.printers.pages import gutter
from publishing.printers.printed_book import printed_book
from publishing.tests.books import drawn_by, keep_image, make_publication, prose, scene
from sketch.specimen import SCENE
from sketch.styles import DEFAULT_STYLE
from storyboards.illustrated.tree import IllustratedChapter, Illustration
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Made
    from publishing.publication import Publication

INCH = 72.0


def nothing(_done: int, _all: int) -> None:
    return


def made(publication: Publication, folder: Path, **chosen: Any) -> Made:
    return KIND.make(publication, InteriorOptions(**chosen), folder, nothing)


def long_book(*, chapters: int = 8, paragraphs: int = 30, side: int = 96) -> Publication:
    """Make a book that is thick enough to be bound, with a picture in its first chapter."""
    publication = make_publication()
    words = "The miller counted the sacks by the light of the window, and the river went on talking to itself. " * 5
    plate = Illustration(keep_image("large", "teal", size=(side, side * 3 // 2)), "The river", "It talked.")
    written = tuple(
        IllustratedChapter(
            number,
            "body",
            f"Chapter {number}",
            scenes=(scene(number, prose(*[words] * paragraphs), *([plate] if number == 1 else []), prose("End.")),),
        )
        for number in range(1, chapters + 1)
    )
    return replace(publication, book=replace(publication.book, chapters=written, cast=()))


def left_edges(file: Path) -> list[float]:
    """Return where the text of each page begins, from the left; 0 for blank ones."""
    edges = []
    document = pypdfium2.PdfDocument(file)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        edges.append(min((box[0] for box in boxes if box[2] > box[0]), default=0.0))
    document.close()
    return edges


def test_sheets_say_where_they_are_cut(tmp_path: Path) -> None:
    file = made(long_book(), tmp_path, bleed=True).file

    with pikepdf.open(file) as pdf:
        right, left = pdf.pages[0], pdf.pages[1]
        for page in (right, left):
            assert [float(edge) for edge in page.MediaBox] == [0, 0, 6.125 * INCH, 9.25 * INCH]
            assert page.BleedBox == page.MediaBox
        assert [float(edge) for edge in right.TrimBox] == [0, 9, 6 * INCH, 9.125 * INCH]
        assert [float(edge) for edge in left.TrimBox] == [9, 9, 6.125 * INCH, 9.125 * INCH]


@pytest.mark.parametrize(
    ("printer", "chosen"),
    [
        ("kdp", {}),
        ("kdp", {"trim": "5x8", "text_size": "large print"}),
        ("kdp", {"bleed": True, "pictures": "plates", "ink": "premium"}),
        ("lulu", {"bleed": True, "pictures": "plates", "ink": "colour", "trim": "5.5x8.5"}),
        ("ingramspark", {"paper": "cream", "cast": True, "chapters_recto": True}),
    ],
)
def test_printers_take_it(tmp_path: Path, printer: str, chosen: dict[str, Any]) -> None:
    interior = made(long_book(side=2000), tmp_path, printer=printer, **chosen)

    assert [check for check in interior.checks if check.severity == "error"] == []
    assert interior.pages % 2 == 0
    assert "enlarged" not in {check.rule for check in interior.checks}


def test_nothing_in_it_is_for_screens(tmp_path: Path) -> None:
    with pikepdf.open(made(long_book(), tmp_path).file) as pdf:
        assert not {"/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/PageLabels"} & set(pdf.Root.keys())
        assert not any("/Annots" in page for page in pdf.pages)


def test_the_margin_at_the_spine_is_that_of_its_own_number_of_pages(tmp_path: Path) -> None:
    thick = made(long_book(chapters=14, paragraphs=60), tmp_path, trim="5x8", text_size="large", pictures="none")
    book = printed_book(printer_named("kdp"), trim="5x8", ink="black", paper="white")

    assert thick.pages > 150
    asked = float(gutter(book, thick.pages)) * INCH
    assert min(edge for edge in left_edges(thick.file)[8::2] if edge) >= asked


def test_margins_are_mirrored(tmp_path: Path) -> None:
    edges = left_edges(made(long_book(), tmp_path).file)

    assert edges[14] == pytest.approx(edges[16], abs=16)
    assert min(edges[14], edges[16]) > max(edges[15], edges[17]) - 14
    assert min(edges[14::2]) > min(edges[15::2])


def test_black_ink_has_grey_pictures_at_three_hundred_dots(tmp_path: Path) -> None:
    interior = made(long_book(), tmp_path)

    with pikepdf.open(interior.file) as pdf:
        streams = [value for value in pdf.objects if isinstance(value, pikepdf.Stream)]
        (picture,) = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        assert picture.ColorSpace == "/DeviceGray"
        assert int(picture.Width) > 600
    (told,) = [check for check in interior.checks if check.rule == "enlarged"]
    assert "of its own" in told.words
    assert told.page > 1


def test_the_built_in_artist_draws_again_at_print_size(tmp_path: Path) -> None:
    request = PictureRequest(prompt="", width=128, height=192, seed=5, style=DEFAULT_STYLE, scene=SCENE)
    kept = default_storage.save("pictures/drawn.webp", ContentFile(SketchArtist().draw(request).data))
    publication = long_book()
    first, *others = publication.book.chapters
    plate = Illustration(StoredImage(kept, 128, 192), "The quay", "It was evening.")
    opening = replace(first, scenes=(scene(1, plate, *first.scenes[0].blocks[:1]),))
    book = replace(publication.book, chapters=(opening, *others))
    origin = replace(drawn_by(41), redraw=request)

    interior = made(replace(publication, book=book, drawn_by={kept: origin}), tmp_path, ink="premium")

    assert "enlarged" not in {check.rule for check in interior.checks}
    with pikepdf.open(interior.file) as pdf:
        streams = [value for value in pdf.objects if isinstance(value, pikepdf.Stream)]
        (picture,) = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        assert int(picture.Width) > 500


def test_plates_with_bleed_fill_the_sheet(tmp_path: Path) -> None:
    interior = made(long_book(side=900), tmp_path, bleed=True, pictures="plates", ink="premium")

    document = pypdfium2.PdfDocument(interior.file)
    full = []
    for page in document:
        image = page.render(scale=0.5).to_pil().convert("RGB")
        corners = [image.getpixel((x, y)) for x in (1, image.width - 2) for y in (1, image.height - 2)]
        full.append(all(isinstance(pixel, tuple) and pixel[0] < 40 and pixel[1] > 100 for pixel in corners))
    assert sum(full) == 1
    assert squeezed(document[full.index(True)].get_textpage().get_text_range()) == ""


def test_never_more_than_two_blank_pages_follow_one_another(tmp_path: Path) -> None:
    interior = made(long_book(paragraphs=6, chapters=12), tmp_path, chapters_recto=True)

    run = longest = 0
    for edge in left_edges(interior.file):
        run = 0 if edge else run + 1
        longest = max(longest, run)
    assert longest <= 2


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    first, second = (made(long_book(paragraphs=10), tmp_path / name).file for name in ("one", "two"))

    assert first.read_bytes() == second.read_bytes()


def test_a_book_that_is_too_thin_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="at least 24 pages"):
        made(long_book(chapters=1, paragraphs=1), tmp_path)


def test_what_a_printer_does_not_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Choose"):
        made(long_book(), tmp_path, printer="ingramspark", ink="premium")
