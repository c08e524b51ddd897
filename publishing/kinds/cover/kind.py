"""The cover of a printed book as one piece, and the cover of an e-book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.cover.book import cover_book
from publishing.kinds.cover.fitting import is_right_to_left
from publishing.kinds.cover.layout import ebook_layout, print_layout
from publishing.kinds.cover.options import CoverOptions, EbookCoverOptions
from publishing.kinds.cover.picturing import chosen_picture, cropped_for, palette_for
from publishing.kinds.cover.setting import rendered, set_cover
from publishing.kinds.cover.wording import wording_of
from publishing.kinds.interior.kind import pages_of_interior
from publishing.kinds.interior.options import InteriorOptions
from publishing.kinds.kind import Check, EditionKind, Made, Refused
from publishing.preflight import PrintChoices, report
from publishing.printers.boxes import Unprintable
from publishing.printers.catalogue import printer_named
from publishing.printers.covers import cover_geometry

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.cover.book import CoverBook
    from publishing.kinds.cover.colours import Palette
    from publishing.kinds.cover.layout import CoverLayout
    from publishing.kinds.cover.picturing import CoverPicture
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication
    from storyboards.pictures.stored_image import StoredImage

STEPS = 3
COUNTED = "The spine is made for {} pages: as many as the inside has with these choices."
EBOOK_SIZE = (1600, 2560)
"""Pixels."""
EBOOK_POINTS = (500.0, 800.0)
"""The same proportions, in which its words are set."""


def layout_of(book: CoverBook, options: CoverOptions, palette: Palette, *, has_picture: bool) -> CoverLayout:
    """Lay out the cover of a printed book. Raises Refused if its printer makes no such book."""
    if not options.pages:
        raise Refused("Say how many pages the interior has: the spine is as wide as they are thick.")
    wording = wording_of(book, options)
    try:
        printed = options.printed_book
        geometry = cover_geometry(printed, options.pages, right_to_left=is_right_to_left(book.title))
    except Unprintable as error:
        raise Refused(str(error)) from error
    return print_layout(geometry, wording, palette, design=options.design, has_picture=has_picture)


def _make_print(publication: Publication, options: CoverOptions, folder: Path, tell: Tell) -> Made:
    tell(0, STEPS)
    book = cover_book(publication)
    picture = chosen_picture(book, options)
    palette = palette_for(options, picture)
    counted: tuple[Check, ...] = ()
    if not options.pages:
        options = options.model_copy(update={"pages": _pages_inside(publication, options)})
        counted = (Check("pages", "note", COUNTED.format(options.pages), "If yours has another number, type it in."),)
    layout = layout_of(book, options, palette, has_picture=picture is not None)
    tell(1, STEPS)
    shown = _shown(publication, picture, layout)
    tell(2, STEPS)
    out = folder / "cover.pdf"
    checks = set_cover(layout, shown.image if shown else None, publication, out)
    tell(3, STEPS)
    printer = printer_named(options.printer)
    said = Check("printer", "note", f"Figures of {printer.title} as of {printer.dated}.", printer.last_word)
    found = _preflight(out, book, options)
    return Made(out, 1, (*counted, *(shown.checks if shown else ()), *layout.checks, *checks, *found, said))


def _preflight(path: Path, book: CoverBook, options: CoverOptions) -> tuple[Check, ...]:
    """Check the finished file as any other."""
    bound_right = is_right_to_left(book.title)
    given = {**options.printing, "kind": "cover", "pages": options.pages, "bound_right": bound_right}
    return report(path, PrintChoices.model_validate(given))


def _pages_inside(publication: Publication, options: CoverOptions) -> int:
    """Count the pages of the printed book that our own setting makes of these choices. Raises Refused."""
    try:
        return pages_of_interior(publication, InteriorOptions.model_validate(options.printing))
    except Unprintable as error:
        raise Refused(str(error)) from error


def _make_ebook(publication: Publication, options: EbookCoverOptions, folder: Path, tell: Tell) -> Made:
    tell(0, STEPS)
    book = cover_book(publication)
    picture = chosen_picture(book, options)
    palette = palette_for(options, picture)
    wording = wording_of(book, options)
    layout = ebook_layout(wording, palette, design=options.design, has_picture=picture is not None, size=EBOOK_POINTS)
    tell(1, STEPS)
    dpi = round(EBOOK_SIZE[0] / EBOOK_POINTS[0] * 72)
    shown = _shown(publication, picture, layout, dpi=dpi)
    tell(2, STEPS)
    sheet, out, preview = folder / "cover.pdf", folder / "cover.jpg", folder / "preview.jpg"
    checks = set_cover(layout, shown.image if shown else None, publication, sheet)
    image = rendered(sheet, width=EBOOK_SIZE[0])
    sheet.unlink()
    image.resize(EBOOK_SIZE).save(out, "JPEG", quality=92, subsampling=0, dpi=(300, 300))
    image.resize((500, 800)).save(preview, "JPEG", quality=85)
    tell(3, STEPS)
    return Made(out, 1, (*(shown.checks if shown else ()), *checks), (preview,))


def _shown(
    publication: Publication, picture: StoredImage | None, layout: CoverLayout, *, dpi: int = 300
) -> CoverPicture | None:
    if picture is None or layout.picture is None:
        return None
    return cropped_for(publication, picture, layout.picture, is_ground=layout.is_ground, dpi=dpi)


KIND = EditionKind(
    name="cover",
    title="Cover for print",
    about="Back, spine and front as one PDF for Amazon KDP, IngramSpark or Lulu, with the spine as wide as the pages "
    "are thick and room for the barcode.",
    suffix=".pdf",
    media_type="application/pdf",
    options=CoverOptions,
    make=_make_print,
)
EBOOK_KIND = EditionKind(
    name="ebook-cover",
    title="Cover for an e-book",
    about="A picture of 1,600 × 2,560 pixels, as stores ask for it.",
    suffix=".jpg",
    media_type="image/jpeg",
    options=EbookCoverOptions,
    make=_make_ebook,
)
