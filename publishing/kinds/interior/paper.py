"""Sheets for a printer: margins for a number of pages, and the boxes that say where they are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array

from publishing.novels.look import Look, PageSize
from publishing.printers.pages import page_geometry, side_of

if TYPE_CHECKING:
    import pikepdf

    from publishing.kinds.interior.options import InteriorOptions
    from publishing.printers.printed_book import PrintedBook

INCH = 72.0
SIZES = {"small": 9.6, "normal": 10.8, "large": 12.6, "large print": 16.0}
"""Of the type, in points."""
PITCH = 1.34
"""From line to line, in sizes of the type."""
BESIDE_THE_GUTTER = 0.27
"""Inches more than a printer asks for: nobody has to open the book by force."""
OVERHANG = 0.12
"""Inches by which commas and hyphens hang out of a line at most, and no printer's margin is to have them."""
HEAD = 2.46
"""How much of a margin running heads and page numbers take, in sizes of the type: their distance and their height."""
SHARES = {"outside": 0.098, "top": 0.092, "bottom": 0.1}
"""Of the page's width or height that margins have, if the printer asks for no more."""


def look_for(options: InteriorOptions, book: PrintedBook, pages: int) -> Look:
    """Return how the pages of a book of so many pages look. Raises Unprintable."""
    size = SIZES[options.text_size]
    return Look(
        page=_page(options, book, pages, head=HEAD * size),
        size=size,
        pitch=round(size * PITCH, 2),
        pictures=options.pictures,
        captions=options.captions,
        drop_caps=options.drop_caps,
        links=False,
        rectos=True,
        chapters_recto=options.chapters_recto,
        contents=options.contents,
        illustrations=options.illustrations,
        cast=options.cast,
        plates_bleed=options.bleed,
    )


def _page(options: InteriorOptions, book: PrintedBook, pages: int, *, head: float) -> PageSize:
    """Return the whole sheet as a page: what is cut off is part of its margins. Heads have `head` points of room."""
    sheet = page_geometry(book, pages, side="right", bleed=options.bleed)
    width, height = (float(side) * INCH for side in (book.trim.width, book.trim.height))
    cut_inside, cut_top = float(sheet.trim.left) * INCH, float(sheet.trim.top) * INCH
    cut_outside = float(sheet.media.width) * INCH - width - cut_inside
    cut_bottom = float(sheet.media.height) * INCH - height - cut_top
    return PageSize(
        width=float(sheet.media.width) * INCH,
        height=float(sheet.media.height) * INCH,
        inside=cut_inside + (float(sheet.inside) + BESIDE_THE_GUTTER) * INCH,
        outside=cut_outside + max((float(sheet.outside) + OVERHANG) * INCH, SHARES["outside"] * width),
        top=cut_top + max(float(sheet.top) * INCH + head, SHARES["top"] * height),
        bottom=cut_bottom + max(float(sheet.bottom) * INCH + head, SHARES["bottom"] * height),
    )


def set_boxes(pdf: pikepdf.Pdf, book: PrintedBook, *, bleed: bool, is_bound_right: bool) -> None:
    """Write on each page where it is cut and how far its pictures reach.

    A book that `is_bound_right` opens with a left-hand page.
    """
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, start=1):
        geometry = page_geometry(book, count, side=side_of(number + is_bound_right), bleed=bleed)
        whole, trim = (
            Array([round(float(edge), 4) for edge in box.in_points(geometry.media.height)])
            for box in (geometry.media, geometry.trim)
        )
        page.MediaBox = whole
        page.CropBox = whole
        page.BleedBox = whole
        page.TrimBox = trim
