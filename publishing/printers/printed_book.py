"""A book as it is to be printed: what was chosen, and how many pages of it a printer binds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from publishing.printers.boxes import Unprintable, said
from publishing.printers.rules import MILLIMETRES, Binding, Printer, Stock, Trim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publishing.printers.rules import Named

_SIZE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|″|\")?\s*", re.IGNORECASE)
_Choice = TypeVar("_Choice", bound="Named | Binding")


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """A trim, a paper with an ink and a binding that this printer makes; only `printed_book` makes one."""

    printer: Printer
    trim: Trim
    stock: Stock
    binding: Binding

    @property
    def fewest(self) -> int:
        """Return how many pages there must be."""
        return self.binding.fewest or self.stock.fewest

    @property
    def most(self) -> int:
        """Return how many pages can be bound."""
        most = self.stock.most_pages(self.trim)
        return min(most, self.binding.most) if self.binding.most else most

    @property
    def about(self) -> str:
        """Return it in words: "6 × 9 in, Black on White paper, Paperback"."""
        ink, paper = _named(self.printer.inks, self.stock.ink), _named(self.printer.papers, self.stock.paper)
        size = f"{said(self.trim.width)} × {said(self.trim.height)} in"
        return f"{size}, {ink.title} on {paper.title} paper, {self.binding.title}"

    def bound_pages(self, pages: int) -> int:
        """Return the pages as bound: even, since a leaf has two. Raises Unprintable if they are too few or too many."""
        even = pages + pages % 2
        if even < self.fewest:
            raise Unprintable(
                f"{self.printer.title} binds at least {self.fewest} pages ({self.about}); this book has {pages}. "
                "Choose larger type, a smaller trim or more pictures, or another binding."
            )
        if even > self.most:
            raise Unprintable(
                f"{self.printer.title} binds at most {self.most} pages ({self.about}); this book has {pages}. "
                "Choose a larger trim, smaller type or another paper, or divide the book into volumes."
            )
        return even


def printed_book(
    printer: Printer, *, trim: Trim | str, ink: str, paper: str, binding: str = "paperback"
) -> PrintedBook:
    """Return a book as this printer makes it. A trim may be a name ("6x9") or a size with its unit ("15 x 21 cm").

    Raises Unprintable if it makes no such book.
    """
    size = check_trim(printer, trim if isinstance(trim, Trim) else trim_of(trim))
    bound = _chosen(printer, printer.bindings, binding, "binding")
    inked, sheet = _chosen(printer, printer.inks, ink, "ink"), _chosen(printer, printer.papers, paper, "paper")
    if bound.trims and size not in bound.trims:
        offered = _listed(said(one.width) + " × " + said(one.height) for one in bound.trims)
        raise Unprintable(
            f"{printer.title} makes {bound.title} only in {offered} in. Choose one of them, or another binding."
        )
    if bound.inks and ink not in bound.inks:
        offered = _listed(one.title for one in printer.inks if one.name in bound.inks)
        raise Unprintable(
            f"{printer.title} prints {bound.title} only in {offered}. Choose one of them, or another binding."
        )
    for stock in printer.stocks:
        if (stock.ink, stock.paper) == (ink, paper):
            stock.most_pages(size)
            return PrintedBook(printer, size, stock, bound)
    papers = _listed(_named(printer.papers, stock.paper).title for stock in printer.stocks if stock.ink == ink)
    raise Unprintable(f"{printer.title} does not print {inked.title} on {sheet.title} paper. Choose {papers} paper.")


def trim_of(text: str) -> Trim:
    """Read a size: "6x9", "6 × 9 in", "148 × 210 mm", "14,8 x 21 cm". Raises Unprintable if it is none."""
    found = _SIZE.fullmatch(text)
    if not found:
        raise Unprintable(f"“{text}” is not a size. Write width × height, such as 6 × 9 in or 148 × 210 mm.")
    sides = [Decimal(found[group].replace(",", ".")) for group in (1, 2)]
    match (found[3] or "in").lower():
        case "mm":
            sides = [side / MILLIMETRES for side in sides]
        case "cm":
            sides = [side * 10 / MILLIMETRES for side in sides]
    if min(sides) <= 0 or max(sides) > 60:
        raise Unprintable(f"“{text}” is not the size of a book. Choose between 1 and 60 in.")
    return Trim(width=_to_thousandth(sides[0]), height=_to_thousandth(sides[1]))


def check_trim(printer: Printer, trim: Trim) -> Trim:
    """Return a trim that this printer cuts. Raises Unprintable if it does not."""
    custom = printer.trims.custom
    if trim in printer.trims.sizes:
        return trim
    if custom is None:
        offered = _listed(f"{said(size.width)} × {said(size.height)}" for size in printer.trims.sizes)
        raise Unprintable(f"{printer.title} is known to print {offered} in. Choose one of them.")
    within = custom.width.least <= trim.width <= custom.width.most
    if within and custom.height.least <= trim.height <= custom.height.most:
        return trim
    raise Unprintable(
        f"{printer.title} prints pages {said(custom.width.least)} to {said(custom.width.most)} in wide and "
        f"{said(custom.height.least)} to {said(custom.height.most)} in high; "
        f"{said(trim.width)} × {said(trim.height)} in is not. Choose a size within that."
    )


def _to_thousandth(inches: Decimal) -> Decimal:
    """Round what was given in millimetres; the cut is not finer."""
    return inches.quantize(Decimal("0.001")).normalize()


def _chosen(printer: Printer, choices: tuple[_Choice, ...], name: str, what: str) -> _Choice:
    for choice in choices:
        if choice.name == name:
            return choice
    raise Unprintable(f"{printer.title} has no {what} “{name}”. Choose {_listed(choice.title for choice in choices)}.")


def _named(choices: tuple[Named, ...], name: str) -> Named:
    return next(choice for choice in choices if choice.name == name)


def _listed(words: Iterable[str]) -> str:
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} or {last}" if first else last
