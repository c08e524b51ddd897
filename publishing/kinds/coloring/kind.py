"""How a colouring book is made."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Name

from publishing.kinds.coloring.drawing import coloring_picture
from publishing.kinds.coloring.onebit import one_bit_stream
from publishing.kinds.coloring.options import CRAYONS, ColoringOptions
from publishing.kinds.kind import Check, EditionKind, Made, Refused
from publishing.languages import language_of
from publishing.preflight import PrintChoices, report
from publishing.printers.boxes import Box, Unprintable
from publishing.printers.catalogue import printer_named
from publishing.printers.pages import page_geometry, side_of
from publishing.printers.printed_book import printed_book
from publishing.rights.statement import statement_of
from publishing.typesetting.press import NotSet, set_pages
from publishing.words import words_in
from storyboards.illustrated.tree import Illustration

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Tell
    from publishing.printers.printed_book import PrintedBook
    from publishing.publication import Publication

DPI = 450
"""Of lines without shades of grey: at 300 their steps can be seen."""
AIR = Decimal("0.5")
"""Inches that a page keeps free around its picture, at least."""
CAPTION = Decimal("0.95")
"""Inches below a picture for its words."""
FONTS = ("Libertinus Serif", "Noto Serif CJK SC", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew")
INK, PAPER = "black", "white"
MOST_NAMES = 12
NO_PICTURES = "This book has no pictures to colour yet. Draw some scenes first."


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: what kind it is, where its words may stand, and the picture that it bears."""

    number: int
    kind: str
    text: Box
    sheet: Box
    plate: Illustration | None = None

    def words(self, publication: Publication) -> dict[str, object]:
        """Return what the template sets on it."""
        left, top, width, height = (
            float(side) * 72 for side in (self.text.left, self.text.top, self.text.width, self.text.height)
        )
        book = publication.book
        return {
            "kind": self.kind,
            "left": left,
            "top": top,
            "width": width,
            "height": height,
            "title": book.title,
            "author": ", ".join(book.authors),
            "names": [member.name for member in book.cast[:MOST_NAMES]],
            "caption": self.plate.caption if self.plate else "",
        }


def make(publication: Publication, options: ColoringOptions, folder: Path, tell: Tell) -> Made:
    """Make the interior of a colouring book. Raises Refused."""
    plates = _plates(publication)[: options.most or None]
    if not plates:
        raise Refused(NO_PICTURES)
    pages, bounds = _laid_out(publication, plates, options)
    tell(0, len(plates))
    try:
        made = set_pages("coloring.typ", _data(publication, pages, options), is_tagged=False)
    except NotSet as error:
        raise Refused("The words of this book could not be set. Turn captions off, and try again.") from error
    out = folder / "coloring.pdf"
    checks = list(bounds)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        areas = _put_pictures(pdf, publication, pages, options, checks, tell)
        for laid, page in zip(pages, pdf.pages, strict=True):
            box = Array(list(laid.sheet.in_points(laid.sheet.height)))
            for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"):
                page.obj[Name(name)] = box
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    checks.append(areas)
    found = report(out, PrintChoices(printer=options.printer, trim=options.trim, ink=INK, paper=PAPER, bleed=False))
    checks += (check for check in found if check.rule != "page_count")
    return Made(out, len(pages), tuple(checks))


def _plates(publication: Publication) -> list[Illustration]:
    return [scene.picture for chapter in publication.book.chapters for scene in chapter.scenes if scene.picture]


def _laid_out(
    publication: Publication, plates: list[Illustration], options: ColoringOptions
) -> tuple[list[_Page], list[Check]]:
    """Lay out the pages, and say what the printer says of their number. Raises Refused."""
    kinds: list[tuple[str, Illustration | None]] = [
        ("title", None),
        ("copyright" if options.has_copyright_page else "blank", None),
    ]
    if options.names_page and (publication.book.cast or options.blank_backs):
        kinds += [("names", None), ("blank", None)]
    for plate in plates:
        kinds += [("picture", plate), *([("blank", None)] if options.blank_backs else [])]
    kinds += [("blank", None)] * (len(kinds) % 2)
    printer = printer_named(options.printer)
    try:
        book = printed_book(printer, trim=options.trim, ink=INK, paper=PAPER)
        if len(kinds) > book.most:
            book.bound_pages(len(kinds))
        count = max(len(kinds), book.fewest)
        pages = [_page(book, number, kind, plate, count) for number, (kind, plate) in enumerate(kinds, start=1)]
    except Unprintable as error:
        raise Refused(str(error)) from error
    checks = [Check("printer", "note", f"Figures of {printer.title} as of {printer.dated}.", printer.last_word)]
    if len(kinds) < book.fewest:
        words = f"{printer.title} binds at least {book.fewest} pages; this book has {len(kinds)}."
        checks.append(Check("pages", "warning", words, "Draw more scenes, or print it yourself."))
    return pages, checks


def _page(book: PrintedBook, number: int, kind: str, plate: Illustration | None, count: int) -> _Page:
    geometry = page_geometry(book, count, side=side_of(number), bleed=False)
    trim = geometry.trim
    left, right = geometry.text.left - trim.left, trim.right - geometry.text.right
    text = trim.inset(
        left=max(left, AIR), top=max(geometry.top, AIR), right=max(right, AIR), bottom=max(geometry.bottom, AIR)
    )
    return _Page(number, kind, text, geometry.media, plate)


def _put_pictures(
    pdf: pikepdf.Pdf,
    publication: Publication,
    pages: list[_Page],
    options: ColoringOptions,
    checks: list[Check],
    tell: Tell,
) -> Check:
    """Put the pictures on their pages, one after another; say how much of them can be coloured."""
    regions = large = done = 0
    plates = [page for page in pages if page.plate]
    for page in plates:
        assert page.plate is not None  # as they were filtered
        has_caption = options.captions and bool(page.plate.caption)
        room = page.text.inset(bottom=CAPTION if has_caption else Decimal())
        try:
            made = coloring_picture(
                publication,
                page.plate,
                box=room.pixels(DPI),
                crayon=CRAYONS[options.age],
                fills_page=options.shape == "page",
                page=page.number,
            )
        except OSError:
            checks.append(Check("picture", "error", "This picture is gone.", "Draw it once more.", page=page.number))
            continue
        _put(pdf, page, room, one_bit_stream(pdf, made.image))
        regions, large, done = regions + made.regions, large + made.large, done + 1
        checks.extend(made.checks)
        tell(done, len(plates))
    words = f"{large} of {regions} areas are large enough to be coloured from the age of {options.age}."
    return Check("areas", "note", words)


def _put(pdf: pikepdf.Pdf, laid: _Page, room: Box, image: pikepdf.Stream) -> None:
    """Draw a picture in the middle of its room, under the words of its page."""
    page = pdf.pages[laid.number - 1]
    name = page.add_resource(image, Name.XObject, Name.Picture)
    width, height = (Decimal(int(side)) * 72 / DPI for side in (image.Width, image.Height))
    left, bottom, right, top = room.in_points(laid.sheet.height)
    x, y = left + (right - left - width) / 2, bottom + (top - bottom - height) / 2
    content = f"q {width:.4f} 0 0 {height:.4f} {x:.4f} {y:.4f} cm {name} Do Q"
    page.contents_add(pdf.make_stream(content.encode()), prepend=True)


def _data(publication: Publication, pages: list[_Page], options: ColoringOptions) -> dict[str, object]:
    sheet = pages[0].sheet
    words = [page.words(publication) for page in pages]
    return {
        "title": publication.book.title,
        "authors": list(publication.book.authors),
        "language": language_of(publication.book.language),
        "fonts": list(FONTS),
        "words": asdict(words_in(publication.book.language)),
        "copyright": list(statement_of(publication, options).paragraphs),
        "width": float(sheet.width) * 72,
        "height": float(sheet.height) * 72,
        "pages": words if options.captions else [{**each, "caption": ""} for each in words],
    }


KIND = EditionKind(
    name="coloring",
    title="Colouring book",
    about="The pictures of the book as outlines to colour, with blank backs, ready to print.",
    suffix=".pdf",
    media_type="application/pdf",
    options=ColoringOptions,
    make=make,
)
