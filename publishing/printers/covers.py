"""The geometry of a cover as one piece, seen from outside: back, spine and front, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from publishing.printers.boxes import Box, Unprintable, said

if TYPE_CHECKING:
    from publishing.printers.printed_book import PrintedBook


@dataclass(frozen=True, slots=True)
class CoverGeometry:
    """A cover in inches. `sheet` is the whole piece, of which `trim` is seen; words stay in the safe boxes.

    `spine_text` is None where the spine is too narrow for words; `why_no_spine_text` says so to readers.
    """

    pages: int
    sheet: Box
    trim: Box
    back: Box
    spine: Box
    front: Box
    back_safe: Box
    front_safe: Box
    barcode: Box
    spine_text: Box | None
    why_no_spine_text: str

    @property
    def turn_in(self) -> Decimal:
        """Return how much of the sheet is cut off or turned in on each side."""
        return self.trim.left


def spine_width(book: PrintedBook, pages: int) -> Decimal:
    """Return the width of the spine in inches. Raises Unprintable if so many pages cannot be bound."""
    bound = book.bound_pages(pages)
    if not book.binding.spines:
        return book.stock.thickness(bound)
    for step in book.binding.spines:
        if bound <= step.to:
            return step.inches
    raise Unprintable(f"{book.printer.title} names no spine for {pages} pages. Divide the book into volumes.")


def spine_text_refusal(book: PrintedBook, pages: int) -> str:
    """Say why there can be no words on the spine; "" if there can be."""
    rules, width = book.printer.spine, spine_width(book, pages)
    printer, spine = book.printer.title, f"{width:.3f}"
    if rules.text_from_pages and pages < rules.text_from_pages:
        return f"{printer} prints words on the spine from {rules.text_from_pages} pages on; this book has {pages}."
    if rules.text_from_inches and width < rules.text_from_inches:
        return (
            f"{printer} prints words on spines of {said(rules.text_from_inches)} in or more; this one has {spine} in."
        )
    if width <= 2 * rules.clearance:
        return f"A spine of {spine} in leaves no room for words."
    return ""


def cover_geometry(book: PrintedBook, pages: int, *, right_to_left: bool = False) -> CoverGeometry:
    """Return where everything on a cover goes. Raises Unprintable if this cover cannot be made here.

    A book that is read from right to left has its front on the left.
    """
    rules = book.binding.cover
    if rules is None:
        raise Unprintable(
            f"The exact size of a {book.binding.title.lower()} cover of {book.printer.title} is not known here. "
            "Download the template from the printer and place the pictures of this book on it, or choose Paperback."
        )
    spine = spine_width(book, pages)
    width, height = book.trim.width + rules.wider, book.trim.height + rules.higher
    edge = rules.bleed
    left = Box(edge, edge, edge + width, edge + height)
    fold = Box(left.right, edge, left.right + spine, left.bottom)
    right = Box(fold.right, edge, fold.right + width, left.bottom)
    back, front = (right, left) if right_to_left else (left, right)
    sheet = Box(Decimal(), Decimal(), right.right + edge, right.bottom + edge)
    inset = {"left": rules.safe, "top": rules.safe, "right": rules.safe, "bottom": rules.safe}
    return CoverGeometry(
        pages=book.bound_pages(pages),
        sheet=sheet,
        trim=Box(left.left, edge, right.right, right.bottom),
        back=back,
        spine=fold,
        front=front,
        back_safe=back.inset(**inset),
        front_safe=front.inset(**inset),
        barcode=_barcode(book, back, fold),
        spine_text=_spine_text(book, pages, fold, rules.safe),
        why_no_spine_text=spine_text_refusal(book, pages),
    )


def _barcode(book: PrintedBook, back: Box, fold: Box) -> Box:
    """Return the box in the lower corner at the spine."""
    rules = book.printer.barcode
    bottom = back.bottom - rules.margin
    left = back.left + rules.margin if fold.right == back.left else back.right - rules.margin - rules.width
    return Box(left, bottom - rules.height, left + rules.width, bottom)


def _spine_text(book: PrintedBook, pages: int, spine: Box, safe: Decimal) -> Box | None:
    if spine_text_refusal(book, pages):
        return None
    clear = book.printer.spine.clearance
    return spine.inset(left=clear, top=safe, right=clear, bottom=safe)
