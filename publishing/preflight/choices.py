"""How a file is to be printed: what was chosen, and what the file itself tells of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from publishing.preflight.pdf.geometry import Box
from publishing.printers.boxes import Unprintable
from publishing.printers.catalogue import DEFAULT_PRINTER, printer_named
from publishing.printers.covers import CoverGeometry, cover_geometry
from publishing.printers.pages import side_of
from publishing.printers.printed_book import PrintedBook, printed_book, trim_of
from publishing.printers.rules import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.preflight.pdf.marks import PageBoxes
    from publishing.printers.pages import Side
    from publishing.printers.rules import Stock, Trim

INCH = 72.0
NEAR = 1.5
"""Points by which a size may differ and still be that size: printers round, and so do programs."""

Size = tuple[float, float]
"""Width and height in points."""


class ChoiceRefused(ValueError):
    """A choice that no printer has; the words are the reader's."""


class PrintChoices(BaseModel):
    """How a file is to be printed. What is left empty is found out from the file, as far as it can be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["interior", "cover"] = Field(default="interior", title="Part of the book")
    printer: str = Field(default=DEFAULT_PRINTER, title="Printer")
    trim: str = Field(default="", title="Trim size", description="Such as 6x9 or 148 x 210 mm.")
    ink: str = Field(default="", title="Ink")
    paper: str = Field(default="", title="Paper")
    binding: str = Field(default="paperback", title="Binding")
    bleed: bool | None = Field(default=None, title="Pages have bleed")
    pages: int = Field(default=0, ge=0, le=5000, title="Pages of the interior", description="Needed for a cover.")
    bound_right: bool | None = Field(
        default=None, title="Bound on the right", description="As books are that are read from right to left."
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a sheet reaches beyond its trim on each side, in points."""

    inside: float = 0.0
    outside: float = 0.0
    top: float = 0.0
    foot: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How the file is to be printed, as far as it is known.

    `trim` is in points, and None if the file has no size of a book; `book` is known once the ink and the paper are,
    `cover` of covers; `unprintable` says why there is none of what was chosen.
    """

    choices: PrintChoices
    printer: Printer
    pages: int
    trim: Size | None
    reach: Reach
    book: PrintedBook | None = None
    cover: CoverGeometry | None = None
    unprintable: str = ""
    is_bound_right: bool = False

    def side_of(self, number: int) -> Side:
        """Return on which side of a spread a page is; a book that is bound on the right opens with a left-hand one."""
        return side_of(number + self.is_bound_right)

    @property
    def has_bleed(self) -> bool:
        """Return whether the sheets are larger than the pages."""
        return self.reach != Reach()

    @property
    def margin(self) -> float:
        """Return the least margin outside, above and below, in points; of a cover, what is safe from the cut."""
        margins = self.printer.margins
        bindings = [one for one in self.printer.bindings if one.name == self.choices.binding]
        if self.choices.kind == "cover" and bindings and bindings[0].cover:
            return float(bindings[0].cover.safe) * INCH
        return float(margins.with_bleed if self.has_bleed else margins.without_bleed) * INCH

    @property
    def gutter(self) -> float:
        """Return the least inside margin, in points; that of the thickest book if there are more pages."""
        steps = self.printer.gutter.steps
        return float(next((step.inches for step in steps if self.pages <= step.to), steps[-1].inches)) * INCH

    @property
    def sheet(self) -> Size | None:
        """Return the size of a sheet in points."""
        if self.trim is None:
            return None
        reach = self.reach
        return self.trim[0] + reach.inside + reach.outside, self.trim[1] + reach.top + reach.foot

    def trim_on(self, boxes: PageBoxes, number: int) -> Box:
        """Return where a page is cut: as its box says, or as its size says."""
        if boxes.trim is not None and boxes.trim != boxes.media:
            return boxes.trim
        media, reach = boxes.media, self.reach
        size = self.sheet
        if size is None or not is_size((media.width, media.height), size):
            return media
        left, right = (
            (reach.inside, reach.outside) if self.side_of(number) == "right" else (reach.outside, reach.inside)
        )
        return Box(media.left + left, media.top + reach.top, media.right - right, media.foot - reach.foot)


def is_size(one: Size, other: Size) -> bool:
    """Return whether two sizes are the same."""
    return abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR


def plan_for(choices: PrintChoices, boxes: Sequence[PageBoxes], *, is_read_from_right: bool = False) -> Plan:
    """Return how a file with these pages is to be printed; `is_read_from_right` is what it says of itself.

    Raises ChoiceRefused.
    """
    try:
        printer = printer_named(choices.printer)
    except KeyError:
        raise ChoiceRefused(f"There is no printer “{choices.printer}”.") from None
    try:
        chosen = trim_of(choices.trim) if choices.trim else None
    except Unprintable as error:
        raise ChoiceRefused(str(error)) from error
    _refuse_unknown(printer, choices)
    is_bound_right = is_read_from_right if choices.bound_right is None else choices.bound_right
    if choices.kind == "cover":
        return _cover_plan(choices, printer, chosen, boxes[0], is_bound_right=is_bound_right)
    trim, reach = _found_trim(choices, printer, chosen, boxes)
    book, unprintable = _book(printer, choices, chosen or _named_trim(printer, trim))
    return Plan(choices, printer, len(boxes), trim, reach, book, unprintable=unprintable, is_bound_right=is_bound_right)


def _refuse_unknown(printer: Printer, choices: PrintChoices) -> None:
    """Raise ChoiceRefused if an ink, a paper or a binding is none of the printer's."""
    for what, name, offered in (
        ("ink", choices.ink, printer.inks),
        ("paper", choices.paper, printer.papers),
        ("binding", choices.binding, printer.bindings),
    ):
        names = [one.name for one in offered]
        if name and name not in names:
            raise ChoiceRefused(f"{printer.title} has no {what} “{name}”. Choose {' or '.join(names)}.")


def _found_trim(
    choices: PrintChoices, printer: Printer, chosen: Trim | None, boxes: Sequence[PageBoxes]
) -> tuple[Size | None, Reach]:
    """Return the trim and how far the sheets reach beyond it, as chosen or as most pages have it."""
    media = _usual([one.media for one in boxes])
    trims = [one.trim for one in boxes if one.trim is not None and one.trim != one.media]
    bleed = printer.bleed
    full = Reach(*(float(side) * INCH for side in (bleed.inside, bleed.outside, bleed.top, bleed.bottom)))
    wanted = [_points(chosen)] if chosen else [_points(trim) for trim in printer.trims.sizes]
    if 2 * len(trims) < len(boxes):
        trims = []
    if trims and not chosen:
        wanted = [_usual(trims)]
    for reach in _reaches(choices.bleed, full):
        for trim in wanted:
            if is_size(media, (trim[0] + reach.inside + reach.outside, trim[1] + reach.top + reach.foot)):
                return trim, reach
    if chosen or trims:
        return wanted[0], (full if choices.bleed or (choices.bleed is None and trims) else Reach())
    return (media, Reach()) if _is_custom(printer, media) and not choices.bleed else (None, Reach())


def _reaches(bleed: bool | None, full: Reach) -> list[Reach]:
    if bleed is None:
        return [Reach(), full]
    return [full if bleed else Reach()]


def _usual(found: Sequence[Box]) -> Size:
    """Return the size that most have."""
    return Counter((round(box.width, 1), round(box.height, 1)) for box in found).most_common(1)[0][0]


def _points(trim: Trim) -> Size:
    return float(trim.width) * INCH, float(trim.height) * INCH


def _is_custom(printer: Printer, size: Size) -> bool:
    custom = printer.trims.custom
    if custom is None:
        return False
    width, height = (Decimal(side / INCH).quantize(Decimal("0.01")) for side in size)
    return custom.width.least <= width <= custom.width.most and custom.height.least <= height <= custom.height.most


def _named_trim(printer: Printer, size: Size | None) -> Trim | None:
    """Return the printer's trim of a size, or one of its own."""
    if size is None:
        return None
    for trim in printer.trims.sizes:
        if is_size(size, _points(trim)):
            return trim
    return trim_of(f"{size[0] / INCH:.3f} x {size[1] / INCH:.3f} in")


def stocks_for(printer: Printer, choices: PrintChoices) -> list[Stock]:
    """Return the papers and inks that may be meant."""
    return [stock for stock in printer.stocks if choices.ink in {"", stock.ink} and choices.paper in {"", stock.paper}]


def _book(printer: Printer, choices: PrintChoices, trim: Trim | None) -> tuple[PrintedBook | None, str]:
    """Return the book that is to be printed if only one can be meant, or why it cannot be printed."""
    stocks = stocks_for(printer, choices)
    if trim is None:
        return None, ""
    if len(stocks) > 1 and not (choices.ink and choices.paper):
        return None, ""
    ink, paper = (stocks[0].ink, stocks[0].paper) if stocks else (choices.ink, choices.paper)
    try:
        return printed_book(printer, trim=trim, ink=ink, paper=paper, binding=choices.binding), ""
    except Unprintable as error:
        return None, str(error)


def _cover_plan(
    choices: PrintChoices, printer: Printer, chosen: Trim | None, boxes: PageBoxes, *, is_bound_right: bool
) -> Plan:
    """Return how a cover is to be printed; its geometry if the trim, the paper and the pages are known."""
    book, unprintable = _book(printer, choices, chosen)
    cover = None
    if book is not None and choices.pages:
        try:
            cover = cover_geometry(book, choices.pages, right_to_left=is_bound_right)
        except Unprintable as error:
            unprintable = str(error)
    rules = next((binding.cover for binding in printer.bindings if binding.name == choices.binding), None)
    side = float(cover.turn_in if cover else rules.bleed if rules else printer.bleed.outside) * INCH
    media = boxes.trim if boxes.trim is not None and boxes.trim != boxes.media else None
    size = (media.width, media.height) if media else (boxes.media.width - 2 * side, boxes.media.height - 2 * side)
    if cover is not None:
        size = float(cover.trim.width) * INCH, float(cover.trim.height) * INCH
    reach = Reach(side, side, side, side)
    return Plan(choices, printer, choices.pages, size, reach, book, cover, unprintable, is_bound_right)
