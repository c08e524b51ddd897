"""The interior of a printed book: set again until the margin at the spine is that of its own number of pages."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name

from publishing.kinds.interior.options import InteriorOptions
from publishing.kinds.interior.paper import look_for, set_boxes
from publishing.kinds.interior.pictures import PrintedPictures
from publishing.kinds.kind import Check, EditionKind, Made, Refused
from publishing.novels.checks import checks_of_pages
from publishing.novels.setting import copyright_page, novel_of, set_novel
from publishing.preflight import PrintChoices, report
from publishing.printers.boxes import Unprintable
from publishing.printers.pages import gutter
from publishing.typesetting.pictures import opened_with_pictures, places_of_pictures

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Tell
    from publishing.novels.setting import Novel
    from publishing.printers.printed_book import PrintedBook
    from publishing.publication import Publication
    from publishing.typesetting.press import SetPages

FIRST_GUESS = 200
"""Pages."""
MOST_SETTINGS = 4
NOT_PRINTED = ("/Outlines", "/Names", "/Dests", "/PageLabels", "/OpenAction", "/StructTreeRoot", "/MarkInfo")


def make(publication: Publication, options: InteriorOptions, folder: Path, tell: Tell) -> Made:
    """Set the book, put its pictures on the pages at print size, and write and check the file."""
    try:
        book = options.printed_book
        tell(0, 1)
        novel, pages = _set(publication, options, book)
        return _made(publication, options, folder, tell, (book, novel, pages))
    except Unprintable as problem:
        raise Refused(str(problem)) from problem


def _set(publication: Publication, options: InteriorOptions, book: PrintedBook) -> tuple[Novel, SetPages]:
    """Set the book until its number of pages asks for no wider margin at the spine. Raises Unprintable."""
    said = copyright_page(publication, options)
    guess = min(max(FIRST_GUESS, book.fewest), book.most)
    for _ in range(MOST_SETTINGS):
        look = look_for(options, book, guess)
        novel = novel_of(publication, look, copyright_page=said)
        pages = set_novel(novel, look)
        count = _even(_count(pages))
        if gutter(book, count) <= gutter(book, guess):
            break
        guess = count
    return novel, pages


def pages_of_interior(publication: Publication, options: InteriorOptions) -> int:
    """Count the pages that a printed book would have, without drawing one. Raises Unprintable."""
    _, pages = _set(publication, options, options.printed_book)
    return _even(_count(pages))


def _made(
    publication: Publication,
    options: InteriorOptions,
    folder: Path,
    tell: Tell,
    parts: tuple[PrintedBook, Novel, SetPages],
) -> Made:
    book, novel, pages = parts
    is_bound_right = novel.data["look"]["bound-right"]
    path = folder / "interior.pdf"
    pictures = PrintedPictures(publication, novel.boxes, dots_per_inch=book.printer.file.dpi, is_grey=options.is_grey)
    with opened_with_pictures(pages.pdf, pictures.jpegs(tell)) as pdf:
        if len(pdf.pages) % 2:
            pdf.add_blank_page()
        set_boxes(pdf, book, bleed=options.bleed, is_bound_right=is_bound_right)
        _strip(pdf)
        count = len(pdf.pages)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    tell(len(novel.boxes), len(novel.boxes))
    said = (*checks_of_pages(pages, is_read=False), *pictures.checks(places_of_pictures(pages.pdf)))
    return Made(path, count, (*said, *_preflight(path, options, is_bound_right=is_bound_right)))


def _preflight(path: Path, options: InteriorOptions, *, is_bound_right: bool) -> tuple[Check, ...]:
    """Check the finished file as any other."""
    return report(
        path,
        PrintChoices.model_validate({**options.printing, "bleed": options.bleed, "bound_right": is_bound_right}),
    )


def _count(pages: SetPages) -> int:
    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        return len(pdf.pages)


def _even(pages: int) -> int:
    return pages + pages % 2


def _strip(pdf: pikepdf.Pdf) -> None:
    """Take away what belongs to screens: links, bookmarks, names."""
    for page in pdf.pages:
        with suppress(KeyError):
            del page.obj[Name.Annots]
    for name in NOT_PRINTED:
        if name in pdf.Root:
            del pdf.Root[name]


KIND = EditionKind(
    name="print",
    title="Inside of a printed book",
    about="The pages of a printed book for Amazon KDP and other printers, at print size and checked.",
    suffix=".pdf",
    media_type="application/pdf",
    options=InteriorOptions,
    make=make,
)
