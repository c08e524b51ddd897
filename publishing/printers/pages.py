"""The geometry of a page of the interior: its boxes and its least margins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from publishing.printers.boxes import Box, Unprintable

if TYPE_CHECKING:
    from publishing.printers.printed_book import PrintedBook

Side = Literal["right", "left"]
"""Of a spread. Page 1 is a right-hand page; even pages are left-hand ones."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """A page in inches. `media` is the whole sheet and equals the bleed box; `text` is where words may stand."""

    side: Side
    media: Box
    trim: Box
    text: Box
    inside: Decimal
    outside: Decimal
    top: Decimal
    bottom: Decimal


def side_of(number: int) -> Side:
    """Return the side of a page by its number, counted from 1."""
    return "right" if number % 2 else "left"


def gutter(book: PrintedBook, pages: int) -> Decimal:
    """Return the least inside margin. Raises Unprintable if so many pages cannot be bound."""
    bound = book.bound_pages(pages)
    for step in book.printer.gutter.steps:
        if bound <= step.to:
            return step.inches
    raise Unprintable(f"{book.printer.title} says no inside margin for {pages} pages. Divide the book into volumes.")


def page_geometry(book: PrintedBook, pages: int, *, side: Side, bleed: bool) -> PageGeometry:
    """Return the boxes and least margins of the pages of one side. Raises Unprintable."""
    rules, reach = book.printer.margins, book.printer.bleed
    inner, outer = (reach.inside, reach.outside) if bleed else (Decimal(), Decimal())
    top, bottom = (reach.top, reach.bottom) if bleed else (Decimal(), Decimal())
    left, right = (inner, outer) if side == "right" else (outer, inner)
    trim = Box(left, top, left + book.trim.width, top + book.trim.height)
    media = Box(Decimal(), Decimal(), trim.right + right, trim.bottom + bottom)
    margin = rules.with_bleed if bleed else rules.without_bleed
    inside = gutter(book, pages)
    near, far = (inside, margin) if side == "right" else (margin, inside)
    text = trim.inset(left=near, top=margin, right=far, bottom=margin)
    return PageGeometry(side, media, trim, text, inside, margin, margin, margin)
