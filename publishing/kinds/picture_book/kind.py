"""Making a picture book: the typesetter lays text and tagged placeholders, and pictures are put there one by one."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf

from publishing.checks import Check
from publishing.kinds.kind import EditionKind, Made, Refused
from publishing.kinds.picture_book.options import LaidOutOptions, PictureBookOptions
from publishing.kinds.picture_book.pictures import PictureLayer
from publishing.languages import language_of
from publishing.pages.checking import problems_of
from publishing.pages.fitting import item_of
from publishing.pages.laying import lay
from publishing.pages.looking import StoredLook
from publishing.pages.sheets import NO_BLEED, Bleed, Sheet
from publishing.pages.small_print import default_small_print, with_small_print
from publishing.pages.tree import POINTS
from publishing.preflight import PrintChoices, report
from publishing.printers.boxes import Unprintable
from publishing.printers.catalogue import printer_named
from publishing.printers.pages import page_geometry
from publishing.printers.printed_book import printed_book
from publishing.printers.rules import Trim
from publishing.typesetting.pictures import opened_with_pictures
from publishing.typesetting.press import NotSet, set_pages

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from books.models import VividPage
    from publishing.jpegs import Jpeg
    from publishing.kinds.kind import Tell
    from publishing.pages.tree import PagedBook
    from publishing.printers.pages import PageGeometry
    from publishing.publication import Publication

PRINT_DPI, SCREEN_DPI = 300, 150
COLOUR = ("premium", "colour")
"""The inks for picture books, by printers' names for them, the best first."""
PAPER = "white"


def make(publication: Publication, options: PictureBookOptions, folder: Path, tell: Tell) -> Made:
    """Make a picture book as PDF. Raises Refused and Stopped."""
    book = laid_out(publication, options)
    if not any(page.picture for page in book.pages):
        raise Refused("This book has no pictures that can be shown. Have them drawn first.")
    sheets = sheets_of(book, options)
    layer = PictureLayer(publication, book, sheets, dpi=PRINT_DPI if options.purpose == "print" else SCREEN_DPI)
    try:
        pages = set_pages("picture_book.typ", _data(publication, book, sheets), is_tagged=options.purpose == "read")
    except NotSet as problem:
        raise Refused(f"The pages could not be set: {problem}") from problem
    checks = [Check("pages", "warning", one.words, one.mend, page=one.page) for one in problems_of(book)]
    path = folder / "picture-book.pdf"
    laid = _laid(layer, checks, tell, is_print=options.purpose == "print")
    with closing(laid), opened_with_pictures(pages.pdf, laid) as pdf:
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            _set_boxes(page, sheet)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    if options.purpose == "print":
        checks += _preflight(path, book, options.printer)
    return Made(path, pages=len(sheets), checks=tuple(checks))


def laid_out(publication: Publication, options: LaidOutOptions) -> PagedBook:
    """Return the pages as their reader has laid them out, or by default, with the copyright page that was chosen."""
    book = publication.pages or lay(
        publication.book,
        options.plan,
        StoredLook(publication.drawn_by),
        small_print=default_small_print(publication),
    )
    return with_small_print(book, publication, options)


def _preflight(path: Path, book: PagedBook, printer: str) -> tuple[Check, ...]:
    """Check the finished file as any other."""
    trim = f"{book.width:g}x{book.height:g}"
    return report(path, PrintChoices(printer=printer, trim=trim, ink=_ink(printer), paper=PAPER, bleed=True))


def sheets_of(book: PagedBook, options: PictureBookOptions) -> list[Sheet]:
    """Place all pages on their sheets. Raises Refused if the printer does not print such a book."""
    bleeds = {"left": NO_BLEED, "right": NO_BLEED}
    if options.purpose == "print":
        try:
            bleeds = _bleeds(book, options.printer)
        except Unprintable as refused:
            raise Refused(str(refused)) from refused
    return [Sheet(page, book.width, book.height, bleeds[page.side]) for page in book.pages]


def _bleeds(book: PagedBook, name: str) -> dict[str, Bleed]:
    printer = printer_named(name)
    trim = Trim(width=Decimal(str(book.width)), height=Decimal(str(book.height)))
    printed = printed_book(printer, trim=trim, ink=_ink(name), paper=PAPER)
    return {
        "left": _bleed(page_geometry(printed, len(book.pages), side="left", bleed=True)),
        "right": _bleed(page_geometry(printed, len(book.pages), side="right", bleed=True)),
    }


def _ink(printer: str) -> str:
    return next(ink for ink in COLOUR if any(stock.ink == ink for stock in printer_named(printer).stocks))


def _bleed(geometry: PageGeometry) -> Bleed:
    trim, media = geometry.trim, geometry.media
    sides = (trim.left, trim.top, media.right - trim.right, media.bottom - trim.bottom)
    return Bleed(*map(float, sides))


def _data(publication: Publication, book: PagedBook, sheets: Sequence[Sheet]) -> dict[str, object]:
    """Return what the template reads: for each sheet its size, its picture's place and its text."""
    return {
        "title": publication.book.title,
        "lang": language_of(book.language),
        "authors": list(publication.book.authors),
        "sheets": [_sheet(sheet, book) for sheet in sheets],
    }


def _sheet(sheet: Sheet, book: PagedBook) -> dict[str, object]:
    width, height = sheet.media
    return {
        "width": width * POINTS,
        "height": height * POINTS,
        "picture": _picture(sheet),
        "text": _text(sheet, book),
    }


def _picture(sheet: Sheet) -> dict[str, object] | None:
    box, picture = sheet.picture, sheet.page.picture
    if box is None or picture is None:
        return None
    alt = "" if picture.part == "right" else picture.alt
    return {"number": sheet.page.number, "alt": alt or "Picture", **_points(box.left, box.top, box.width, box.height)}


def _text(sheet: Sheet, book: PagedBook) -> dict[str, object] | None:
    text = sheet.page.text
    if text is None:
        return None
    box = sheet.placed(text.box)
    item = item_of(text.source, size=text.size, language=book.language, align=text.align, ink=text.ink)
    return {**item, "vertical": text.vertical, **_points(box.left, box.top, box.width, box.height)}


def _points(left: float, top: float, width: float, height: float) -> dict[str, object]:
    return {"left": left * POINTS, "top": top * POINTS, "width": width * POINTS, "height": height * POINTS}


def _laid(layer: PictureLayer, checks: list[Check], tell: Tell, *, is_print: bool) -> Generator[tuple[int, Jpeg]]:
    """Yield pictures with the numbers of their pages, and note what is to be said of them."""
    tell(0, len(layer))
    for done, laid in enumerate(layer, 1):
        number = laid.sheet.page.number
        if is_print and laid.dpi < PRINT_DPI:
            words = f"Its picture has {laid.dpi} dots per inch there; {PRINT_DPI} are wanted. It was enlarged."
            checks.append(Check("dpi", "warning", words, "Have it drawn larger, or make its box smaller.", page=number))
        yield number, laid.jpeg
        tell(done, len(layer))


def _set_boxes(page: pikepdf.Page, sheet: Sheet) -> None:
    page.bleedbox = page.mediabox
    page.trimbox = pikepdf.Array([Decimal(str(side)) for side in sheet.trim])


def suits(vividpage: VividPage) -> str:
    """Say why a book cannot be a picture book; "" if it can."""
    return "" if vividpage.pictures.filter(kind="scene").exists() else "This book has no pictures yet."


KIND = EditionKind(
    name="picture_book",
    title="Picture book",
    about="Pages with large pictures and the text on or beside them, laid out for you and changed by you: as PDF to "
    "read, or ready for the printer with bleed.",
    suffix=".pdf",
    media_type="application/pdf",
    options=PictureBookOptions,
    make=make,
    suits=suits,
    reads_pages=True,
)
